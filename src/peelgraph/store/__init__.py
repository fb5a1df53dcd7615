"""Stores: one small protocol, and what holds a graph behind it."""

from __future__ import annotations

from peelgraph.store.base import Rows, Store, Triple

__all__ = ["Rows", "Store", "Triple"]
