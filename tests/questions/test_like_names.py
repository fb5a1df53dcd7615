"""What is one thing stands once in the shipped graph, and the list of what might not is a question."""

from __future__ import annotations

from peelgraph.graph import KnowledgeGraph
from peelgraph.vocab import thing

PROTOCOL = "partnership/bch-arson-investigation-protocol"


def test_the_arson_protocol_is_one_thing_with_a_finding_and_members(kg: KnowledgeGraph) -> None:
    assert not kg.sparql(f"ASK {{ <{thing('programme/arson-protocol')}> ?p ?o }}").rows[0][0]
    (finding,) = kg.sparql(f"SELECT ?f {{ ?f a peel:Finding ; peel:about <{thing(PROTOCOL)}> }}")
    reached = kg.sparql(
        f"SELECT ?n {{ <{finding.f}> peel:bearsOn ?b . ?b a peel:PoliceForce ; rdfs:label ?n }} ORDER BY ?n"
    )
    assert [row.n.split()[0] for row in reached] == [
        "Bedfordshire",
        "Cambridgeshire",
        "Hertfordshire",
    ]


def test_likely_doubles_are_listed_for_a_person_to_tell(kg: KnowledgeGraph) -> None:
    rows = kg.ask("like-names", thing="unit/bch-professional-standards")
    assert "unit/ns-professional-standards" in {
        str(row.second).partition("/id/")[2] for row in rows
    }
    names = [{str(row.one), str(row.other)} for row in kg.ask("like-names")]
    assert not [pair for pair in names if all("arson" in name for name in pair)]
