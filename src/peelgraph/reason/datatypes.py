"""Datatypes of OWL 2 RL (OWL 2 Profiles, section 4.2.1): which literals are values of a datatype, and which cannot be.

A literal is told by the datatype that it is written with: a value of that datatype is one of every datatype that it is
derived from (XML Schema part 2, section 3), and none of a datatype with another primitive one.
"""

from __future__ import annotations

from rdflib import RDF, RDFS, XSD, URIRef
from rdflib.term import Identifier

from peelgraph.terms import sparql_text

__all__ = ["derived_from", "is_known", "is_no_value", "is_value"]

_PARENT: dict[Identifier, URIRef | None] = {
    XSD.decimal: None,
    XSD.integer: XSD.decimal,
    XSD.nonNegativeInteger: XSD.integer,
    XSD.nonPositiveInteger: XSD.integer,
    XSD.positiveInteger: XSD.nonNegativeInteger,
    XSD.negativeInteger: XSD.nonPositiveInteger,
    XSD.long: XSD.integer,
    XSD.int: XSD.long,
    XSD.short: XSD.int,
    XSD.byte: XSD.short,
    XSD.unsignedLong: XSD.nonNegativeInteger,
    XSD.unsignedInt: XSD.unsignedLong,
    XSD.unsignedShort: XSD.unsignedInt,
    XSD.unsignedByte: XSD.unsignedShort,
    XSD.float: None,
    XSD.double: None,
    RDF.PlainLiteral: None,
    RDF.langString: RDF.PlainLiteral,
    XSD.string: RDF.PlainLiteral,
    XSD.normalizedString: XSD.string,
    XSD.token: XSD.normalizedString,
    XSD.language: XSD.token,
    XSD.Name: XSD.token,
    XSD.NCName: XSD.Name,
    XSD.NMTOKEN: XSD.token,
    XSD.boolean: None,
    XSD.hexBinary: None,
    XSD.base64Binary: None,
    XSD.anyURI: None,
    XSD.dateTime: None,
    XSD.dateTimeStamp: XSD.dateTime,
    RDF.XMLLiteral: None,
}


def is_known(datatype: Identifier) -> bool:
    """Whether this is a datatype of OWL 2 RL other than `rdfs:Literal`, which every literal is a value of."""
    return datatype in _PARENT


def derived_from(datatype: Identifier) -> list[Identifier]:
    """The datatypes, itself the first, that a datatype is derived from."""
    found, step = [], datatype
    while step is not None:
        found.append(step)
        step = _PARENT.get(step)  # type: ignore[assignment]
    return found


def is_value(variable: str, datatype: Identifier) -> str:
    """A SPARQL filter: the variable is a value of the datatype."""
    if datatype == RDFS.Literal:
        return f"FILTER(isLiteral(?{variable}))"
    within = [d for d in _PARENT if datatype in derived_from(d)] or [datatype]
    return f"FILTER(isLiteral(?{variable}) && DATATYPE(?{variable}) IN ({_list(within)}))"


def is_no_value(variable: str, datatype: Identifier) -> str | None:
    """A SPARQL filter: the variable is a literal that is no value of the datatype; None where that is not known."""
    if not is_known(datatype):
        return None
    root = derived_from(datatype)[-1]
    others = [d for d in _PARENT if derived_from(d)[-1] != root]
    kind = f"DATATYPE(?{variable})"
    unlike = f"IF({kind} = {sparql_text(datatype)}, false, {kind} IN ({_list(others)}))"  # most are told at once
    return f"FILTER(isLiteral(?{variable}) && {unlike})"


def _list(datatypes: list[Identifier]) -> str:
    return ", ".join(map(sparql_text, datatypes))
