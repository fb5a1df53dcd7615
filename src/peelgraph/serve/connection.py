"""A connection of uvicorn that ends when it is slow: who sends or takes nothing holds no place."""

from __future__ import annotations

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

__all__ = ["Connection"]

_EVERY = 10.0
"""Seconds after which a connection must have gone on: a head that came, bytes that were taken."""


class Connection(H11Protocol):
    """A connection that is looked at now and then."""

    _timer: asyncio.TimerHandle | None = None
    _left = 0

    def connection_made(self, transport: Any) -> None:
        """Begin to look."""
        super().connection_made(transport)
        self._timer = self.loop.call_later(_EVERY, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        """Look no longer."""
        if self._timer is not None:
            self._timer.cancel()
        super().connection_lost(exc)

    def _look(self) -> None:
        left = self.transport.get_write_buffer_size()
        is_stuck = left > 0 and left >= self._left > 0
        # between two requests uvicorn has a timer of its own, which begins with the first answer
        is_waiting = self.cycle is None and self.conn.their_state is h11.IDLE
        if is_stuck or is_waiting:
            self.transport.abort()
            return
        self._left = left
        self._timer = self.loop.call_later(_EVERY, self._look)
