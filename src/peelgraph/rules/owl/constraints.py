"""Axioms that forbid something, as rules whose conclusion cannot be.

They are the rules of OWL 2 Profiles that conclude false. What a class axiom forbids (cls-com,
cls-maxc1, cls-maxqc1, cls-maxqc2, cls-nothing2) is compiled with the axioms; here stand the rules
of equality, of properties and of disjointness, and those about literals, which cannot be the same
where their values differ (dt-diff). In the words of a rule `?x` stands for what the variable is.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from rdflib import OWL, RDF, Graph, Variable
from rdflib.term import Identifier

from peelgraph.rules.owl.axioms import forbids, rules_of_axioms
from peelgraph.rules.owl.expressions import ClassExpressions, Patterns, false
from peelgraph.rules.owl.literals import are_different
from peelgraph.rules.owl.reading import items, pairs, subjects, value
from peelgraph.rules.rule import Rule
from peelgraph.sparql.terms import sparql_text
from peelgraph.store import Triple
from peelgraph.vocab import INFERRED

__all__ = ["compile_constraints", "compile_merges"]

X = Variable("x")
Y = Variable("y")
_Pair = tuple[Triple, Identifier, Identifier]
"""An axiom, and two of the terms that it sets apart."""


def compile_constraints(schema: Graph) -> list[Rule]:
    """All rules that find contradictions under a schema, in a fixed order, each once."""
    classes = ClassExpressions(schema)
    of_axioms = rules_of_axioms(schema)
    found = [rule for rule in of_axioms if forbids(rule)]
    for make in (
        _equality,
        _properties,
        _disjoint_properties,
        _negative,
        _disjoint_classes,
    ):
        found += make(schema, classes)
    for rule in of_axioms:
        if rule.head[1] == OWL.sameAs:
            found += _two_values(rule)
    unique: dict[str, Rule] = {}
    for rule in found:
        unique.setdefault(rule.where, rule)
    return sorted(unique.values(), key=lambda rule: (rule.name, rule.where))


def compile_merges(schema: Graph) -> list[Rule]:
    """The rules by which things follow to be the same that no source says to be so."""
    return [_merge(rule) for rule in rules_of_axioms(schema) if rule.head[1] == OWL.sameAs]


def _merge(rule: Rule) -> Rule:
    one, same, other = rule.head
    # What a source says is no news, so nothing is to be said in any graph but the inferred one.
    unsaid = (
        "FILTER NOT EXISTS { "
        f"GRAPH ?said {{ ?{one} {sparql_text(same)} ?{other} }} "
        f"FILTER(!sameTerm(?said, {sparql_text(INFERRED)}))"
        " }"
    )
    each_pair_once = f"FILTER(STR(?{one}) < STR(?{other}))"
    return Rule.of(
        rule.name,
        rule.head,
        [*rule.body, *_clauses(rule), each_pair_once, unsaid],
        f"?{one} and ?{other} follow to be the same: {rule.words}",
    )


def _never(
    name: str,
    body: Patterns,
    words: str,
    axiom: Triple | None = None,
    thing: Identifier = X,
) -> Rule:
    """A rule that nothing may meet: it would make a thing a member of the empty class."""
    axioms = [axiom] if axiom else []
    return Rule.of(name, false(thing), body, words, axioms)


def _equality(schema: Graph, classes: ClassExpressions) -> Iterator[Rule]:
    words = "{} and {} are said to be different and follow to be the same"
    # Equality carries a difference over to all that is the same: what is said is the clash.
    said = (
        "FILTER NOT EXISTS { "
        f"GRAPH {sparql_text(INFERRED)} {{ ?x {sparql_text(OWL.differentFrom)} ?y }}"
        " }"
    )
    same: Patterns = [
        (X, OWL.differentFrom, Y),
        (X, OWL.sameAs, Y),
        "FILTER(!sameTerm(?x, ?y))",
        said,
    ]
    itself: Patterns = [
        (X, OWL.differentFrom, X),
        said.replace("?y", "?x"),
    ]
    nothing: Patterns = [(X, RDF.type, OWL.Nothing)]
    yield _never("eq-diff1", same, words.format("?x", "?y"))
    yield _never("eq-diff1", itself, "?x is said to be different from itself")
    yield _never("cls-nothing2", nothing, "?x is said to be a thing that cannot be")
    for name, predicate in (
        ("eq-diff2", OWL.members),
        ("eq-diff3", OWL.distinctMembers),
    ):
        for axiom, one, other in _pairs_among(schema, OWL.AllDifferent, predicate):
            told = words.format(classes.label(one), classes.label(other))
            yield _never(name, [(one, OWL.sameAs, other)], told, axiom, thing=one)


def _pairs_among(
    schema: Graph,
    kind: Identifier,
    predicate: Identifier,
) -> Iterator[_Pair]:
    """All pairs of the members of each list that an axiom of this kind has."""
    for node in subjects(schema, RDF.type, kind):
        head = value(schema, node, predicate)
        if head is None:
            continue
        axiom = (node, predicate, head)
        # A member that is listed twice differs no more from itself for that.
        members = sorted(set(items(schema, head)))
        for one, other in itertools.combinations(members, 2):
            yield axiom, one, other


def _pairs_of(schema: Graph, predicate: Identifier) -> Iterator[_Pair]:
    """The subject and the object of each axiom of this predicate."""
    for one, other in pairs(schema, predicate):
        axiom = (one, predicate, other)
        yield axiom, one, other


def _properties(schema: Graph, classes: ClassExpressions) -> Iterator[Rule]:
    for prop in subjects(schema, RDF.type, OWL.IrreflexiveProperty):
        axiom = (prop, RDF.type, OWL.IrreflexiveProperty)
        words = f"?x cannot stand in '{classes.label(prop)}' to itself"
        body: Patterns = [classes.edge(prop, X, X)]
        yield _never("prp-irp", body, words, axiom)
    for prop in subjects(schema, RDF.type, OWL.AsymmetricProperty):
        axiom = (prop, RDF.type, OWL.AsymmetricProperty)
        words = f"'{classes.label(prop)}' cannot hold both ways between ?x and ?y"
        body = [
            classes.edge(prop, X, Y),
            classes.edge(prop, Y, X),
            # Each pair once, and a thing that stands in it to itself too.
            "FILTER(STR(?x) <= STR(?y))",
        ]
        yield _never("prp-asyp", body, words, axiom)


def _disjoint_properties(schema: Graph, classes: ClassExpressions) -> Iterator[Rule]:
    listed = _pairs_among(schema, OWL.AllDisjointProperties, OWL.members)
    for name, found in (
        ("prp-pdw", _pairs_of(schema, OWL.propertyDisjointWith)),
        ("prp-adp", listed),
    ):
        for axiom, one, other in found:
            both = f"both in '{classes.label(one)}' and in '{classes.label(other)}'"
            body: Patterns = [
                classes.edge(one, X, Y),
                classes.edge(other, X, Y),
            ]
            yield _never(name, body, f"?x cannot stand to ?y {both}", axiom)


def _negative(schema: Graph, classes: ClassExpressions) -> Iterator[Rule]:
    for name, predicate in (
        ("prp-npa1", OWL.targetIndividual),
        ("prp-npa2", OWL.targetValue),
    ):
        for node, target in pairs(schema, predicate):
            source = value(schema, node, OWL.sourceIndividual)
            prop = value(schema, node, OWL.assertionProperty)
            if source is None or prop is None:
                continue
            stand = f"stand in '{classes.label(prop)}' to {classes.label(target)}"
            words = f"{classes.label(source)} is said not to {stand}"
            body: Patterns = [classes.edge(prop, source, target)]
            axiom = (node, predicate, target)
            yield _never(name, body, words, axiom, thing=source)


def _disjoint_classes(schema: Graph, classes: ClassExpressions) -> Iterator[Rule]:
    listed = _pairs_among(schema, OWL.AllDisjointClasses, OWL.members)
    for name, found in (
        ("cax-dw", _pairs_of(schema, OWL.disjointWith)),
        ("cax-adc", listed),
    ):
        for axiom, one, other in found:
            words = f"?x cannot be both {classes.label(one)} and {classes.label(other)}"
            ones = classes.patterns(one, X)
            others = classes.patterns(other, X)
            for body, more in itertools.product(ones, others):
                yield _never(name, [*body, *more], words, axiom)


def _two_values(rule: Rule) -> Iterator[Rule]:
    """A rule of equality for values: one is a literal, and the other known to differ from it."""
    one, _, other = rule.head
    is_value = any(one == pattern[2] for pattern in rule.body)
    if is_value:
        yield Rule.of(
            rule.name,
            false(X),
            [*rule.body, *_clauses(rule), are_different(one, other)],
            f"?x has two values, ?{one} and ?{other}, and yet {rule.words}",
            rule.axiom,
        )


def _clauses(rule: Rule) -> list[str]:
    """The clauses of a rule beside its patterns, without those about its head."""
    kept = ("VALUES", "FILTER(isLiteral")
    return [line for line in rule.where.splitlines() if line.startswith(kept)]
