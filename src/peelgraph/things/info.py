"""What is in a graph: its sources, how many things of which class, what is inferred of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version

from rdflib import OWL, RDFS, Literal, URIRef

from peelgraph.sparql.terms import python_value, sparql_text
from peelgraph.store import Result, View
from peelgraph.things.labels import Labels
from peelgraph.things.problems import GraphProblem
from peelgraph.vocab import GENID, INFERRED, MADE, term_name

__all__ = ["Info", "TableCount", "info"]

NOWHERE = Result((), ())
"""Where a graph ends of which nothing was asked."""
_WITHOUT_MEANING = (str(OWL), str(RDFS), GENID)
"""How the names of classes begin that tell nothing of a thing."""
LIBRARIES = ("peelgraph", "rdflib", "pyoxigraph", "owlrl", "pyshacl")
"""Those whose versions are told."""

_SOURCES = """
SELECT ?source ?title ?published ?triples WHERE {
  { SELECT ?graph (COUNT(*) AS ?triples) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph }
  ?source peel:graph ?graph ; rdfs:label ?title .
  OPTIONAL { ?source peel:date ?published }
} ORDER BY ?published ?source
"""
_CLASSES = """
SELECT ?class (COUNT(DISTINCT ?thing) AS ?things) WHERE {
  ?thing a ?class . ?class a owl:Class
  FILTER(isIRI(?class))
  FILTER NOT EXISTS { ?thing rdfs:isDefinedBy ?ontology }
} GROUP BY ?class
"""
_REACH = """
SELECT ?kind ?until ?forces ?all ?round WHERE {
  { SELECT (COUNT(DISTINCT ?any) AS ?all) WHERE { ?any a peel:PoliceForce } }
  {
    { SELECT ?framework (COUNT(DISTINCT ?force) AS ?forces) WHERE {
        ?one peel:inRound ?framework ; peel:ofForce ?force ; peel:grade ?given
    } GROUP BY ?framework }
    ?framework peel:follows ?before ; peel:beginsEarliest ?begun ; rdfs:label ?round .
    FILTER NOT EXISTS {
      ?later peel:follows+ ?framework .
      FILTER EXISTS { ?grade peel:inRound ?later ; peel:grade ?new }
    }
    { SELECT ?framework (MAX(?stated) AS ?until) WHERE {
        ?judgement peel:inRound ?framework ; peel:grade ?some ; peel:date ?stated
    } GROUP BY ?framework }
    BIND("grades" AS ?kind)
  } UNION {
    { SELECT (COUNT(DISTINCT ?force) AS ?forces) WHERE {
        ?thing a peel:FormalItem ; peel:addressedTo ?force .
        ?force a peel:PoliceForce .
    } HAVING (COUNT(?thing) > 0) }
    { SELECT (MAX(?stated) AS ?until) WHERE { ?dated a peel:FormalItem ; peel:date ?stated } }
    BIND("formal items" AS ?kind)
  } UNION {
    { SELECT (MAX(?stated) AS ?until) (COUNT(DISTINCT ?force) AS ?forces) WHERE {
        ?thing a peel:Finding ; peel:inAssessment/peel:assesses ?force ; peel:date ?stated .
    } HAVING (COUNT(?thing) > 0) }
    BIND("findings" AS ?kind)
  }
} ORDER BY DESC(?kind)
"""
_SAID = f"""
SELECT (COUNT(*) AS ?n) WHERE {{
  GRAPH ?g {{ ?s ?p ?o }}
  FILTER(?g NOT IN ({", ".join(map(sparql_text, (INFERRED, *MADE)))}))
}}
"""


@dataclass(frozen=True)
class TableCount:
    """The rows of all tables of a name that a graph was built of.

    `read` rows stood in the files; `kept` are those of which every triple stands in the graph of
    each of their sources. The sources promise `promised` rows, each counted once for each of its
    sources, and `yielded` stand in their graphs.
    """

    table: str
    read: int
    kept: int
    promised: int
    yielded: int

    @property
    def lost(self) -> int:
        """How many rows that were read or promised are not in the graph; 0 where all is well."""
        return max(self.read - self.kept, self.promised - self.yielded)


@dataclass(frozen=True)
class Info:
    """What is in a graph.

    `sources` has a row for each source with its triples, `classes` one for each class with its
    things; `said` and `inferred` count triples. `reach` tells where the graph ends: until when
    there are grades (in the last round), formal items and findings, and of how many of all forces.
    `tables` are what it was built of, `problems` what is wrong with it, `versions` those of the
    libraries at work, `cache` the folder of built graphs. What is behind an `endpoint` was not
    checked: what is wrong with it is not known.
    """

    sources: Result
    classes: Result
    said: int
    inferred: int
    tables: tuple[TableCount, ...]
    problems: tuple[GraphProblem, ...]
    versions: Mapping[str, str]
    cache: str
    reach: Result = NOWHERE
    endpoint: str | None = None

    @property
    def inferred_share(self) -> float:
        """The inferred part of all triples, from 0 to 1."""
        total = self.said + self.inferred
        return self.inferred / total if total else 0.0


def _classes(store: View) -> Result:
    """The classes of the ontology, or else of any, by label, with how many things each has."""
    counts = {URIRef(str(kind)): things for kind, things in store.select(_CLASSES).rows}
    named = [kind for kind in counts if not str(kind).startswith(_WITHOUT_MEANING)]
    own = [kind for kind in named if term_name(kind)] or named
    labels = Labels(store)
    labels.learn(own)
    rows = [(Literal(labels(kind)), counts[kind]) for kind in own]
    return Result(
        ("class", "things"),
        tuple(sorted(rows, key=lambda row: (-python_value(row[1]), str(row[0])))),
    )


def info(
    store: View,
    tables: Sequence[TableCount] = (),
    problems: Sequence[GraphProblem] = (),
    cache: str = "",
    endpoint: str | None = None,
) -> Info:
    """Count what is in a store; what is known of it from elsewhere is taken over."""
    ((said,),) = store.select(_SAID).rows
    return Info(
        sources=store.select(_SOURCES),
        classes=_classes(store),
        said=python_value(said),
        inferred=store.count(INFERRED),
        tables=tuple(tables),
        problems=tuple(problems),
        versions={library: version(library) for library in LIBRARIES},
        cache=cache,
        endpoint=endpoint,
        reach=store.select(_REACH),
    )
