"""A client of the application that answers in this process."""

from __future__ import annotations

import warnings

from peelgraph.graph import KnowledgeGraph
from peelgraph.serve.app import application
from peelgraph.serve.service import Inline, Service

with warnings.catch_warnings():
    # starlette speaks of the successor of httpx, which is not needed here
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

BASE = "http://testserver"
MODIFIED = "Sat, 28 Nov 2026 09:00:00 GMT"


def client_of(kg: KnowledgeGraph, digest: str = "0123456789") -> TestClient:
    return TestClient(
        application(Service(Inline(kg), BASE, digest, MODIFIED)), follow_redirects=False
    )
