"""The two documents that the shipped reading is of; they lie beside the checkout where it is developed, not in it."""

from __future__ import annotations

from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[3] / "shared" / "documents"
FILES = {
    "peel-2016-cambridgeshire": FOLDER / "000_954eb9ea1e00d8b4.txt",
    "peel-2016-efficiency-cambridgeshire": FOLDER / "001_340ee7b5089c8ff3.txt",
}
needed = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the documents are not beside this checkout"
)
