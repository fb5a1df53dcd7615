"""Any term can be asked for in words: every inferred triple, by what `show` prints of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import RDF, XSD, Literal, URIRef
from rdflib.term import Identifier

import peelgraph
from peelgraph.errors import SeveralValues, ThingNotFound, ValueNotFound
from peelgraph.explain import Explainer
from peelgraph.graph import KnowledgeGraph
from peelgraph.store import Triple
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.things.labels import Labels
from peelgraph.things.triples import TripleReader, resolve_triple
from peelgraph.vocab import GRAPH, PEEL, curie, thing

KENT = thing("force/kent")
EX = "http://example.org/#"


def inferred(kg: KnowledgeGraph) -> list[Triple]:
    """All inferred triples, sorted."""
    return Explainer(kg.store, [])._inferred()


def shown(labels: Labels, triple: Triple) -> tuple[str, str, str]:
    """A triple as a person copies it from `show`."""
    subject, predicate, value = triple
    words = labels(value)
    short = curie(str(value)) if isinstance(value, URIRef) else ""
    if "/" in short and short != words:
        words = f"{words} ({short})"
    return curie(str(subject)), labels(predicate), words


def test_every_inferred_triple_of_the_world_is_found(world: KnowledgeGraph) -> None:
    triples = inferred(world)
    labels = Labels(world.store)
    labels.learn(term for triple in triples for term in triple)
    reader = TripleReader(world.store, labels)
    assert [t for t in triples if reader.triple(*shown(labels, t)) != t] == []


@pytest.mark.engine
def test_every_inferred_triple_of_the_shipped_graph_is_found(kg: KnowledgeGraph) -> None:
    triples = inferred(kg)
    assert len(triples) > 50_000
    labels = Labels(kg.store)
    labels.learn(term for triple in triples for term in triple)
    reader = TripleReader(kg.store, labels)
    assert [t for t in triples if reader.triple(*shown(labels, t)) != t] == []


def test_one_of_each_property_of_the_shipped_graph_is_found_and_proved(kg: KnowledgeGraph) -> None:
    chosen: dict[Identifier, Triple] = {}
    for triple in inferred(kg):
        chosen.setdefault(triple[1], triple)
    labels = Labels(kg.store)
    labels.learn(term for triple in chosen.values() for term in triple)
    reader = TripleReader(kg.store, labels)
    assert [t for t in chosen.values() if reader.triple(*shown(labels, t)) != t] == []
    explainer = Explainer(kg.store, kg.rules)
    for predicate in (PEEL.heldFrom, PEEL.statedOn, RDF.type):
        assert explainer.why(chosen[predicate]).triple == chosen[predicate]


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    store = EmbeddedStore()
    triples: list[Triple] = [
        (KENT, PEEL["from"], Literal("2016-11-03", datatype=XSD.date)),
        (KENT, PEEL.note, Literal("2016")),
        (KENT, PEEL.note, Literal("2016", datatype=XSD.gYear)),
        (KENT, PEEL.note, Literal("Hop fields", lang="en")),
        (KENT, PEEL.value, Literal("0", datatype=XSD.integer)),
        (KENT, PEEL.about, URIRef(EX + "Whole")),
    ]
    store.load(triples, GRAPH["test"])
    return store


@pytest.mark.parametrize(
    ("said", "text", "value"),
    [
        ("from", "2016-11-03", Literal("2016-11-03", datatype=XSD.date)),
        ("from", '"2016-11-03"', Literal("2016-11-03", datatype=XSD.date)),
        ("from", "2020-01-01", Literal("2020-01-01", datatype=XSD.date)),
        ("note", '"2016"', Literal("2016")),
        ("note", '"2016"^^xsd:gYear', Literal("2016", datatype=XSD.gYear)),
        ("note", "Hop fields", Literal("Hop fields", lang="en")),
        ("note", '"Hop fields"@en', Literal("Hop fields", lang="en")),
        ("note", '"Hop fields"@de', Literal("Hop fields", lang="de")),
        ("value", "0", Literal("0", datatype=XSD.integer)),
        ("value", "0.0", Literal("0", datatype=XSD.integer)),
        ("about", EX + "Whole", URIRef(EX + "Whole")),
        ("about", "whole", URIRef(EX + "Whole")),
    ],
)
def test_values(store: EmbeddedStore, said: str, text: str, value: Identifier) -> None:
    found = resolve_triple(store, "force/kent", f"peel:{said}", text)
    assert found == (KENT, PEEL[said], value)


def test_what_is_meant_by_none_or_several_is_said(store: EmbeddedStore) -> None:
    with pytest.raises(SeveralValues, match=r'write "2016" or "2016"..xsd:gYear') as several:
        resolve_triple(store, "force/kent", "peel:note", "2016")
    assert len(several.value.forms) == 2
    with pytest.raises(ValueNotFound, match=r'like "2016-11-03"..xsd:date'):
        resolve_triple(store, "force/kent", "peel:from", "yesterday")
    with pytest.raises(ThingNotFound):
        resolve_triple(store, "force/kent", "peel:note", '"\x00"')


def test_an_iri_of_a_users_own_file_that_is_only_an_object(tmp_path: Path) -> None:
    file = tmp_path / "own.nt"
    sub = "http://www.w3.org/2000/01/rdf-schema#subClassOf"
    lines = [f"<{EX}Part> <{sub}> <{EX}Whole> .", f"<{EX}x> <{RDF.type}> <{EX}Part> ."]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    own = peelgraph.load(file, resources=None)
    assert own.why(EX + "x", "a", EX + "Whole").rule == "cax-sco"


def test_a_file_without_labels_is_asked_by_the_names_in_its_iris(tmp_path: Path) -> None:
    file = tmp_path / "own.ttl"
    file.write_text(
        "@prefix : <http://example.org/farm#> . @prefix owl: <http://www.w3.org/2002/07/owl#> ."
        ":jo :keeps :bess . :heldBy owl:inverseOf :keeps . :Jo :keeps :rex ."
    )
    own = peelgraph.load(file, resources=None)
    assert str(own.find("bess")) == "http://example.org/farm#bess"
    assert own.why("bess", "heldBy", "jo").rule == "prp-inv2"
    assert own.why("rex", "heldBy", "Jo").rule == "prp-inv2"
    assert own.show("jo").iri == "http://example.org/farm#jo"
    with pytest.raises(ThingNotFound):
        own.find("b")
