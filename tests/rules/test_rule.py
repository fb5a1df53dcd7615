"""Rules from files, the order they run in, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import RDF, Literal, URIRef, Variable

from peelgraph.errors import RuleError
from peelgraph.reason import infer
from peelgraph.resources import SHIPPED
from peelgraph.rules.files import load_rules
from peelgraph.rules.rule import Rule, unify
from peelgraph.rules.strata import strata
from tests.reason.helpers import inferred_in, store_of, triples

X, Y = Variable("x"), Variable("y")
P, Q, R = (URIRef(f"http://example.org/{n}") for n in "pqr")


def rule(name: str, head: URIRef, *body: URIRef, negated: tuple[URIRef, ...] = ()) -> Rule:
    patterns = tuple((X, b, Y) for b in body)
    return Rule(name, (X, head, Y), patterns, "", negated=tuple((X, n, Y) for n in negated))


def written(folder: Path, **rules: str) -> list[Rule]:
    for name, text in rules.items():
        (folder / f"{name}.rq").write_text(
            f"#+ summary: {name} in words\nPREFIX : <http://example.org/>\n{text}", "utf-8"
        )
    return load_rules(folder)


def test_a_rule_stands_after_what_it_needs() -> None:
    order = strata([rule("third", R, Q), rule("first", P), rule("second", Q, P)])
    assert [[r.name for r in s.rules] for s in order] == [["first"], ["second"], ["third"]]
    assert not any(s.recursive for s in order)


def test_rules_that_need_each_other_share_a_stratum() -> None:
    order = strata([rule("one", P, Q), rule("other", Q, P), rule("last", R, P)])
    assert [({r.name for r in s.rules}, s.recursive) for s in order] == [
        ({"one", "other"}, True),
        ({"last"}, False),
    ]


def test_negation_waits_for_what_it_negates() -> None:
    order = strata([rule("negates", R, P, negated=(Q,)), rule("concludes", Q, P)])
    assert [s.rules[0].name for s in order] == ["concludes", "negates"]


def test_a_circle_through_negation_is_refused_and_shown() -> None:
    with pytest.raises(RuleError, match=r"b -> a -> b|a -> b -> a"):
        strata([rule("a", Q, P, negated=(R,)), rule("b", R, Q)])


def refused(folder: Path, ontology: str, **rules: str) -> str:
    store = store_of(ontology, folder)
    with pytest.raises(RuleError) as caught:
        infer(store, written(folder, **rules))
    return str(caught.value)


def test_a_circle_through_an_axiom_is_refused(tmp_path: Path) -> None:
    rule_text = "CONSTRUCT { ?x :q ?y } WHERE { ?x :p ?y FILTER NOT EXISTS { ?x a :A } }"
    assert "new -> prp-dom -> new" in refused(
        tmp_path, ":q rdfs:domain :A . :a :p :b .", new=rule_text
    )


def test_a_circle_through_an_axiom_and_a_variable_predicate_is_refused(tmp_path: Path) -> None:
    wild = "CONSTRUCT { ?x ?any :seen } WHERE { ?x ?any ?y ; :q ?z }"
    negates = "CONSTRUCT { ?x :q ?y } WHERE { ?x :p ?y FILTER NOT EXISTS { ?x :r ?z } }"
    told = refused(tmp_path, ":s rdfs:subPropertyOf :r . :a :p :b .", wild=wild, negates=negates)
    assert "negates -> wild -> prp-spo1 -> negates" in told


def test_a_circle_through_nested_negation_is_refused(tmp_path: Path) -> None:
    text = "CONSTRUCT { ?x :q ?y } WHERE { ?x :p ?y FILTER NOT EXISTS { ?x :r ?z FILTER NOT EXISTS { ?z :s ?x } } }"
    assert "new -> prp-spo1 -> new" in refused(
        tmp_path, ":q rdfs:subPropertyOf :s . :a :p :b .", new=text
    )


def test_equality_never_closes_a_circle_by_itself(tmp_path: Path) -> None:
    text = "CONSTRUCT { ?x :q ?y } WHERE { ?x :p ?y FILTER NOT EXISTS { ?x :r ?z } }"
    store = store_of(":a :p :b ; owl:sameAs :c . :d :p :b ; :r :b . :e owl:sameAs :d .", tmp_path)
    infer(store, written(tmp_path, new=text))
    assert {t for t in inferred_in(store) if t[1] == Q} == triples(":a :q :b . :c :q :b .")


def test_a_variable_predicate_depends_on_everything() -> None:
    wild = Rule("wild", (X, P, Y), ((X, Variable("any"), Y),), "")
    order = strata([wild, rule("q", Q, R)])
    assert [s.rules[0].name for s in order] == ["q", "wild"]


def test_unify_needs_equal_terms_for_equal_variables() -> None:
    assert unify((X, P, X), (Q, P, Q)) == {"x": Q}
    assert unify((X, P, X), (Q, P, R)) is None
    assert unify((X, RDF.type, P), (Q, RDF.type, R)) is None


def test_a_file_gives_a_rule_for_each_triple_of_its_template(tmp_path: Path) -> None:
    rules = written(tmp_path, two="CONSTRUCT { ?x :q ?y . ?y :r ?x } WHERE { ?x :p ?y }")
    assert [(r.name, r.words, r.head[1]) for r in rules] == [
        ("two", "two in words", Q),
        ("two", "two in words", R),
    ]
    assert all(r.body == ((X, P, Y),) for r in rules)


def test_negation_and_bind_in_files(tmp_path: Path) -> None:
    rules = written(
        tmp_path,
        new="CONSTRUCT { ?n :q ?x } WHERE { ?x :p ?y FILTER NOT EXISTS { ?x :r ?z } "
        'BIND(IRI(CONCAT(STR(?x), "#n")) AS ?n) }',
    )
    assert rules[0].negated == ((X, R, Variable("z")),)
    assert rules[0].computed == {"n"}
    store = store_of(":a :p :b . :c :p :d ; :r :e .", tmp_path)
    infer(store, rules)
    assert inferred_in(store) == triples("<http://example.org/a#n> :q :a .")


def test_a_prefix_of_the_file_and_a_string_that_looks_like_one(tmp_path: Path) -> None:
    rules = written(tmp_path, s='CONSTRUCT { ?x :q "a:b" } WHERE { ?x :p ?y FILTER(?y != ":p") }')
    store = store_of(":a :p :b .", tmp_path)
    infer(store, rules)
    assert inferred_in(store) == {(URIRef("http://example.org/a"), Q, Literal("a:b"))}


UNLESS = '#+ unless:\n#+   - words: "{{x}} is {0}"\n#+     when: "?x a :{0}"\n'


def test_what_rules_out_the_rule_that_a_file_names_rules_it_out_too(tmp_path: Path) -> None:
    for name, named, kind in (("wide", "", "A"), ("narrow", "#+ unless_of: wide\n", "B")):
        head = f"#+ summary: {name}\n{named}{UNLESS.format(kind)}PREFIX : <http://example.org/>\n"
        body = f"CONSTRUCT {{ ?x :{name} ?y }} WHERE {{ ?x :p ?y }}"
        (tmp_path / f"{name}.rq").write_text(head + body, "utf-8")
    reasons = {rule.name: rule.unless for rule in load_rules(tmp_path)}
    wide = ("{x} is A", "?x a <http://example.org/A>")
    assert reasons == {
        "wide": (wide,),
        "narrow": (wide, ("{x} is B", "?x a <http://example.org/B>")),
    }


@pytest.mark.parametrize(
    ("named", "reason"),
    [
        ("nothing", "there is no other rule 'nothing'"),
        ("one", "there is no other rule 'one'"),
        ("other", "there is no other rule 'one'"),
        ("apart", "'apart' has other variables in its head"),
    ],
    ids=["unknown", "itself", "in a circle", "of other variables"],
)
def test_a_rule_whose_reasons_cannot_be_used_is_refused(
    tmp_path: Path, named: str, reason: str
) -> None:
    prefix = "PREFIX : <http://example.org/>\nCONSTRUCT"
    for name, of, head in (("one", named, "?x :q ?y"), ("other", "one", "?x :r ?y")):
        text = f"#+ summary: {name}\n#+ unless_of: {of}\n{prefix} {{ {head} }} WHERE {{ ?x :p ?y }}"
        (tmp_path / f"{name}.rq").write_text(text, "utf-8")
    with pytest.raises(RuleError, match=reason):
        written(tmp_path, apart="CONSTRUCT { ?a :q ?b } WHERE { ?a :p ?b }")


@pytest.mark.parametrize(
    "body",
    [
        "?x :p/:q ?y",
        "?x :p ?y OPTIONAL { ?x :q ?z }",
        "{ ?x :p ?y } UNION { ?y :p ?x }",
        "?x :p ?y MINUS { ?x :q ?y }",
        "?x :p ?y FILTER EXISTS { ?y :q ?z }",
        "?x :p ?y FILTER(!EXISTS { ?y :q ?z })",
    ],
)
def test_what_has_no_plain_premises_is_refused(tmp_path: Path, body: str) -> None:
    with pytest.raises(RuleError, match="not allowed"):
        written(tmp_path, bad=f"CONSTRUCT {{ ?x :r ?y }} WHERE {{ {body} }}")


def test_a_file_that_is_no_construct_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="cannot be parsed"):
        written(tmp_path, bad="SELECT * WHERE { ?x :p ?y }")


def test_the_shipped_rules_are_stratified_with_their_words() -> None:
    rules = load_rules(SHIPPED.ontology / "rules")
    assert {"bears-on", "may-bear-on", "sharing", "compares-with", "improves-on"} <= {
        r.name for r in rules
    }
    assert all(r.words and r.words != r.name for r in rules)
    assert sum(len(s.rules) for s in strata(rules)) == len(rules)
