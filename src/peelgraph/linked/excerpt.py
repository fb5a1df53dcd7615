"""A part of a graph, around one thing, as a small store of its own.

One query fetches what points to a thing, of which a page is kept. A second fetches what is said
and inferred of it, with all that a reader needs to understand both: the passages, the names of what
it is linked to, the sources of the graphs. From then on the store of the whole graph is not asked:
names, sources and passages are read from the excerpt by the same readers that read the whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import RDFS, URIRef
from rdflib.term import Identifier

from peelgraph.sparql.terms import sparql_text
from peelgraph.store import View
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.store.oxterms import graph_name, to_quad
from peelgraph.vocab import INFERRED, PEEL

__all__ = ["PAGE", "Excerpt", "excerpt"]

PAGE = 100
"""How many statements that point to a thing are on a page."""
# Each inner SELECT is carried out first, and alone. A relation's row states a link of its subject,
# and what qualifies a figure has a row of its own: passages of these are passages of the thing's
# statements too (`documents/passages`).
_ABOUT = """
SELECT ?s ?p ?o ?g WHERE {
  { GRAPH ?g { $thing ?p ?o } BIND($thing AS ?s) }
  UNION {
    { SELECT DISTINCT ?s { { ?s peel:relationSubject $thing } UNION { $thing $qualified ?s } } }
    GRAPH ?g { ?s ?p ?o }
  }
  UNION {
    { SELECT DISTINCT ?s { $thing ($row)?/peel:statedIn/oa:hasSelector? ?s } }
    GRAPH ?g { ?s ?p ?o }
  }
  UNION {
    { SELECT DISTINCT ?s { $thing (($row)?/peel:statedIn)?/peel:document ?s } }
    GRAPH ?g { ?s ?p ?o }
    FILTER(?p IN (rdfs:label, peel:sha256, peel:url, dcterms:license, dcterms:rights))
  }
  UNION {
    {
      SELECT DISTINCT ?s {
        { $thing ?via ?s } UNION { $thing ?s ?value } UNION { VALUES ?s { $named } }
      }
    }
    GRAPH ?g { ?s rdfs:label ?o } BIND(rdfs:label AS ?p)
  }
  UNION {
    {
      SELECT DISTINCT ?of {
        { GRAPH ?of { $thing ?via ?value } } UNION { VALUES ?of { $graphs } }
      }
    }
    ?s peel:graph ?of .
    GRAPH ?g { ?s ?p ?o }
    FILTER(?p IN (rdfs:label, peel:graph, peel:publisherKind, dcterms:license, dcterms:rights))
  }
}"""
_INTO = "SELECT ?s ?p ?g WHERE { GRAPH ?g { ?s ?p $thing } }"
_QUALIFIED = "peel:basis|peel:caveat|peel:comparisonRule"


_Link = tuple[Identifier, Identifier, Identifier]
"""Subject, predicate and graph of a triple that points to the thing."""


@dataclass(frozen=True)
class Excerpt:
    """What a graph holds around a thing.

    `total` is how many statements point to it, of which a page is here. `is_known` says whether the
    graph holds anything of it at all.
    """

    thing: URIRef
    store: EmbeddedStore
    total: int
    page: int
    is_known: bool

    @property
    def pages(self) -> int:
        """How many pages there are of what points to the thing: one at least."""
        return max(1, -(-self.total // PAGE))


def excerpt(store: View, thing: URIRef, page: int = 1, *, only_said: bool = False) -> Excerpt:
    """The part of a graph around a thing, by two queries; `only_said` leaves out what is inferred.

    Pages begin with 1; one behind the last holds nothing that points to the thing.
    """
    into = _pointing(store, thing, only_said)
    links = sorted({(predicate, subject) for subject, predicate, _ in into})
    shown = set(links[(page - 1) * PAGE : page * PAGE])
    here = [row for row in into if (row[1], row[0]) in shown]
    about = store.select(_about(thing, here)).rows
    part = EmbeddedStore()
    _fill(part, thing, (*about, *((s, p, thing, g) for s, p, g in here)), only_said)
    is_known = bool(links) or any(row[0] == thing for row in about)
    return Excerpt(thing, part, len(links), page, is_known)


def _pointing(store: View, thing: URIRef, only_said: bool) -> list[_Link]:
    rows = store.select(_INTO.replace("$thing", sparql_text(thing))).rows
    return [(s, p, g) for s, p, g in rows if s and p and g and not (only_said and g == INFERRED)]


def _about(thing: URIRef, links: Iterable[_Link]) -> str:
    named = {term for subject, predicate, _ in links for term in (subject, predicate)}
    graphs = {graph for _, _, graph in links}
    text = _ABOUT.replace("$qualified", _QUALIFIED)
    text = text.replace("$row", f"^peel:relationSubject|{_QUALIFIED}")
    text = text.replace("$named", _terms(named)).replace("$graphs", _terms(graphs))
    return text.replace("$thing", sparql_text(thing))


def _terms(terms: Iterable[Identifier]) -> str:
    return " ".join(sparql_text(term) for term in sorted(terms) if isinstance(term, URIRef))


def _fill(
    part: EmbeddedStore, thing: URIRef, rows: Iterable[tuple[Identifier | None, ...]], said: bool
) -> None:
    named = set()
    quads = set()
    for subject, predicate, value, graph in sorted(rows, key=str):
        # stems are for queries, and tell a reader nothing
        if PEEL.stems in (subject, predicate) and thing != PEEL.stems:
            continue
        if said and graph == INFERRED:
            continue
        assert subject is not None
        assert predicate is not None
        assert value is not None
        assert graph is not None
        # the name of another thing helps to read: once is enough, whoever else gives it
        if predicate == RDFS.label and subject != thing:
            if (subject, value) in named:
                continue
            named.add((subject, value))
        quads.add(to_quad((subject, predicate, value), graph_name(graph)))
    part.add(quads)
