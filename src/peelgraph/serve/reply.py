"""What a job makes for the web: a status, bytes of a media type, and headers."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Reply"]


@dataclass(frozen=True)
class Reply:
    """An answer as it goes out; it crosses from a worker to the server, so it is plain values."""

    body: bytes
    media_type: str
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
