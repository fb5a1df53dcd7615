"""SPARQL text as tokens: changed at variables, never inside strings, comments or IRIs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peelgraph.resources import SHIPPED
from peelgraph.sparql.tokens import construct_parts, query_form, tokenize, values_blocks, variables

QUERY = '''# ?in_comment
PREFIX ex: <https://example.org/?in_iri#>
SELECT ?x $y { ?x ex:p "?in_string", '$in_string', """a "quoted" ?in_long""", \'\'\'?it's\'\'\' . FILTER(?x<?z) }'''


def test_only_variables_are_variables() -> None:
    assert variables(QUERY) == {"x", "y", "z"}


@given(
    st.text()
    | st.lists(
        st.sampled_from(['"', "'", "\\", "#", "\n", "<", ">", "?x", "{", "}", '"""', ":"])
    ).map("".join)
)
def test_tokens_give_the_text_again(text: str) -> None:
    assert "".join(token.text for token in tokenize(text)) == text


@pytest.mark.parametrize("path", sorted(SHIPPED.queries.rglob("*.rq")), ids=lambda p: p.stem)
def test_tokens_of_the_stored_questions(path) -> None:
    text = path.read_text(encoding="utf-8")
    tokens = list(tokenize(text))
    assert "".join(t.text for t in tokens) == text
    assert all(text[t.start : t.end] == t.text for t in tokens)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("?a<?b", ["variable", "other", "variable"]),
        ("<https://example.org/?a>", ["iri"]),
        ("ex:a?", ["name", "other"]),
        ("ex:a.b ex:c.", ["name", "space", "name", "other"]),
        ("ex:a\\?b", ["name"]),
        ("_:b ", ["name", "space"]),
        ('"a\\"?b"', ["string"]),
        ("'a\\'?b'", ["string"]),
        ('"""a"b""c"""', ["string"]),
        ("'''a\n?b'''", ["string"]),
        ('"a"@en', ["string", "language"]),
        ('"a"@ar--rtl', ["string", "language"]),
        ("?n<$high&&?n>", ["variable", "iri"]),
        (
            "?n<$high && ?n>",
            [
                "variable",
                "other",
                "variable",
                "space",
                *["other"] * 2,
                "space",
                "variable",
                "other",
            ],
        ),
        ("größe:länge π:τ ", ["name", "space", "name", "space"]),
        ("?größe𐀀", ["variable"]),
        ("ex:a..b ex:é.", ["name", "space", "name", "other"]),
        ("#a\n?b", ["comment", "space", "variable"]),
    ],
)
def test_kinds(text: str, kinds: list[str]) -> None:
    assert [token.kind for token in tokenize(text)] == kinds


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("SELECT * {}", "SELECT"),
        ('VERSION "1.2" PREFIX é: <x:> ASK {}', "ASK"),
        ("ask {}", "ASK"),
        ("# DELETE\nBASE <https://example.org/> PREFIX select: <x:> CONSTRUCT {} {}", "CONSTRUCT"),
        ("PREFIX : <x:> describe :a", "DESCRIBE"),
        ("INSERT DATA {}", "UPDATE"),
        ("PREFIX a: <x:> delete where {}", "UPDATE"),
        ("WITH <x:> DELETE {} WHERE {}", "UPDATE"),
        ("DROP ALL", "UPDATE"),
        ("LOAD <x:>", "UPDATE"),
        ("CLEAR ALL", "UPDATE"),
        ("", None),
        ("# SELECT", None),
        ('"SELECT"', None),
        ("tell me", None),
        ("PREFIX a:", None),
    ],
)
def test_query_form(text: str, form: str | None) -> None:
    assert query_form(text) == form


def test_construct_parts() -> None:
    text = 'PREFIX a: <x:{> CONSTRUCT { ?s a:p "}" } # }\nWHERE { { ?s a:q ?o } }'
    assert construct_parts(text) == ("PREFIX a: <x:{> ", ' ?s a:p "}" ', " { ?s a:q ?o } ")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("SELECT * {}", "a CONSTRUCT query is expected"),
        ("CONSTRUCT", "an opening brace is missing"),
        ("CONSTRUCT { ?s ?p ?o } WHERE", "an opening brace is missing"),
        ("CONSTRUCT { ?s ?p ?o WHERE { }", "a brace is opened and never closed"),
        ("CONSTRUCT { ?s ?p ?o } WHERE { { }", "a brace is opened and never closed"),
    ],
)
def test_what_is_no_construct_is_refused(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        construct_parts(text)


def test_values_blocks_are_found_wherever_they_stand() -> None:
    text = (
        '# VALUES ?x { 0 }\n{ VALUES ?x { 1 "}" } } UNION '
        '{ values $x {2} VALUES ?y { 3 } VALUES (?x) { (4) } } "VALUES ?x { 5 }"'
    )
    assert [text[a:b] for a, b in values_blocks(text, "x")] == [' 1 "}" ', "2"]
    assert [text[a:b] for a, b in values_blocks(text, "y")] == [" 3 "]
    assert values_blocks(text, "z") == []
