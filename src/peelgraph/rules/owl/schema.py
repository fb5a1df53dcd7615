"""The schema of a graph, and what owlrl concludes about it; all that says nothing is set aside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib import OWL, RDF, RDFS, BNode, Graph, Literal, URIRef, Variable
from rdflib.term import Identifier, Node

from peelgraph.sparql.terms import sparql_text
from peelgraph.store import Store, Triple
from peelgraph.store.oxterms import Line
from peelgraph.vocab import GENID, INFERRED

__all__ = [
    "EVERYTHING",
    "META",
    "PARTS",
    "SCHEMA",
    "closed_schema",
    "closure_of",
    "is_anonymous",
    "is_axiom",
    "is_named",
    "is_noise",
    "is_schema",
    "said_schema",
    "says_something",
    "schema_of",
    "speaks_of_axioms",
]

SCHEMA = {
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    RDFS.domain,
    RDFS.range,
    OWL.equivalentClass,
    OWL.equivalentProperty,
    OWL.inverseOf,
    OWL.disjointWith,
    OWL.propertyDisjointWith,
}
PARTS = {
    OWL.propertyChainAxiom,
    OWL.intersectionOf,
    OWL.unionOf,
    OWL.oneOf,
    OWL.complementOf,
    OWL.onProperty,
    OWL.onClass,
    OWL.hasValue,
    OWL.someValuesFrom,
    OWL.allValuesFrom,
    OWL.members,
    OWL.hasKey,
    OWL.maxCardinality,
    OWL.maxQualifiedCardinality,
    OWL.onDataRange,
    OWL.hasSelf,
    OWL.distinctMembers,
    OWL.sourceIndividual,
    OWL.assertionProperty,
    OWL.targetIndividual,
    OWL.targetValue,
    RDF.first,
    RDF.rest,
}
_AXIOMS = SCHEMA | PARTS
_MEANT = {
    *_AXIOMS,
    OWL.sameAs,
    RDF.type,
    RDFS.Datatype,
    OWL.SymmetricProperty,
    OWL.TransitiveProperty,
    OWL.FunctionalProperty,
    OWL.InverseFunctionalProperty,
    OWL.IrreflexiveProperty,
    OWL.AsymmetricProperty,
    OWL.AllDifferent,
    OWL.AllDisjointClasses,
    OWL.AllDisjointProperties,
}
"""The vocabulary that axioms are written in, as far as rules are compiled from it."""
# As they stand in a line of N-Triples, so that no term need be made of it.
_AXIOMATIC = {sparql_text(predicate).encode() for predicate in _AXIOMS}
_KINDS = (f"<{OWL}".encode(), f"<{RDFS}".encode())
_TYPE = sparql_text(RDF.type).encode()
_ANONYMOUS = f"<{GENID}".encode()
META = (str(OWL), str(RDF), str(RDFS), "http://www.w3.org/2001/XMLSchema#")
"""The vocabularies of which themselves nothing is stated."""
_REFLEXIVE = {
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    OWL.equivalentClass,
    OWL.equivalentProperty,
    OWL.sameAs,
}
EVERYTHING = {
    OWL.Thing,
    RDFS.Resource,
    OWL.Nothing,
    OWL.topObjectProperty,
    OWL.bottomObjectProperty,
}


def schema_of(store: Store, heads: Iterable[Triple] = ()) -> Graph:
    """The schema of a store: axioms, expressions, types of terms, equal terms.

    What is said to be a member of an expression is among the types. It is what sources say, and
    where axioms can follow, by axioms or by rules with some of these heads, what is inferred too.
    """
    return closed_schema(store, said_schema(store), heads)


def closed_schema(store: Store, said: Graph, heads: Iterable[Triple] = ()) -> Graph:
    """The schema of a store of which this is said: see `schema_of`."""
    if not speaks_of_axioms(said, heads):
        return said
    follows = f"GRAPH {sparql_text(INFERRED)} {{ ?s ?p ?o }}"
    return said + _graph(store, _axioms(follows), _types(follows, _KIND))


def said_schema(store: Store) -> Graph:
    """The schema that a store's sources say."""
    said = f"?s ?p ?o FILTER NOT EXISTS {{ GRAPH {sparql_text(INFERRED)} {{ ?s ?p ?o }} }}"
    types = _types(said, f'{_KIND} || STRSTARTS(STR(?o), "{GENID}")')
    schema = _graph(store, _axioms(said), types, _LABELS)
    return schema + _equal_properties(store, schema)


def speaks_of_axioms(said: Graph, heads: Iterable[Triple] = ()) -> bool:
    """Whether axioms can follow from a schema, or by rules with some of these heads.

    They can where an axiom is about the vocabulary that axioms are written in.
    """
    return any(map(_can_be_axiom, heads)) or any(
        predicate in _AXIOMS and (subject in _MEANT or value in _MEANT)
        for subject, predicate, value in said
    )


def _can_be_axiom(head: Triple) -> bool:
    _, predicate, value = head
    if predicate == RDF.type:
        return value in _MEANT or isinstance(value, Variable)
    return predicate in _AXIOMS or isinstance(predicate, Variable)


