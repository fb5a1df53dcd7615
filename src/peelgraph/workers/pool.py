"""Workers for a server: as many as are wanted, each replaced when it ends, on asyncio."""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import sys
from collections import deque
from dataclasses import dataclass
from typing import Any

from peelgraph.errors import WorkerEnded
from peelgraph.workers import wire
from peelgraph.workers.limits import cause_of, lacking

__all__ = ["Pool"]

_GRACE = 2.0
"""Seconds after its deadline in which the kernel must have ended a worker."""


@dataclass
class _Worker:
    """A worker and the two ends of the way to it."""

    number: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter


class Pool:
    """Workers that are forked from one zygote, which a function opened for.

    `opener` names that function, `room.module:function`; it takes the arguments and gives `Opened`.
    `memory` is how many bytes a worker may grow by.
    """

    def __init__(
        self, opener: str, arguments: dict[str, Any], size: int, memory: int | None
    ) -> None:
        self.size = size
        self.told: dict[str, Any] = {}
        self.forked = 0
        self._command = [opener, json.dumps(arguments), str(memory or 0)]
        self._idle: deque[_Worker] = deque()
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._ends: dict[int, asyncio.Future[int]] = {}
        self._ready: asyncio.Future[None] | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False

    @property
    def is_alive(self) -> bool:
        """Whether the process that workers are forked from is there."""
        return self._process is not None and self._process.poll() is None and not self._closed

    @property
    def workers(self) -> int:
        """How many workers there are."""
        return len(self._ends)

    async def start(self) -> dict[str, Any]:
        """Open, fork the workers, and give what the opener told."""
        if missing := lacking():
            raise WorkerEnded("crash", f"this system lacks {' and '.join(missing)}")
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control.setblocking(False)
        loop = asyncio.get_running_loop()
        self._ready = loop.create_future()
        # a session of its own: what the terminal sends to the server is not for it
        self._process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "peelgraph.workers.zygote",
                str(theirs.fileno()),
                *self._command,
            ],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        theirs.close()
        loop.add_reader(self._control, self._hear)
        await self._ready
        for _ in range(self.size):
            self._fork()
        return self.told

    async def run(self, request: dict[str, Any], seconds: float | None = None) -> wire.Message:
        """The answer of a worker; WorkerEnded where the job ended it, with the cause."""
        worker = await self._take()
        is_whole = False
        try:
            waited = None if seconds is None else seconds + _GRACE
            head, body = await asyncio.wait_for(
                _exchanged(worker, {**request, "seconds": seconds}), waited
            )
            is_whole = not head.get("last")
        except (asyncio.IncompleteReadError, ConnectionError, TimeoutError) as error:
            raise WorkerEnded(await self._cause(worker)) from error
        finally:
            # also where whoever asked has gone: then nobody wants the answer any longer
            self._release(worker) if is_whole else self._drop(worker)
        if cause := head.get("ended"):
            raise WorkerEnded(cause)
        return head, body

    async def close(self) -> None:
        """End all workers and the process that they came from, once what runs has ended."""
        self._closed = True
        while self._idle:
            self._idle.pop().writer.close()
        if self._process is None:
            return
        asyncio.get_running_loop().remove_reader(self._control)
        self._control.close()
        await asyncio.to_thread(self._process.wait)
        for future in self._ends.values():
            future.cancel()

    async def _take(self) -> _Worker:
        while not self._idle:
            if not self.is_alive:
                raise WorkerEnded("killed", "the process that workers come from has ended")
            turn = asyncio.get_running_loop().create_future()
            self._waiting.append(turn)
            await turn
        return self._idle.popleft()

    def _release(self, worker: _Worker) -> None:
        self._idle.append(worker)
        self._wake()

    def _wake(self) -> None:
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                return

    def _drop(self, worker: _Worker) -> None:
        worker.writer.close()
        self._order(do="end", worker=worker.number)
        self._fork()

    async def _cause(self, worker: _Worker) -> str:
        ended = self._ends.get(worker.number)
        if ended is None:
            return "killed"
        try:
            return cause_of(await asyncio.wait_for(asyncio.shield(ended), _GRACE))
        except TimeoutError:
            return "timeout"

    def _fork(self) -> None:
        self._order(do="fork")

    def _order(self, **order: Any) -> None:
        if not self._closed:
            with_text = json.dumps(order).encode()
            try:
                self._control.send(with_text)
            except OSError:  # the zygote is gone, as `_hear` finds too
                return

    def _hear(self) -> None:
        """Take in what the zygote says."""
        try:
            text, descriptors, _, _ = socket.recv_fds(self._control, 65536, 1)
        except BlockingIOError:
            return
        except OSError:
            text, descriptors = b"", []
        if not text:
            self._lost()
            return
        words = json.loads(text)
        if "forked" in words:
            self._ends[words["forked"]] = asyncio.get_running_loop().create_future()
            _task(self._join(words["forked"], descriptors[0]))
        elif "ended" in words:
            ended = self._ends.pop(words["ended"], None)
            if ended and not ended.done():
                ended.set_result(words["status"])
        elif self._ready and not self._ready.done():
            self.told = words["ready"]
            self._ready.set_result(None)

    async def _join(self, number: int, descriptor: int) -> None:
        """Make a worker that was forked one of ours."""
        reader, writer = await asyncio.open_connection(sock=socket.socket(fileno=descriptor))
        self.forked += 1
        if self._closed:
            writer.close()
            return
        self._release(_Worker(number, reader, writer))

    def _lost(self) -> None:
        """The zygote is gone, and its workers with it."""
        asyncio.get_running_loop().remove_reader(self._control)
        self._idle.clear()
        if self._process is not None:
            self._process.wait()
        if self._ready and not self._ready.done():
            self._ready.set_exception(WorkerEnded("killed", "the graph could not be opened"))
        for turn in self._waiting:
            if not turn.done():
                turn.set_result(None)
        self._waiting.clear()


_TASKS: set[asyncio.Task[None]] = set()


def _task(coroutine: Any) -> None:
    """Run by itself; kept until it is done, for a loop keeps no task."""
    task = asyncio.create_task(coroutine)
    _TASKS.add(task)
    task.add_done_callback(_TASKS.discard)


async def _exchanged(worker: _Worker, request: dict[str, Any]) -> wire.Message:
    worker.writer.write(wire.packed(request))
    await worker.writer.drain()
    head, body = wire.lengths(await worker.reader.readexactly(wire.PREFIX))
    text = await worker.reader.readexactly(head)
    return json.loads(text), await worker.reader.readexactly(body)
