"""OWL 2 RL axioms as rules: each axiom gives rules whose bodies and heads are triple patterns on the data.

The names are those of the rule tables of OWL 2 Profiles, section 4.3
(https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules). A class expression is written
out where it stands, on the left of an axiom as patterns and on the right as conclusions, so that membership of
anonymous classes is never stated.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import NamedTuple

from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef, Variable
from rdflib.collection import Collection
from rdflib.term import Identifier

from peelgraph.rule import Rule
from peelgraph.store import Triple
from peelgraph.vocab import curie

__all__ = ["compile_axioms", "equality_rules"]

X, Y, Z = Variable("x"), Variable("y"), Variable("z")
Patterns = list[Triple]


class Conclusion(NamedTuple):
    """What follows for a member of a class: a head, and what else the body must then hold."""

    more: Patterns
    head: Triple


def compile_axioms(schema: Graph) -> list[Rule]:
    """All rules that the axioms of a schema give, in a fixed order, each once."""
    compiler = _Compiler(schema)
    rules = [rule for make in compiler.makers() for rule in make()]
    unique = {(r.head, r.body): r for r in reversed(rules) if r.head not in r.body}
    return sorted(unique.values(), key=lambda r: (r.name, r.head, r.body))


def equality_rules(predicates: list[URIRef]) -> list[Rule]:
    """The rules of table 4 for `owl:sameAs`, replacement written out for each predicate that is in use."""
    same = (X, OWL.sameAs, Y)
    rules = [
        Rule.of("eq-sym", (Y, OWL.sameAs, X), [same], "being the same holds both ways"),
        Rule.of("eq-trans", (X, OWL.sameAs, Z), [same, (Y, OWL.sameAs, Z)], "being the same carries on"),
    ]
    for predicate in predicates:
        words = f"what is said of a thing by {curie(predicate)} is said of all that is the same thing"
        rules.append(Rule.of("eq-rep-s", (Y, predicate, Z), [same, (X, predicate, Z)], words))
        rules.append(Rule.of("eq-rep-o", (Z, predicate, Y), [same, (Z, predicate, X)], words))
    return rules


class _Compiler:
    """Reads axioms from a schema graph; `fresh` gives variables for class expressions."""

    def __init__(self, schema: Graph) -> None:
        self.g = schema
        self.fresh = (Variable(f"v{i}") for i in itertools.count())

    def makers(self) -> list[Callable[[], Iterator[Rule]]]:
        return [
            self.subclasses,
            self.subproperties,
            self.inverses,
            self.characteristics,
            self.chains,
            self.domains_and_ranges,
        ]

    # --- class axioms

    def subclasses(self) -> Iterator[Rule]:
        for sub, sup in self._pairs(RDFS.subClassOf):
            yield from self._inclusion("cax-sco", sub, sup, (sub, RDFS.subClassOf, sup))
        for one, other in self._pairs(OWL.equivalentClass):
            axiom = (one, OWL.equivalentClass, other)
            yield from self._inclusion("cax-eqc1", one, other, axiom)
            yield from self._inclusion("cax-eqc2", other, one, axiom)
        for predicate in (OWL.intersectionOf, OWL.unionOf):
            for named in sorted(s for s in self.g.subjects(predicate) if self._is_named(s)):
                expression = _Direct(self, named)
                for alternative in expression.body(X):
                    yield self._rule("cls-int1" if predicate == OWL.intersectionOf else "cls-uni", (X, RDF.type, named), alternative, named)
                for more, head in expression.conclusions(X):
                    yield self._rule("cls-int2", head, [(X, RDF.type, named), *more], named)

    def _rule(self, name: str, head: Triple, body: Patterns, about: Identifier) -> Rule:
        return Rule.of(name, head, body, f"by the definition of {self.label(about)}")

    def _inclusion(self, name: str, sub: Identifier, sup: Identifier, axiom: Triple) -> Iterator[Rule]:
        words = f"every {self.label(sub)} counts as {self.label(sup)}"
        for alternative in self.body(sub, X):
            for more, head in self.conclusions(sup, X):
                yield Rule.of(name, head, [*alternative, *more], words, [axiom])

    def body(self, expression: Identifier, x: Variable) -> list[Patterns]:
        """The alternative patterns that make `x` a member of an expression on the left of an axiom."""
        if self._is_named(expression):
            return [[]] if expression == OWL.Thing else [[(x, RDF.type, expression)]]
        return _Direct(self, expression).body(x)

    def conclusions(self, expression: Identifier, x: Variable) -> list[Conclusion]:
        """What follows for a member `x` of an expression on the right of an axiom."""
        if self._is_named(expression):
            return [] if expression == OWL.Thing else [Conclusion([], (x, RDF.type, expression))]
        return _Direct(self, expression).conclusions(x)

    # --- property axioms

    def subproperties(self) -> Iterator[Rule]:
        def rule(name: str, sub: Identifier, sup: Identifier, axiom: Triple) -> Rule:
            words = f"'{self.label(sub)}' is a kind of '{self.label(sup)}'"
            return Rule.of(name, (X, sup, Y), [(X, sub, Y)], words, [axiom])

        for sub, sup in self._pairs(RDFS.subPropertyOf):
            yield rule("prp-spo1", sub, sup, (sub, RDFS.subPropertyOf, sup))
        for one, other in self._pairs(OWL.equivalentProperty):
            yield rule("prp-eqp1", one, other, (one, OWL.equivalentProperty, other))
            yield rule("prp-eqp2", other, one, (one, OWL.equivalentProperty, other))

    def inverses(self) -> Iterator[Rule]:
        for one, other in self._pairs(OWL.inverseOf):
            words = f"'{self.label(one)}' is the inverse of '{self.label(other)}'"
            axiom = [(one, OWL.inverseOf, other)]
            yield Rule.of("prp-inv1", (Y, other, X), [(X, one, Y)], words, axiom)
            yield Rule.of("prp-inv2", (Y, one, X), [(X, other, Y)], words, axiom)

    def characteristics(self) -> Iterator[Rule]:
        for name, kind, head, body, words in (
            ("prp-symp", OWL.SymmetricProperty, "y x", ["x y"], "'{}' holds both ways"),
            ("prp-trp", OWL.TransitiveProperty, "x z", ["x y", "y z"], "'{}' carries on from one to the next"),
            ("prp-fp", OWL.FunctionalProperty, None, ["x y", "x z"], "'{}' has one value only"),
            ("prp-ifp", OWL.InverseFunctionalProperty, None, ["y x", "z x"], "'{}' identifies what it is said of"),
        ):
            for p in sorted(s for s in self.g.subjects(RDF.type, kind) if self._is_named(s)):
                patterns = [_pair(p, text) for text in body]
                conclusion = _pair(p, head) if head else (Y, OWL.sameAs, Z)
                yield Rule.of(name, conclusion, patterns, words.format(self.label(p)), [(p, RDF.type, kind)])

    def chains(self) -> Iterator[Rule]:
        for prop, items in self._pairs(OWL.propertyChainAxiom):
            steps = list(Collection(self.g, items))
            nodes = [Variable(f"u{i}") for i in range(len(steps) + 1)]
            body = [(nodes[i], step, nodes[i + 1]) for i, step in enumerate(steps)]
            words = f"'{self.label(prop)}' runs along {' and '.join(repr(self.label(s)) for s in steps)}"
            yield Rule.of("prp-spo2", (nodes[0], prop, nodes[-1]), body, words, [(prop, OWL.propertyChainAxiom, items)])

    def domains_and_ranges(self) -> Iterator[Rule]:
        for name, predicate, x in (("prp-dom", RDFS.domain, X), ("prp-rng", RDFS.range, Y)):
            for prop, expression in self._pairs(predicate):
                if self._is_datatype(expression):
                    continue
                side = "has" if predicate == RDFS.domain else "is the value of"
                words = f"what {side} '{self.label(prop)}' counts as {self.label(expression)}"
                for more, head in self.conclusions(expression, x):
                    yield Rule.of(name, head, [(X, prop, Y), *more], words, [(prop, predicate, expression)])

    # --- reading the schema

    def _pairs(self, predicate: URIRef) -> list[tuple[Identifier, Identifier]]:
        return sorted((s, o) for s, o in self.g.subject_objects(predicate) if s != o or predicate == OWL.inverseOf)

    def _is_named(self, node: Identifier) -> bool:
        return isinstance(node, URIRef) and "/genid/" not in node

    def _is_datatype(self, node: Identifier) -> bool:
        return (
            str(node).startswith("http://www.w3.org/2001/XMLSchema#")
            or node in {RDFS.Literal, RDF.PlainLiteral, RDF.langString}
            or (node, RDF.type, RDFS.Datatype) in self.g
        )

    def label(self, node: Identifier) -> str:
        """The words for a term: its label, its name, or what its class expression says."""
        if label := self.g.value(node, RDFS.label):
            return str(label)
        if self._is_named(node):
            return curie(str(node)).rpartition(":")[2] or str(node)
        return _Direct(self, node).words()


def _pair(prop: Identifier, text: str) -> Triple:
    one, other = text.split()
    return Variable(one), prop, Variable(other)


class _Direct:
    """A class expression as it is written: what it takes to be in it, and what follows from being in it."""

    def __init__(self, compiler: _Compiler, node: Identifier) -> None:
        self.c, self.g, self.node = compiler, compiler.g, node

    def _list(self, predicate: URIRef) -> list[Identifier] | None:
        head = self.g.value(self.node, predicate)
        return None if head is None else list(Collection(self.g, head))

    def body(self, x: Variable) -> list[Patterns]:
        if (members := self._list(OWL.intersectionOf)) is not None:
            options = [self.c.body(m, x) for m in members]
            return [[p for part in choice for p in part] for choice in itertools.product(*options)]
        if (members := self._list(OWL.unionOf)) is not None:
            return [alternative for m in members for alternative in self.c.body(m, x)]
        prop = self.g.value(self.node, OWL.onProperty)
        if prop is None:
            return []
        if (value := self.g.value(self.node, OWL.hasValue)) is not None:
            return [[(x, prop, value)]]
        if (filler := self.g.value(self.node, OWL.someValuesFrom)) is not None:
            v = next(self.c.fresh)
            if self.c._is_datatype(filler):
                return []
            return [[(x, prop, v), *alternative] for alternative in self.c.body(filler, v)]
        return []

    def conclusions(self, x: Variable) -> list[Conclusion]:
        if (members := self._list(OWL.intersectionOf)) is not None:
            return [c for m in members for c in self.c.conclusions(m, x)]
        prop = self.g.value(self.node, OWL.onProperty)
        if prop is None:
            return []
        if (value := self.g.value(self.node, OWL.hasValue)) is not None:
            return [Conclusion([], (x, prop, value))]
        if (filler := self.g.value(self.node, OWL.allValuesFrom)) is not None and not self.c._is_datatype(filler):
            v = next(self.c.fresh)
            return [Conclusion([(x, prop, v), *more], head) for more, head in self.c.conclusions(filler, v)]
        return []

    def words(self) -> str:
        """The expression in words, such as 'membership with modality existing'."""
        for predicate, joint in ((OWL.intersectionOf, " "), (OWL.unionOf, " or ")):
            if (members := self._list(predicate)) is not None:
                return joint.join(self.c.label(m) for m in members)
        prop = self.g.value(self.node, OWL.onProperty)
        for predicate in (OWL.hasValue, OWL.someValuesFrom, OWL.allValuesFrom):
            value = self.g.value(self.node, predicate)
            if prop is not None and value is not None:
                shown = str(value) if isinstance(value, Literal) else self.c.label(value)
                quantity = {OWL.someValuesFrom: "some ", OWL.allValuesFrom: "only "}.get(predicate, "")
                return f"with {self.c.label(prop)} {quantity}{shown}"
        return "thing"
