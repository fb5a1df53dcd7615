"""What the tests share: a cache of their own, the shipped graph, a small world to break, and a real HTTP endpoint."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

import peelgraph
from peelgraph.builder.assemble import assemble
from peelgraph.export import html_page
from peelgraph.graph import KnowledgeGraph
from peelgraph.resources import SHIPPED, Resources
from peelgraph.store.remote import RemoteStore
from tests.stores import HANGS, in_rdflib, served

hypothesis.settings.register_profile("fixed", derandomize=True, deadline=None)
hypothesis.settings.register_profile("explore", max_examples=2000, deadline=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fixed"))

TREE = Path(__file__).parent / "tree"
WORLD = Path(__file__).parent / "world"


def pytest_configure(config: pytest.Config) -> None:
    """Leave out what rdflib says of itself, a million times in a run, and of what pytest asks its names for."""
    for words in ("Dataset.* is deprecated", "ConjunctiveGraph is deprecated"):
        config.addinivalue_line("filterwarnings", f"ignore:{words}:DeprecationWarning")
    config.addinivalue_line("filterwarnings", "ignore:Code. _mock_name is not defined:UserWarning")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest; all else stays in its order."""
    items.sort(key=lambda item: item.get_closest_marker("early") is None)


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Path]:
    """A cache for the whole run: one, even where several processes run the tests."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "cache"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PEELGRAPH_CACHE", str(folder))
        patch.delenv("PEELGRAPH_ENDPOINT", raising=False)
        patch.delenv("PEELGRAPH_DEBUG", raising=False)
        patch.setattr(RemoteStore.__init__, "__defaults__", (HANGS,))
        yield folder


@pytest.fixture(scope="session", autouse=True)
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Something in the place of Cytoscape.js where it was not fetched: what opens a page fetches it (`make html`)."""
    with pytest.MonkeyPatch.context() as patch:
        if not html_page.BUNDLE.is_file():
            stand_in = tmp_path_factory.mktemp("bundle") / "stand-in.js"
            stand_in.write_text("// in the place of Cytoscape.js\n", encoding="utf-8")
            patch.setattr(html_page, "BUNDLE", stand_in)
        yield


@pytest.fixture(scope="session")
def kg(cache: Path) -> KnowledgeGraph:
    """The shipped graph."""
    return peelgraph.load()


def _copy_tree(tables: Path, root: Path) -> Resources:
    shutil.copytree(tables / "data", root / "data")
    shutil.copytree(SHIPPED.ontology, root / "ontology")
    shutil.copytree(SHIPPED.queries, root / "queries")
    for mapping in SHIPPED.data.glob("*.rq"):
        shutil.copy(mapping, root / "data")
    return Resources(root)


@pytest.fixture
def tree(tmp_path: Path) -> Resources:
    """The shipped ontology, mappings and questions over small tables, in a folder that a test may change."""
    return _copy_tree(TREE, tmp_path / "tree")


@pytest.fixture(scope="session")
def small_tree(tmp_path_factory: pytest.TempPathFactory) -> Resources:
    """The same as `tree`, for those who only read it."""
    return _copy_tree(TREE, tmp_path_factory.mktemp("small") / "tree")


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    """The frozen world, with the shipped ontology, mappings, rules and questions; to be read only."""
    resources = _copy_tree(WORLD, tmp_path_factory.mktemp("world") / "tree")
    built = assemble(resources)
    return KnowledgeGraph(built.store, resources, built.problems, built.tables)


@pytest.fixture(scope="session")
def endpoint(world: KnowledgeGraph) -> Iterator[str]:
    """The address of a SPARQL endpoint on loopback: rdflib's own store and engine, which hold the frozen world."""
    with served(in_rdflib(world)) as address:
        yield address
