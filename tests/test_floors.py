"""The house: each engine has one door, only the command line speaks, and modules are short.

That imports go down only is checked by `lint-imports` (`make lint`).
"""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import peelgraph

HOME = Path(peelgraph.__file__).parent
DOORS = {
    "pyoxigraph": {
        "store.answered",
        "store.context",
        "store.bounds",
        "store.embedded",
        "store.files",
        "store.forms",
        "store.framing",
        "store.jsonld",
        "store.lines",
        "store.naming",
        "store.oxterms",
        "store.quads",
        "store.rdflib_store",
        "store.revision",
        "store.served",
        "store.serialisation",
        "store.shaped",
    },
    "oxrdflib": {"store.rdflib_store"},
    "SPARQLWrapper": {"store.exchange", "store.remote"},
    "networkx": {
        "rules.owl.inclusions",
        "network.communities",
        "network.dependency",
        "network.grading",
        "network.measures",
        "network.positions",
        "network.projection",
        "network.report",
        "network.structure",
        "export",
        "export.d3",
        "export.graphml",
        "export.normalise",
        "export.plain",
        "plot.layout",
        "rules.strata",
    },
    "numpy": {"network.permutation"},
    "owlrl": {"rules.owl.schema"},
    "pyshacl": {"builder.validate"},
    "yaml": {"sparql.header"},
    "jinja2": {"linked.page"},
    "pandas": {"store.answer"},
    "matplotlib": {"plot.style"},
    "filelock": {"builder.cache"},
    "platformdirs": {"resources"},
    "sqlite3": {"words.index", "words.indexes", "words.stems"},
    "uvicorn": {"serve.connection", "serve.server"},
    "prometheus_client": {"serve.measures"},
    "resource": {"workers.limits"},
}
MODULES = {
    ".".join(path.relative_to(HOME).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(HOME.rglob("*.py"))
}


def imports(node: ast.AST) -> set[str]:
    """The modules that a piece of code imports, at its top or where they are used."""
    if isinstance(node, ast.Import):
        return {alias.name for alias in node.names}
    if isinstance(node, ast.ImportFrom):
        return {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
    return set().union(*map(imports, ast.iter_child_nodes(node)))


def tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


def test_few_modules_lie_flat() -> None:
    assert len(list(HOME.glob("*.py"))) <= 10


def test_the_documentation_draws_the_same_floors() -> None:
    drawn = (HOME.parents[1] / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = {path.name for path in HOME.iterdir() if (path / "__init__.py").exists()}
    modules = {path.stem for path in HOME.glob("*.py")} - {"__init__", "__main__"}
    assert {
        name
        for name in rooms | modules
        if name not in drawn.partition("## Floors")[2].split("```")[1]
    } == set()


@pytest.mark.parametrize("library", DOORS)
def test_each_library_has_one_door(library: str) -> None:
    users = {
        module
        for module in MODULES
        if library in {name.partition(".")[0] for name in imports(tree(module))}
    }
    assert users == DOORS[library]


@pytest.mark.parametrize(("library", "more"), [("typer", set()), ("rich", {"results.layout"})])
def test_who_lays_out_for_people(library: str, more: set[str]) -> None:
    users = {
        module
        for module in MODULES
        if library in {name.partition(".")[0] for name in imports(tree(module))}
    }
    assert users
    assert {module for module in users if not module.startswith("cli.")} == more


def speaks(module: str) -> list[str]:
    """Where a module prints, exits, or takes a standard stream."""
    found = [
        ast.unparse(n) for n in ast.walk(tree(module)) if isinstance(n, ast.Name | ast.Attribute)
    ]
    return [
        n
        for n in found
        if n
        in {"print", "exit", "quit", "input", "sys.exit", "sys.stdout", "sys.stderr", "os._exit"}
    ]


def test_only_the_command_line_prints_and_exits() -> None:
    assert {module for module in MODULES if speaks(module)} == {
        "cli.app",
        "cli.output",
        "cli.progress",
        # what was forked must not go on where it was forked
        "workers.once",
        "workers.zygote",
    }


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
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "[]\n")
