"""Reading text: UTF-8 with or without a byte order mark, and one error for what is no such text."""

from __future__ import annotations

from pathlib import Path

import pytest

from peelgraph.errors import UnreadableFile
from peelgraph.resources import read_text, text_of


def test_a_byte_order_mark_is_left_out_and_line_ends_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffé\r\nb".encode())
    assert read_text(path) == "é\r\nb"


def test_what_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with pytest.raises(UnreadableFile, match=r"a\.txt: No such file or directory\.$"):
        read_text(path)
    with pytest.raises(UnreadableFile, match="Is a directory"):
        read_text(tmp_path)
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(UnreadableFile, match=r"a\.txt: it is not UTF-8\.$"):
        read_text(path)
    with pytest.raises(UnreadableFile, match="Cannot read standard input: it is not UTF-8"):
        text_of("standard input", lambda: b"\xff")
