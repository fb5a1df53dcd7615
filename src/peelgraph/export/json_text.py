"""Values as JSON has them, and JSON as text: the same bytes for the same network."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from peelgraph.export.plain import Attributes
    from peelgraph.network.projection import Attribute

__all__ = ["dumps", "values"]


def values(attributes: Attributes) -> dict[str, Any]:
    """Attributes as JSON has them: numbers, booleans, texts and lists; a date is text."""
    return {name: _value(value) for name, value in attributes.items()}


def _value(value: Attribute) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value


def dumps(content: Any) -> str:
    """Content as JSON text, one space a level."""
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
