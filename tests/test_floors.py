"""The house stands on its floors: imports go down only, each engine has one door, and only the command line speaks."""

from __future__ import annotations

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import peelgraph

HOME = Path(peelgraph.__file__).parent
FLOORS = (
    {"vocab", "terms", "dates", "errors", "nearest", "rowproblem", "formats"},
    {"resources", "tables", "locator", "tokens", "header"},
    {"store", "query", "rule", "rulefiles", "strata", "problems"},
    {"reason", "validate"},
    {"builder"},
    {
        "ask",
        "network",
        "explain",
        "describe",
        "quote",
        "compare",
        "info",
        "revise",
        "whatif",
        "plot",
        "resolve",
        "labels",
        "passages",
        "export",
    },
    {"graph"},
    {"cli"},
    {"__init__", "__main__"},
)
DOORS = {
    "pyoxigraph": {"store.embedded", "store.files", "store.oxterms", "store.revision"},
    "oxrdflib": {"store.embedded"},
    "SPARQLWrapper": {"store.remote"},
    "networkx": {
        "network.communities",
        "network.dependency",
        "network.measures",
        "network.projection",
        "network.report",
        "network.structure",
        "network.study",
        "export",
        "export.d3",
        "export.graphml",
        "export.normalise",
        "plot.layout",
        "strata",
    },
    "numpy": {"network.permutation"},
    "owlrl": {"reason.schema"},
    "pyshacl": {"validate"},
    "yaml": {"header"},
    "pandas": {"ask"},
    "matplotlib": {"plot.style"},
    "filelock": {"builder.cache"},
    "platformdirs": {"builder.cache"},
}
MODULES = {
    ".".join(path.relative_to(HOME).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(HOME.rglob("*.py"))
}


def is_for_types_only(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def imports(node: ast.AST, *, of_types: bool = True) -> set[str]:
    """The modules that a piece of code imports, at its top or where they are used."""
    if isinstance(node, ast.Import):
        return {alias.name for alias in node.names}
    if isinstance(node, ast.ImportFrom):
        return {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
    if not of_types and is_for_types_only(node):
        return set()
    return set().union(*(imports(child, of_types=of_types) for child in ast.iter_child_nodes(node)))


def tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


def of_the_house(module: str, *, of_types: bool = True) -> set[str]:
    found = {name.removeprefix("peelgraph.") for name in imports(tree(module), of_types=of_types)}
    return (found & set(MODULES)) - {module, module.rpartition(".")[0]}


def floor(module: str) -> int:
    (found,) = (number for number, names in enumerate(FLOORS) if module.partition(".")[0] in names)
    return found


def test_every_module_has_its_floor_and_every_floor_its_modules() -> None:
    assert {module.partition(".")[0] for module in MODULES} == set().union(*FLOORS)


@pytest.mark.parametrize("module", MODULES)
def test_imports_go_down_only(module: str) -> None:
    for other in of_the_house(module):
        assert floor(other) <= floor(module), f"{module} imports {other}, which stands above it"


def test_imports_never_go_in_a_circle() -> None:
    graph = {module: of_the_house(module, of_types=False) for module in MODULES if module != "__init__"}
    assert set(TopologicalSorter(graph).static_order()) >= set(graph)


def test_the_documentation_draws_the_same_floors() -> None:
    drawn = (HOME.parents[1] / "docs" / "architecture.md").read_text(encoding="utf-8").partition("## Floors")[2]
    block = drawn.split("```")[1]
    for names in FLOORS[:-1]:
        assert all(name in block for name in names), names


@pytest.mark.parametrize("library", DOORS)
def test_each_library_has_one_door(library: str) -> None:
    users = {module for module in MODULES if library in {name.partition(".")[0] for name in imports(tree(module))}}
    assert users == DOORS[library]


@pytest.mark.parametrize("library", ["typer", "rich"])
def test_words_for_people_are_made_on_the_command_line(library: str) -> None:
    users = {module for module in MODULES if library in {name.partition(".")[0] for name in imports(tree(module))}}
    assert users
    assert all(module.startswith("cli") for module in users)


def speaks(module: str) -> list[str]:
    """Where a module prints, exits, or takes a standard stream."""
    found = [ast.unparse(n) for n in ast.walk(tree(module)) if isinstance(n, ast.Name | ast.Attribute)]
    return [
        n for n in found if n in {"print", "exit", "quit", "input", "sys.exit", "sys.stdout", "sys.stderr", "os._exit"}
    ]


def test_only_the_command_line_prints_and_exits() -> None:
    assert {module for module in MODULES if speaks(module)} == {"cli.app", "cli.output", "cli.progress"}


@pytest.mark.parametrize("module", MODULES)
def test_a_module_says_what_it_is_and_is_short(module: str) -> None:
    assert ast.get_docstring(tree(module))
    assert MODULES[module].read_text(encoding="utf-8").count("\n") <= 300


def test_a_cold_question_needs_no_parser_reasoner_or_validator(kg: object) -> None:
    slow = {
        "owlrl",
        "pyshacl",
        "networkx",
        "numpy",
        "scipy",
        "SPARQLWrapper",
        "oxrdflib",
        "pandas",
        "rich.table",
        "rdflib.plugins.parsers",
    }
    code = (
        "import sys, atexit\n"
        f"atexit.register(lambda: print(sorted({slow!r} & set(sys.modules)), file=sys.stderr))\n"
        "sys.argv = ['peelgraph', 'ask', 'grades-of-force', '--force', 'cambridgeshire']\n"
        "from peelgraph.cli import main\n"
        "main()"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "[]\n")
