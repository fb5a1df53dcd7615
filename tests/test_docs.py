"""The documentation says what is there: commands, questions, shapes, tables, examples."""

from __future__ import annotations

import doctest
import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
from rdflib import RDF, SH, Graph

import peelgraph
from peelgraph.cli.app import app
from peelgraph.graph import KnowledgeGraph
from peelgraph.questions.question import load_questions
from peelgraph.resources import SHIPPED

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MODULES = sorted((ROOT / "src" / "peelgraph").rglob("*.py"))


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_generated_pages_are_up_to_date(generator: ModuleType) -> None:
    for path, page in generator.PAGES.items():
        assert path.read_text(encoding="utf-8") == page(), (
            f"run `make docs`: {path.name} is out of date"
        )


def test_every_command_is_documented_and_has_help() -> None:
    commands = {c.name or c.callback.__name__: c for c in app.registered_commands if c.callback}
    assert set(commands) == {
        "ask",
        "build",
        "compare",
        "export",
        "info",
        "network",
        "new",
        "questions",
        "quote",
        "reason",
        "search",
        "serve",
        "show",
        "sparql",
        "study",
        "validate",
        "what-if",
        "why",
        "why-not",
    }
    for name, command in commands.items():
        assert f"`peelgraph {name}" in README
        assert command.help or (command.callback and command.callback.__doc__)
    groups = {g.name: g.typer_instance for g in app.registered_groups if g.typer_instance}
    assert set(groups) == {"plot"}
    for name, group in groups.items():
        (row,) = (line for line in README.splitlines() if line.startswith(f"| `peelgraph {name}"))
        assert group.info.help
        for command in group.registered_commands:
            assert command.callback and command.callback.__doc__
            assert f"`{command.name or command.callback.__name__}" in row


def test_every_question_appears_in_the_documentation() -> None:
    page = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
    for question in load_questions(SHIPPED.queries):
        assert f"### {question.name}\n" in page
        assert question.summary in page


def test_every_rule_and_shape_is_named() -> None:
    page = (ROOT / "docs" / "reasoning.md").read_text(encoding="utf-8")
    for name in ("bears-on", "may-bear-on", "sharing", "compares-with"):
        assert (SHIPPED.ontology / "rules" / f"{name}.rq").is_file()
        assert name in page
    shapes = Graph().parse(SHIPPED.ontology / "shapes.ttl")
    assert len(set(shapes.subjects(RDF.type, SH.NodeShape))) > 15


def test_the_readme_counts_what_is_there(kg: KnowledgeGraph) -> None:
    counts = {
        row[0]: int(row[1])
        for row in kg.sparql(
            "SELECT ?name (COUNT(DISTINCT ?x) AS ?n) WHERE { ?x a ?c . ?c rdfs:label ?name } GROUP BY ?name"
        )
    }
    text = " ".join(README.split())
    for name, words in (
        ("judgement", "judgements of pillars and questions"),
        ("joint unit", "joint units"),
        ("membership", "memberships with their dates"),
        ("formal item", "causes of concern, recommendations and areas for improvement"),
        ("source", "sources in all"),
        ("finding", "findings"),
        ("measurement", "figures"),
        ("sentence", "sentences of the documents"),
        ("discrepancy", "places where the sources disagree"),
    ):
        said = re.search(rf"over (\d+) {words}", text)
        assert said and int(said[1]) <= counts[name], words
    said = re.search(r"There are over (\d+) stored questions", text)
    assert said and int(said[1]) <= len(load_questions(SHIPPED.queries))


def test_links_inside_the_project_lead_somewhere() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md"), ROOT / "data" / "README.md"]:
        for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_the_python_of_the_readme_runs(kg: KnowledgeGraph) -> None:
    results = doctest.testfile(
        str(ROOT / "README.md"), module_relative=False, optionflags=doctest.ELLIPSIS
    )
    assert results.attempted >= 7
    assert results.failed == 0


@pytest.mark.parametrize(
    "path", MODULES, ids=lambda p: p.relative_to(ROOT / "src" / "peelgraph").as_posix()
)
def test_docstring_examples_run(path: Path) -> None:
    name = ".".join(path.relative_to(ROOT / "src").with_suffix("").parts).removesuffix(".__init__")
    if name == "peelgraph.__main__":
        assert (
            "cli.main" in path.read_text(encoding="utf-8")
            or "from peelgraph.cli import main" in path.read_text()
        )
        return
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_the_version_is_said_once() -> None:
    from importlib.metadata import version

    assert f'version = "{version("peelgraph")}"' in (ROOT / "pyproject.toml").read_text(
        encoding="utf-8"
    )
    assert peelgraph.__doc__
