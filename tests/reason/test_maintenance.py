"""After any change, the same follows as when everything is inferred anew."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, reject, settings
from hypothesis import strategies as st
from rdflib import OWL, XSD, Graph, Literal, Namespace, URIRef

from peelgraph.errors import RuleError
from peelgraph.reason import Change, infer, maintain, rules_for
from peelgraph.rules.files import load_rules
from peelgraph.rules.rule import Rule
from peelgraph.store import Triple
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.store.oxterms import graph_name, line, to_quad
from peelgraph.vocab import GENID, GRAPH, INFERRED
from tests.reason.helpers import PREFIXES, store_of
from tests.reason.ontologies import axioms, facts, right, things

RULES = {
    "plain": "CONSTRUCT { ?x :q ?y } WHERE { ?x :p0 ?y . ?y a :C0 }",
    "unless": "CONSTRUCT { ?x :q ?y } WHERE { ?x :p3 ?y FILTER NOT EXISTS { ?y a :C4 } FILTER NOT EXISTS { ?z :p2 ?y } }",
    "lonely": "CONSTRUCT { ?x a :D } WHERE { ?x a :C1 FILTER NOT EXISTS { ?x :q ?y . ?y a :C2 } }",
    "nested": "CONSTRUCT { ?x :s ?y } WHERE { ?x :p3 ?y FILTER NOT EXISTS { ?y :p2 ?z FILTER NOT EXISTS { ?x :q ?z } } }",
    "linked": "CONSTRUCT { ?x :r ?z } WHERE { ?x :q ?y . ?y :q ?z FILTER NOT EXISTS { ?z a :D } }",
    "onward": "CONSTRUCT { ?x :r ?z } WHERE { ?x :r ?y . ?y :r ?z }",
    "named": (
        "CONSTRUCT { ?pair a :Pair ; :of ?x, ?y } WHERE { ?x :p1 ?y . ?y :p1 ?x "
        'BIND(IRI(CONCAT(STR(?x), STRAFTER(STR(?y), "org/"))) AS ?pair) }'
    ),
}
EX = Namespace("http://example.org/")
ONE, OTHER = GRAPH["one"], GRAPH["other"]


def rule_files(folder: Path) -> list[Rule]:
    place = folder / "rules"
    place.mkdir(exist_ok=True)
    for name, text in RULES.items():
        (place / f"{name}.rq").write_text(
            f"#+ summary: {name}\nPREFIX : <http://example.org/>\n{text}\n"
        )
    return load_rules(place)


def triples_of(turtle: str) -> list[Triple]:
    return sorted(Graph().parse(data=PREFIXES + turtle, format="turtle"))


def quads(store: EmbeddedStore) -> set[tuple[Triple, URIRef]]:
    rows = store.select("SELECT ?s ?p ?o ?g WHERE { GRAPH ?g { ?s ?p ?o } }").rows
    return {((s, p, o), g) for s, p, o, g in rows if not (p == OWL.sameAs and s == o)}


def union(store: EmbeddedStore) -> set[Triple]:
    return {
        t
        for t in store.construct("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
        if t[0] != t[2] or t[1] != OWL.sameAs
    }


def changed_and_anew(ontology: str, first: list[Triple], second: list[Triple], gone: list[Triple]):
    """A graph of `first` in one source, which withdraws `gone` while another adds `second`; and the same from scratch."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = rule_files(folder)
        store = store_of(ontology, folder)
        store.load(first, ONE)
        try:
            infer(store, files)
        except RuleError:  # the ontology makes what a rule negates depend on its conclusion
            reject()
        rules = rules_for(store, files)
        before = quads(store)
        added = [(t, OTHER) for t in second]
        remove = [
            to_quad(t, graph_name(graph))
            for t in gone
            for graph in (ONE, OTHER)
            if (t, graph) not in added
        ]
        try:
            change = maintain(
                store,
                rules,
                add=[to_quad(t, graph_name(graph)) for t, graph in added],
                remove=remove,
            )
        except RuleError:
            reject()
        scratch = store_of(ontology, folder)
        scratch.load([t for t in first if t not in gone], ONE)
        scratch.load(second, OTHER)
        infer(scratch, files)
        return before, store, change, scratch


def expected_change(
    before: set[tuple[Triple, URIRef]], after: set[tuple[Triple, URIRef]]
) -> Change:
    def part(quads_: set[tuple[Triple, URIRef]], *, said: bool) -> set[Triple]:
        return {t for t, g in quads_ if (g != INFERRED) is said}

    said, said_now = part(before, said=True), part(after, said=True)
    held, holds = {t for t, _ in before}, {t for t, _ in after}
    parts = (
        said_now - said,
        said - said_now,
        part(after, said=False) - held,
        part(before, said=False) - holds,
    )
    return Change(*({line(to_quad(t).triple) for t in part} for part in parts))


