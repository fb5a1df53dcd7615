"""Literals that a person writes, as a store keeps them: with the datatype that is meant."""

from __future__ import annotations

from typing import NamedTuple

from rdflib import RDF, XSD, Literal, URIRef
from rdflib.term import Identifier

from peelgraph.errors import ThingNotFound
from peelgraph.sparql.terms import sparql_text
from peelgraph.sparql.written import Written, bare, fits, literal_text
from peelgraph.store import View
from peelgraph.things.resolve import as_iris
from peelgraph.vocab import curie

__all__ = ["Literals", "form"]

_NUMBERS = {XSD.integer, XSD.decimal, XSD.double}
_PLAIN = {str(XSD.string), str(RDF.langString)}
_KINDS = """
SELECT ?is_literal ?type ?language (COUNT(*) AS ?count) (MIN(STR(?value)) AS ?example) WHERE {
  ?thing $property ?value
  BIND(isLiteral(?value) AS ?is_literal)
  BIND(DATATYPE(?value) AS ?type)
  BIND(LANG(?value) AS ?language)
}
GROUP BY ?is_literal ?type ?language
ORDER BY DESC(?count) ?type ?language
"""


class Kind(NamedTuple):
    """What values of a property are, and one of them: a language or datatype, or neither."""

    is_literal: bool
    datatype: Identifier | None
    language: str
    example: str

    def takes(self, text: str) -> bool:
        """Whether a text can be a value of this kind."""
        return self.is_literal and (self.datatype is None or fits(text, self.datatype))


def form(term: Identifier) -> str:
    """A term as it can be written to mean nothing else."""
    if not isinstance(term, Literal):
        return curie(str(term))
    quoted = literal_text(str(term), term.language, None)
    datatype = _typed(term.datatype)
    return f"{quoted}^^{curie(str(datatype))}" if datatype is not None else quoted


class Literals:
    """Makes literals; what kinds of values properties have is remembered."""

    def __init__(self, store: View) -> None:
        self._store = store
        self._kinds: dict[URIRef, list[Kind]] = {}

    def __call__(self, literal: Written) -> Identifier:
        """The literal that is written, in the form in which the store keeps it."""
        datatype = None
        if literal.datatype:
            iris = as_iris(literal.datatype)
            if not iris:
                known = [f"xsd:{literal.datatype}", "xsd:date", "xsd:integer"]
                raise ThingNotFound(literal.datatype, "datatype", known[:1])
            datatype = iris[0]
        return self._kept(literal.text, literal.language, datatype)

    def _kept(self, text: str, language: str | None, datatype: Identifier | None) -> Identifier:
        """A literal in the form in which the store keeps it."""
        try:
            made = literal_text(text, language, datatype)
        except ValueError:  # no text that a graph can hold
            raise ThingNotFound(text) from None
        rows = self._store.select(f"SELECT ?value WHERE {{ VALUES ?value {{ {made} }} }}").rows
        ((value,),) = rows
        assert value is not None
        return value

    def of_kind(self, said: URIRef, text: str) -> Identifier | None:
        """A text as a literal of a kind that the property has, or else by its looks.

        None where the property has other kinds only.
        """
        kinds = self._kinds_of(said)
        for kind in kinds:
            if kind.takes(text):
                return self._kept(text, kind.language, kind.datatype)
        datatype = bare(text)
        # another kind of number may be of the same value
        if kinds and not (datatype in _NUMBERS and any(kind.takes("0") for kind in kinds)):
            return None
        return self._kept(text, None, datatype) if datatype else None

    def _kinds_of(self, said: URIRef) -> list[Kind]:
        """The kinds of values that a property has, those of most values first."""
        if said not in self._kinds:
            query = _KINDS.replace("$property", sparql_text(said))
            self._kinds[said] = [
                Kind(str(is_literal) == "true", _typed(datatype), str(language or ""), str(example))
                for is_literal, datatype, language, _, example in self._store.select(query).rows
                if is_literal is not None
            ]
        return self._kinds[said]

    def example(self, said: URIRef) -> Identifier | None:
        """A value of a property whose values are all literals; None of any other."""
        kinds = self._kinds_of(said)
        if not kinds or not all(kind.is_literal for kind in kinds):
            return None
        first = kinds[0]
        return self._kept(first.example, first.language, first.datatype)


def _typed(datatype: Identifier | None) -> Identifier | None:
    """The datatype that must be written: none of a text, nor of one with a language."""
    return None if datatype is None or str(datatype) in _PLAIN else datatype
