"""A passage's words from the reader's own copy, checked; and a plain word where it is not the copy that was read."""

from __future__ import annotations

from pathlib import Path

import pytest

from peelgraph.documents.copies import quote
from peelgraph.documents.locator import collapse, digest
from peelgraph.errors import NoPassage, UnreadableFile
from peelgraph.graph import KnowledgeGraph
from peelgraph.loading import load
from peelgraph.vocab import thing
from tests import documents

TEXT = "The first sentence. A  second\n sentence of weight. The end."
WORDS = "A second sentence of weight."


@pytest.fixture(scope="module")
def kg_of_text(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    flat = collapse(TEXT)
    start = flat.index(WORDS)
    path: Path = tmp_path_factory.mktemp("quote") / "graph.ttl"
    path.write_text(
        f"""@prefix peel: <https://w3id.org/peelgraph/ontology#> .
        @prefix id: <https://w3id.org/peelgraph/id/> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        <https://w3id.org/peelgraph/id/finding/a> peel:statedIn <urn:p> ; peel:about <urn:bare> .
        <urn:p> peel:document <urn:d> ; peel:section "One" ; peel:start {start} ; peel:end {start + len(WORDS)} ;
          peel:sha256 "{digest(WORDS)}" .
        <urn:d> rdfs:label "The report" ; peel:sha256 "{digest(flat)}" .
        """,
        encoding="utf-8",
    )
    return load(path)


def copy(folder: Path, text: str) -> Path:
    path = folder / "copy.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_words_from_the_copy_that_was_read(kg_of_text: KnowledgeGraph, tmp_path: Path) -> None:
    (found,) = quote(
        kg_of_text.store, thing("finding/a"), copy(tmp_path, TEXT.replace(" ", "\n\n"))
    )
    assert (found.words, found.found, found.same_copy) == (WORDS, found.passage.start, True)
    assert (found.passage.document, found.passage.section) == ("The report", "One")


def test_another_copy_with_the_same_words_elsewhere(
    kg_of_text: KnowledgeGraph, tmp_path: Path
) -> None:
    (found,) = quote(kg_of_text.store, thing("finding/a"), copy(tmp_path, "Page 1. " + TEXT))
    assert (found.words, found.found, found.same_copy) == (WORDS, found.passage.start + 8, False)


def test_a_copy_without_the_words(kg_of_text: KnowledgeGraph, tmp_path: Path) -> None:
    (found,) = quote(
        kg_of_text.store, thing("finding/a"), copy(tmp_path, TEXT.replace("weight", "note"))
    )
    assert (found.words, found.found, found.same_copy) == (None, None, False)


def test_what_has_no_passage_and_what_cannot_be_read(
    kg_of_text: KnowledgeGraph, tmp_path: Path
) -> None:
    with pytest.raises(NoPassage, match="finding/b"):
        quote(kg_of_text.store, thing("finding/b"), copy(tmp_path, TEXT))
    with pytest.raises(UnreadableFile):
        quote(kg_of_text.store, thing("finding/a"), tmp_path / "missing.txt")


@documents.needed
def test_a_shipped_finding(kg: KnowledgeGraph) -> None:
    finding = kg.find("finding/anti-corruption-and-vetting-unit-capacity")
    quotes = quote(kg.store, finding, documents.FILES["peel-2016-cambridgeshire"])
    assert len(quotes) == 2
    assert all("capacity" in (q.words or "") for q in quotes)
    assert all(q.same_copy for q in quotes)
