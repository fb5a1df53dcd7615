"""The server as it runs: its workers, its address, and a new graph in place of the old one."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from starlette.applications import Starlette

from peelgraph.resources import Resources
from peelgraph.serve.app import application
from peelgraph.serve.connection import Connection
from peelgraph.serve.limits import Budget, Turns
from peelgraph.serve.manners import HEAD
from peelgraph.serve.measures import Measures
from peelgraph.serve.service import InWorkers, Service
from peelgraph.serve.settings import Settings
from peelgraph.workers.pool import Pool

__all__ = ["Site", "serve"]

_LOG = logging.getLogger("peelgraph.serve")
_CONNECTIONS = 1000


@dataclass(frozen=True)
class Site:
    """What is served and where: `files` in place of the shipped graph, `base` as the web has it."""

    resources: Resources
    files: tuple[str, ...] = ()
    base: str = ""
    host: str = "127.0.0.1"
    port: int = 8000
    uds: str | None = None
    proxies: str = ""
    workers: int = field(default_factory=lambda: os.cpu_count() or 1)
    settings: Settings = field(default_factory=Settings)

    @property
    def address(self) -> str:
        """Where the server is found, with no slash at its end."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return self.base.rstrip("/") or f"http://{name}:{self.port}"


class Serving:
    """A graph that is served, and how another takes its place."""

    def __init__(self, site: Site) -> None:
        settings = site.settings
        self.site = site
        self.measures = Measures()
        self.turns = Turns(site.workers, settings.waiting)
        self.budget = Budget(settings.budget)
        self.pool: Pool | None = None
        self._swapping = asyncio.Lock()

    async def service(self) -> Service:
        """A service over the graph as it is now, in workers of its own."""
        resources = self.site.resources
        arguments = {"files": list(self.site.files), "resources": resources.as_plain()}
        pool = Pool("serve.opening:opened", arguments, self.site.workers, self.site.settings.memory)
        told = await pool.start()
        self.pool = pool
        deadline = self.site.settings.deadline
        jobs = InWorkers(pool, self.turns, self.budget, self.measures, deadline)
        return Service(
            jobs=jobs,
            base=self.site.address,
            digest=told["digest"],
            modified=told["modified"],
            settings=self.site.settings,
            resources=resources,
        )

    async def swap(self, app: Starlette) -> None:
        """Put the graph as it is now in place of the old one; what runs on that goes on."""
        async with self._swapping:
            old = self.pool
            try:
                app.state.service = await self.service()
            except Exception:
                _LOG.exception("the new graph could not be opened; the old one is served on")
                return
            _LOG.info("a new graph is served: %s", app.state.service.digest)
            if old is not None:
                await old.close()


@asynccontextmanager
async def serving(site: Site) -> AsyncIterator[Starlette]:
    """The application over a graph, with its workers."""
    being = Serving(site)
    app = application(await being.service())
    app.state.serving = being
    try:
        yield app
    finally:
        if being.pool is not None:
            await being.pool.close()


def serve(site: Site, ready: Callable[[str], Any]) -> None:
    """Serve until SIGTERM or Ctrl-C, which let end what runs; SIGHUP opens the graph anew."""
    asyncio.run(_serve(site, ready))


async def _serve(site: Site, ready: Callable[[str], Any]) -> None:
    async with serving(site) as app:
        loop = asyncio.get_running_loop()
        tasks: set[asyncio.Task[None]] = set()

        def swap() -> None:
            task = loop.create_task(app.state.serving.swap(app))
            tasks.add(task)
            task.add_done_callback(tasks.discard)

        loop.add_signal_handler(signal.SIGHUP, swap)
        ready(f"unix:{site.uds}" if site.uds else site.address)
        await _Server(_config(site, app)).serve()


class _Server(uvicorn.Server):
    """A server that ends in order: uvicorn's own raises the signal again before we are done."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Let what runs end when a signal comes; the second one waits for nothing."""
        loop = asyncio.get_running_loop()
        numbers = (signal.SIGTERM, signal.SIGINT)
        for number in numbers:
            loop.add_signal_handler(number, self.handle_exit, number, None)
        try:
            yield
        finally:
            for number in numbers:
                loop.remove_signal_handler(number)


def _config(site: Site, app: Starlette) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        host=site.host,
        port=site.port,
        uds=site.uds,
        http=Connection,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(site.proxies),
        forwarded_allow_ips=site.proxies or None,
        limit_concurrency=_CONNECTIONS,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=int(site.settings.deadline) + 5,
        h11_max_incomplete_event_size=HEAD,
    )
