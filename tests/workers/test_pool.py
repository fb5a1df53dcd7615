"""Workers that are forked from one process: each is replaced when it ends, and none is left behind."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from pathlib import Path

import pytest

from peelgraph.errors import WorkerEnded
from peelgraph.workers.limits import cause_of
from peelgraph.workers.pool import Pool
from peelgraph.workers.wire import Message
from peelgraph.workers.zygote import Opened

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workers need Linux")


def descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def in_pool(scene, size: int = 2, memory: int | None = None):
    """What a scene gives that is played with a pool."""

    async def play():
        pool = Pool("workers.echo:opened", {}, size, memory)
        await pool.start()
        try:
            return await scene(pool)
        finally:
            await pool.close()
            assert not pool.is_alive

    return asyncio.run(play())


def opened() -> Opened:
    """What a worker of these tests does: as it is told."""

    def handle(request: dict) -> Message:
        if request.get("sleep"):
            time.sleep(request["sleep"])
        if request.get("grow"):
            bytearray(request["grow"])
        if request.get("signal"):
            os.kill(os.getpid(), request["signal"])
        if request.get("open"):
            from peelgraph.workers.limits import sealed

            with sealed():
                try:
                    Path(request["open"]).read_bytes()
                except OSError as error:
                    return {"refused": error.strerror}, b""
        return {"worker": os.getpid()}, request.get("say", "").encode()

    return Opened(handle, {"told": True})


@pytest.fixture(autouse=True)
def echo(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A room of the package that only the workers of these tests find."""
    package = tmp_path / "peelgraph"
    site = tmp_path / "sitecustomize.py"
    site.write_text(
        "import sys, types\n"
        "class Finder:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'peelgraph.workers.echo':\n"
        "            import importlib.util\n"
        f"            return importlib.util.spec_from_file_location(name, {__file__!r})\n"
        "sys.meta_path.insert(0, Finder())\n",
        encoding="utf-8",
    )
    assert not package.exists()
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), *sys.path]))


def test_a_job_is_done_and_the_next_by_the_same_workers() -> None:
    async def scene(pool: Pool):
        heads = [await pool.run({"say": f"é{n}"}) for n in range(6)]
        return (
            pool.told,
            {head["worker"] for head, _ in heads},
            [body.decode() for _, body in heads],
        )

    before = descriptors()
    told, workers, said = in_pool(scene)
    assert (told, len(workers), said) == ({"told": True}, 2, [f"é{n}" for n in range(6)])
    assert descriptors() <= before + 1  # asyncio may keep one


@pytest.mark.parametrize(
    ("request_", "seconds", "memory", "cause"),
    [
        ({"sleep": 60}, 0.1, None, "timeout"),
        ({"grow": 2_000_000_000}, 60, 100_000_000, "memory"),
        ({"signal": signal.SIGSEGV}, 60, None, "crash"),
        ({"signal": signal.SIGABRT}, 60, None, "memory"),
        ({"signal": signal.SIGKILL}, 60, None, "killed"),
    ],
)
def test_what_ends_a_worker_is_known_and_another_takes_its_place(
    request_, seconds, memory, cause
) -> None:
    async def scene(pool: Pool):
        first, _ = await pool.run({})
        with pytest.raises(WorkerEnded) as error:
            await pool.run(request_, seconds)
        _, body = await pool.run({"say": "on"})
        assert not Path(f"/proc/{first['worker']}").exists() or cause == "memory"
        return error.value.cause, body

    assert in_pool(scene, size=1, memory=memory) == (cause, b"on")


def test_who_leaves_ends_the_job() -> None:
    async def scene(pool: Pool):
        before, _ = await pool.run({})
        job = asyncio.create_task(pool.run({"sleep": 60}))
        await asyncio.sleep(0.05)
        job.cancel()
        after, _ = await pool.run({})
        return before["worker"] != after["worker"]

    assert in_pool(scene, size=1)


def test_nothing_can_be_opened_where_it_is_sealed(tmp_path: Path) -> None:
    async def scene(pool: Pool):
        head, _ = await pool.run({"open": "/etc/passwd"})
        return head

    assert in_pool(scene, size=1) == {"refused": "Too many open files", "last": False}


def test_the_workers_end_with_who_started_them(tmp_path: Path) -> None:
    async def scene(pool: Pool):
        head, _ = await pool.run({})
        assert pool._process is not None
        os.kill(pool._process.pid, signal.SIGKILL)
        end = time.monotonic() + 30
        while Path(f"/proc/{head['worker']}").exists() and time.monotonic() < end:
            await asyncio.sleep(0.02)
        with pytest.raises(WorkerEnded):
            await pool.run({})
        return Path(f"/proc/{head['worker']}").exists()

    assert in_pool(scene, size=1) is False


def test_the_cause_of_an_end() -> None:
    assert cause_of(0) == "exit"
    assert cause_of(signal.SIGBUS) == "crash"
