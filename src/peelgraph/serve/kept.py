"""Replies that were made lately: a crawler, or a page that many read, costs a look-up."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable

from peelgraph.serve.reply import Reply

__all__ = ["Kept"]

ROOM = 64 * 1024 * 1024
"""How many bytes of replies are kept, at most."""


class Kept:
    """The replies used last, by what was asked of which state of a graph."""

    def __init__(self, room: int = ROOM) -> None:
        self.room = room
        self.size = 0
        self._replies: OrderedDict[Hashable, Reply] = OrderedDict()

    def get(self, key: Hashable) -> Reply | None:
        """The reply that was kept, if it still is."""
        if key in self._replies:
            self._replies.move_to_end(key)
        return self._replies.get(key)

    def put(self, key: Hashable, reply: Reply) -> None:
        """Keep a good reply; one that takes a quarter of the room is not kept."""
        if reply.status != 200 or len(reply.body) > self.room // 4 or key in self._replies:
            return
        self._replies[key] = reply
        self.size += len(reply.body)
        while self.size > self.room:
            _, oldest = self._replies.popitem(last=False)
            self.size -= len(oldest.body)
