"""The rules of table 4 for `owl:sameAs`, for a graph in which something is the same as something else.

What is said of a thing is carried over to all that is the same by a rule for each predicate in use: each begins at
`owl:sameAs`, and a predicate that nothing negates never holds up one that something does.
"""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import OWL, Variable
from rdflib.term import Identifier

from peelgraph.reason.schema import SCHEMA, says_something
from peelgraph.rule import Rule
from peelgraph.vocab import curie

__all__ = ["equality_rules"]

X, Y, Z = Variable("x"), Variable("y"), Variable("z")


def equality_rules(predicates: Iterable[Identifier]) -> list[Rule]:
    """Rules eq-sym, eq-trans, and for each predicate eq-rep-s and eq-rep-o."""
    same = (X, OWL.sameAs, Y)
    rules = [
        Rule.of("eq-sym", (Y, OWL.sameAs, X), [same], "being the same holds both ways"),
        Rule.of("eq-trans", (X, OWL.sameAs, Z), [same, (Y, OWL.sameAs, Z)], "being the same carries on"),
    ]
    for predicate in predicates:
        words = f"what is said of a thing by {curie(str(predicate))} is said of all that is the same thing"
        for name, head, said in (
            ("eq-rep-s", (Y, predicate, Z), (X, predicate, Z)),
            ("eq-rep-o", (Z, predicate, Y), (Z, predicate, X)),
        ):
            filters = says_something(head) if predicate in SCHEMA else []
            rules.append(Rule.of(name, head, [same, said, *filters], words))
    return rules
