"""owlrl as the oracle: the same triples from the shipped data, and from random small ontologies in the profile."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from peelgraph.builder.assemble import assemble
from peelgraph.resources import SHIPPED
from tests.reason.helpers import inferred, inferred_by_owlrl, inferred_in

CLASSES = [f":C{i}" for i in range(5)]
PROPERTIES = [f":p{i}" for i in range(5)]
THINGS = [f":x{i}" for i in range(5)]

classes, properties, things = (st.sampled_from(names) for names in (CLASSES, PROPERTIES, THINGS))

has_value = st.builds("[ a owl:Restriction ; owl:onProperty {} ; owl:hasValue {} ]".format, properties, things)
some = st.builds("[ a owl:Restriction ; owl:onProperty {} ; owl:someValuesFrom {} ]".format, properties, classes)
every = st.builds("[ a owl:Restriction ; owl:onProperty {} ; owl:allValuesFrom {} ]".format, properties, classes)
members = st.lists(st.one_of(classes, has_value), min_size=2, max_size=3, unique=True).map(" ".join)
left_members = st.lists(st.one_of(classes, has_value, some), min_size=2, max_size=3, unique=True).map(" ".join)
intersection = members.map("[ a owl:Class ; owl:intersectionOf ( {} ) ]".format)
left_intersection = left_members.map("[ a owl:Class ; owl:intersectionOf ( {} ) ]".format)
union = left_members.map("[ a owl:Class ; owl:unionOf ( {} ) ]".format)
left = st.one_of(classes, has_value, some, left_intersection, union)
right = st.one_of(classes, has_value, every, intersection)
chains = st.lists(properties, min_size=2, max_size=3).map(" ".join)

axioms = st.one_of(
    st.builds("{} rdfs:subClassOf {} .".format, left, right),
    st.builds("{} owl:equivalentClass {} .".format, classes, st.one_of(classes, has_value, intersection)),
    st.builds("{} rdfs:subPropertyOf {} .".format, properties, properties),
    st.builds("{} owl:equivalentProperty {} .".format, properties, properties),
    st.builds("{} owl:inverseOf {} .".format, properties, properties),
    st.builds("{} rdfs:domain {} .".format, properties, classes),
    st.builds("{} rdfs:range {} .".format, properties, classes),
    st.builds("{} owl:propertyChainAxiom ( {} ) .".format, properties, chains),
    st.builds(
        "{} a {} .".format,
        properties,
        st.sampled_from(
            [f"owl:{kind}Property" for kind in ("Symmetric", "Transitive", "Functional", "InverseFunctional")]
        ),
    ),
)
facts = st.one_of(
    st.builds("{} a {} .".format, things, classes),
    st.builds("{} {} {} .".format, things, properties, things),
)
ontologies = st.builds(
    lambda some_axioms, some_facts: "\n".join(some_axioms + some_facts),
    st.lists(axioms, min_size=1, max_size=6),
    st.lists(facts, min_size=1, max_size=8),
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(ontologies)
@example(":p0 a owl:FunctionalProperty . :x0 :p0 :x1, :x2 . :x1 a :C0 . :C0 rdfs:subClassOf :C1 .")
def test_random_ontologies(turtle: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert inferred(turtle, Path(folder)) == inferred_by_owlrl(turtle, Path(folder))


def test_shipped_data() -> None:
    ours, theirs = assemble(SHIPPED), assemble(SHIPPED, reasoner="owlrl")
    assert inferred_in(ours.store) == inferred_in(theirs.store)
    assert len(inferred_in(ours.store)) > 1000
