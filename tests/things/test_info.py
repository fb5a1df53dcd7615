"""What is in a graph, as the graph itself counts."""

from __future__ import annotations

from collections import Counter
from importlib.metadata import version

from rdflib import RDF, URIRef

from peelgraph.builder.assemble import assemble
from peelgraph.builder.cache import cache_folder
from peelgraph.graph import KnowledgeGraph
from peelgraph.resources import Resources
from peelgraph.vocab import INFERRED, MADE, PEEL


def test_info(small_tree: Resources) -> None:
    built = assemble(small_tree)
    kg = KnowledgeGraph(built.store, small_tree, built.problems, built.tables)
    info = kg.info()
    quads = kg.store.select("SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } }").rows
    graphs = Counter(quad[3] for quad in quads)
    assert info.inferred == graphs[INFERRED] > 0
    assert info.said == len(quads) - info.inferred - sum(graphs[made] for made in MADE), (
        "nobody says these"
    )
    assert info.inferred_share == info.inferred / (info.said + info.inferred)
    sources = {s: g for s, p, g, _ in quads if p == PEEL.graph}
    assert {URIRef(row.source): row.triples for row in info.sources} == {
        source: graphs[graph] for source, graph in sources.items() if graph in graphs
    }
    forces = {s for s, p, o, _ in quads if p == RDF.type and o == PEEL.PoliceForce}
    assert dict(info.classes)["police force"] == len(forces) > 0
    assert (info.tables, info.problems) == (kg.tables, kg.problems)
    assert info.versions["rdflib"] == version("rdflib")
    assert info.cache == str(cache_folder())


def test_nothing_is_in_an_empty_graph() -> None:
    from peelgraph.store.embedded import EmbeddedStore

    info = KnowledgeGraph(EmbeddedStore()).info()
    assert (info.said, info.inferred, info.inferred_share, len(info.sources)) == (0, 0, 0.0, 0)


def test_where_the_graph_ends_is_counted(kg: KnowledgeGraph) -> None:
    reach = {row.kind: row for row in kg.info().reach}
    known = kg.ask("grades-known", framework="peel-2023-25", known=["whole", "in part"])
    assert reach["grades"].round == "PEEL 2023-25"
    assert (reach["grades"].forces, reach["grades"].all) == (len(known), 43)
    assert reach["grades"].until.startswith("2025-")
    assert reach["formal items"].until > reach["findings"].until
    assert reach["findings"].forces == 1
