"""Passages against copies of documents: intact, changed, not at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from peelgraph.documents.copies import check_passages
from peelgraph.documents.locator import digest
from peelgraph.documents.passages import PassageRef
from peelgraph.errors import UnreadableFile
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.vocab import GRAPH
from tests.reason.helpers import PREFIXES

TEXT = "One unit is shared. Two forces lead it. Three others wait."
DOCUMENT = "https://example.org/document"


def passage(start: int, end: int) -> PassageRef:
    sha, whole = digest(TEXT[start:end]), digest(TEXT)
    return PassageRef("A report", "1", start, end, sha, whole, f"{DOCUMENT}/{start}", DOCUMENT)


FIRST, SECOND = passage(0, 19), passage(20, 39)


@pytest.fixture
def store(tmp_path: Path) -> EmbeddedStore:
    file = tmp_path / "passages.ttl"
    said = "".join(
        f'<{p.iri}> peel:document <{DOCUMENT}> ; peel:start {p.start} ; peel:end {p.end} ; peel:sha256 "{p.sha256}" .\n'
        for p in (FIRST, SECOND)
    )
    file.write_text(
        f"{PREFIXES}@prefix peel: <https://w3id.org/peelgraph/ontology#> .\n{said}",
        encoding="utf-8",
    )
    store = EmbeddedStore()
    store.load_file(file, GRAPH["given"])
    return store


def states(store: EmbeddedStore, folder: Path, *texts: str) -> list[tuple[str, str | None]]:
    copies = folder / "copies"
    copies.mkdir()
    for number, text in enumerate(texts):
        (copies / f"{number}.txt").write_text(text, encoding="utf-8")
    found = check_passages(store, [FIRST, SECOND], [copies])
    return [(found[p].state, found[p].words) for p in (FIRST, SECOND)]


ONE, TWO = "One unit is shared.", "Two forces lead it."


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([TEXT], [("intact", ONE), ("intact", TWO)]),
        ([TEXT.replace(" ", "\n ")], [("intact", ONE), ("intact", TWO)]),
        ([f"A foreword. {TEXT}"], [("intact", ONE), ("intact", TWO)]),
        ([TEXT.replace("Two", "Six")], [("intact", ONE), ("changed", None)]),
        (["Something else."], [("not at hand", None), ("not at hand", None)]),
        ([], [("not at hand", None), ("not at hand", None)]),
        (["Something else.", TEXT], [("intact", ONE), ("intact", TWO)]),
    ],
    ids=[
        "the copy",
        "other line breaks",
        "moved",
        "changed",
        "another document",
        "none",
        "one of two",
    ],
)
def test_states(
    store: EmbeddedStore, tmp_path: Path, texts: list[str], expected: list[tuple[str, str | None]]
) -> None:
    assert states(store, tmp_path, *texts) == expected


def test_a_file_that_cannot_be_read(store: EmbeddedStore, tmp_path: Path) -> None:
    (tmp_path / "latin.txt").write_bytes(b"caf\xe9")
    for name, why in (("missing.txt", "No such file"), ("latin.txt", "it is not UTF-8")):
        with pytest.raises(UnreadableFile, match=f"{name}: {why}"):
            check_passages(store, [FIRST], [tmp_path / name])


def test_a_copy_with_a_byte_order_mark_is_the_copy(store: EmbeddedStore, tmp_path: Path) -> None:
    assert states(store, tmp_path, f"\ufeff{TEXT}") == [("intact", ONE), ("intact", TWO)]
