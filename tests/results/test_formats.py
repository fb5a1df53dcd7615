"""Every kind of value has formats, and every format a writer that is there."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

from peelgraph import formats
from peelgraph.errors import UnknownFormat
from peelgraph.formats import Format, graph_format, name_in, picture_format

KINDS = {
    name: entries
    for name, entries in vars(formats).items()
    if name.isupper() and not name.startswith("_") and isinstance(entries, dict)
}
VALUES = {name: KINDS[name] for name in KINDS if name not in {"GRAPHS", "NETWORKS", "EXPORTS"}}


@pytest.mark.parametrize("kind", KINDS)
def test_a_format_knows_its_name_media_type_and_extension(kind: str) -> None:
    for name, entry in KINDS[kind].items():
        assert entry.name == name
        assert entry.extension.startswith(".")
        assert entry.media_type.count("/") == 1


@pytest.mark.parametrize(
    ("kind", "entry"),
    [(kind, entry) for kind, entries in VALUES.items() for entry in entries.values()],
    ids=lambda value: value.name if isinstance(value, Format) else value,
)
def test_a_writer_takes_a_value_and_perhaps_a_look(kind: str, entry: Format) -> None:
    writer = entry.load()
    assert writer.__name__ == f"as_{entry.name}"
    assert writer.__doc__
    parameters = list(inspect.signature(writer).parameters)
    assert parameters[1:] == {"PICTURES": [], "PROOFS": ["look", "states"]}.get(kind, ["look"])


@pytest.mark.parametrize("name", formats.EXPORTS)
def test_the_writers_of_exports_are_there(name: str) -> None:
    assert callable(formats.EXPORTS[name].load())


@pytest.mark.parametrize(
    ("path", "name"),
    [("a.csv", "csv"), ("a.txt", "table"), ("a.srj", "json"), ("a.text", "text"), ("-", "")],
)
def test_a_file_s_name_says_a_format(path: str, name: str) -> None:
    assert name_in(Path(path)) == name


def test_what_is_no_format_of_its_kind() -> None:
    with pytest.raises(UnknownFormat, match=r"'\.jpg' here; there are \.png, \.svg"):
        picture_format(Path("a.jpg"))
    with pytest.raises(UnknownFormat, match="There is no format 'a' here"):
        graph_format(Path("a"))
