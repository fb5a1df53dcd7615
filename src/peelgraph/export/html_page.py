"""One interactive page that needs no network: Cytoscape.js, bundled when the package is built, and
the data.
"""

from __future__ import annotations

import json
import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from peelgraph.errors import MissingBundle
from peelgraph.export.cytoscape import elements

if TYPE_CHECKING:
    from peelgraph.export.normalise import Plain

__all__ = ["BUNDLE", "write"]

PAGE = Path(__file__).parent / "page"
BUNDLE = PAGE / "cytoscape.min.js"


def write(network: Plain) -> str:
    """A network as a page with search, tooltips, legend and colours; MissingBundle where
    Cytoscape.js is not there.
    """
    if not BUNDLE.is_file():
        raise MissingBundle("Cytoscape.js", "html")
    data = {"about": network.about, "directed": network.directed, "elements": elements(network)}
    parts = {
        "%TITLE%": escape(network.about.get("title", "network")),
        "%STYLE%": _read(PAGE / "page.css"),
        "%DATA%": json.dumps(data, ensure_ascii=False, allow_nan=False).replace("<", "\\u003c"),
        "%CYTOSCAPE%": _read(BUNDLE).replace("</script", "<\\/script"),
        "%SCRIPT%": _read(PAGE / "page.js"),
    }
    return "".join(
        parts.get(piece, piece) for piece in re.split("(%[A-Z]+%)", _read(PAGE / "page.html"))
    )


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
