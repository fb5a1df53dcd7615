"""What people expect of a project that they can join is there, and what it says is so."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from peelgraph.cli.app import app

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
RECIPES = dict(re.findall(r"^## Add an? (.+)\n\n((?:.+\n)+)", GUIDE, re.MULTILINE))
PAGES = ("CONTRIBUTING.md", "CODE_OF_CONDUCT.md", "SECURITY.md")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
TEMPLATES = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))


def quoted(text: str) -> list[str]:
    """What stands between backticks."""
    return re.findall(r"`([^`]+)`", text)


def read_yaml(name: str) -> dict[str, object]:
    found = yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def test_each_recipe_is_ten_lines_or_fewer() -> None:
    assert set(RECIPES) == {
        "question",
        "measure of networks",
        "export",
        "rule",
        "report",
        "picture",
    }
    for recipe in RECIPES.values():
        assert recipe.startswith("1. ")
        assert len(recipe.splitlines()) <= 10


@pytest.mark.parametrize("page", PAGES)
def test_every_path_that_is_named_is_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    paths = [word for word in quoted(text) if re.match(r"[\w.-]+/", word)]
    for path in paths:
        fixed, placeholder, _ = path.partition("<")
        known = fixed.rpartition("/")[0] if placeholder else fixed
        assert (ROOT / known).exists() or path.startswith("source/"), path
    for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
        assert (ROOT / link).exists(), link


def test_every_command_that_is_named_is_there() -> None:
    commands = {c.name or c.callback.__name__ for c in app.registered_commands if c.callback}
    commands |= {group.name for group in app.registered_groups}
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for command in quoted(GUIDE):
        program, *words = command.split()
        if program == "peelgraph" and words:
            assert words[0] in commands, command
        if program == "make":
            assert words[0] in targets, command
        if program == "pytest":
            assert (ROOT / words[0]).exists(), command


def test_what_recipes_name_in_a_file_stands_there() -> None:
    for recipe in RECIPES.values():
        for name, path in re.findall(r"`([A-Z_]+)` of `([\w/.]+)`", recipe):
            assert re.search(rf"^{name}\b", (ROOT / path).read_text(), re.MULTILINE), name


@pytest.mark.parametrize(
    ("schema", "paths"),
    [
        ("citation-file-format", [ROOT / "CITATION.cff"]),
        ("github-issue-forms", [path for path in TEMPLATES if path.stem != "config"]),
        ("github-issue-config", [path for path in TEMPLATES if path.stem == "config"]),
    ],
)
def test_files_for_the_forge_fit_their_published_schemas(schema: str, paths: list[Path]) -> None:
    assert paths
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}"]
    done = subprocess.run([*command, *paths], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_citation_is_that_of_the_package() -> None:
    citation = read_yaml("CITATION.cff")
    project = PROJECT["project"]
    assert (citation["title"], citation["version"]) == (project["name"], project["version"])
    assert (citation["license"], citation["keywords"]) == (project["license"], project["keywords"])


def test_hooks_are_the_tools_of_make_lint() -> None:
    (repository,) = read_yaml(".pre-commit-config.yaml")["repos"]  # type: ignore[misc]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert repository["repo"] == "local"
    for hook in repository["hooks"]:
        program, *_ = hook["entry"].split()
        assert hook["language"] == "system"
        assert program.startswith(".venv/bin/")
        assert program.replace(".venv/bin", "$(BIN)") in makefile


def test_a_weakness_is_reported_in_private_and_to_no_invented_address() -> None:
    for page in PAGES:
        assert "@" not in (ROOT / page).read_text(encoding="utf-8")
    assert "Report a" in (ROOT / "SECURITY.md").read_text(encoding="utf-8")
