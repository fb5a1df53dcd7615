"""What says nothing, and the letter of the recommendations wants: that each thing is itself.

It is stated last, where it is asked for, and taken back before a change: no rule stands on it.
"""

from __future__ import annotations

from rdflib import OWL, RDF, RDFS, Variable
from rdflib.term import Identifier

from peelgraph.rules.owl.schema import META
from peelgraph.rules.rule import Rule, pattern_text
from peelgraph.sparql.terms import sparql_text
from peelgraph.store import Triple
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.store.lines import among, cut, derive
from peelgraph.vocab import GENID, INFERRED

__all__ = ["REFLEXIVE_RULES", "state_reflexive", "take_back_reflexive"]

X = Variable("x")
Y = Variable("y")
Z = Variable("z")
_NAMELESS = (*META, GENID)


def _rule(name: str, head: Triple, premise: Triple, words: str) -> Rule:
    """A rule of one premise, of what is named and is no word of the vocabularies themselves."""
    begins = " || ".join(f'STRSTARTS(STR(?x), "{start}")' for start in _NAMELESS)
    where = f"{pattern_text(premise)}\nFILTER(!isLiteral(?x) && !({begins}))"
    return Rule(name, head, (premise,), where, words)


def _of_terms(
    name: str, kind: Identifier, below: Identifier, equal: Identifier | None
) -> list[Rule]:
    premise = (X, RDF.type, kind)
    words = "it says nothing: each is {} itself"
    rules = [_rule(name, (X, below, X), premise, words.format("a kind of"))]
    if equal is not None:
        rules.append(_rule(name, (X, equal, X), premise, words.format("equal to")))
    return rules


_CLASS = (X, RDF.type, OWL.Class)
REFLEXIVE_RULES = (
    _rule("eq-ref", (X, OWL.sameAs, X), (X, Y, Z), "each thing is the same as itself"),
    _rule("eq-ref", (X, OWL.sameAs, X), (Y, X, Z), "each thing is the same as itself"),
    _rule("eq-ref", (X, OWL.sameAs, X), (Y, Z, X), "each thing is the same as itself"),
    *_of_terms("scm-cls", OWL.Class, RDFS.subClassOf, OWL.equivalentClass),
    _rule("scm-cls", (X, RDFS.subClassOf, OWL.Thing), _CLASS, "everything is a thing"),
    _rule("scm-cls", (OWL.Nothing, RDFS.subClassOf, X), _CLASS, "nothing is a member of it"),
    *_of_terms("scm-op", OWL.ObjectProperty, RDFS.subPropertyOf, OWL.equivalentProperty),
    *_of_terms("scm-dp", OWL.DatatypeProperty, RDFS.subPropertyOf, OWL.equivalentProperty),
    *_of_terms("rdfs10", RDFS.Class, RDFS.subClassOf, None),
    *_of_terms("rdfs6", RDF.Property, RDFS.subPropertyOf, None),
)
"""Those of OWL 2 RL/RDF (tables 4 and 9), and of RDF 1.1 Semantics (section 9.2.1)."""


def state_reflexive(store: EmbeddedStore) -> None:
    """Infer what says nothing, as far as no graph holds it."""
    for rule in REFLEXIVE_RULES:
        query = f"CONSTRUCT {{ {pattern_text(rule.head)} }} WHERE {{ {rule.where} }}"
        derive(store, query, INFERRED, only_new=True)


def take_back_reflexive(store: EmbeddedStore) -> None:
    """Take out of the inferred graph what says nothing."""
    for head in dict.fromkeys(rule.head for rule in REFLEXIVE_RULES):
        pattern = pattern_text(head)
        graph = sparql_text(INFERRED)
        query = f"CONSTRUCT {{ {pattern} }} WHERE {{ GRAPH {graph} {{ {pattern} }} }}"
        found = among(store, query, INFERRED)
        cut(store, b"\n".join(found), INFERRED)
