"""Values as JSON has them, and JSON as text: the same bytes for the same network."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from peelgraph.export.normalise import Attributes

__all__ = ["dumps", "values"]


def values(attributes: Attributes) -> dict[str, Any]:
    """Attributes as JSON has them: numbers, booleans, texts and lists; a date is text."""
    return {k: v.isoformat() if isinstance(v, datetime.date) else v for k, v in attributes.items()}


def dumps(content: Any) -> str:
    """Content as JSON text, one space a level."""
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
