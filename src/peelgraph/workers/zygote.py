"""The process that workers are forked from: it has one thread, opens once, and asks nothing.

It is started anew, never forked from a process that has threads. Whoever started it speaks to it
over a socket: `fork` gives a worker, whose own socket comes back with its number, `end` ends one;
that one has ended, and how, it says by itself. When the other side is gone, it ends with all its
workers.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, BinaryIO, NoReturn

from peelgraph.workers import wire
from peelgraph.workers.limits import bound_memory, deadline, die_with

__all__ = ["Handle", "Opened", "called", "main"]

Handle = Callable[[dict[str, Any]], wire.Message]
_JOBS = 2000
"""How many jobs a worker does before another takes its place: memory that is torn is not reused."""


@dataclass(frozen=True)
class Opened:
    """What a worker answers with, and what whoever started it is told."""

    handle: Handle
    told: dict[str, Any] = field(default_factory=dict)


def called(name: str, arguments: dict[str, Any]) -> Any:
    """What a function gives that is named as `room.module:function`."""
    module, _, function = name.partition(":")
    return getattr(import_module(f"peelgraph.{module}"), function)(**arguments)


def main() -> None:
    """Run as `python -m peelgraph.workers.zygote FD OPENER ARGUMENTS MEMORY`."""
    control = socket.socket(fileno=int(sys.argv[1]))
    memory = int(sys.argv[4]) or None
    opened: Opened = called(sys.argv[2], json.loads(sys.argv[3]))
    gc.collect()
    gc.freeze()  # what is there now is shared by all workers as long as nobody writes to it
    _Zygote(control, opened, memory).run()


class _Zygote:
    def __init__(self, control: socket.socket, opened: Opened, memory: int | None) -> None:
        self.control = control
        self.opened = opened
        self.memory = memory
        self.workers: set[int] = set()

    def run(self) -> None:
        """Fork and reap until the other side is gone."""
        here, wake = socket.socketpair()
        wake.setblocking(False)
        signal.set_wakeup_fd(wake.fileno())
        signal.signal(signal.SIGCHLD, lambda *_: None)
        import select

        self._tell({"ready": self.opened.told})
        while True:
            ready, _, _ = select.select([self.control, here], [], [])
            if here in ready:
                here.recv(4096)
                self._reap()
            if self.control in ready and not self._obey():
                break
        for worker in self.workers:
            os.kill(worker, signal.SIGKILL)
        for worker in self.workers:
            os.waitpid(worker, 0)

    def _obey(self) -> bool:
        """Do what is asked; whether anybody still asks."""
        try:
            text = self.control.recv(4096)
        except ConnectionError:
            return False
        if not text:
            return False
        order = json.loads(text)
        if order["do"] == "fork":
            self._fork()
        elif order["worker"] in self.workers:  # else it has ended by itself
            os.kill(order["worker"], signal.SIGKILL)
        return True

    def _fork(self) -> None:
        ours, theirs = socket.socketpair()
        parent = os.getpid()
        worker = os.fork()
        if not worker:
            self.control.close()
            theirs.close()
            _work(ours, self.opened.handle, self.memory, parent)
        ours.close()
        self.workers.add(worker)
        with suppress(ConnectionError):
            socket.send_fds(self.control, [_text({"forked": worker})], [theirs.fileno()])
        theirs.close()

    def _reap(self) -> None:
        while self.workers:
            worker, status = os.waitpid(-1, os.WNOHANG)
            if not worker:
                break
            self.workers.discard(worker)
            self._tell({"ended": worker, "status": status})

    def _tell(self, words: dict[str, Any]) -> None:
        with suppress(ConnectionError):
            self.control.send(_text(words))


def _text(words: dict[str, Any]) -> bytes:
    return json.dumps(words).encode()


def _work(sock: socket.socket, handle: Handle, memory: int | None, parent: int) -> NoReturn:
    """Do jobs until nobody asks; this never returns into what the zygote was doing."""
    code = 1
    try:
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        die_with(parent)
        bound_memory(memory)
        with sock.makefile("rb") as source, sock.makefile("wb") as out:
            _answer(source, out, handle)
        code = 0
    finally:
        os._exit(code)


def _answer(source: BinaryIO, out: BinaryIO, handle: Handle) -> None:
    for count in range(1, _JOBS + 1):
        message = wire.read(source)
        if message is None:
            return
        request, _ = message
        with deadline(request.get("seconds")):
            try:
                head, body = handle(request)
            except MemoryError:
                head, body = {"ended": "memory"}, b""
            except RecursionError:
                head, body = {"ended": "crash"}, b""
        is_last = count == _JOBS or "ended" in head
        wire.write(out, {**head, "last": is_last}, body)
        if is_last:
            return


if __name__ == "__main__":
    main()
