"""How many rows of each table were read, and how many stand in the graph that was built of them."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath
from typing import TYPE_CHECKING

from peelgraph.things.info import TableCount

if TYPE_CHECKING:
    from peelgraph.builder.rows import Mapped
    from peelgraph.store.embedded import EmbeddedStore

__all__ = ["tally"]


def tally(mapped: Mapped, store: EmbeddedStore) -> tuple[TableCount, ...]:
    """Count the rows of each table, by name, against a store that they were poured into."""
    read: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    yielded: Counter[str] = Counter()
    standing = mapped.standing(store)
    for row, place in mapped.places.items():
        name = PurePath(place.file).stem
        found = standing[row]
        read[name] += 1
        kept[name] += all(found)
        yielded[name] += sum(found)
    return tuple(
        TableCount(
            table=name,
            read=read[name],
            kept=kept[name],
            promised=mapped.promised[name],
            yielded=yielded[name],
        )
        for name in sorted(read)
    )
