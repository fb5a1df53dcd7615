"""Changing a graph in memory: what follows goes and comes with what is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph
from rdflib import OWL, RDF, RDFS, BNode, Graph, Literal, URIRef

import peelgraph
from peelgraph import PEEL, KnowledgeGraph
from peelgraph.errors import QueryError, ReadOnlyGraph
from peelgraph.explain import Explainer
from peelgraph.store import Triple
from peelgraph.store.remote import RemoteStore
from peelgraph.vocab import GRAPH, thing

FINDING = thing("finding/vetting-backlog")
NORTH = thing("force/northshire")
SOUTH = thing("force/southshire")
MEMBERSHIP = thing("membership/vetting.southshire")


@pytest.fixture
def small(small_tree: peelgraph.resources.Resources) -> KnowledgeGraph:
    """The small world in memory."""
    from peelgraph.builder.assemble import assemble

    return KnowledgeGraph(assemble(small_tree).store, small_tree)


def graphs_of(kg: KnowledgeGraph, triple: Triple) -> set[URIRef]:
    """The named graphs that hold a triple."""
    text = " ".join(term.n3() for term in triple)
    return {graph for (graph,) in kg.store.select(f"SELECT ?g {{ GRAPH ?g {{ {text} }} }}").rows}


def everything(kg: KnowledgeGraph) -> tuple[set[str], set[Triple]]:
    """All quads of named graphs, and their union as queries see it."""
    return {str(q) for q in kg.store.inner if q.graph_name != DefaultGraph()}, held_by(kg)


def test_a_finding_follows_a_membership(small: KnowledgeGraph) -> None:
    before = everything(small)
    said = small.store.construct(f"DESCRIBE <{MEMBERSHIP}>")
    modality = (MEMBERSHIP, PEEL.modality, PEEL.existing)
    gone = small.remove([modality])
    assert gone.removed == (modality,)
    assert (FINDING, PEEL.bearsOn, SOUTH) in gone.lost
    assert (FINDING, PEEL.bearsOn, NORTH) not in gone.lost
    assert not gone.added
    # what the unit is known to have held for is now shorter
    assert {predicate for _, predicate, _ in gone.gained} <= {PEEL.heldFrom, PEEL.heldUntil}
    assert len(said) > 1
    back = small.add([modality], source="little")
    assert (back.added, back.gained, back.lost) == (gone.removed, gone.lost, gone.gained)
    assert everything(small) == before


def test_what_is_said_is_not_inferred_as_well(small: KnowledgeGraph) -> None:
    inferred = (FINDING, PEEL.bearsOn, SOUTH)
    change = small.add([inferred], source="a-letter")
    assert (change.added, change.gained, change.lost) == ((inferred,), (), ())
    assert graphs_of(small, inferred) == {GRAPH["a-letter"]}
    assert small.remove([inferred], source="elsewhere") == peelgraph.Change()
    change = small.remove([inferred])
    assert (change.removed, change.lost) == ((inferred,), ())
    assert graphs_of(small, inferred) == {GRAPH["inferred"]}


def test_a_new_axiom_is_reasoned_with(small: KnowledgeGraph) -> None:
    axiom = (PEEL.JointUnit, RDFS.subClassOf, PEEL.Organisation)
    unit = (thing("unit/vetting"), RDF.type, PEEL.Organisation)
    assert unit in small.add([axiom]).gained
    assert small.why("unit/vetting", "a", "Organisation").rule == "cax-sco"
    assert unit in small.remove([axiom]).lost


def test_a_file_or_a_graph_can_be_added(small: KnowledgeGraph, tmp_path: Path) -> None:
    graph = Graph().add((NORTH, RDFS.comment, Literal("in the north")))
    file = tmp_path / "more.ttl"
    graph.serialize(file)
    assert small.add(graph).added == tuple(graph)
    assert small.add(file, source="file").added == ()
    assert len(graphs_of(small, next(iter(graph)))) == 2
    assert small.remove(file).removed == tuple(graph)


def test_blank_nodes_of_two_files_stay_apart(small: KnowledgeGraph, tmp_path: Path) -> None:
    label = "http://www.w3.org/2000/01/rdf-schema#label"
    for force, name in ((NORTH, "first"), (SOUTH, "second")):
        restriction = (
            f'[ a <{OWL.Restriction}> ; <{OWL.onProperty}> <{label}> ; <{OWL.hasValue}> "{name}" ]'
        )
        (tmp_path / f"{name}.ttl").write_text(f"<{force}> a {restriction} .")
    given = [(NORTH, RDFS.label, Literal("first")), (SOUTH, RDFS.label, Literal("second"))]
    for number, name in enumerate(("first", "second")):
        assert [t for t in small.add(tmp_path / f"{name}.ttl").gained if t[1] == RDFS.label] == [
            given[number]
        ]
    assert [t for t in small.remove(tmp_path / "first.ttl").lost if t[1] == RDFS.label] == [
        given[0]
    ]
    assert given[1] in held_by(small)


def test_only_a_graph_in_memory_is_changed(kg: KnowledgeGraph, small: KnowledgeGraph) -> None:
    triple = (NORTH, RDFS.comment, Literal("in the north"))
    with pytest.raises(ReadOnlyGraph, match=r"kg\.copy\(\)"):
        kg.add([triple])
    for refused in (lambda far: far.add([triple]), lambda far: far.copy(), lambda far: far.dataset):
        with pytest.raises(ReadOnlyGraph, match="endpoint"):
            refused(KnowledgeGraph(RemoteStore("http://127.0.0.1:9/")))
    with pytest.raises(QueryError, match="blank node"):
        small.add([(BNode(), RDFS.comment, Literal("nobody"))])


def test_a_copy_leaves_the_original_alone(kg: KnowledgeGraph) -> None:
    copy = kg.copy()
    membership = thing("membership/bch-professional-standards.hertfordshire")
    said = [
        t
        for t in copy.store.construct(f"DESCRIBE <{membership}>")
        if GRAPH["inferred"] not in graphs_of(copy, t)
    ]
    assert said, "the membership has another name now"
    lost = copy.remove(said).lost
    assert {t[0] for t in lost if t[1] == PEEL.bearsOn}
    assert set(lost) <= held_by(kg) - held_by(copy)


def held_by(kg: KnowledgeGraph) -> set[Triple]:
    return set(kg.store.construct("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"))


def test_two_units_of_the_shipped_graph_can_be_the_same(kg: KnowledgeGraph) -> None:
    one = thing("unit/acro")
    other = thing("unit/action-fraud")
    copy = kg.copy()
    before = held_by(kg)
    names = {rule.name for rule in copy.rules}
    same = (one, OWL.sameAs, other)
    change = copy.add([same])
    held = held_by(copy)
    for unit, twin in ((one, other), (other, one)):
        said = {(p, o) for s, p, o in before if s == unit}
        assert said
        assert {(twin, p, o) for p, o in said if o not in (one, other)} <= held
        assert {(s, p, twin) for s, p, o in before if o == unit and s not in (one, other)} <= held
    gained = next(t for t in change.gained if t[0] == other and t[1] not in (RDF.type, OWL.sameAs))
    assert {"eq-sym", "eq-rep-s", "eq-rep-o"} <= {rule.name for rule in copy.rules} - names
    (proof,) = Explainer(copy.store, copy.rules).proofs(gained, 1)
    assert same in {leaf.triple for leaf in proof.leaves()}
    copy.remove([same])
    assert {rule.name for rule in copy.rules} == names
    assert held_by(copy) == before


def test_a_member_of_a_class_is_one_of_the_same_class(small: KnowledgeGraph) -> None:
    kind = thing("unit/kind-of-unit")
    small.add([(PEEL.JointUnit, OWL.sameAs, kind)])
    unit = next(s for s, p, o in held_by(small) if p == RDF.type and o == PEEL.JointUnit)
    assert (unit, RDF.type, kind) in held_by(small)
    rules = {(rule.name, rule.head[2]) for rule in small.rules if rule.head[1] == RDF.type}
    assert ("eq-rep-o", kind) in rules
