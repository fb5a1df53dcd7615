"""The limits of the system's kernel: on memory, time and descriptors, which no code can ignore.

A signal that Python handles waits until the engine's own code is done; one that is left to the
kernel ends the process at once. So a deadline is SIGALRM at its default, memory an address space
that cannot grow, and what a worker may not open is a number of descriptors that is used up.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import resource
except ImportError:  # where there are no such limits, as on Windows
    resource = None  # type: ignore[assignment]

__all__ = [
    "bound_memory",
    "cause_of",
    "deadline",
    "die_with",
    "half_of_memory",
    "lacking",
    "quiet",
    "sealed",
]

_PR_SET_PDEATHSIG = 1
_CAUSES = {
    signal.SIGABRT: "memory",
    signal.SIGKILL: "killed",
    **({signal.SIGALRM: "timeout"} if hasattr(signal, "SIGALRM") else {}),
}
"""Why a process was ended by a signal; any other signal means that it crashed."""


def lacking() -> tuple[str, ...]:
    """What of it this system does not have, in words."""
    if sys.platform == "linux":
        return ()
    if hasattr(signal, "setitimer"):
        return ("a limit on memory", "a lock on descriptors")
    return ("a deadline", "a limit on memory", "a lock on descriptors")


def bound_memory(more: int | None) -> None:
    """Let this process grow by so many bytes and no further, and leave no image of it on disk."""
    if resource is None:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    size = _address_space()
    if more is None or not size:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    bound = size + more if hard == resource.RLIM_INFINITY else min(size + more, hard)
    resource.setrlimit(resource.RLIMIT_AS, (bound, hard))


def _address_space() -> int:
    """How many bytes of addresses this process has; 0 where the system does not say."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def half_of_memory() -> int | None:
    """Half the bytes of this machine's memory, None where the system does not say."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2
    except (AttributeError, ValueError, OSError):
        return None


@contextmanager
def deadline(seconds: float | None) -> Iterator[None]:
    """End this process if the block is not left within some seconds of the clock."""
    if not seconds or not hasattr(signal, "setitimer"):
        yield
        return
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


@contextmanager
def quiet() -> Iterator[None]:
    """What an engine prints as it ends the process is not seen: whoever asked is told in words."""
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


@contextmanager
def sealed() -> Iterator[None]:
    """No file or socket can be opened within the block, whoever asks for it in this process."""
    if resource is None:
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def die_with(parent: int) -> None:
    """End this process with the one that forked it, whatever ends that."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it was gone before
            os.kill(os.getpid(), signal.SIGKILL)


def cause_of(status: int) -> str:
    """Why a process ended, by the status that `os.waitpid` gives; `WorkerEnded` has the words."""
    if not os.WIFSIGNALED(status):
        return "exit"
    return _CAUSES.get(signal.Signals(os.WTERMSIG(status)), "crash")
