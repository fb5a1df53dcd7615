"""Stores: what can be asked of a graph and said in it, and what holds a graph behind that."""

from __future__ import annotations

from peelgraph.store.answer import Absence, Others, Result
from peelgraph.store.base import Store, Triple, View, Writer

__all__ = ["Absence", "Others", "Result", "Store", "Triple", "View", "Writer"]
