"""Who is next, and who has had enough: a short queue that is fair, and seconds for each client.

A client has so many seconds of work a minute, failed and ended work counted too. Clients take
turns: who asks for much waits for itself. All this is of one event loop, and has no lock.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from ipaddress import IPv6Address, ip_address
from math import ceil
from time import monotonic

__all__ = ["Budget", "Busy", "Turns", "client_key"]

_KNOWN = 10_000
"""Clients that are remembered."""
_LEAST = 0.01
"""Seconds that any job costs: a flood of short ones counts too."""


class Busy(Exception):
    """No place now; how many seconds to wait, and whether it is the client's own doing."""

    def __init__(self, seconds: float, *, own: bool) -> None:
        self.seconds = max(1, ceil(seconds))
        self.own = own


def client_key(address: str) -> str:
    """What a client is known by: its address, and of version 6 the network that a site has.

    >>> client_key("2001:db8:1:2:3:4:5:6"), client_key("::ffff:192.0.2.1"), client_key("")
    ('2001:db8:1:2::', '192.0.2.1', '')
    """
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(IPv6Address(int(parsed) >> 64 << 64))


class Budget:
    """Seconds of work that each client has left: they fill up by the clock."""

    def __init__(self, seconds: float, clock: Callable[[], float] = monotonic) -> None:
        self.seconds = seconds
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def left(self, client: str) -> float:
        """How many seconds a client has; less than none where it took more than it had."""
        left, when = self._left.get(client, (self.seconds, 0.0))
        gained = (self._clock() - when) * self.seconds / 60
        return min(self.seconds, left + gained)

    def check(self, client: str) -> None:
        """Busy where a client has nothing left."""
        left = self.left(client)
        if left <= 0:
            raise Busy((_LEAST - left) * 60 / self.seconds, own=True)

    def take(self, client: str, seconds: float) -> None:
        """Take what a client used."""
        self._left[client] = (self.left(client) - max(seconds, _LEAST), self._clock())
        self._left.move_to_end(client)
        if len(self._left) > _KNOWN:
            self._left.popitem(last=False)


class Turns:
    """As many at once as there are workers; others wait, and clients take turns."""

    def __init__(self, size: int, waiting: int) -> None:
        self.size = size
        self.most = waiting
        self.busy = 0
        self._queues: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()

    @property
    def waiting(self) -> int:
        """How many wait."""
        return sum(map(len, self._queues.values()))

    @asynccontextmanager
    async def turn(self, client: str) -> AsyncIterator[None]:
        """Wait for a turn and have it; Busy where too many wait."""
        if self.busy >= self.size:
            await self._wait(client)
        else:
            self.busy += 1
        try:
            yield
        finally:
            self.busy -= 1
            self._next()

    async def _wait(self, client: str) -> None:
        if self.waiting >= self.most:
            self._make_place(client)
        place = asyncio.get_running_loop().create_future()
        self._queues.setdefault(client, deque()).append(place)
        try:
            await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled() and not place.exception():
                self.busy -= 1  # the turn came as its owner left
                self._next()
            else:
                self._leave(client, place)
            raise

    def _make_place(self, client: str) -> None:
        """Send away who waits most, unless that is the client itself; else Busy."""
        longest = max(self._queues, key=lambda name: len(self._queues[name]))
        if len(self._queues[longest]) <= len(self._queues.get(client, ())) + 1:
            raise Busy(1, own=False)
        last = self._queues[longest][-1]
        self._leave(longest, last)
        if not last.done():
            last.set_exception(Busy(1, own=True))

    def _leave(self, client: str, place: asyncio.Future[None]) -> None:
        queue = self._queues.get(client)
        if queue and place in queue:
            queue.remove(place)
            if not queue:
                del self._queues[client]

    def _next(self) -> None:
        """Give the next client its turn, and put it behind the others."""
        while self._queues and self.busy < self.size:
            client, queue = next(iter(self._queues.items()))
            place = queue.popleft()
            self._queues.move_to_end(client)
            if not queue:
                del self._queues[client]
            if not place.done():
                self.busy += 1
                place.set_result(None)
