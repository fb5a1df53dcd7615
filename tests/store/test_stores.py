"""Every store behaves the same: the same queries, the same rows, the same errors."""

from __future__ import annotations

import pytest
from rdflib import RDFS, BNode, Literal, URIRef

from peelgraph.errors import QueryError
from peelgraph.graph import KnowledgeGraph
from peelgraph.store import Result, Store
from peelgraph.store.remote import RemoteStore
from peelgraph.vocab import INFERRED, ONTOLOGY, PEEL, thing

EASTSHIRE = thing("force/eastshire")


@pytest.fixture(params=["embedded", "remote"])
def store(request: pytest.FixtureRequest, world: KnowledgeGraph) -> Store:
    return (
        world.store
        if request.param == "embedded"
        else RemoteStore(request.getfixturevalue("endpoint"))
    )


def test_select_has_its_columns_in_order_and_none_where_nothing_is_bound(store: Store) -> None:
    answer = store.select(
        'SELECT ?z ?a ?m { VALUES (?a ?z) { (1 "eins"@de) (2 UNDEF) } OPTIONAL { ?s peel:nothing ?m } } ORDER BY ?a'
    )
    assert answer == Result(
        ("z", "a", "m"), ((Literal("eins", lang="de"), Literal(1), None), (None, Literal(2), None))
    )
    assert len(answer) == len(list(answer)) == 2


def test_select_without_rows_keeps_its_columns(store: Store) -> None:
    assert store.select("SELECT ?x ?y { ?x peel:nothing ?y }") == Result(("x", "y"), ())


def test_queries_see_the_union_of_all_graphs(store: Store) -> None:
    query = f"ASK {{ GRAPH <{ONTOLOGY}> {{ peel:PoliceForce a owl:Class }} <{EASTSHIRE}> a peel:PoliceForce, peel:Organisation }}"
    assert store.ask(query)


def test_a_triple_of_several_graphs_is_one_row(store: Store) -> None:
    rows = store.select("SELECT ?s ?p ?o { ?s ?p ?o . ?s a peel:PoliceForce }").rows
    assert len(rows) == len(set(rows)) > 0


def test_named_graphs_are_told_apart(store: Store) -> None:
    inferred = f"ASK {{ GRAPH <{INFERRED}> {{ <{EASTSHIRE}> a peel:Organisation }} }}"
    said = f"ASK {{ GRAPH ?g {{ <{EASTSHIRE}> a peel:Organisation }} FILTER(?g != <{INFERRED}>) }}"
    assert (store.ask(inferred), store.ask(said)) == (True, False)


def test_ask(store: Store) -> None:
    assert store.ask("ASK {}") is True
    assert store.ask("ASK { ?s peel:nothing ?o }") is False


def test_construct_gives_each_triple_once(store: Store) -> None:
    query = "CONSTRUCT { ?s peel:note ?n } WHERE { VALUES (?s ?x ?n) { (id:a 1 'n') (id:a 2 'n') (id:b 3 'm'@en) } }"
    found = store.construct(query)
    assert len(found) == 2
    assert set(found) == {
        (URIRef("https://w3id.org/peelgraph/id/a"), PEEL.note, Literal("n")),
        (URIRef("https://w3id.org/peelgraph/id/b"), PEEL.note, Literal("m", lang="en")),
    }


def test_construct_of_nothing(store: Store) -> None:
    assert store.construct("CONSTRUCT { ?s ?p ?o } WHERE { ?s peel:nothing ?o ; ?p ?o }") == []


@pytest.mark.parametrize(
    "term",
    [
        Literal("plain"),
        Literal('say "no" \\u0022 \n\t'),
        Literal("words", lang="cy"),
        Literal(5),
        Literal(True),
        Literal("2016-11-03", datatype=URIRef("http://www.w3.org/2001/XMLSchema#date")),
        Literal("x", datatype=URIRef("https://example.org/type")),
        URIRef("https://example.org/é"),
    ],
)
def test_terms_come_back_as_they_are(store: Store, term: Literal | URIRef) -> None:
    from peelgraph.sparql.terms import sparql_text

    (row,) = store.select(f"SELECT ?x {{ VALUES ?x {{ {sparql_text(term)} }} }}").rows
    assert row == (term,)


def test_blank_nodes_are_blank_nodes(store: Store) -> None:
    (row,) = store.select("SELECT (BNODE() AS ?b) {}").rows
    assert isinstance(row[0], BNode)


def test_prefixes_need_not_be_declared_and_can_be_changed(store: Store) -> None:
    assert store.ask("ASK { ?force a peel:PoliceForce ; rdfs:label ?l }")
    own = "PREFIX rdfs: <https://example.org/> SELECT (rdfs:label AS ?x) {}"
    assert store.select(own).rows == ((URIRef("https://example.org/label"),),)
    both = "prefix\tid:<https://example.org/>\nSELECT (id:x AS ?x) (rdfs:label AS ?y) {} # peel:not"
    assert store.select(both).rows == ((URIRef("https://example.org/x"), RDFS.label),)


def test_count(store: Store) -> None:
    (row,) = store.select(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{INFERRED}> {{ ?s ?p ?o }} }}").rows
    assert store.count(INFERRED) == int(str(row[0])) > 0
    graphs = [row[0] for row in store.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }").rows]
    assert store.count() == sum(store.count(g) for g in graphs if g is not None)
    assert store.count(URIRef("https://example.org/none")) == 0


@pytest.mark.parametrize(
    "query",
    [
        "",
        "SELECT",
        "SELECT * {",
        "SELECT ?x { ?x nobody:knows ?y }",
        "tell me",
        "SELECT ?x { ?x ?y",
    ],
)
def test_what_is_no_query_is_a_query_error(store: Store, query: str) -> None:
    with pytest.raises(QueryError) as caught:
        store.select(query)
    assert "\n" not in str(caught.value)
    assert str(caught.value).endswith(".")


def test_a_query_of_another_form_is_a_query_error(store: Store) -> None:
    """All in one test, between two counts of the graph."""
    before = store.count()
    for method, query in (
        ("select", "ASK {}"),
        ("select", "CONSTRUCT WHERE { ?s ?p ?o }"),
        ("ask", "SELECT * {}"),
        ("ask", "DESCRIBE <https://example.org/>"),
        ("construct", "SELECT * {}"),
        ("construct", "ASK {}"),
        ("select", "INSERT DATA { <a:b> <a:c> <a:d> }"),
        ("ask", "DROP ALL"),
        ("construct", "CLEAR ALL"),
    ):
        with pytest.raises(QueryError):
            getattr(store, method)(query)
            pytest.fail(f"{method} answers {query}")
    assert store.count() == before
    assert not store.ask("ASK { <a:b> ?p ?o }")
