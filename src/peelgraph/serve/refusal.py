"""What a server says where it gives no document: a problem after RFC 9457."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from peelgraph.serve.reply import Reply

__all__ = ["refused"]


def refused(
    status: int,
    title: str,
    detail: str,
    headers: Mapping[str, str] | None = None,
    **members: Any,
) -> Reply:
    """A reply that says why there is no document."""
    content = {"type": "about:blank", "title": title, "status": status, "detail": detail, **members}
    body = json.dumps(content, ensure_ascii=False, indent=1).encode()
    return Reply(body, "application/problem+json", status, dict(headers or {}))
