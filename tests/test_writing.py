"""Where output goes: files are replaced whole or not at all, links stay, devices and FIFOs are written to."""

from __future__ import annotations

import errno
import gzip
import os
import stat
import sys
import threading
from pathlib import Path

import pytest

from peelgraph.errors import UnwritableFile
from peelgraph.graph import KnowledgeGraph
from peelgraph.writing import save
from tests.cli.conftest import run_alone  # noqa: F401

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="files of POSIX")
ASK = ("ask", "grades-over-time", "--force", "Eastshire")


def left_over(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_replaced_with_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    save("old", path)
    path.chmod(0o640)
    save("new\r\n", path)
    assert path.read_bytes() == b"new\r\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert left_over(tmp_path) == ["a.txt"]


@pytest.mark.parametrize("there", [True, False])
def test_a_link_stays_one(tmp_path: Path, there: bool) -> None:
    (tmp_path / "far").mkdir()
    target = tmp_path / "far" / "a.txt"
    if there:
        target.write_text("old")
    link = tmp_path / "link"
    link.symlink_to(target)
    save("new", link)
    assert (link.is_symlink(), target.read_text()) == (True, "new")
    assert left_over(tmp_path / "far") == ["a.txt"]


def test_a_fifo_is_written_to(tmp_path: Path) -> None:
    path = tmp_path / "fifo"
    os.mkfifo(path)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(path.read_bytes()))
    reader.start()
    save("new", path)
    reader.join()
    assert (read, path.is_fifo()) == ([b"new"], True)


def test_a_device_is_written_to(tmp_path: Path) -> None:
    save("new", Path(os.devnull))
    assert Path(os.devnull).is_char_device()
    link = tmp_path / "nothing"
    link.symlink_to(os.devnull)
    save("new", link)
    assert link.is_symlink()
    with pytest.raises(UnwritableFile, match="No space left"):
        save("new", Path("/dev/full"))


class Full:
    """A disk that is full after some files."""

    def __init__(self, after: int, monkeypatch: pytest.MonkeyPatch) -> None:
        self.left = after
        self._open = Path.open
        monkeypatch.setattr(Path, "open", self._opened())

    def _opened(self):
        def opened(path: Path, mode: str = "r", *rest, **more):
            file = self._open(path, mode, *rest, **more)
            if mode != "xb":
                return file
            self.left -= 1
            return Refusing(file) if self.left < 0 else file

        return opened


class Refusing:
    def __init__(self, file) -> None:
        self._file = file

    def __enter__(self):
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write(self, data: bytes) -> None:
        self._file.write(data[:1])
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("old")
    Full(0, monkeypatch)
    with pytest.raises(UnwritableFile, match="No space left on device"):
        save("new", path)
    assert (path.read_text(), left_over(tmp_path)) == ("old", ["rows.csv"])


@pytest.mark.parametrize("after", range(3))
def test_a_full_disk_keeps_all_files_of_a_folder(
    after: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "network"
    save({"a": "old a", "b": "old b", "c.gz": "old c"}, folder)
    Full(after, monkeypatch)
    with pytest.raises(UnwritableFile, match="No space left on device"):
        save({"a": "new a", "b": "new b", "c.gz": "new c"}, folder)
    assert (folder / "a").read_text() == "old a"
    assert gzip.decompress((folder / "c.gz").read_bytes()) == b"old c"
    assert left_over(folder) == ["a", "b", "c.gz"]


@pytest.mark.parametrize("name", ["no/folder/a", ".", "a" * 300])
def test_what_cannot_be_written_is_told(name: str, tmp_path: Path) -> None:
    with pytest.raises(UnwritableFile):
        save("new", tmp_path / name)
    assert left_over(tmp_path) == []


def test_every_command_writes_through_it(
    world: KnowledgeGraph,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    run_alone,  # noqa: F811
) -> None:
    """What `-o` names is gzip where its name says so, a link stays a link, and no device is replaced."""
    from peelgraph import loading

    monkeypatch.setattr(loading, "load", lambda **_: world)
    link = tmp_path / "link.csv"
    link.symlink_to(tmp_path / "rows.csv")
    commands = {
        "rows.csv.gz": ("sparql", "SELECT * { ?s a peel:PoliceForce }"),
        "rows.json.gz": ("sparql", "SELECT * { ?s a peel:PoliceForce }"),
        "shown.md.gz": ("show", "force/eastshire"),
        "info.json.gz": ("info",),
        "graph.nt.gz": ("export", "nt"),
        "network.gexf.gz": ("export", "gexf"),
        "matrix.svg.gz": ("plot", "matrix", "--as-of", "2016-11-03"),
        "link.csv": ("sparql", "SELECT * { ?s a peel:PoliceForce }"),
    }
    for name, words in commands.items():
        ended = run_alone(*words, "-o", str(tmp_path / name))
        assert ended.code == 0, ended
    texts = {name: (tmp_path / name).read_bytes() for name in commands}
    assert link.is_symlink()
    assert gzip.decompress(texts["rows.csv.gz"]) == texts["link.csv"]
    beginnings = {
        "rows.json.gz": b'{"results"',
        "shown.md.gz": b"# ",
        "info.json.gz": b"{",
        "graph.nt.gz": b"<http",
        "network.gexf.gz": b"<?xml",
        "matrix.svg.gz": b"<?xml",
    }
    for name, beginning in beginnings.items():
        assert gzip.decompress(texts[name]).startswith(beginning), name
