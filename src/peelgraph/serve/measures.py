"""What is counted of a server, for Prometheus: requests, seconds, jobs that were ended."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

__all__ = ["Measures"]

_SECONDS = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30)


class Measures:
    """The counters of one server, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "peelgraph_requests_total",
            "Requests, by route, method and status.",
            ("route", "method", "status"),
            registry=self.registry,
        )
        self.seconds = Histogram(
            "peelgraph_request_seconds",
            "Seconds from a request to the end of its answer, by route.",
            ("route",),
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.kills = Counter(
            "peelgraph_jobs_ended_total",
            "Jobs that were ended, by cause.",
            ("cause",),
            registry=self.registry,
        )
        self.waiting = Gauge(
            "peelgraph_jobs_waiting", "Jobs that wait for a worker.", registry=self.registry
        )
        self.workers = Gauge("peelgraph_workers", "Workers that are there.", registry=self.registry)

    def text(self) -> bytes:
        """All of it as Prometheus reads it."""
        return generate_latest(self.registry)
