"""What a server allows, and its usual values; a client may ask for less, never for more."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Settings"]

MB = 1_000_000


@dataclass(frozen=True)
class Settings:
    """The limits of a server: seconds, rows, bytes and counts."""

    deadline: float = 10.0
    rows: int = 10_000
    answer: int = 16 * MB
    body: int = 2 * MB
    memory: int = 512 * MB
    waiting: int = 64
    budget: float = 60.0
    log_queries: bool = False
