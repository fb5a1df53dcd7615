"""Datatypes of OWL 2 RL: which literals are values of a datatype, and which cannot be.

They are those of OWL 2 Profiles, section 4.2.1. A literal is told by the datatype that it is
written with: a value of that datatype is one of every datatype that it is derived from (XML Schema
part 2, section 3), and none of a datatype with another primitive one. A number is told by its
value, whatever it is written with: 5.0 is an `xsd:byte` (and Oxigraph keeps all whole numbers as
`xsd:integer`).
"""

from __future__ import annotations

from rdflib import RDF, RDFS, XSD, URIRef
from rdflib.term import Identifier

from peelgraph.sparql.lexical import BOUNDS
from peelgraph.sparql.terms import sparql_text

__all__ = ["is_known", "is_no_value", "is_value", "kinds_of"]

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
    """Whether this is a datatype of OWL 2 RL other than `rdfs:Literal`, which is any literal's."""
    return datatype in _PARENT


def kinds_of(datatype: Identifier) -> list[Identifier]:
    """The datatypes of OWL 2 RL that are derived from a datatype, itself among them."""
    return [kind for kind in _PARENT if datatype in _derivation(kind)]


def is_value(variable: str, datatype: Identifier) -> str:
    """A SPARQL filter: the variable is a value of the datatype."""
    if datatype == RDFS.Literal:
        return f"FILTER(isLiteral(?{variable}))"
    # A datatype that OWL 2 RL does not know has only the values that are written with it.
    kinds = kinds_of(datatype) or [datatype]
    told = _is_one_of(variable, kinds)
    if datatype in BOUNDS:
        # A number is told by its value, whatever number's datatype it is written with.
        is_number = _is_one_of(variable, kinds_of(XSD.decimal))
        is_within = _is_within(variable, datatype)
        told = f"({told} || ({is_number} && {is_within}))"
    return f"FILTER(isLiteral(?{variable}) && {told})"


def is_no_value(variable: str, datatype: Identifier) -> str | None:
    """A SPARQL filter: the variable is a literal, but no value of the datatype.

    None where that is not known.
    """
    if not is_known(datatype):
        return None
    # What derives from another primitive datatype can be no value of this one.
    primitive = _derivation(datatype)[-1]
    alike = kinds_of(primitive)
    unlike = [kind for kind in _PARENT if kind not in alike]
    told = _is_one_of(variable, unlike)
    if datatype in BOUNDS:
        is_alike = _is_one_of(variable, alike)
        is_within = _is_within(variable, datatype)
        told = f"{told} || ({is_alike} && !({is_within}))"
    # Most literals are written with the datatype itself, and are told at once.
    is_written_so = f"DATATYPE(?{variable}) = {sparql_text(datatype)}"
    told = f"IF({is_written_so}, false, {told})"
    return f"FILTER(isLiteral(?{variable}) && {told})"


def _derivation(datatype: Identifier) -> list[Identifier]:
    """The datatypes that a datatype is derived from: itself the first, the primitive one last."""
    found: list[Identifier] = []
    step: Identifier | None = datatype
    while step is not None:
        found.append(step)
        step = _PARENT.get(step)
    return found


def _is_one_of(variable: str, datatypes: list[Identifier]) -> str:
    names = ", ".join(map(sparql_text, datatypes))
    return f"DATATYPE(?{variable}) IN ({names})"


def _is_within(variable: str, datatype: Identifier) -> str:
    least, greatest = BOUNDS[datatype]
    asked = [f"?{variable} = FLOOR(?{variable})"]
    # The bounds are decimals, for 2**64 is no integer of Oxigraph.
    if least is not None:
        asked.append(f"?{variable} >= {least}.0")
    if greatest is not None:
        asked.append(f"?{variable} <= {greatest}.0")
    return " && ".join(asked)
