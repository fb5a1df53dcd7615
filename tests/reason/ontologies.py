"""Random small ontologies in OWL 2 RL, with every kind of axiom and expression of the profile, as Turtle.

All classes and properties are declared, as OWL 2 DL asks. The last member of a list is written twice where owlrl does
not compare the last (keys, AllDifferent and AllDisjointProperties), which means the same.
"""

from __future__ import annotations

from hypothesis import strategies as st

from peelgraph.vocab import GENID
from tests.reason.cases import at_most, restriction

CLASSES = [f":C{i}" for i in range(5)]
PROPERTIES = [f":p{i}" for i in range(5)]
DATA = [":d0", ":d1"]
THINGS = [f":x{i}" for i in range(5)]
TEXTS = ["'a'", "'b'", "1"]
DECLARED = " ".join(
    f"{name} a owl:{kind} ."
    for kind, names in (
        ("Class", CLASSES),
        ("ObjectProperty", PROPERTIES),
        ("DatatypeProperty", DATA),
    )
    for name in names
)

Text = st.SearchStrategy[str]
classes, named, data, things, texts = map(
    st.sampled_from, (CLASSES, PROPERTIES, DATA, THINGS, TEXTS)
)
properties = st.one_of(named, named, named, named.map("[ owl:inverseOf {} ]".format))


def several(what: Text, most: int = 3) -> Text:
    """Two or more, each once, as the inside of a list."""
    return st.lists(what, min_size=2, max_size=most, unique=True).map(" ".join)


def last_twice(what: Text) -> Text:
    """As `several`, the last written twice."""
    return st.lists(what, min_size=2, max_size=3, unique=True).map(
        lambda names: " ".join([*names, names[-1]])
    )


def group(kind: str, members: Text) -> Text:
    return members.map(f"[ a owl:Class ; owl:{kind} ( {{}} ) ]".format)


def values(kind: str, of: Text) -> Text:
    return st.builds(lambda prop, what: restriction(prop, f"owl:{kind} {what}"), properties, of)


has_value = st.one_of(
    values("hasValue", things),
    st.builds(lambda p, v: restriction(p, f"owl:hasValue {v}"), data, texts),
)
some_number = data.map(lambda prop: restriction(prop, "owl:someValuesFrom xsd:integer"))
one_of = group("oneOf", several(things))
left_simple = st.one_of(
    classes,
    has_value,
    one_of,
    some_number,
    values("someValuesFrom", st.one_of(classes, st.just("owl:Thing"))),
)
left = st.one_of(
    left_simple,
    left_simple,
    group("intersectionOf", several(left_simple)),
    group("unionOf", several(st.one_of(left_simple, group("intersectionOf", several(classes))))),
    values("someValuesFrom", st.one_of(left_simple, group("unionOf", several(classes)))),
)
most = st.builds(
    at_most, st.sampled_from([0, 1]), properties, st.sampled_from(["", "owl:Thing", *CLASSES])
)
complement = left_simple.map("[ a owl:Class ; owl:complementOf {} ]".format)
right_simple = st.one_of(
    classes, classes, has_value, most, complement, values("allValuesFrom", classes)
)
right = st.one_of(
    right_simple,
    right_simple,
    group("intersectionOf", several(right_simple)),
    values("allValuesFrom", right_simple),
)
equal = st.one_of(
    classes, has_value, group("intersectionOf", several(st.one_of(classes, has_value)))
)
chains = st.lists(properties, min_size=2, max_size=4).map(" ".join)
KINDS = ("Symmetric", "Transitive", "Functional", "InverseFunctional", "Irreflexive", "Asymmetric")

axioms = st.one_of(
    st.builds("{} rdfs:subClassOf {} .".format, left, right),
    st.builds("{} rdfs:subClassOf {} .".format, left, right),
    st.builds("{} owl:equivalentClass {} .".format, classes, equal),
    st.builds("{} owl:disjointWith {} .".format, left_simple, left_simple),
    st.builds("{} rdfs:subPropertyOf {} .".format, properties, properties),
    st.builds("{} owl:equivalentProperty {} .".format, named, properties),
    st.builds("{} owl:inverseOf {} .".format, named, named),
    st.builds("{} rdfs:domain {} .".format, properties, right),
    st.builds("{} rdfs:range {} .".format, properties, right),
    st.builds("{} owl:propertyChainAxiom ( {} ) .".format, named, chains),
    st.builds("{} a owl:{}Property .".format, properties, st.sampled_from(KINDS)),
    st.builds("{} owl:propertyDisjointWith {} .".format, named, named),
    st.builds("{} owl:hasKey ( {} ) .".format, left_simple, last_twice(st.one_of(named, data))),
    st.builds("{} owl:hasKey ( {} ) .".format, classes, data.map("{0} {0}".format)),
    several(classes).map("[] a owl:AllDisjointClasses ; owl:members ( {} ) .".format),
    last_twice(named).map("[] a owl:AllDisjointProperties ; owl:members ( {} ) .".format),
)
facts = st.one_of(
    st.builds("{} a {} .".format, things, classes),
    st.builds("{} {} {} .".format, things, named, things),
    st.builds("{} {} {} .".format, things, named, things),
    st.builds("{} {} {} .".format, things, data, texts),
)
asserted = st.builds("{} a {} .".format, things, right)
"""Class assertions, most of them of an expression."""
others = st.one_of(
    st.builds("{} owl:sameAs {} .".format, things, things),
    st.builds("{} owl:differentFrom {} .".format, things, things),
    last_twice(things).map("[] a owl:AllDifferent ; owl:members ( {} ) .".format),
    last_twice(things).map("[] a owl:AllDifferent ; owl:distinctMembers ( {} ) .".format),
    st.builds(
        "[] a owl:NegativePropertyAssertion ; owl:sourceIndividual {} ; owl:assertionProperty {} ;"
        " owl:targetIndividual {} .".format,
        things,
        named,
        things,
    ),
    st.builds(
        "[] a owl:NegativePropertyAssertion ; owl:sourceIndividual {} ; owl:assertionProperty {} ;"
        " owl:targetValue {} .".format,
        things,
        data,
        texts,
    ),
)
ontologies = st.builds(
    lambda *parts: "\n".join([DECLARED, *(line for part in parts for line in part)]),
    st.lists(axioms, min_size=1, max_size=7),
    st.lists(st.one_of(facts, facts, facts, asserted), min_size=1, max_size=8),
    st.lists(others, max_size=2),
)

