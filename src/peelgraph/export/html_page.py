"""One interactive page that needs no network: Cytoscape.js and the data in it.

Cytoscape.js is bundled when the package is built.
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
    from peelgraph.export.plain import Plain

__all__ = ["BUNDLE", "write"]

PAGE = Path(__file__).parent / "page"
BUNDLE = PAGE / "cytoscape.min.js"


def write(network: Plain) -> str:
    """A network as a page with search, tooltips, legend and colours.

    MissingBundle where Cytoscape.js is not there.
    """
    if not BUNDLE.is_file():
        raise MissingBundle("Cytoscape.js", "html")
    parts = {
        "%TITLE%": escape(network.about.get("title", "network")),
        "%STYLE%": _read(PAGE / "page.css"),
        "%DATA%": _data(network),
        # a script ends at this word wherever it stands, even in a text of the script
        "%CYTOSCAPE%": _read(BUNDLE).replace("</script", "<\\/script"),
        "%SCRIPT%": _read(PAGE / "page.js"),
    }
    # all in one pass, so that a place's name within what is put in is left as it is
    pieces = re.split("(%[A-Z]+%)", _read(PAGE / "page.html"))
    return "".join(parts.get(piece, piece) for piece in pieces)


def _data(network: Plain) -> str:
    data = {"about": network.about, "directed": network.directed, "elements": elements(network)}
    written = json.dumps(data, ensure_ascii=False, allow_nan=False)
    # so that no text of the data can end the script that it stands in
    return written.replace("<", "\\u003c")


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
