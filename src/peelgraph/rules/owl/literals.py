"""Whether two literals have different values, as far as that is known (rule dt-diff of OWL 2
Profiles, table 8).

Values of different primitive datatypes differ (OWL 2 Structural Specification, section 4). Those of
one primitive datatype differ where some part that tells them apart does. XML Schema's identity
counts, not its equality: 0 and -0 are two floats, and one instant in two time zones is two values.
Of other datatypes a store knows what it knows: where it cannot compare, nothing is concluded.
"""

from __future__ import annotations

from rdflib import RDF, XSD
from rdflib.term import Identifier

from peelgraph.rules.owl.datatypes import kinds_of
from peelgraph.sparql.terms import sparql_text

__all__ = ["are_different"]

_FLOAT = ("{}", 'STRSTARTS(STR({}), "-")')
_TEXT = ("STR({})",)
_BETWEEN_TAGS = 'IF(REGEX(STR({0}), "&|<[!?]|>[^<]*>"), ?unknown, REPLACE(STR({0}), "<[^>]*>", ""))'
"""The text of XML, whose tags can be written in many ways; where it is not plain, an error by an
unbound variable.
"""
_TOLD_BY: dict[Identifier, tuple[str, ...]] = {
    XSD.decimal: ("{}",),
    XSD.float: _FLOAT,
    XSD.double: _FLOAT,
    XSD.boolean: ("{}",),
    XSD.string: _TEXT,
    RDF.langString: ("STR({})", "LCASE(LANG({}))"),
    XSD.anyURI: _TEXT,
    XSD.hexBinary: ("UCASE(STR({}))",),
    XSD.base64Binary: ('REPLACE(STR({}), " ", "")',),
    XSD.dateTime: ("xsd:dateTime(STR({}))", "TZ(xsd:dateTime(STR({})))"),
    RDF.XMLLiteral: (_BETWEEN_TAGS,),
}
"""For each datatype whose values are in no other of these, the parts that tell its values apart."""


def are_different(one: str, other: str) -> str:
    """A SPARQL filter: two terms, not both of them names, are known to be different values; each
    pair once.
    """
    a, b = f"?{one}", f"?{other}"
    told = f"IF({_both(a, b, [kind for root in _TOLD_BY for kind in kinds_of(root)])}, true, {a} != {b})"
    for root, parts in _TOLD_BY.items():
        unlike = " || ".join(f"{part.format(a)} != {part.format(b)}" for part in parts)
        told = f"IF({_both(a, b, kinds_of(root))}, {unlike}, {told})"
    told = f"IF(isLiteral({a}) && isLiteral({b}), {told}, isLiteral({a}) || isLiteral({b}))"
    return f"FILTER({_written(a)} < {_written(b)} && {told})"


def _both(a: str, b: str, kinds: list[Identifier]) -> str:
    names = ", ".join(map(sparql_text, kinds))
    return f"DATATYPE({a}) IN ({names}) && DATATYPE({b}) IN ({names})"


def _written(term: str) -> str:
    """All of a term as one text."""
    return f'COALESCE(CONCAT(STR({term}), "^^", STR(DATATYPE({term})), "@", LANG({term})), STR({term}))'
