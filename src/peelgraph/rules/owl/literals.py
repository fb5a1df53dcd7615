"""Whether two literals have different values, as far as that is known.

It is rule dt-diff of OWL 2 Profiles, table 8. Values of different primitive datatypes differ (OWL 2
Structural Specification, section 4). Those of one primitive datatype differ where some part that
tells them apart does. XML Schema's identity counts, not its equality: 0 and -0 are two floats, and
one instant in two time zones is two values. Of other datatypes a store knows what it knows: where
it cannot compare, nothing is concluded.
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
"""The text of XML, whose tags can be written in many ways; an error where it is not plain."""
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
    """A SPARQL filter: two terms, not both of them names, are known to be different values.

    Each pair passes it once.
    """
    a = f"?{one}"
    b = f"?{other}"
    known = [kind for root in _TOLD_BY for kind in kinds_of(root)]
    # From the inside out: of unknown datatypes the store's own `!=`, of known but different ones
    # true, and of one primitive datatype what tells its values apart.
    told = _if(
        _both(a, b, known),
        "true",
        f"{a} != {b}",
    )
    for root, parts in _TOLD_BY.items():
        unlike = [f"{part.format(a)} != {part.format(b)}" for part in parts]
        told = _if(
            _both(a, b, kinds_of(root)),
            " || ".join(unlike),
            told,
        )
    told = _if(
        f"isLiteral({a}) && isLiteral({b})",
        told,
        f"isLiteral({a}) || isLiteral({b})",
    )
    return f"FILTER({_written(a)} < {_written(b)} && {told})"


def _if(condition: str, so: str, otherwise: str) -> str:
    return f"IF({condition}, {so}, {otherwise})"


def _both(a: str, b: str, kinds: list[Identifier]) -> str:
    names = ", ".join(map(sparql_text, kinds))
    return f"DATATYPE({a}) IN ({names}) && DATATYPE({b}) IN ({names})"


def _written(term: str) -> str:
    """All of a term as one text."""
    literal = f'CONCAT(STR({term}), "^^", STR(DATATYPE({term})), "@", LANG({term}))'
    return f"COALESCE({literal}, STR({term}))"
