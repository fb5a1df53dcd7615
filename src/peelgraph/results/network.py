"""What to know of networks beside the rows that measure them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from peelgraph.network.measures import measures_for

if TYPE_CHECKING:
    from peelgraph.network.projection import Network

__all__ = ["remarks"]


def remarks(
    network: Network,
    other: Network | None = None,
    names: Sequence[str] = (),
    *,
    whole: bool = False,
) -> Iterator[str]:
    """Which network it is, or which two, what it is made of, and what each measure of nodes says.

    `names` are the measures, all if there are none; of the `whole` network no nodes are measured.
    """
    yield _size(network)
    if other is not None:
        yield _size(other)
        network = other
    about = network.graph
    yield f"A node: {about['node']}. An edge: {about['edge']}. Its weight: {about['weight']}."
    if not whole:
        yield from (f"{m.name}: {m.says} ({m.source})" for m in measures_for(network, names))


def _size(network: Network) -> str:
    about = network.graph
    day = f" on {about['as_of']}" if "as_of" in about else ""
    settings = f" ({', '.join(about['parameters'])})" if "parameters" in about else ""
    size = f"{len(network)} nodes, {network.number_of_edges()} edges"
    return f"{about['title']}{day}{settings}: {size}."
