"""A folder to begin with: how names begin in it, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from peelgraph.builder.starting import start_folder
from peelgraph.errors import UnreadableFile, UnwritableFile, WrongUse
from peelgraph.resources import Resources
from peelgraph.store.naming import naming_of
from peelgraph.vocab import OURS, Naming


@pytest.mark.parametrize(
    ("namespace", "terms", "things", "own"),
    [
        (
            "https://a.example/",
            "https://a.example/ontology#",
            "https://a.example/id/",
            "garden",
        ),
        (
            "https://a.example/My_Beds/",
            "https://a.example/My_Beds/ontology#",
            "https://a.example/My_Beds/id/",
            "my-beds",
        ),
        (
            "http://b.example/beds#",
            "http://b.example/beds#",
            "http://b.example/beds/id/",
            "beds",
        ),
    ],
)
def test_names_begin_as_they_are_asked_to(
    tmp_path: Path, namespace: str, terms: str, things: str, own: str
) -> None:
    start_folder(tmp_path / "new", namespace, "garden")
    naming = naming_of(Resources(tmp_path / "new"))
    assert (naming.prefix, naming.terms, naming.things, naming.own) == (
        "garden",
        terms,
        things,
        own,
    )
    left = [p.name for p in tmp_path.rglob("*.*") if p.is_file() and "my:" in p.read_text()]
    assert left == []


def test_what_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("mine")
    with pytest.raises(UnwritableFile, match="there is something in its place"):
        start_folder(tmp_path, "https://example.org/", "my")
    with pytest.raises(UnwritableFile, match="there is something in its place"):
        start_folder(tmp_path / "kept.txt", "https://example.org/", "my")
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]


@pytest.mark.parametrize(
    ("namespace", "prefix", "reason"),
    [
        ("example", "my", "'example' is no namespace"),
        ("https://example.org", "my", "is no namespace: an address that ends in / or # is"),
        ("https://example.org/", "a b", "'a b' is no prefix"),
        ("https://example.org/", "peel", "The prefix 'peel' stands for <https://w3id.org/peel"),
    ],
)
def test_what_cannot_begin_a_name(tmp_path: Path, namespace: str, prefix: str, reason: str) -> None:
    with pytest.raises(WrongUse, match=reason):
        start_folder(tmp_path / "new", namespace, prefix)
    assert not (tmp_path / "new").exists()


def header(folder: Path, name: str, said: str) -> Resources:
    (folder / "ontology").mkdir(exist_ok=True)
    prefixes = "PREFIX vann: <http://purl.org/vocab/vann/> PREFIX void: <http://rdfs.org/ns/void#>"
    (folder / "ontology" / name).write_text(f"{prefixes}\n<urn:o> {said} .")
    return Resources(folder)


NAMED = 'vann:preferredNamespacePrefix "q" ; vann:preferredNamespaceUri "https://q.example/q/"'


def test_the_header_that_names_things_is_meant(tmp_path: Path) -> None:
    assert naming_of(header(tmp_path, "none.ttl", "a <urn:b>")) == OURS
    found = naming_of(header(tmp_path, "a.ttl", NAMED))
    assert found == Naming.below("q", "https://q.example/q/")
    assert str(found.thing("x/y")) == "https://q.example/q/id/x/y"
    other = NAMED.replace("q", "r")
    with pytest.raises(UnreadableFile, match=r"b\.ttl has a preferred namespace too"):
        naming_of(header(tmp_path, "b.ttl", other))
    found = naming_of(
        header(tmp_path, "b.ttl", f'{NAMED} ; void:uriSpace "https://things.example/"')
    )
    assert str(found.thing("x/y")) == "https://things.example/x/y"
    assert str(found.graph_of("s")) == "https://things.example/graph/s"


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ('vann:preferredNamespaceUri "https://q.example/"', "needs vann:preferredNamespacePrefix"),
        ('vann:preferredNamespaceUri "q"', "preferredNamespaceUri 'q' is no IRI that ends in"),
        (f'{NAMED} ; void:uriSpace "https://q.example/x"', "uriSpace 'https://q.example/x' is no"),
    ],
)
def test_a_header_that_cannot_be_used(tmp_path: Path, said: str, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        naming_of(header(tmp_path, "a.ttl", said))