# Axioms about the words that axioms are written in, of which axioms follow. No property is above such a word: it would
# be given what says nothing, that each class is a subclass of itself, which owlrl concludes and we leave out.

NAMES = [*CLASSES, *PROPERTIES]
KINDS_OF_AXIOM = [
    "rdfs:subClassOf",
    "owl:equivalentClass",
    "rdfs:subPropertyOf",
    "rdfs:domain",
    "rdfs:range",
    "owl:inverseOf",
    "owl:equivalentProperty",
    "owl:disjointWith",
]
OWN = [":isa", ":reaches", ":turns"]
own, axiom_words, names = map(st.sampled_from, (OWN, KINDS_OF_AXIOM, NAMES))
kinds_of_property = st.sampled_from([f"owl:{kind}Property" for kind in KINDS])
about_axioms = st.one_of(
    st.builds("{} rdfs:subPropertyOf {} .".format, own, axiom_words),
    st.builds("{} rdfs:subPropertyOf {} .".format, own, axiom_words),
    st.builds("{} owl:inverseOf {} .".format, own, own),
    st.builds("{} owl:propertyChainAxiom ( {} {} ) .".format, axiom_words, own, own),
    st.builds("{} rdfs:domain {} .".format, st.one_of(own, named), kinds_of_property),
    st.builds("{} rdfs:range {} .".format, own, kinds_of_property),
    st.builds("{} rdfs:subClassOf {} .".format, classes, kinds_of_property),
    st.builds("{} owl:equivalentClass {} .".format, classes, kinds_of_property),
    st.builds("{} rdfs:subPropertyOf {} .".format, own, own),
)
said_of_axioms = st.one_of(
    st.builds("{} {} {} .".format, names, own, names),
    st.builds("{} {} {} .".format, named, own, named),
    st.builds("{} {} {} .".format, classes, own, classes),
    st.builds("{} a {} .".format, named, classes),
)
meta = st.builds(
    lambda *parts: "\n".join([DECLARED, *(line for part in parts for line in part)]),
    st.lists(about_axioms, min_size=1, max_size=3),
    st.lists(said_of_axioms, min_size=1, max_size=4),
    st.lists(axioms, max_size=4),
    st.lists(facts, min_size=2, max_size=8),
)

# Beyond the profile: every expression on either side of axioms, and some that axioms share.

SHARED = [f"<{GENID}given/shared-{i}>" for i in range(4)]
shared = st.sampled_from(SHARED)
at_least = properties.map(
    lambda prop: restriction(prop, 'owl:minCardinality "1"^^xsd:nonNegativeInteger')
)


def expression(parts: Text) -> Text:
    return st.one_of(
        values("someValuesFrom", st.one_of(parts, st.just("owl:Thing"))),
        values("allValuesFrom", parts),
        has_value,
        group("unionOf", several(parts)),
        at_least,
        most,
        complement,
    )


simple = st.one_of(classes, classes, shared)
anything = st.one_of(shared, shared, expression(simple))
either_side = st.one_of(
    classes,
    anything,
    anything,
    group("intersectionOf", several(st.one_of(classes, anything))),
)
deep_axioms = st.one_of(
    st.builds("{} rdfs:subClassOf {} .".format, either_side, either_side),
    st.builds("{} rdfs:subClassOf {} .".format, either_side, either_side),
    st.builds("{} owl:equivalentClass {} .".format, classes, either_side),
    st.builds("{} rdfs:domain {} .".format, named, either_side),
    st.builds("{} rdfs:range {} .".format, named, either_side),
    st.builds("{} owl:disjointWith {} .".format, either_side, either_side),
    st.builds("{} rdfs:subPropertyOf {} .".format, named, named),
    st.builds("{} rdfs:subClassOf {} .".format, classes, classes),
)
deep_facts = st.one_of(facts, facts, facts, st.builds("{} a {} .".format, things, either_side))
deep = st.builds(
    lambda shared, *parts: "\n".join(
        [
            DECLARED,
            *(f"{name} {text[1:-1]} ." for name, text in zip(SHARED, shared, strict=True)),
            *(line for part in parts for line in part),
        ]
    ),
    st.tuples(*[expression(classes)] * len(SHARED)),
    st.lists(deep_axioms, min_size=2, max_size=8),
    st.lists(deep_facts, min_size=1, max_size=8),
    st.lists(others, max_size=1),
)
