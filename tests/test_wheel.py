"""An installed wheel works without the checkout: ontology, tables and questions travel inside it."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from peelgraph.graph import KnowledgeGraph
from peelgraph.resources import SHIPPED

CHECKOUT = SHIPPED.root
PAGE = ("page.html", "page.css", "page.js")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built with the build backend of this environment."""
    out = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        str(out),
        str(CHECKOUT),
    ]
    subprocess.run(command, check=True, capture_output=True)
    (built,) = out.iterdir()
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an empty environment with the wheel in it; what peelgraph depends on is lent by this environment.

    Only folders that a `.pth` file names are lent, so that this environment's own editable peelgraph is not.
    """
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, symlinks=os.name != "nt")
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    site = Path(sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)}))
    installation = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(scripts / "python"),
        "install",
        "--no-deps",
    ]
    subprocess.run(
        [*installation, "--no-index", "--quiet", str(wheel)], check=True, capture_output=True
    )
    (site / "lent.pth").write_text(
        f"{sysconfig.get_path('purelib')}\n{sysconfig.get_path('platlib')}\n"
    )
    return scripts / "python"


def run(python: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A command of the environment in a folder that has a cache."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    environment["PEELGRAPH_CACHE"] = str(folder / "cache")
    return subprocess.run(
        words, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_the_wheel_holds_what_the_checkout_holds(wheel: Path) -> None:
    packed = set(zipfile.ZipFile(wheel).namelist())
    for folder in (SHIPPED.ontology, SHIPPED.data, SHIPPED.queries):
        files = {p for p in folder.rglob("*") if p.suffix in {".ttl", ".rq", ".csv"}}
        assert {f"peelgraph/{p.relative_to(CHECKOUT).as_posix()}" for p in files} <= packed
    source = CHECKOUT / "src" / "peelgraph"
    assert {f"peelgraph/{p.relative_to(source).as_posix()}" for p in source.rglob("*.py")} <= packed
    assert "peelgraph/py.typed" in packed
    assert {f"peelgraph/export/page/{name}" for name in PAGE} <= packed
    assert not [name for name in packed if name.startswith("tests") or "__pycache__" in name]


@pytest.mark.engine
def test_the_wheel_holds_what_the_page_draws_with(wheel: Path) -> None:
    packed = set(zipfile.ZipFile(wheel).namelist())
    assert "peelgraph/export/page/cytoscape.min.js" in packed, "run `make html` before the tests"


@pytest.fixture(
    params=[
        pytest.param("built", id="what-the-checkout-built"),
        pytest.param("empty", marks=pytest.mark.engine),
    ]
)
def built(request: pytest.FixtureRequest, tmp_path: Path, kg: KnowledgeGraph, cache: Path) -> str:
    """The name under which the graph is kept: a digest of all tables, axioms and code that it is built of.

    Where the checkout's graph lies in the cache, a wheel finds it there only if it holds the same, to the byte.
    """
    name = SHIPPED.key()[:24]
    if request.param == "built":
        shutil.copytree(cache / name, tmp_path / "cache" / name)
    return name


def test_an_installed_wheel_answers_from_another_folder(
    python: Path, tmp_path: Path, kg: KnowledgeGraph, built: str
) -> None:
    where = run(python, tmp_path, str(python), "-c", "import peelgraph; print(peelgraph.__file__)")
    assert Path(where.stdout.strip()).is_relative_to(python.parents[1]), where.stderr
    command = str(python.with_name("peelgraph"))
    ended = run(python, tmp_path, command, "ask", "grades-of-force", "--force", "Cambridgeshire")
    assert (ended.returncode, ended.stderr) == (0, "")
    result = kg.ask("grades-of-force", force="cambridgeshire")
    rows = [["" if t is None else str(t) for t in row] for row in result.rows]
    assert list(csv.reader(io.StringIO(ended.stdout))) == [list(result.columns), *rows]
    assert len(rows) > 0
    assert [p.name for p in tmp_path.iterdir()] == ["cache"]
    assert [p.name for p in (tmp_path / "cache").iterdir() if p.is_dir()] == [built]
