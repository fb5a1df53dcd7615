"""What tells things apart that share a name: whose they are, and what each is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from rdflib import URIRef
from rdflib.term import Identifier

from peelgraph.sparql.terms import sparql_text
from peelgraph.store import View
from peelgraph.things.labels import Labels
from peelgraph.vocab import INFERRED, curie

__all__ = ["kinds_of", "own_of", "tell_apart"]

NAMED = 4
"""How many of the bodies that have part in a thing are named, at most."""

# 1: a member of it, or linked with it; 2: a member of what it is part of, runs under or is run by
_OWN = """
SELECT ?thing (MIN(?step) AS ?nearest) WHERE {
  VALUES ?thing { $things }
  VALUES ?force { $forces }
  {
    { ?thing ?link ?force } UNION { ?thing ^peel:collaboration/peel:member ?force }
    BIND(1 AS ?step)
  } UNION {
    ?thing (peel:partOf|peel:underAlliance|peel:runBy)/^peel:collaboration/peel:member ?force
    BIND(2 AS ?step)
  }
} GROUP BY ?thing
"""
_KINDS = f"""
SELECT DISTINCT ?thing ?kind WHERE {{
  VALUES ?thing {{ $things }}
  GRAPH ?said {{ ?thing a ?class }}
  FILTER(!sameTerm(?said, {sparql_text(INFERRED)}))
  ?class rdfs:label ?kind
}} ORDER BY ?thing ?kind
"""
_BODIES = """
SELECT DISTINCT ?thing ?name WHERE {
  VALUES ?thing { $things }
  ?thing (^peel:collaboration/peel:member)|peel:unitOf|peel:runBy|peel:oversees ?body .
  ?body rdfs:label ?name
} ORDER BY ?thing ?name
"""
_DATES = """
SELECT DISTINCT ?thing ?date WHERE {
  VALUES ?thing { $things }
  {
    ?thing peel:from ?day
    BIND(CONCAT("from ", STR(?day)) AS ?date)
  } UNION {
    ?thing peel:until ?day
    BIND(CONCAT("until ", STR(?day)) AS ?date)
  }
} ORDER BY ?thing ?date
"""


def own_of(store: View, things: Sequence[URIRef], forces: Iterable[URIRef]) -> Sequence[URIRef]:
    """Those of several things that are forces' own, and all where none is or no force is given.

    What a force is a member of or linked with goes before what it has through a larger whole.
    """
    query = _OWN.replace("$forces", _texts(forces)).replace("$things", _texts(things))
    steps = {thing: str(step) for thing, step in store.select(query).rows if step is not None}
    nearest = min(steps.values(), default=None)
    return [thing for thing in things if steps.get(thing) == nearest]


def tell_apart(store: View, things: Sequence[URIRef]) -> dict[str, str]:
    """Things by their short ids: the label of each, and what it is, of whom and when."""
    labels = Labels(store)
    labels.learn(things)
    kinds = kinds_of(store, things)
    bodies = _values(store, _BODIES, things)
    dates = _values(store, _DATES, things)
    told = {}
    for thing in things:
        notes = [kinds.get(thing, ""), _few(bodies[thing]), *dates[thing]]
        known = "; ".join(filter(None, notes))
        told[curie(str(thing))] = f"{labels(thing)} ({known})" if known else labels(thing)
    return told


def kinds_of(store: View, things: Iterable[URIRef]) -> dict[Identifier, str]:
    """The label of the class that each thing is said to be of; of several, the first."""
    found = _values(store, _KINDS, things)
    return {thing: kinds[0] for thing, kinds in found.items()}


def _values(store: View, query: str, things: Iterable[URIRef]) -> dict[Identifier, list[str]]:
    found = defaultdict[Identifier, list[str]](list)
    for thing, value in store.select(query.replace("$things", _texts(things))).rows:
        if thing is not None:
            found[thing].append(str(value))
    return found


def _few(names: Sequence[str]) -> str:
    """The names of some, or how many there are."""
    return ", ".join(names) if len(names) <= NAMED else f"{len(names)} members"


def _texts(terms: Iterable[URIRef]) -> str:
    return " ".join(map(sparql_text, terms))
