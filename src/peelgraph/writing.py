"""What is written, to wherever it is to go: one writer for every command and method.

A file, or what a link to one points at, is replaced in one step, when the whole of the new one is
on disk: a full disk leaves the old one. A device, a FIFO and whatever lies under /dev or /proc is
written to as it is. What ends in `.gz` is compressed.
"""

from __future__ import annotations

import gzip
import os
import secrets
import shutil
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from peelgraph.errors import UnwritableFile

__all__ = ["save", "without_gz"]

_NOT_FILES = (Path("/dev"), Path("/proc"))
_GZ = ".gz"


def without_gz(path: Path) -> Path:
    """A path as it would be if what it names were not compressed.

    >>> without_gz(Path("rows.csv.gz")).name, without_gz(Path("rows.csv")).name
    ('rows.csv', 'rows.csv')
    """
    return path.with_suffix("") if path.suffix.lower() == _GZ else path


def save(content: str | bytes | Mapping[str, str | bytes], path: Path) -> None:
    """Write content to a file, or each text of several, by its name, into a folder.

    UnwritableFile where that cannot be: then whatever was there is there still.
    """
    try:
        if isinstance(content, Mapping):
            path.mkdir(exist_ok=True)
            _save({path / name: words for name, words in content.items()})
        else:
            _save({path: content})
    except OSError as error:
        raise UnwritableFile(path, error.strerror or str(error)) from error


def _save(contents: Mapping[Path, str | bytes]) -> None:
    """Write files, none of which is replaced before all are on disk."""
    ready: list[tuple[Path, Path]] = []
    direct: list[tuple[Path, bytes]] = []
    try:
        for path, content in contents.items():
            data = _bytes(content, path)
            if _is_written_to(path):
                direct.append((path, data))
            else:
                target = Path(os.path.realpath(path))
                ready.append((_beside(target, data), target))
        for path, data in direct:
            path.write_bytes(data)
        while ready:
            partial, target = ready[0]
            partial.replace(target)
            ready.pop(0)
    finally:
        for partial, _ in ready:
            with suppress(OSError):
                partial.unlink()


def _bytes(content: str | bytes, path: Path) -> bytes:
    data = content.encode("utf-8") if isinstance(content, str) else content
    # without the time, so that equal content gives equal bytes
    return gzip.compress(data, mtime=0) if path.suffix.lower() == _GZ else data


def _is_written_to(path: Path) -> bool:
    """Whether something is no file that could be replaced, or none that may be."""
    if any(place in path.absolute().parents for place in _NOT_FILES):
        return True
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return False
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(None, "it is a folder")
    # where its folder takes no new file, or the file itself may not be written, writing says so
    folder = Path(os.path.realpath(path)).parent
    return not (stat.S_ISREG(mode) and os.access(folder, os.W_OK) and os.access(path, os.W_OK))


def _beside(target: Path, data: bytes) -> Path:
    """A new file beside another, with its rights and owner, that holds data."""
    partial = target.with_name(f".{secrets.token_hex(8)}.partial")
    try:
        with partial.open("xb") as file:
            file.write(data)
        with suppress(FileNotFoundError):
            shutil.copymode(target, partial)
            _keep_owner(target, partial)
    except BaseException:
        with suppress(OSError):
            partial.unlink()
        raise
    return partial


def _keep_owner(target: Path, partial: Path) -> None:
    """Give a file the owner of another, where one may."""
    there, here = target.stat(), partial.stat()
    if (there.st_uid, there.st_gid) != (here.st_uid, here.st_gid):
        with suppress(OSError):
            os.chown(partial, there.st_uid, there.st_gid)