EXPRESSIONS = [f"<{GENID}file/{i}>" for i in range(3)]
expressions = right.filter(lambda text: text.startswith("[")).map(lambda text: f"{text[1:-1]} .")
"""What is written within a class expression."""
asserted = st.builds("{} a {} .".format, things, st.sampled_from(EXPRESSIONS))
ontologies = st.builds(
    lambda said, written: "\n".join(
        [*said, *map(" ".join, zip(EXPRESSIONS, written, strict=True))]
    ),
    st.lists(st.one_of(axioms, axioms, axioms, asserted), max_size=8),
    st.tuples(*[expressions] * len(EXPRESSIONS)),
)


def some(lines: st.SearchStrategy[str]) -> st.SearchStrategy[list[Triple]]:
    return st.lists(lines, max_size=8).map("\n".join).map(triples_of)


def tried(examples: int) -> settings:
    return settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
    )


def drawn(ontology: str, first: list[Triple], second: list[Triple], data: st.DataObject) -> None:
    gone = data.draw(st.lists(st.sampled_from(first), unique=True)) if first else []
    moved = data.draw(st.lists(st.sampled_from(gone), unique=True)) if gone else []
    check(ontology, first, [*second, *moved], gone)


def check(ontology: str, first: list[Triple], second: list[Triple], gone: list[Triple]) -> None:
    before, store, change, scratch = changed_and_anew(ontology, first, second, gone)
    assert quads(store) == quads(scratch)
    assert union(store) == union(scratch)
    assert change == expected_change(before, quads(store))


def test_what_is_no_longer_said_of_a_thing_follows_from_what_is_newly_said_to_it() -> None:
    """All that was said of x2 goes, while x2 becomes the object of what is added."""
    ontology = ":p3 owl:inverseOf :p4 . :p2 owl:inverseOf :p4 ."
    said = triples_of(":x2 :p4 :x3 .")
    check(ontology, said, triples_of(":x3 :p2 :x2 ."), said)


@tried(80)
@given(ontologies, some(facts), some(facts), st.data())
def test_random_changes(
    ontology: str, first: list[Triple], second: list[Triple], data: st.DataObject
) -> None:
    drawn(ontology, first, second, data)


@tried(40)
@given(ontologies, some(st.one_of(facts, asserted)), some(st.one_of(facts, asserted)), st.data())
def test_random_changes_of_what_things_are_said_to_be(
    ontology: str, first: list[Triple], second: list[Triple], data: st.DataObject
) -> None:
    drawn(ontology, first, second, data)


@pytest.mark.engine
@tried(300)
@given(ontologies, some(st.one_of(facts, asserted)), some(st.one_of(facts, asserted)), st.data())
def test_many_more_random_changes(
    ontology: str, first: list[Triple], second: list[Triple], data: st.DataObject
) -> None:
    drawn(ontology, first, second, data)


@pytest.mark.parametrize(
    ("ontology", "first", "second", "gone"),
    [
        pytest.param(
            ":C0 rdfs:subClassOf :C1 . :p0 rdfs:domain :C2 .",
            ":a a :C0 ; :p0 :b .",
            ":a a :C0 .",
            ":a a :C0 ; :p0 :b .",
            id="all that a source says of something goes, and another says some of it",
        ),
        pytest.param(
            "",
            ":a :p1 :b . :b :p1 :a . :ab :p2 :c .",
            "",
            ":ab :p2 :c .",
            id="all that is said of something goes, which a rule file names",
        ),
        pytest.param(
            ":C0 rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p0 ; owl:hasValue :v ] . :p0 rdfs:domain :C2 .",
            ":a a :C0 . :v a :C1 .",
            "",
            ":v a :C1 .",
            id="all that is said of something goes, which an axiom names",
        ),
        pytest.param(
            ":p0 owl:inverseOf :p2 ; rdfs:range :C1 .",
            "",
            ':a :p0 "text", :b .',
            "",
            id="a literal has no properties",
        ),
    ],
)
def test_a_change(ontology: str, first: str, second: str, gone: str) -> None:
    check(ontology, triples_of(first), triples_of(second), triples_of(gone))


def test_numbers_are_written_as_the_store_writes_them() -> None:
    number = Literal("05", datatype=XSD.integer, normalize=False)
    check(":p0 rdfs:subPropertyOf :p2 .", [], [(EX.a, EX.p0, number)], [])
