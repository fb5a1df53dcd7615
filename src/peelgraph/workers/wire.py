"""What passes between the process that asks and a worker: a head in JSON, then bytes as they are.

A worker runs what strangers wrote, so that nothing it sends is more than data.
"""

from __future__ import annotations

import json
import struct
from typing import Any, BinaryIO

__all__ = ["PREFIX", "Message", "lengths", "packed", "read", "write"]

Message = tuple[dict[str, Any], bytes]
"""A head, and a body that it says something about."""
_LENGTHS = struct.Struct("!QQ")
PREFIX = _LENGTHS.size


def packed(head: dict[str, Any], body: bytes = b"") -> bytes:
    """What comes before the body."""
    text = json.dumps(head).encode()
    return _LENGTHS.pack(len(text), len(body)) + text


def lengths(prefix: bytes) -> tuple[int, int]:
    """How long the head and the body are."""
    head, body = _LENGTHS.unpack(prefix)
    return head, body


def write(out: BinaryIO, head: dict[str, Any], body: bytes = b"") -> None:
    """Send a message."""
    out.write(packed(head, body))
    out.write(body)
    out.flush()


def read(source: BinaryIO) -> Message | None:
    """The next message, or None where the other side is gone."""
    prefix = source.read(PREFIX)
    if len(prefix) < PREFIX:
        return None
    head, body = lengths(prefix)
    text, content = source.read(head), source.read(body)
    if len(text) < head or len(content) < body:
        return None
    return json.loads(text), content
