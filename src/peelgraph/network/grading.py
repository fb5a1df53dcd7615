"""The grades of forces on a pillar in a round, beside the networks that may tell of them.

Forces are nodes. A pair is tied by the joint units that both were members of on the last day on
which the round's first results can have come out; a tie's strength is log2(1 + units), so that one
more of it is a doubling. Units that nearly all forces share are left out, as in the projection
`forces`.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from peelgraph.dates import bounds
from peelgraph.network.permutation import among, differences, numpy_or_hint
from peelgraph.network.projection import project
from peelgraph.questions.ask import ask
from peelgraph.questions.question import Folders, find_question
from peelgraph.store import Store

if TYPE_CHECKING:
    import networkx as nx

    from peelgraph.network.permutation import Array

__all__ = ["VARIANTS", "Grading", "gradings"]

VARIANTS = {
    "main": "ties by log2(1 + units), beside borders",
    "no control": "the same, not beside borders",
    "region": "the same, beside borders and being in one region",
    "any unit": "ties by whether any unit is shared, beside borders",
    "certain": "ties by log2(1 + units) known to have been shared on the day, beside borders",
}
"""The ways in which the regression over all rounds and pillars is done.

Those after the first show what it hangs on.
"""


@dataclass(frozen=True)
class Grading:
    """The grades on a pillar in a round, by rank (1 is the best), of the forces that have one.

    `places` are these forces' places among all. `ties`, `borders` and `regions` are networks of all
    forces.
    """

    round: str
    pillar: str
    day: datetime.date
    places: Array
    ranks: Array
    ties: dict[str, Array]
    borders: Array
    regions: Array

    def parts(self, variant: str) -> tuple[Array, ...]:
        """The difference of grades, the tie and the controls of a variant, for graded forces."""
        tie = self.ties.get(variant, self.ties["main"])
        networks = [tie, *self._controls(variant)]
        return differences(self.ranks), *(among(network, self.places) for network in networks)

    def _controls(self, variant: str) -> list[Array]:
        if variant == "no control":
            return []
        if variant == "region":
            return [self.borders, self.regions]
        return [self.borders]

    def pairs(self, variant: str = "main") -> int:
        """How many pairs of forces with a grade are tied."""
        tie = self.parts(variant)[1]
        # each pair stands in two cells
        return int((tie > 0).sum() // 2)


def gradings(
    store: Store, questions: Folders, borders: nx.Graph, rounds: Sequence[str]
) -> Iterator[Grading]:
    """The gradings of all rounds, or of those whose frameworks are named, by day and pillar.

    `borders` is the network of forces that border on each other.
    """
    forces = tuple(borders)
    grades = _grades(store, questions, rounds)
    days = sorted({day for day, _, _ in grades})
    ties = {day: _ties(store, questions, day, forces) for day in days}
    neighbours = _matrix(borders, forces)
    regions = _same_region(borders)
    for (day, name, pillar), ranks in sorted(grades.items()):
        places, values = _graded(forces, ranks)
        yield Grading(name, pillar, day, places, values, ties[day], neighbours, regions)


def _grades(
    store: Store, questions: Folders, rounds: Sequence[str]
) -> dict[tuple[datetime.date, str, str], dict[str, int]]:
    """The rank of each force's grade, by the last day that can be a round's, round and pillar."""
    grades: dict[tuple[datetime.date, str, str], dict[str, int]] = defaultdict(dict)
    question = find_question(questions, "grades-of-forces")
    for row in ask(store, question, {"framework": list(rounds) or None}):
        if row.rank is not None:
            _, day = bounds(row.begins)
            of_forces = grades[day, row.round, row.pillar_name]
            of_forces[row.force] = row.rank
    return grades


def _graded(forces: Sequence[str], ranks: Mapping[str, int]) -> tuple[Array, Array]:
    """The places of the forces that have a grade, and their ranks in the same order."""
    np = numpy_or_hint()
    places = [place for place, force in enumerate(forces) if force in ranks]
    return np.array(places), np.array([float(ranks[forces[place]]) for place in places])


def _ties(
    store: Store, questions: Folders, day: datetime.date, forces: Sequence[str]
) -> dict[str, Array]:
    """The ties of forces on a day, by the variants that differ in them."""

    def shared(**certain: Any) -> Array:
        np = numpy_or_hint()
        network = project(store, questions, "forces", {"as_of": day, **certain})
        strength: Array = np.log2(1 + _matrix(network, forces))
        return strength

    possible = shared()
    return {
        "main": possible,
        "any unit": (possible > 0).astype(float),
        "certain": shared(certain=True),
    }


def _same_region(borders: nx.Graph) -> Array:
    np = numpy_or_hint()
    # a force without a region on record is in one of its own
    regions = [borders.nodes[force].get("in_region", force) for force in borders]
    same: Array = np.array([[float(one == other) for other in regions] for one in regions])
    return same


def _matrix(graph: nx.Graph, forces: Sequence[str]) -> Array:
    import networkx as nx

    matrix: Array = nx.to_numpy_array(graph, nodelist=list(forces), weight="weight")
    return matrix
