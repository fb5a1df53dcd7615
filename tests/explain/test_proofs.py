"""All proofs of a triple on small hypergraphs whose proofs are counted by brute force, and their order."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import URIRef

from peelgraph.explain.derivations import Derivations, Step
from peelgraph.explain.proofs import proofs
from peelgraph.reason import infer
from peelgraph.rules.rule import Rule
from peelgraph.store import Triple
from tests.reason.helpers import store_of

EX = "http://example.org/"
RULE = Rule("r", (URIRef(EX), URIRef(EX), URIRef(EX)), (), "")


def node(number: int) -> Triple:
    return URIRef(f"{EX}{number}"), URIRef(EX + "p"), URIRef(EX + "o")


class Written(Derivations):
    """A hypergraph that is written down: what is said, and the premises of each way to conclude the rest."""

    def __init__(self, said: set[int], ways: dict[int, list[tuple[int, ...]]]) -> None:
        self._facts = {node(n) for n in said}
        self._ways = {
            node(n): tuple(Step(RULE, node(n), tuple(map(node, premises))) for premises in options)
            for n, options in ways.items()
            if n not in said
        }

    def said_in(self, triple: Triple) -> tuple[URIRef, ...]:
        return (URIRef(EX),) if triple in self._facts else ()

    def learn(self, triples: object) -> None:
        pass

    def rules_for(self, triple: Triple) -> list[tuple[int, Rule]]:
        return [(1, RULE)] if triple in self._ways else []

    def steps_by(self, rule: Rule, triple: Triple) -> tuple[Step, ...]:
        return self.ways(triple)

    def ways(self, triple: Triple) -> tuple[Step, ...]:
        return self._ways.get(triple, ())


Choice = dict[Triple, Step]


def every_proof(
    graph: Written, goal: Triple
) -> Iterator[tuple[int, frozenset[tuple[Triple, tuple[Triple, ...]]]]]:
    """All proofs by brute force: each choice of a step for each triple, if the goal stands on it without a circle."""
    names = list(graph._ways)
    seen = set()
    for choice in itertools.product(*(graph.ways(n) for n in names)):
        chosen = dict(zip(names, choice, strict=True))
        size = tree_size(graph, chosen, goal, ())
        if size is not None:
            used = frozenset((t, s.premises) for t, s in used_by(graph, chosen, goal).items())
            if used not in seen:
                seen.add(used)
                yield size, used


def tree_size(
    graph: Written, chosen: Choice, goal: Triple, above: tuple[Triple, ...]
) -> int | None:
    if graph.said_in(goal):
        return 1
    if goal in above or goal not in chosen:
        return None
    sizes = [tree_size(graph, chosen, p, (*above, goal)) for p in chosen[goal].premises]
    return None if None in sizes else 1 + sum(s for s in sizes if s is not None)


def used_by(graph: Written, chosen: Choice, goal: Triple) -> Choice:
    used: Choice = {}
    waiting = [goal]
    while waiting:
        triple = waiting.pop()
        if triple in chosen and triple not in used and not graph.said_in(triple):
            used[triple] = chosen[triple]
            waiting += chosen[triple].premises
    return used


def found(
    graph: Written, goal: Triple, limit: int
) -> list[tuple[int, frozenset[tuple[Triple, tuple[Triple, ...]]]]]:
    return [
        (p.size, frozenset((t, s.premises) for t, s in p.steps.items()))
        for p in proofs(graph, goal, limit)
    ]


@pytest.mark.parametrize(
    ("said", "ways", "sizes"),
    [
        ({0}, {}, [1]),
        ({1}, {0: [(1,)]}, [2]),
        ({1, 2}, {0: [(1,), (2,), (1, 2)]}, [2, 2, 3]),
        ({1, 2}, {0: [(3, 4)], 3: [(1,), (2,)], 4: [(1,), (2,)]}, [5, 5, 5, 5]),
        ({1}, {0: [(2,)], 2: [(0,), (1,)]}, [3]),
        ({1}, {0: [(2,), (3,)], 2: [(3,), (1,)], 3: [(2,), (1,)]}, [3, 3, 4, 4]),
        (set(), {0: [(1,)], 1: [(0,)]}, []),
        ({1}, {0: [(2, 2 + 1)], 2: [(4,)], 3: [(4,)], 4: [(1,), (1, 5)], 5: [(1,)]}, [7, 11]),
    ],
    ids=[
        "said",
        "one step",
        "three ways",
        "two by two",
        "a circle",
        "two in a circle",
        "nothing said",
        "used twice",
    ],
)
def test_counted_by_hand(
    said: set[int], ways: dict[int, list[tuple[int, ...]]], sizes: list[int]
) -> None:
    graph = Written(said, ways)
    assert [p.size for p in proofs(graph, node(0), 100)] == sizes


WAYS = st.dictionaries(
    st.integers(0, 6),
    st.lists(
        st.lists(st.integers(0, 8), min_size=1, max_size=3, unique=True).map(tuple),
        max_size=3,
        unique=True,
    ),
    max_size=6,
)


@given(ways=WAYS, said=st.sets(st.integers(1, 8), max_size=4), limit=st.integers(1, 40))
def test_as_by_brute_force(
    ways: dict[int, list[tuple[int, ...]]], said: set[int], limit: int
) -> None:
    sound = {n: [w for w in options if n not in w] for n, options in ways.items()}
    graph = Written(said, {n: options for n, options in sound.items() if options})
    wanted = sorted(every_proof(graph, node(0)), key=lambda p: p[0])
    got = found(graph, node(0), limit)
    assert [size for size, _ in got] == [size for size, _ in wanted[:limit]]
    assert len({used for _, used in got}) == len(got)
    assert set(got) <= set(wanted)


def test_all_proofs_of_a_transitive_way(tmp_path: Path) -> None:
    """The proofs that n0 reaches nk are the ways to put brackets around k factors: the Catalan numbers."""
    for steps, catalan in ((1, 1), (2, 1), (3, 2), (4, 5), (5, 14)):
        turtle = ":p a owl:TransitiveProperty . " + " ".join(
            f":n{i} :p :n{i + 1} ." for i in range(steps)
        )
        store = store_of(turtle, tmp_path)
        derivations = Derivations(store, infer(store))
        goal = URIRef(f"{EX}n0"), URIRef(EX + "p"), URIRef(f"{EX}n{steps}")
        assert len(proofs(derivations, goal, 100)) == catalan


def test_read_at_once_or_traced_back_the_steps_are_the_same(tmp_path: Path) -> None:
    store = store_of(
        ":p a owl:TransitiveProperty ; rdfs:domain :C . :C rdfs:subClassOf :D . :a :p :b . :b :p :c .",
        tmp_path,
    )
    rules = infer(store)
    derivations = Derivations(store, rules)
    whole = Derivations(store, rules).read_all()
    assert whole
    for triple, steps in whole.items():
        traced = [
            s
            for _, rule in derivations.rules_for(triple)
            for s in derivations.steps_by(rule, triple)
        ]
        assert {(s.rule.name, s.premises) for s in steps} == {
            (s.rule.name, s.premises) for s in traced
        }
