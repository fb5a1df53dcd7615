"""Words for things: their names in place of their IRIs."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rdflib import RDF, Literal, URIRef
from rdflib.term import Identifier

from peelgraph.sparql.terms import sparql_text
from peelgraph.store import Triple, View
from peelgraph.vocab import GENID, PREFIXES, curie

__all__ = ["Labels"]

LONGEST = 90
BATCH = 500

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")

# No OPTIONAL: Oxigraph answers one for the whole graph before it looks at the things asked for.
# A name of its own (1) goes before one made of its parts (2), and that before what it states (3).
_LABELS = """
SELECT DISTINCT ?t ?rank ?name WHERE {
  VALUES ?t { $things }
  { ?t rdfs:label ?name BIND(1 AS ?rank) }
  UNION {
    ?t peel:state/rdfs:label ?state ; ^peel:hasState/peel:courseOf/peel:statement ?asked
    BIND(CONCAT(STR(?state), ": ", STR(?asked)) AS ?name) BIND(3 AS ?rank)
  }
  UNION {
    ?t peel:courseOf/peel:statement ?asked
    BIND(CONCAT("course: ", STR(?asked)) AS ?name) BIND(3 AS ?rank)
  }
  UNION {
    ?t peel:member/rdfs:label ?member ; peel:collaboration/rdfs:label ?of
    BIND(CONCAT(STR(?member), " in ", STR(?of)) AS ?name)
    BIND(2 AS ?rank)
  }
  UNION {
    ?t a peel:Judgement ;
      peel:inAssessment/rdfs:label ?assessment ; peel:criterion/rdfs:label ?criterion
    BIND(CONCAT(STR(?assessment), ", ", STR(?criterion)) AS ?name)
    BIND(2 AS ?rank)
  }
  UNION {
    ?t peel:document/rdfs:label ?document ; peel:section ?section ; peel:start ?start
    BIND(
      CONCAT(STR(?document), ", ", STR(?section), ", from character ", STR(?start)) AS ?name
    )
    BIND(2 AS ?rank)
  }
  UNION {
    ?t peel:shares/rdfs:label ?shared ; peel:sharedBy/rdfs:label ?one, ?other
    FILTER(STR(?one) < STR(?other))
    BIND(CONCAT(STR(?one), " and ", STR(?other), " sharing ", STR(?shared)) AS ?name)
    BIND(2 AS ?rank)
  }
  UNION {
    ?t peel:measure/rdfs:label ?measure ; peel:value ?value
    BIND(CONCAT(STR(?measure), ": ", STR(?value)) AS ?name)
    BIND(2 AS ?rank)
  }
  UNION {
    ?t peel:measure/rdfs:label ?measure ; peel:shownIn ?shown
    FILTER NOT EXISTS { ?t peel:value ?value }
    BIND(CONCAT(STR(?measure), ": only shown in ", ?shown) AS ?name)
    BIND(2 AS ?rank)
  }
  UNION {
    ?t peel:eventOf/peel:statement ?asked ; a ?kind .
    ?kind rdfs:subClassOf peel:Event ; rdfs:label ?what
    FILTER(?kind != peel:Event)
    BIND(CONCAT(STR(?what), ": ", STR(?asked)) AS ?name) BIND(3 AS ?rank)
  }
  UNION {
    ?t peel:inAssessment/rdfs:label ?assessment ; peel:ofGrade/rdfs:label ?grade ; peel:number ?n
    BIND(CONCAT(STR(?assessment), ": ", STR(?n), " ", STR(?grade)) AS ?name)
    BIND(2 AS ?rank)
  }
  UNION {
    ?t peel:monitors/rdfs:label ?force
    BIND(CONCAT("enhanced monitoring of ", STR(?force)) AS ?name)
    BIND(2 AS ?rank)
  }
  UNION {
    ?place oa:hasSelector ?t ; peel:document/rdfs:label ?document ;
      peel:start ?start ; peel:end ?end
    BIND(CONCAT(STR(?document), ", characters ", STR(?start), " to ", STR(?end)) AS ?name)
    BIND(2 AS ?rank)
  }
  UNION {
    ?source peel:graph ?t ; rdfs:label ?title
    BIND(CONCAT("what is said by: ", STR(?title)) AS ?name)
    BIND(2 AS ?rank)
  }
  UNION { ?t peel:statement ?statement BIND(STR(?statement) AS ?name) BIND(3 AS ?rank) }
  UNION {
    ?t peel:relationKind/rdfs:label ?kind ;
      peel:relationSubject/(rdfs:label|peel:statement) ?one ;
      peel:relationObject/(rdfs:label|peel:statement) ?other
    BIND(CONCAT(STR(?one), " – ", STR(?kind), " – ", STR(?other)) AS ?name) BIND(4 AS ?rank)
  }
} ORDER BY ?t ?rank ?name
"""
_STATEMENT = "3"
"""The rank of what a thing states: the last resort, and too long for a name."""


class Labels:
    """The labels of a store, looked up in batches and remembered.

    A thing is called by its rdfs:label, else by what it states, else by its short id.
    """

    def __init__(self, store: View) -> None:
        self._store = store
        self._known: dict[Identifier, str] = {}

    def learn(self, terms: Iterable[Identifier]) -> None:
        """Look up many labels at once."""
        # Not by subtracting the keys, which goes through all that are known.
        named = {term for term in terms if isinstance(term, URIRef)}
        wanted = sorted(term for term in named if term not in self._known)
        self._known.update(self.found(wanted))
        for term in wanted:
            self._known.setdefault(term, _from_name(term))

    def found(self, things: Iterable[URIRef], *, whole: bool = False) -> dict[Identifier, str]:
        """The names of things, or what is said of them in the place of one, where anything is.

        What a thing states is shortened to serve as a name, unless it is wanted `whole`.
        """
        wanted = list(things)
        names = dict[Identifier, str]()
        for start in range(0, len(wanted), BATCH):
            batch = wanted[start : start + BATCH]
            values = " ".join(map(sparql_text, batch))
            rows = self._store.select(_LABELS.replace("$things", values)).rows
            stated = {(term, str(name)) for term, rank, name in rows if str(rank) == _STATEMENT}
            # the first is kept: rows come best rank first
            for term, _, name in rows:
                assert term is not None
                label = str(name)
                # a name that was made of a statement is that statement
                if (term, label) in stated and not whole:
                    label = _short(label)
                names.setdefault(term, label)
        return names

    def __call__(self, term: Identifier) -> str:
        """The words for a term; literals are their own words."""
        if isinstance(term, Literal):
            return str(term)
        self.learn([term])
        return self._known.get(term) or _from_name(term)

    def sentence(self, triple: Triple) -> str:
        """A triple as a sentence of labels."""
        subject, predicate, value = triple
        verb = "is a" if predicate == RDF.type else self(predicate)
        return " – ".join([self(subject), verb, self(value)])


def _from_name(term: Identifier) -> str:
    if term.startswith(GENID):  # it was a blank node in a file
        return "something without a name"
    name = curie(str(term))
    prefix, colon, local = name.partition(":")
    if not colon or prefix not in PREFIXES:
        return name
    words = _CAMEL.sub(" ", local).lower()
    return f"{words} ({prefix})"


def _short(text: str) -> str:
    if len(text) <= LONGEST:
        return f"‘{text}’"
    whole_words = text[:LONGEST].rsplit(" ", 1)[0]
    return f"‘{whole_words} …’"
