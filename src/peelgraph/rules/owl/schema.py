"""The schema of a graph, and what owlrl concludes about it; all that says nothing is set aside."""

from __future__ import annotations

from rdflib import OWL, RDF, RDFS, BNode, Graph, Literal, URIRef
from rdflib.term import Identifier

from peelgraph.sparql.terms import sparql_text
from peelgraph.store import Store, Triple
from peelgraph.store.oxterms import Line
from peelgraph.vocab import INFERRED

__all__ = [
    "PARTS",
    "SCHEMA",
    "closure_of",
    "is_anonymous",
    "is_named",
    "is_noise",
    "is_schema",
    "says_something",
    "schema_of",
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
# As they stand in a line of N-Triples, so that no term need be made of it.
_AXIOMATIC = {sparql_text(predicate).encode() for predicate in SCHEMA | PARTS}
_KINDS = (f"<{OWL}".encode(), f"<{RDFS}".encode())
_TYPE = sparql_text(RDF.type).encode()
_META = (str(OWL), str(RDF), str(RDFS), "http://www.w3.org/2001/XMLSchema#")
_REFLEXIVE = {
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    OWL.equivalentClass,
    OWL.equivalentProperty,
    OWL.sameAs,
}
_EVERYTHING = {
    OWL.Thing,
    RDFS.Resource,
    OWL.Nothing,
    OWL.topObjectProperty,
    OWL.bottomObjectProperty,
}


def schema_of(store: Store) -> Graph:
    """The schema that a store's sources say: axioms, expressions, types of terms, equal terms.

    What is said to be a member of an expression is among the types.
    """
    graph = Graph()
    for query in (_axioms(), _TYPES, _EQUALS, _LABELS):
        graph += store.construct(query)
    return graph


def _axioms() -> str:
    predicates = " ".join(f"<{predicate}>" for predicate in sorted(SCHEMA | PARTS))
    return f"""
        CONSTRUCT {{ ?s ?p ?o }} WHERE {{
          VALUES ?p {{ {predicates} }}
          ?s ?p ?o
          FILTER NOT EXISTS {{ GRAPH {sparql_text(INFERRED)} {{ ?s ?p ?o }} }}
        }}"""


_TYPES = """
CONSTRUCT { ?s a ?t } WHERE {
  ?s a ?t
  FILTER(
    STRSTARTS(STR(?t), STR(owl:))
    || STRSTARTS(STR(?t), STR(rdfs:))
    || CONTAINS(STR(?t), "/genid/")
  )
}
"""
_EQUALS = """
CONSTRUCT { ?s owl:sameAs ?o } WHERE {
  ?s owl:sameAs ?o
  FILTER EXISTS { ?x ?s ?y }
}
"""
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
    return isinstance(node, BNode) or "/genid/" in str(node)


def is_named(node: Identifier) -> bool:
    """Whether a node is a name rather than an expression, a list or a literal."""
    return isinstance(node, URIRef) and not is_anonymous(node)


def is_schema(line: Line) -> bool:
    """Whether a triple, a line of N-Triples, is part of an axiom: rules are compiled from it."""
    _, predicate, value = line.split(b" ", 2)
    if predicate == _TYPE:
        return value.startswith(_KINDS) or b"/genid/" in value
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
    if subject in _EVERYTHING or value in _EVERYTHING:
        return True
    return str(subject).startswith(_META)


def says_something(head: Triple) -> list[str]:
    """The filters that keep what says nothing from a head of two variables, as `is_noise` does."""
    one, _, other = head
    everything = ", ".join(map(sparql_text, sorted(_EVERYTHING)))
    filters = [f"FILTER(!sameTerm(?{one}, ?{other}))"]
    for term in (one, other):
        is_name = f'!CONTAINS(STR(?{term}), "/genid/")'
        filters.append(f"FILTER({is_name} && ?{term} NOT IN ({everything}))")
    return filters
