"""Who may read a store and who may change it, so that a change is one step to whoever reads.

A change is many steps in the store: what is said, then what follows of it. Readers wait until all
are done, and a change waits until nobody reads; whoever has waited goes before those that come
later. A thread that reads or changes may read again meanwhile, and one that changes change again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import wraps
from threading import Condition, get_ident
from typing import Any, Concatenate, ParamSpec, TypeVar

__all__ = ["Turns", "of_one_state"]

S = TypeVar("S")
P = ParamSpec("P")
T = TypeVar("T")


def of_one_state(method: Callable[Concatenate[S, P], T]) -> Callable[Concatenate[S, P], T]:
    """A method of several queries of `self.store`, between which no other thread changes it."""

    @wraps(method)
    def held(self: Any, /, *args: P.args, **kwargs: P.kwargs) -> T:
        turns = getattr(self.store, "turns", None)
        with turns.reading() if turns else nullcontext():
            return method(self, *args, **kwargs)

    return held


class Turns:
    """The turns of one store."""

    def __init__(self) -> None:
        self._gate = Condition()
        self._readers: Counter[int] = Counter()
        self._changer: int | None = None
        self._changes = 0
        self._waiting = 0

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Nothing changes meanwhile, but by this very thread."""
        me = get_ident()
        with self._gate:
            while not self._may_read(me):
                self._gate.wait()
            self._readers[me] += 1
        try:
            yield
        finally:
            with self._gate:
                self._readers[me] -= 1
                if not self._readers[me]:
                    del self._readers[me]
                    self._gate.notify_all()

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Nobody else reads or changes meanwhile."""
        me = get_ident()
        with self._gate:
            self._waiting += 1
            try:
                while not self._may_change(me):
                    self._gate.wait()
            finally:
                self._waiting -= 1
            self._changer = me
            self._changes += 1
        try:
            yield
        finally:
            with self._gate:
                self._changes -= 1
                if not self._changes:
                    self._changer = None
                    self._gate.notify_all()

    def _may_read(self, me: int) -> bool:
        if me in self._readers or me == self._changer:
            return True
        return self._changer is None and not self._waiting

    def _may_change(self, me: int) -> bool:
        return self._changer in {None, me} and not self._readers.keys() - {me}
