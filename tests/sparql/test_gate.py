"""What is let through to an engine: honest queries, and nothing that nests or joins enough to end it."""

from __future__ import annotations

import pytest

from peelgraph.errors import QueryError, QueryRefused
from peelgraph.resources import SHIPPED
from peelgraph.sparql.gate import LIMITS, check, expanded
from peelgraph.sparql.nesting import Nesting
from peelgraph.sparql.tokens import meaningful, tokenize

SHAPES = {
    "braces": lambda n: "SELECT * " + "{" * n + "}" * n,
    "brackets": lambda n: "SELECT * {FILTER(" + "(" * n + "1" + ")" * n + ")}",
    "not": lambda n: "SELECT * {FILTER(" + "!" * n + "true)}",
    "sum": lambda n: "SELECT * {FILTER(1" + "+1" * n + ")}",
    "or": lambda n: "SELECT * {FILTER(1" + "||1" * n + ")}",
    "sum of sums": lambda n: (
        "SELECT * {FILTER(" + ("(" + "1+" * 30) * (n // 30) + "1" + ")" * (n // 30) + ")}"
    ),
    "binds": lambda n: "SELECT * {" + "".join(f"BIND({i} AS ?v{i})" for i in range(n)) + "}",
    "filters": lambda n: "SELECT * {?a <x:p> ?b " + "FILTER(?b>1)" * n + "}",
    "unions": lambda n: "SELECT * {{}" + "UNION{}" * n + "}",
    "optionals": lambda n: "SELECT * {" + "OPTIONAL{?a <x:p> ?b}" * n + "}",
    "absences": lambda n: "SELECT * " + "{ FILTER NOT EXISTS" * n + "{}" + "}" * n,
    "groups": lambda n: "SELECT * {" + "{?a <x:p> ?b}" * n + "}",
    "graphs": lambda n: "SELECT * {" + "GRAPH ?g{?a <x:p> ?b}" * n + "}",
    "values": lambda n: "SELECT * {" + "VALUES ?x {1}" * n + "}",
    "patterns": lambda n: (
        "SELECT * {" + "".join(f"?v{i} <x:p> ?v{i + 1} ." for i in range(n)) + "}"
    ),
    "predicates": lambda n: "SELECT * {?v " + ";".join(f"<x:p{i}> ?v{i}" for i in range(n)) + "}",
    "objects": lambda n: "SELECT * {?v <x:p> " + ",".join(f"?v{i}" for i in range(n)) + "}",
    "items": lambda n: "SELECT * {?v <x:p> (" + " ".join(f"?v{i}" for i in range(n)) + ")}",
    "nodes": lambda n: "SELECT * {?v <x:p> " + "[<x:p> " * n + "1" + "]" * n + "}",
    "path": lambda n: "SELECT * {?a <x:p>" + "/<x:p>" * n + " ?b}",
    "ways": lambda n: "SELECT * {?a <x:p>" + "|<x:p>" * n + " ?b}",
    "stars": lambda n: "SELECT * {?a " + "(" * n + "<x:p>" + ")*" * n + " ?b}",
    "calls": lambda n: "SELECT * {FILTER(" + "STR(" * n + "1" + ")" * n + ")}",
    "triples of triples": lambda n: (
        "SELECT * {?a <x:p> " + "<<( <x:a> <x:p> " * n + "1" + " )>>" * n + "}"
    ),
    "hidden in an IRI": lambda n: "SELECT * {FILTER(?a<" + "(" * n + "?b>1" + ")" * n + ")}",
    "signs in an IRI": lambda n: "SELECT * {FILTER(?a<" + "!" * n + "?b>1)}",
    "as codepoints": lambda n: "SELECT * " + r"\u007B" * n + r"\U0000007D" * n,
}


@pytest.mark.parametrize("shape", SHAPES)
def test_what_would_end_an_engine_is_refused(shape: str) -> None:
    with pytest.raises(QueryRefused, match="let through"):
        check(SHAPES[shape](1000))


@pytest.mark.parametrize("shape", SHAPES)
def test_what_a_person_may_write_is_let_through(shape: str) -> None:
    check(SHAPES[shape](30))


@pytest.mark.parametrize("path", sorted(SHIPPED.root.rglob("*.rq")), ids=lambda p: p.stem)
def test_every_query_of_ours_has_room_to_spare(path) -> None:
    for what, count in Nesting.of(meaningful(path.read_text(encoding="utf-8"))).counts():
        assert count * 2 <= LIMITS[what]


def test_many_values_are_let_through() -> None:
    values = " ".join(f"(<https://example.org/a/{i}> {i}.5 'a')" for i in range(10_000))
    check(f"SELECT * {{ VALUES (?a ?b ?c) {{ {values} }} ?a ?b ?c }}")
    check("SELECT * { ?a ?b ?c FILTER(?c IN (" + ",".join(f"<x:{i}>" for i in range(9999)) + ")) }")


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { service SILENT ?x { ?s ?p ?o } }",
        r"SELECT * { \u0053ERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        r"SELECT * { S\U00000045RVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { FILTER(?a<1)SERVICE<http://127.0.0.1/>{?s?p?o} }",
        r"SELECT * { ?s ?p <http://x'\u0041> SERVICE <http://y> { ?s ?p ?o } ?s ?p 'x' }",
        "SELECT * {} ; LOAD <http://127.0.0.1/>",
    ],
)
def test_the_ways_out_are_refused(text: str) -> None:
    with pytest.raises(QueryRefused, match="and this graph is asked alone"):
        check(text)


def test_a_word_is_no_way_out_where_it_stands_for_something_else() -> None:
    check('SELECT ?service { ?service <x:SERVICE> "SERVICE", "LOAD" ; <x:y> ex:load } # SERVICE')
    check("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", allow_service=True)


@pytest.mark.parametrize(
    "text",
    ["DROP ALL", r"\u0044ROP ALL", "INSERT DATA {}", "LOAD <http://127.0.0.1/>", "", "SELEKT"],
)
def test_what_is_no_query_is_none(text: str) -> None:
    with pytest.raises(QueryError):
        check(text)


def test_codepoints_that_are_no_characters_stay() -> None:
    assert expanded(r"\uD800\U00110000 \u00e9") == r"\uD800\U00110000 é"


@pytest.mark.parametrize(
    "shape", ["a.", "a-", '"\\" ', "'''a'' ", "a:.", "<a", "...b:", '""" ', '"\\', "@a-", "'"]
)
def test_the_work_grows_as_the_text_does(shape: str) -> None:
    def looked_at(text: str) -> int:
        looked = CountedText(text)
        assert "".join(token.text for token in tokenize(looked)) == text
        return looked.count

    assert looked_at(shape * 4000) <= 4 * looked_at(shape * 1000) + 100


class CountedText(str):
    """A text that counts how much of it is cut out: each token, and no run of characters twice."""

    count = 0

    def __getitem__(self, place):
        cut = super().__getitem__(place)
        self.count += len(cut)
        return cut
