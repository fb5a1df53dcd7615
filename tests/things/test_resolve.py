"""What a person writes finds the thing that is meant, or one sentence with the nearest names."""

from __future__ import annotations

import pytest
from rdflib import RDF, RDFS, Literal, URIRef

from peelgraph.errors import Ambiguous, ThingNotFound
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.things.resolve import resolve
from peelgraph.things.triples import resolve_predicate
from peelgraph.vocab import GRAPH, PEEL, thing

NORTH = thing("force/northshire")
UPPER = URIRef("https://example.org/Thing")


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    store = EmbeddedStore()
    named = {
        NORTH: (PEEL.PoliceForce, ["Northshire Police"], ["Northshire", "NP/1", "Police: North"]),
        thing("force/southshire"): (PEEL.PoliceForce, ["Southshire Police"], ["the neighbours"]),
        thing("organisation/northshire"): (
            PEEL.LocalAuthority,
            ["Northshire Council"],
            ["the neighbours"],
        ),
        thing("unit/it"): (PEEL.JointUnit, ["Joint ICT unit"], []),
        PEEL.atRisk: (PEEL.Modality, ["at risk"], []),
        UPPER: (PEEL.PoliceForce, ["Uppershire Police"], []),
    }
    triples = []
    for iri, (kind, labels, names) in named.items():
        triples.append((iri, RDF.type, kind))
        triples += [(iri, RDFS.label, Literal(label, lang="en")) for label in labels]
        triples += [(iri, PEEL.alternativeName, Literal(name)) for name in names]
    store.load(triples, GRAPH["test"])
    properties = [(PEEL.bearsOn, RDF.type, URIRef("http://www.w3.org/2002/07/owl#ObjectProperty"))]
    store.load(
        [*properties, (PEEL.bearsOn, RDFS.label, Literal("bears on", lang="en"))], GRAPH["test"]
    )
    return store


@pytest.mark.parametrize(
    "text",
    [
        "https://w3id.org/peelgraph/id/force/northshire",
        "<https://w3id.org/peelgraph/id/force/northshire>",
        "HTTPS://W3ID.org/peelgraph/ID/Force/Northshire",
        "id:force/northshire",
        "ID:FORCE/Northshire",
        "force/northshire",
        "Force/NORTHSHIRE",
        "northshire",
        "NorthShire",
        "Northshire Police",
        "northshire   POLICE",
        " Northshire Police ",
        "Northshire",
        "np/1",
        "police: north",
    ],
)
def test_every_way_to_say_it(store: EmbeddedStore, text: str) -> None:
    assert resolve(store, text, "PoliceForce") == NORTH


def test_an_iri_of_others_is_taken_as_written(store: EmbeddedStore) -> None:
    assert resolve(store, str(UPPER)) == UPPER
    with pytest.raises(ThingNotFound):
        resolve(store, str(UPPER).lower())


@pytest.mark.parametrize("text", ["peel:atRisk", "PEEL:atRisk", "atRisk", "ATRISK", "at risk"])
def test_terms_of_the_ontology(store: EmbeddedStore, text: str) -> None:
    assert resolve(store, text, "Modality") == PEEL.atRisk


@pytest.mark.parametrize(
    ("text", "kind", "near"),
    [
        ("Northshr", "PoliceForce", "Northshire"),
        ("force/northshir", "PoliceForce", "force/northshire"),
        ("id:force/northshir", None, "force/northshire"),
        ("https://w3id.org/peelgraph/id/force/northshir", None, "force/northshire"),
        ("joint itc", None, "Joint ICT unit"),
    ],
)
def test_nearest_names(store: EmbeddedStore, text: str, kind: str | None, near: str) -> None:
    with pytest.raises(ThingNotFound) as caught:
        resolve(store, text, kind)
    assert caught.value.near[0] == near
    assert str(caught.value).startswith(
        f"There is no {kind or 'thing'} '{text}' in the graph; did you mean {near}"
    )


def test_nothing_near_is_a_whole_sentence(store: EmbeddedStore) -> None:
    with pytest.raises(ThingNotFound) as caught:
        resolve(store, "zzzzzzzzzz")
    assert str(caught.value) == "There is no thing 'zzzzzzzzzz' in the graph."


def test_only_of_the_class_that_is_asked_for(store: EmbeddedStore) -> None:
    assert resolve(store, "northshire", "LocalAuthority") == thing("organisation/northshire")
    for text in ("unit/it", "Joint ICT unit", str(thing("unit/it"))):
        with pytest.raises(ThingNotFound):
            resolve(store, text, "PoliceForce")


def test_a_name_of_several_is_ambiguous(store: EmbeddedStore) -> None:
    with pytest.raises(Ambiguous) as caught:
        resolve(store, "The Neighbours")
    assert caught.value.things == ("force/southshire", "organisation/northshire")
    assert str(caught.value).startswith("'The Neighbours' names 2 things")


def test_many_things_of_a_name_are_counted_and_ten_shown() -> None:
    store = EmbeddedStore()
    store.load(
        ((thing(f"unit/{n:02}"), RDFS.label, Literal("twin")) for n in range(12)), GRAPH["test"]
    )
    with pytest.raises(Ambiguous) as caught:
        resolve(store, "twin")
    first, *rest = str(caught.value).splitlines()
    assert first == "'twin' names 12 things; write the short id of one:"
    assert rest == [*(f"  unit/{n:02}  twin" for n in range(10)), "  … and 2 more"]


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "\\",
        "}",
        "> . ?s ?p ?o",
        "x\n",
        "\x00",
        "\ud800",
        "id:a b",
        "id:\ud800",
        "<>",
        ":",
        "/",
        "a/b/c",
        "x> } #",
        "",
    ],
)
def test_hostile_texts_name_nothing(store: EmbeddedStore, text: str) -> None:
    with pytest.raises(ThingNotFound):
        resolve(store, text)
    with pytest.raises(ThingNotFound):
        resolve_predicate(store, text)


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("a", RDF.type),
        ("bears on", PEEL.bearsOn),
        ("Bears  On", PEEL.bearsOn),
        ("bearsOn", PEEL.bearsOn),
        ("peel:bearsOn", PEEL.bearsOn),
        ("rdfs:label", RDFS.label),
        (str(PEEL.bearsOn), PEEL.bearsOn),
    ],
)
def test_predicates(store: EmbeddedStore, text: str, predicate: URIRef) -> None:
    assert resolve_predicate(store, text) == predicate


def test_unknown_predicates_have_near_ones(store: EmbeddedStore) -> None:
    with pytest.raises(
        ThingNotFound, match="There is no property 'bear on' in the graph; did you mean bears on"
    ):
        resolve_predicate(store, "bear on")
