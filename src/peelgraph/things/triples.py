"""From three texts to the triple that is meant: any term, as a person or `show` writes it.

The last may be a thing, a class or property, an IRI that is nowhere a subject, a date, a number or
a text, in quotes with a language or datatype if need be. Where it could be several terms, those
that stand in a triple with this subject and property are meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from rdflib import RDF, Literal, URIRef
from rdflib.term import Identifier

from peelgraph.errors import Ambiguous, SeveralValues, ThingNotFound, ValueNotFound
from peelgraph.nearest import nearest
from peelgraph.sparql.terms import sparql_text
from peelgraph.sparql.written import bare, written
from peelgraph.store import Triple, View
from peelgraph.things.labels import Labels
from peelgraph.things.literals import Literals, form
from peelgraph.things.resolve import as_iris, exactly, resolve, term_called, with_words
from peelgraph.vocab import PREFIXES, curie, short_id, term_name
from peelgraph.words.index import folded

__all__ = ["TripleReader", "resolve_predicate", "resolve_triple"]

_IS_A = {"a", "is a"}
_LOCAL = re.compile(r"[^#/]*$")


def resolve_predicate(store: View, text: str) -> URIRef:
    """The property that `text` means: an IRI, a CURIE, a term of the ontology, or its label."""
    return TripleReader(store).predicate(text)


def resolve_triple(store: View, subject: str, predicate: str, value: str) -> Triple:
    """The triple that three texts mean."""
    return TripleReader(store).triple(subject, predicate, value)


class TripleReader:
    """Reads triples in words; what was looked up for one is remembered for the next."""

    def __init__(self, store: View, labels: Labels | None = None) -> None:
        self._store = store
        self._labels = labels or Labels(store)
        self._labels_of_properties: list[str] = []
        self._literals = Literals(store)

    def triple(self, subject: str, predicate: str, value: str) -> Triple:
        """The triple that three texts mean.

        NotFound, in one of its kinds, where a text means nothing in the graph or too many things.
        """
        about = self._subject(subject)
        said = self.predicate(predicate, about)
        return about, said, self._value(about, said, value)

    def predicate(self, text: str, about: URIRef | None = None) -> URIRef:
        """The property that a text means; of several, that which the subject has."""
        wanted = folded(text)
        if wanted in _IS_A:
            return RDF.type
        if ":" in text and (iris := as_iris(text)):
            return iris[0]
        found = self._properties.get(wanted, [])
        found = found or self._shown_so(wanted, about)
        if len(found) > 1 and about is not None:
            found = [p for p in found if self._there(about, p)] or found
        if len(found) > 1:
            raise Ambiguous(text, {curie(str(p)): self._labels(p) for p in found})
        if not found:
            raise ThingNotFound(text, "property", nearest(text, self._labels_of_properties))
        return found[0]

    @cached_property
    def _properties(self) -> dict[str, list[URIRef]]:
        """The properties of the ontologies by their labels, and ours by their names too."""
        rows = self._store.select(
            """
            SELECT DISTINCT ?p ?label WHERE {
              VALUES ?kind { owl:ObjectProperty owl:DatatypeProperty owl:AnnotationProperty }
              ?p a ?kind ; rdfs:label ?label
            } ORDER BY ?p ?label
            """
        ).rows
        found: dict[str, dict[URIRef, None]] = {}
        for predicate, label in rows:
            iri = URIRef(str(predicate))
            self._labels_of_properties.append(str(label))
            found.setdefault(folded(str(label)), {})[iri] = None
            if term_name(iri):
                found.setdefault(_name(iri), {})[iri] = None
        return {name: list(iris) for name, iris in found.items()}

    def _shown_so(self, wanted: str, about: URIRef | None) -> list[URIRef]:
        """The properties of the subject that are shown so, or else those of anything."""
        if about is not None:
            query = f"SELECT DISTINCT ?p WHERE {{ {sparql_text(about)} ?p ?value }} ORDER BY ?p"
            own = [URIRef(str(predicate)) for (predicate,) in self._store.select(query).rows]
            self._labels.learn(own)
            if found := [p for p in own if self._is_called(p, wanted)]:
                return found
        return [p for p in self._used if self._is_called(p, wanted)]

    @cached_property
    def _used(self) -> list[URIRef]:
        """All properties that stand in a triple, also those that nothing is said of."""
        rows = self._store.select("SELECT DISTINCT ?p WHERE { ?s ?p ?o } ORDER BY ?p").rows
        found = [URIRef(str(predicate)) for (predicate,) in rows]
        self._labels.learn(found)
        return found

    def _subject(self, text: str) -> URIRef:
        try:
            return resolve(self._store, text)
        except ThingNotFound:
            if used := self._used_as_property(text):
                return used
            raise

    def _used_as_property(self, text: str) -> URIRef | None:
        """An IRI that is only a property: `resolve` finds whatever is a subject or object."""
        for iri in as_iris(text):
            if self._store.ask(f"ASK {{ ?s {sparql_text(iri)} ?o }}"):
                return iri
        return None

    def _there(self, about: URIRef, said: URIRef) -> list[Identifier]:
        """The values that a subject has."""
        pattern = f"{sparql_text(about)} {sparql_text(said)} ?value"
        rows = self._store.select(f"SELECT DISTINCT ?value WHERE {{ {pattern} }}").rows
        return sorted(value for (value,) in rows if value is not None)

    def _value(self, about: URIRef, said: URIRef, text: str) -> Identifier:
        there = self._there(about, said)
        # what needs no look-up is tried first, and what only has the words last
        for meant in (self._as_written, self._as_text, self._as_named):
            if found := meant(there, text):
                return _one(text, found)
        term = self._elsewhere(said, text)
        return self._same(there, term) if isinstance(term, Literal) else term

    def _as_written(self, there: Sequence[Identifier], text: str) -> list[Identifier]:
        """Values of which a text is the whole form: an IRI, or a literal in quotes."""
        found: list[Identifier] = [iri for iri in as_iris(text) if iri in there]
        if found:
            return found[:1]
        literal = written(text)
        if not literal:
            return []
        term = self._literals(literal)
        return [term] if term in there else []

    def _as_text(self, there: Sequence[Identifier], text: str) -> list[Identifier]:
        """Literals with this text, and what is shown so, if any of both is there."""
        wanted = folded(text)
        texts = {text}
        if literal := written(text):
            texts |= {literal.text, literal.between}
            if literal.is_full:
                return []
        self._labels.learn(there)
        exact: list[Identifier] = []
        shown = []
        for term in there:
            if isinstance(term, Literal) and str(term) in texts:
                exact.append(term)
            elif self._is_called(term, wanted):
                shown.append(term)
        # of literals that differ by case, that as it is written
        return exact + [term for term in shown if not (exact and isinstance(term, Literal))]

    def _is_called(self, term: Identifier, wanted: str) -> bool:
        """Whether a term is shown so, with or without its id, or has this name in its IRI."""
        label = self._labels(term)
        names = {folded(label)}
        if isinstance(term, URIRef):
            names.add(folded(f"{label} ({curie(str(term))})"))
            # what is ours has a slug, which names others too
            names |= set() if short_id(term) else {_name(term)}
        return wanted in names

    def _as_named(self, there: Sequence[Identifier], text: str) -> list[Identifier]:
        """Things that have this name, or a name with these words where it is no other's."""
        if all(isinstance(term, Literal) for term in there):
            return []
        named = set(exactly(self._store, text) or with_words(self._store, text))
        return [term for term in there if term in named]

    def _elsewhere(self, said: URIRef, text: str) -> Identifier:
        """The term that a text means where the subject has no such value."""
        literal = written(text)
        if literal and literal.is_full:
            return self._literals(literal)
        if term := term_called(self._store, text):
            return term
        if literal and not exactly(self._store, text):
            kind = self._literals.of_kind(said, literal.text)
            return self._literals(literal) if kind is None else kind
        has_literals = self._literals.example(said) is not None
        # a name goes before a text, but a date or number before words that stand in some name
        if has_literals and not exactly(self._store, text):
            made = self._literals.of_kind(said, text)
            if made is not None:
                return made
        return self._thing_or_literal(said, text)

    def _thing_or_literal(self, said: URIRef, text: str) -> Identifier:
        try:
            return self._subject(text)
        except ThingNotFound as error:
            # a literal such as 0 counts as false
            term: Identifier | None = self._nowhere_subject(text)
            term = self._literals.of_kind(said, text) if term is None else term
            if term is None:
                raise self._not_found(said, text, error) from None
            return term

    def _nowhere_subject(self, text: str) -> URIRef | None:
        """A term that nothing is said of, by what it is called: `concept (skos)`."""
        wanted = folded(text)
        if not wanted.endswith(tuple(f" ({prefix})" for prefix in PREFIXES)):
            return None
        rows = self._store.select(
            """
            SELECT DISTINCT ?term WHERE {
              ?thing ?property ?term
              FILTER(isIRI(?term))
              FILTER NOT EXISTS { ?term ?any ?other }
            } ORDER BY ?term
            """
        ).rows
        terms = [term for (term,) in rows if isinstance(term, URIRef)]
        self._labels.learn(terms)
        return next((term for term in terms if folded(self._labels(term)) == wanted), None)

    def _same(self, there: Sequence[Identifier], term: Literal) -> Identifier:
        """The number that is there and of the same value, if there is one; else the term."""
        numbers = [other for other in there if isinstance(other, Literal)]
        if not bare(str(term)) or not numbers:
            return term
        values = " ".join(map(sparql_text, numbers))
        equal = f"isNumeric(?value) && ?value = {sparql_text(term)}"
        query = f"SELECT ?value WHERE {{ VALUES ?value {{ {values} }} FILTER({equal}) }}"
        found = [value for (value,) in self._store.select(query).rows if value is not None]
        return _one(str(term), found) if found else term

    def _not_found(self, said: URIRef, text: str, error: ThingNotFound) -> ThingNotFound:
        """The error, or a better one where the property has no things for values."""
        example = self._literals.example(said)
        if example is None:
            return error
        return ValueNotFound(text, self._labels(said), form(example))


def _one(text: str, found: Sequence[Identifier]) -> Identifier:
    if len(found) > 1:
        raise SeveralValues(text, sorted(map(form, found)))
    return found[0]


def _name(iri: URIRef) -> str:
    """What stands last in an IRI, in lower case."""
    found = _LOCAL.search(iri)
    return found[0].casefold() if found and found[0] else str(iri)
