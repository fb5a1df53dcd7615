"""Every passage stands in its document where it is said to, and none of the documents' sentences in the project."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from peelgraph.documents.locator import collapse, digest, find_digest, holds, locate
from peelgraph.graph import KnowledgeGraph
from tests import documents


def test_locate_needs_the_words_once() -> None:
    text = collapse("One  two\nthree. One four.")
    assert locate(text, "two\n three") == (4, 13)
    with pytest.raises(ValueError, match="2 times"):
        locate(text, "One")
    with pytest.raises(ValueError, match="0 times"):
        locate(text, "five")


def test_a_digest_is_found_where_the_words_moved() -> None:
    sha256 = digest("two three")
    assert holds("one two three", 4, 13, sha256)
    assert not holds("one two threw", 4, 13, sha256)
    assert not holds("one", 4, 13, sha256)
    assert find_digest("zero one two three four", 9, sha256) == 9
    assert find_digest("one", 9, sha256) is None


@documents.needed
@pytest.mark.parametrize("slug", documents.FILES)
def test_every_passage_and_sentence_has_its_digest(slug: str, kg: KnowledgeGraph) -> None:
    text = collapse(documents.FILES[slug].read_text(encoding="utf-8"))
    rows = list(
        kg.sparql(
            f"""SELECT ?start ?end ?sha WHERE {{ ?p peel:document <https://w3id.org/peelgraph/id/source/{slug}> ;
            peel:start ?start ; peel:end ?end ; peel:sha256 ?sha }}"""
        )
    )
    assert len(rows) > 200
    assert [(r.start, r.end) for r in rows if not holds(text, r.start, r.end, r.sha)] == []


@documents.needed
@pytest.mark.parametrize("slug", documents.FILES)
def test_the_digest_of_the_whole_text(slug: str, kg: KnowledgeGraph) -> None:
    answer = kg.sparql(
        f"SELECT ?sha WHERE {{ <https://w3id.org/peelgraph/id/source/{slug}> peel:sha256 ?sha }}"
    )
    assert [row.sha for row in answer] == [
        digest(collapse(documents.FILES[slug].read_text(encoding="utf-8")))
    ]


@documents.needed
def test_no_run_of_ten_words_is_shared_with_the_documents() -> None:
    tool = documents.FOLDER.parent / "tools" / "copycheck.py"
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, str(tool), str(root)], capture_output=True, text=True, check=False
    )
    assert done.stdout.strip().endswith("0 shared run(s) of 10+ words"), done.stdout
