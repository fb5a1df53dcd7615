"""Pages for people: plain HTML, complete without a script, and nothing in it that was not meant.

Everything that comes from the graph is escaped by the templates. Letters that turn the direction of
a line are shown by their code, or a label could pass for another.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from peelgraph.results.visible import visible

__all__ = ["STYLE", "drawn", "script", "style_sheet"]

STYLE = "style.css"


def drawn(template: str, base: str, **values: Any) -> bytes:
    """A page made by a template from values, for a server whose public address is `base`."""
    # A browser takes the style sheet only from where it found the page, by whatever name that was.
    path = urlsplit(base).path
    made = _environment().get_template(template).render(base=base, path=path, **values)
    return made.encode("utf-8")


def script(content: Any) -> Markup:
    """JSON that can stand in a script element: nothing in it ends the element."""
    text = json.dumps(content, ensure_ascii=False, indent=1)
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def style_sheet() -> bytes:
    """The style sheet of all pages."""
    return (files("peelgraph.linked") / "pages" / STYLE).read_bytes()


@cache
def _environment() -> Environment:
    loader = PackageLoader("peelgraph.linked", "pages")
    made = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_visible,
    )
    made.filters["thousands"] = "{:,}".format
    return made


def _visible(value: Any) -> Any:
    if isinstance(value, str) and not isinstance(value, Markup):
        return visible(value)
    return value
