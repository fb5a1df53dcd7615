"""One job in a process of its own: it ends when its time is up, or with whoever waits for it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import Any

from peelgraph.errors import WorkerEnded
from peelgraph.workers import wire
from peelgraph.workers.limits import cause_of, die_with
from peelgraph.workers.zygote import called

__all__ = ["apart", "main"]


def apart(job: str, arguments: dict[str, Any], *, fork: bool = False) -> wire.Message:
    """What a function gives, `room.module:function`, in a process of its own.

    The process is a new one. With `fork` it is forked from this one where that has no other thread,
    which takes no time: only for a program that is ours. The function gives a head and a body; it
    sets its limits itself, once it has opened what it needs. WorkerEnded where it did not end well.
    """
    if fork and _is_single():
        return _forked(job, arguments)
    return _started(job, arguments)


def _is_single() -> bool:
    """Whether this process has one thread, those of engines counted too."""
    try:
        return len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208
    except OSError:
        return False


def _forked(job: str, arguments: dict[str, Any]) -> wire.Message:
    here, there = os.pipe()
    parent = os.getpid()
    child = os.fork()
    if not child:
        os.close(here)
        die_with(parent)
        _carry_out(job, arguments, there)
    os.close(there)
    try:
        with os.fdopen(here, "rb") as source:
            message = wire.read(source)
    except BaseException:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        raise
    _, status = os.waitpid(child, 0)
    return _taken(message, status, arguments)


def _carry_out(job: str, arguments: dict[str, Any], out: int) -> None:
    """Do a job and end this process, whatever comes."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        with os.fdopen(out, "wb") as sink:
            wire.write(sink, *called(job, arguments))
        code = 0
    except MemoryError:
        os.abort()
    finally:
        os._exit(code)


def _started(job: str, arguments: dict[str, Any]) -> wire.Message:
    request = json.dumps(arguments).encode()
    process = subprocess.Popen(
        [sys.executable, "-m", "peelgraph.workers.once", job],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(request)
        process.stdin.close()
        message = wire.read(process.stdout)
    except BaseException:
        process.kill()
        raise
    finally:
        process.stdout.close()
        process.wait()
    status = process.returncode
    return _taken(message, -status if status < 0 else status << 8, arguments)


def _taken(message: wire.Message | None, status: int, arguments: dict[str, Any]) -> wire.Message:
    # Ctrl-C goes to both processes, and may reach this one later
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGINT:
        raise KeyboardInterrupt
    if message is None:
        raise WorkerEnded(cause_of(status), arguments.get("seconds"))
    return message


def main() -> None:
    """Run as `python -m peelgraph.workers.once JOB`, arguments on standard input."""
    # what it prints by the way would stand in the midst of the answer
    out = os.dup(1)
    os.dup2(2, 1)
    arguments = json.load(sys.stdin)
    _carry_out(sys.argv[1], arguments, out)


if __name__ == "__main__":
    main()
