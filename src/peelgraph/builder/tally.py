"""How many rows of each table were read, and how many stand in the graph that was built of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from peelgraph.builder.rows import Mapped
    from peelgraph.store.embedded import EmbeddedStore

__all__ = ["TableCount", "tally"]


@dataclass(frozen=True)
class TableCount:
    """The rows of all tables of a name.

    `read` rows stood in the files; `kept` are those of which every triple stands in the graph of
    each of their sources. The sources promise `promised` rows, each counted once for each of its
    sources, and `yielded` stand in their graphs.
    """

    table: str
    read: int
    kept: int
    promised: int
    yielded: int

    @property
    def lost(self) -> int:
        """How many rows that were read or promised are not in the graph; 0 where all is well."""
        return max(self.read - self.kept, self.promised - self.yielded)


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
