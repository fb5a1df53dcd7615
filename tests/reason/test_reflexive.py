"""What says nothing is stated on request, as owlrl states it, and stands in nobody's way."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef

import peelgraph
from peelgraph.errors import ThingNotFound
from peelgraph.graph import KnowledgeGraph
from peelgraph.rules.owl.schema import META, closure_of, is_anonymous
from peelgraph.vocab import GENID
from tests.reason.helpers import PREFIXES, TripleSet

GIVEN = """
:Desk a owl:Class ; rdfs:subClassOf :Unit , [ a owl:Restriction ; owl:onProperty :runs ; owl:someValuesFrom :Unit ] .
:Unit a owl:Class .
:runs a owl:ObjectProperty ; rdfs:subPropertyOf :does .
:does a owl:ObjectProperty .
:size a owl:DatatypeProperty .
:fleet a :Desk ; :runs :cars ; :size 3 .
:cars a :Unit ; :with _:somebody .
"""
REFLEXIVE = (OWL.sameAs, RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentClass)


def says_nothing(triple: tuple[object, ...]) -> bool:
    subject, predicate, value = triple
    if predicate in (*REFLEXIVE, OWL.equivalentProperty):
        return value in (subject, OWL.Thing) or subject == OWL.Nothing
    return False


def is_told(triple: tuple[object, ...]) -> bool:
    """Whether a triple is of names, and about what is no word of the vocabularies themselves."""
    subject, _, value = triple
    if isinstance(subject, Literal):
        return False
    about = value if subject == OWL.Nothing else subject
    return not (is_anonymous(subject) or is_anonymous(value) or str(about).startswith(META))


def closed(graph: KnowledgeGraph) -> TripleSet:
    return set(graph.store.construct("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "given.ttl"
    path.write_text(PREFIXES + GIVEN)
    return path


def test_as_owlrl_states_it(file: Path) -> None:
    plain = peelgraph.load(file, resources=None)
    full = peelgraph.load(file, resources=None, reflexive=True)
    more = closed(full) - closed(plain)
    theirs = {t for t in closure_of(Graph().parse(file)) if says_nothing(t) and is_told(t)}
    assert more == theirs
    assert not any(says_nothing(triple) for triple in closed(plain))
    assert len([t for t in more if t[1] == OWL.sameAs]) == 8
    assert (plain.problems, full.problems) == ((), ())


def test_the_terms_of_rdf_schema_too(tmp_path: Path) -> None:
    path = tmp_path / "given.ttl"
    path.write_text(f"{PREFIXES} :C a rdfs:Class . :p a rdf:Property . :x :p :C .")
    full = closed(peelgraph.load(path, resources=None, reflexive=True))
    c, p = (URIRef(f"http://example.org/{name}") for name in "Cp")
    assert {(c, RDFS.subClassOf, c), (p, RDFS.subPropertyOf, p)} < full
    assert {t for t in full if str(t[0]).startswith(GENID)} == set()


def test_it_is_explained_and_kept_up(file: Path) -> None:
    kg = peelgraph.load(file, resources=None, reflexive=True)
    again = ("http://example.org/fleet", "owl:sameAs", "http://example.org/fleet")
    why = kg.why(*again)
    assert why.rule == "eq-ref"
    assert len([proof for proof in kg.explain_all() if proof.rule == "eq-ref"]) == 8
    said = kg.sparql(
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o . FILTER(?s = <http://example.org/fleet>) }"
    )
    change = kg.remove([t for t in said.rows if t[2] != t[0]])
    assert all(triple[1] != OWL.sameAs for triple in change.gone)
    with pytest.raises(ThingNotFound):
        kg.why(*again)
    assert not kg.store.ask("ASK { <http://example.org/fleet> ?p ?o }")
    kg.add([(URIRef("http://example.org/new"), RDF.type, URIRef("http://example.org/Unit"))])
    assert kg.store.ask("ASK { <http://example.org/new> owl:sameAs <http://example.org/new> }")


def test_rules_do_not_stand_on_it(file: Path, tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "kind.rq").write_text(
        "#+ summary: a class above another is wide\nPREFIX : <http://example.org/>\n"
        "CONSTRUCT { ?b a :Wide } WHERE { ?a rdfs:subClassOf ?b }"
    )
    kg = peelgraph.load(file, resources=None, rules=rules, reflexive=True)
    wide = [
        str(row[0])
        for row in kg.sparql("SELECT ?x { ?x a <http://example.org/Wide> FILTER(isIRI(?x)) }").rows
    ]
    assert "http://example.org/Desk" not in wide
    assert "http://example.org/Unit" in wide


def test_on_the_command_line(file: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from peelgraph.cli.app import app

    app(["reason", str(file), "--reflexive"], standalone_mode=False)
    plain = f"<http://example.org/Desk> <{RDFS.subClassOf}> <http://example.org/Desk> ."
    assert plain in capfd.readouterr().out.splitlines()
    app(["reason", str(file)], standalone_mode=False)
    assert plain not in capfd.readouterr().out
    app(
        [
            "--resources",
            "none",
            "--reflexive",
            "sparql",
            "ASK { ?x owl:sameAs ?x }",
            "--graph",
            str(file),
        ],
        standalone_mode=False,
    )
    assert "true" in capfd.readouterr().out
