"""The coverage list: every sentence of the documents stands in it once, and what says something is accounted for."""

from __future__ import annotations

import re

import pytest

from peelgraph.documents.locator import collapse
from peelgraph.graph import KnowledgeGraph
from peelgraph.resources import SHIPPED
from tests import documents

REPORTS = sorted(path.parent.name for path in SHIPPED.data.glob("reports/*/coverage.csv"))
SPEAKS_OF = re.compile(
    r"\b(the force|the constabulary|Cambridgeshire|Bedfordshire|Hertfordshire|alliance|tri-?force|three forces|Peterborough)\b",
    re.IGNORECASE,
)


SAYS_WHAT_WAS_DONE = re.compile(
    r"(We look|We looked|We assessed|Our assessment|HMIC examined|HMIC assessed|This report|This section|Reports on|"
    r"Read more|These data|Data as at|For some data|In some instances|http)"
)


def sentences(kg: KnowledgeGraph, slug: str) -> list[tuple[int, int, str | None]]:
    rows = kg.sparql(
        f"""SELECT DISTINCT ?start ?end ?reason WHERE {{
          ?s a peel:Sentence ; peel:document <https://w3id.org/peelgraph/id/source/{slug}> ; peel:start ?start ;
            peel:end ?end OPTIONAL {{ ?s peel:setAside/rdfs:label ?reason }} }} ORDER BY ?start"""
    )
    return [(row.start, row.end, row.reason) for row in rows]


@documents.needed
@pytest.mark.parametrize("slug", documents.FILES)
def test_every_character_stands_in_one_sentence(slug: str, kg: KnowledgeGraph) -> None:
    text = collapse(documents.FILES[slug].read_text(encoding="utf-8"))
    place = 0
    for start, end, _ in sentences(kg, slug):
        assert not text[place:start].strip(), f"{text[place:start]!r} stands in no sentence"
        assert place <= start < end
        place = end
    assert not text[place:].strip()


@documents.needed
@pytest.mark.parametrize("slug", documents.FILES)
def test_what_speaks_of_force_alliance_or_partners_is_accounted_for(
    slug: str, kg: KnowledgeGraph
) -> None:
    text = collapse(documents.FILES[slug].read_text(encoding="utf-8"))
    speaking = [
        reason
        for start, end, reason in sentences(kg, slug)
        if SPEAKS_OF.search(text[start:end])
        and reason != "heading"
        and not SAYS_WHAT_WAS_DONE.match(text[start:end])
    ]
    assert speaking
    assert speaking.count(None) / len(speaking) >= 0.95


@pytest.mark.parametrize("slug", REPORTS)
def test_a_sentence_set_aside_is_one_in_few(slug: str, kg: KnowledgeGraph) -> None:
    reasons = [reason for _, _, reason in sentences(kg, slug)]
    assert reasons
    assert {r for r in reasons if r} <= {"boilerplate", "method", "general", "heading"}
    assert reasons.count(None) > len(reasons) / 3
