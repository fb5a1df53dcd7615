"""What a document states to exist held on the document's date, of whatever kind it is; what a page was read for did not."""

from __future__ import annotations

import pytest

from peelgraph.graph import KnowledgeGraph
from peelgraph.loading import load

GRAPH = """
@prefix peel: <https://w3id.org/peelgraph/ontology#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<urn:report> a peel:Document ; peel:date "2017-03" ;
  peel:dateEarliest "2017-03-01"^^xsd:date ; peel:dateLatest "2017-03-31"^^xsd:date .
<urn:undated> a peel:Document ; peel:readOn "2026-11-20" .
<urn:whole> a peel:Passage ; peel:document <urn:report> .
<urn:part> a peel:Passage ; peel:document <urn:report> ; peel:date "2016-12-08" ;
  peel:dateEarliest "2016-12-08"^^xsd:date ; peel:dateLatest "2016-12-08"^^xsd:date .
<urn:page> a peel:Passage ; peel:document <urn:undated> .
<urn:unit> a peel:ForceUnit ; peel:modality peel:existing ; peel:statedIn <urn:whole> .
<urn:system> a peel:System ; peel:modality peel:existing ; peel:statedIn <urn:part> .
<urn:programme> a peel:Programme ; peel:modality peel:atRisk ; peel:statedIn <urn:part>, <urn:whole> .
<urn:plan> a peel:Programme ; peel:modality peel:planned ; peel:statedIn <urn:part> .
<urn:idea> a peel:Alliance ; peel:modality peel:considered ; peel:statedIn <urn:whole> .
<urn:past> a peel:Partnership ; peel:modality peel:ended ; peel:statedIn <urn:whole> .
<urn:listed> a peel:JointUnit ; peel:modality peel:existing ; peel:statedIn <urn:page> .
"""


@pytest.fixture(scope="module")
def attested(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    path = tmp_path_factory.mktemp("attested") / "attested.ttl"
    path.write_text(GRAPH, encoding="utf-8")
    return load(path)


@pytest.mark.parametrize(
    ("thing", "span"),
    [
        ("unit", [("2017-03-01", "2017-03-31")]),
        ("system", [("2016-12-08", "2016-12-08")]),
        ("programme", [("2016-12-08", "2017-03-31")]),
        ("plan", []),
        ("idea", []),
        ("past", []),
        ("listed", []),
    ],
)
def test_it_held_on_the_date_of_what_says_so(
    attested: KnowledgeGraph, thing: str, span: list[tuple[str, str]]
) -> None:
    rows = attested.sparql(
        f"SELECT ?from ?until {{ <urn:{thing}> peel:heldFrom ?from ; peel:heldUntil ?until }}"
    )
    assert [tuple(map(str, row)) for row in rows] == span


def names(kg: KnowledgeGraph, question: str, day: str, **arguments: str) -> set[str]:
    answer = kg.ask(question, as_of=day, certain="true", **arguments)
    return {row.name for row in answer}


def test_the_units_of_cambridgeshire_on_the_day_of_the_report(kg: KnowledgeGraph) -> None:
    found = names(kg, "units-of-one-force", "2016-11-03", force="cambridgeshire")
    assert found == {
        "Cambridgeshire control room",
        "internal audit",
        "public protection department",
        "rural crime action team",
        "working group of the mobile technology project",
    }


def test_the_initiatives_on_the_day_of_the_report(kg: KnowledgeGraph) -> None:
    found = names(kg, "initiatives", "2016-11-03")
    assert {"tuServ", "Metis", "prevention and enforcement service"} <= found
    # Only the legitimacy part of the assessment page speaks of it, and that is of December.
    assert "improvement plan of the joint professional standards department" not in found
    assert "improvement plan of the joint professional standards department" in names(
        kg, "initiatives", "2016-12-08"
    )


def test_everything_that_a_document_states_to_exist_is_attested(kg: KnowledgeGraph) -> None:
    """Every kind of thing, and none of those that a page without a date lists."""
    missing = kg.sparql(
        """SELECT ?thing {
          ?thing peel:statedIn ?passage ; peel:modality peel:existing
          FILTER NOT EXISTS { ?thing peel:attestedOn ?day ; peel:heldFrom ?first ; peel:heldUntil ?last }
        }"""
    )
    assert missing.rows == ()
    without = kg.sparql(
        """SELECT ?thing {
          GRAPH <https://w3id.org/peelgraph/graph/inferred> { ?thing peel:attestedOn ?day }
          FILTER NOT EXISTS { ?thing peel:statedIn ?passage }
        }"""
    )
    assert without.rows == ()


def test_days_noted_by_hand_are_those_of_the_passages(kg: KnowledgeGraph) -> None:
    """The memberships of the reports have their days in a column: what the passages give is the same."""
    rows = kg.sparql(
        """SELECT ?membership ?day {
          GRAPH <https://w3id.org/peelgraph/graph/inferred> { ?membership peel:attestedOn ?day }
          ?membership a peel:Membership
        }"""
    )
    assert rows.rows == ()
