"""Words for things: their names in place of their IRIs."""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import RDF, Literal, URIRef
from rdflib.term import Identifier

from peelgraph.store import Store
from peelgraph.terms import sparql_text
from peelgraph.vocab import curie

__all__ = ["Labels"]

LONGEST = 90


class Labels:
    """The labels of a store, looked up in batches and remembered.

    A thing is called by its rdfs:label, else by what it states, else by its short id.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[Identifier, str] = {}

    def learn(self, terms: Iterable[Identifier]) -> None:
        """Look up many labels at once."""
        wanted = sorted({t for t in terms if isinstance(t, URIRef)} - set(self._known))
        for start in range(0, len(wanted), 500):
            values = " ".join(sparql_text(t) for t in wanted[start : start + 500])
            rows = self._store.select(
                f"SELECT ?t ?label ?words WHERE {{ VALUES ?t {{ {values} }} "
                "OPTIONAL { ?t rdfs:label ?label } OPTIONAL { ?t peel:statement ?words } } ORDER BY ?t ?label"
            )
            for term, label, words in rows:
                assert term is not None
                text = str(label) if label is not None else _short(str(words)) if words is not None else None
                self._known.setdefault(term, text or curie(str(term)))

    def __call__(self, term: Identifier) -> str:
        """The words for a term; literals are their own words."""
        if isinstance(term, Literal):
            return str(term)
        self.learn([term])
        return self._known.get(term, curie(str(term)))

    def sentence(self, triple: tuple[Identifier, Identifier, Identifier]) -> str:
        """A triple as a sentence of labels."""
        subject, predicate, value = triple
        verb = "is a" if predicate == RDF.type else self(predicate)
        return f"{self(subject)} – {verb} – {self(value)}"


def _short(text: str) -> str:
    return f"‘{text}’" if len(text) <= LONGEST else f"‘{text[:LONGEST].rsplit(' ', 1)[0]} …’"