def _equal_properties(store: Store, schema: Graph) -> Graph:
    """What says that two properties are the same.

    A property is what is used as one, what axioms speak of as one, and what is the same as one.
    """
    equals = _graph(store, _EQUALS)
    if not equals:
        return equals
    found = {prop for (prop,) in store.select(_USED).rows} | set(_spoken_of(schema))
    pairs = {(one, other) for one, _, other in equals if one != other}
    while more := {pair for pair in pairs if len(found.intersection(pair)) == 1}:
        found.update(*more)
    made = Graph()
    made += [(one, OWL.sameAs, other) for one, other in pairs if one in found]
    return made


def _spoken_of(schema: Graph) -> Iterator[Node]:
    """The properties that axioms speak of."""
    for subject, predicate, value in schema:
        is_declared = predicate == RDF.type and str(value).endswith("Property")
        if is_declared or predicate in _OF_A_PROPERTY | _OF_PROPERTIES:
            yield subject
        if predicate in _OF_PROPERTIES or predicate == OWL.onProperty:
            yield value


def _graph(store: Store, *queries: str) -> Graph:
    graph = Graph()
    for query in queries:
        graph += store.construct(query)
    return graph


def _axioms(where: str) -> str:
    predicates = " ".join(f"<{predicate}>" for predicate in sorted(_AXIOMS))
    return f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ VALUES ?p {{ {predicates} }} {where} }}"


def _types(where: str, kind: str) -> str:
    return f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ VALUES ?p {{ rdf:type }} {where} FILTER({kind}) }}"


_KIND = "STRSTARTS(STR(?o), STR(owl:)) || STRSTARTS(STR(?o), STR(rdfs:))"
_EQUALS = "CONSTRUCT WHERE { ?s owl:sameAs ?o }"
_USED = "SELECT DISTINCT ?p WHERE { ?s ?p ?o }"
_OF_PROPERTIES = {
    RDFS.subPropertyOf,
    OWL.equivalentProperty,
    OWL.inverseOf,
}
_OF_A_PROPERTY = {RDFS.domain, RDFS.range, OWL.propertyChainAxiom}
_LABELS = """
CONSTRUCT { ?s rdfs:label ?l } WHERE {
  ?s a ?t ; rdfs:label ?l
  FILTER(STRSTARTS(STR(?t), STR(owl:)))
}
"""


def closure_of(graph: Graph) -> Graph:
    """Everything owlrl concludes from a graph, the graph included.

    That is OWL 2 RL without axiomatic triples.
    """
    # Slow to import, and only the reference reasoner needs it.
    from owlrl import DeductiveClosure, OWLRL_Semantics

    closed = Graph()
    closed += graph
    closure = DeductiveClosure(
        OWLRL_Semantics,
        axiomatic_triples=False,
        datatype_axioms=False,
    )
    closure.expand(closed)
    return closed


def is_anonymous(node: Identifier) -> bool:
    """Whether a node is an expression or list without a name: blank, or given an IRI at loading."""
    return isinstance(node, BNode) or str(node).startswith(GENID)


def is_named(node: Identifier) -> bool:
    """Whether a node is a name rather than an expression, a list or a literal."""
    return isinstance(node, URIRef) and not is_anonymous(node)


def is_schema(line: Line) -> bool:
    """Whether what a source says, a line of N-Triples, is part of an axiom.

    Rules are compiled from it.
    """
    _, predicate, value = line.split(b" ", 2)
    return is_axiom(line) or (predicate == _TYPE and value.startswith(_ANONYMOUS))


def is_axiom(line: Line) -> bool:
    """Whether a line of N-Triples, said or inferred, is part of an axiom.

    That something is a member of an expression is one only where it is said.
    """
    _, predicate, value = line.split(b" ", 2)
    if predicate == _TYPE:
        return value.startswith(_KINDS)
    return predicate in _AXIOMATIC


def is_noise(triple: Triple) -> bool:
    """Whether a triple of a closure is not RDF or says nothing.

    Such are literal subjects, reflexive axioms, the top and bottom terms, and statements about the
    vocabularies of RDF, RDFS, OWL and XML Schema themselves.
    """
    subject, predicate, value = triple
    if isinstance(subject, Literal) or isinstance(predicate, BNode | Literal):
        return True
    if predicate in _REFLEXIVE and subject == value:
        return True
    if subject in EVERYTHING or value in EVERYTHING:
        return True
    return str(subject).startswith(META)


def says_something(head: Triple) -> list[str]:
    """The filters that keep what says nothing from a head of two variables, as `is_noise` does."""
    one, _, other = head
    everything = ", ".join(map(sparql_text, sorted(EVERYTHING)))
    filters = [f"FILTER(!sameTerm(?{one}, ?{other}))"]
    for term in (one, other):
        is_name = f'!STRSTARTS(STR(?{term}), "{GENID}")'
        filters.append(f"FILTER({is_name} && ?{term} NOT IN ({everything}))")
    return filters
