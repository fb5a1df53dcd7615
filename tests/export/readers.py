"""The independent programs that exports are read back by; each says how to get it if missing."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from tests.stores import HANGS

ROOT = Path(__file__).parents[2]
NODE = ROOT / "node"


def program(*names: str) -> str:
    """The path of a program; a test fails where it is missing, and is never passed over."""
    found = [path for name in names if (path := shutil.which(name))]
    assert found, f"{names[0]} is missing: `make engines` installs it or says what to install"
    return found[0]


def run(*words: str) -> str:
    ended = subprocess.run(words, capture_output=True, text=True, check=False, timeout=HANGS)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def node(script: str, *words: str) -> Any:
    """What a script of the folder `node` says, as JSON."""
    assert (NODE / "node_modules" / "cytoscape").is_dir(), (
        "the libraries of Node.js are missing: run `make html`"
    )
    return json.loads(run(program("node"), str(NODE / script), *words))


def graphviz(path: Path) -> dict[str, Any]:
    """What Graphviz reads from a file."""
    return dict(json.loads(run(program("dot"), "-Tdot_json", str(path))))
