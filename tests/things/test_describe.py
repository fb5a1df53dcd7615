"""Everything about a thing, said and inferred apart, in labels; the same from an endpoint as from the store itself."""

from __future__ import annotations

import pytest

from peelgraph.graph import KnowledgeGraph
from peelgraph.store.remote import RemoteStore
from peelgraph.things.describe import describe

THINGS = [
    "force/eastshire",
    "unit/armed-policing",
    "alliance/east-north",
    "membership/armed-policing.midshire",
    "finding/armed-training",
    "judgement/eastshire-inspection-2016-efficiency",
    "item/armed-2016",
]


@pytest.mark.parametrize("thing", THINGS)
def test_the_same_from_an_endpoint(thing: str, world: KnowledgeGraph, endpoint: str) -> None:
    iri = world.find(thing)
    assert describe(RemoteStore(endpoint), iri) == describe(world.store, iri)


def test_said_and_inferred_are_told_apart(kg: KnowledgeGraph) -> None:
    d = kg.show("joint anti-corruption and vetting unit")
    assert (d.id, d.label) == (
        "unit/bch-anti-corruption-vetting",
        "joint anti-corruption and vetting unit",
    )
    assert {"joint unit", "unit", "collaboration"} <= set(d.classes)
    said = {(f.property, f.value) for f in d.said}
    assert ("part of", "joint professional standards department") in said
    assert all(f.sources for f in d.said)
    assert not any(f.sources for f in d.inferred)
    assert {f.value for f in d.inferred if f.property == "has membership"} == {
        f"{force} in joint anti-corruption and vetting unit"
        for force in (
            "Bedfordshire Police",
            "Cambridgeshire Constabulary",
            "Hertfordshire Constabulary",
        )
    }


def test_labels_stand_in_place_of_iris(kg: KnowledgeGraph) -> None:
    d = kg.show("force/cambridgeshire")
    everything = [*d.said, *d.inferred, *d.said_elsewhere, *d.inferred_elsewhere]
    assert everything
    assert [
        f
        for f in everything
        if "://" in f.property or f.value.startswith("https://w3id.org/peelgraph/id/")
    ] == []


def test_reference_works_are_named_last(kg: KnowledgeGraph) -> None:
    (name,) = (f for f in kg.show("force/cambridgeshire").said if f.value == "Cambridgeshire")
    assert name.sources[0] == "PEEL 2016 assessment of Cambridgeshire Constabulary"
    assert name.sources[1].startswith("PEEL: Police efficiency 2016")
    assert len(name.sources) == 11
    assert all(source.startswith("GitHub: ") for source in name.sources[2:])


def test_what_only_repeats_is_marked(world: KnowledgeGraph) -> None:
    shown = world.show("force/farshire")
    repeated = {(fact.property, fact.value) for fact in shown.inferred if fact.repeats}
    names = {fact.value for fact in shown.said if fact.property == "alternative name"}
    assert repeated >= {("alt label (skos)", name) for name in names}
    assert any(said == "note (skos)" for said, _ in repeated)
    assert not any(fact.repeats for fact in shown.said)
    # what is said in no word of ours is no repetition
    assert all("(" in said for said, _ in repeated)
