"""Stores: one small protocol, and what holds a graph behind it."""

from __future__ import annotations

from peelgraph.store.answer import Result
from peelgraph.store.base import Store, Triple

__all__ = ["Result", "Store", "Triple"]
