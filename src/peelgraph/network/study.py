"""Do forces that share units get similar grades, beyond being neighbours? A study of every pillar
in every round.

Forces are nodes. A pair is tied by the joint units that both were members of on the last day on
which the round's first results can have come out; a tie's strength is log2(1 + units), so that one
more of it is a doubling. Two tests for each pillar and round: assortativity of grades over these
ties, and a regression of the difference between two forces' grades on their tie, beside whether
they share a border (`permutation`). Units that nearly all forces share are left out, as in the
projection `forces`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from peelgraph.dates import bounds
from peelgraph.network.permutation import (
    Estimate,
    Tested,
    assortativity,
    assortativity_of,
    coefficient,
    differences,
    holm,
    jackknife,
    numpy_or_hint,
    p_value,
    qap_regression,
)
from peelgraph.network.projection import project
from peelgraph.questions.ask import ask
from peelgraph.questions.question import find_question
from peelgraph.store import Store

if TYPE_CHECKING:
    import networkx as nx

    from peelgraph.network.permutation import Array

__all__ = ["VARIANTS", "Case", "Finding", "Study", "study"]

VARIANTS = {
    "main": "ties by log2(1 + units), beside borders",
    "no control": "the same, not beside borders",
    "region": "the same, beside borders and being in one region",
    "any unit": "ties by whether any unit is shared, beside borders",
    "certain": "ties by log2(1 + units) known to have been shared on the day, beside borders",
}
"""The ways in which the regression over all rounds and pillars is done; those after the first show
what it hangs on.
"""


@dataclass(frozen=True)
class Case:
    """A pillar in a round: the grades by rank (1 is the best), the forces' places among all, and
    the networks.
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
        """The difference of grades, the tie and the controls of a variant, for the forces with a
        grade.
        """
        tie = self.ties.get(variant, self.ties["main"])
        controls = {"no control": [], "region": [self.borders, self.regions]}.get(
            variant, [self.borders]
        )
        np = numpy_or_hint()
        return differences(self.ranks), *(
            m[np.ix_(self.places, self.places)] for m in (tie, *controls)
        )

    def pairs(self, variant: str = "main") -> int:
        """How many pairs of forces with a grade are tied."""
        return int((self.parts(variant)[1] > 0).sum() // 2)


@dataclass(frozen=True)
class Finding:
    """A result: of which test, for which round and pillar (`all` for all together), with the number
    of tied pairs.

    `expected` is what the figure comes to without any effect. `p_corrected` is by Holm: over the
    cases of the test, or, for the means of all cases, over all of these.
    """

    test: str
    round: str
    pillar: str
    forces: int
    pairs: int
    estimate: Estimate
    expected: float
    p: float
    p_corrected: float


@dataclass(frozen=True)
class Study:
    """The cases and the permutations of forces that all tests share; what is found is worked out
    when asked for.
    """

    forces: tuple[str, ...]
    cases: tuple[Case, ...]
    orders: Array

    def _orders(self, case: Case) -> Array:
        """The permutations of the forces with a grade: the order they have in those of all
        forces.
        """
        np = numpy_or_hint()
        place = np.full(len(self.forces), -1)
        place[case.places] = np.arange(len(case.places))
        moved = place[self.orders]
        order: Array = moved[moved >= 0].reshape(len(self.orders), len(case.places))
        return order

    @cached_property
    def similar(self) -> list[Tested]:
        """The assortativity of grades, case by case."""
        return [assortativity(c.parts("main")[1], c.ranks, self._orders(c)) for c in self.cases]

    def regressions(self, variant: str = "main") -> list[Tested]:
        """The regressions of a variant, case by case."""
        return [
            qap_regression(d, t, k, self._orders(c))
            for c in self.cases
            for d, t, *k in [c.parts(variant)]
        ]

    @property
    def caveats(self) -> list[str]:
        """What to bear in mind, one sentence each, with the figures of this study."""
        np = numpy_or_hint()
        tied, known = (sum(c.pairs(v) for c in self.cases) for v in ("main", "certain"))
        missing = len(self.cases) * len(self.forces) - sum(len(c.places) for c in self.cases)
        alike = np.mean(
            [max(np.unique(c.ranks, return_counts=True)[1]) / len(c.ranks) for c in self.cases]
        )
        return [
            f"{known} of {tied} ties are known to have held on the day; the others only can have, as their dates are "
            "not on record (the variant 'certain' has the known ones alone).",
            "Units are those that public sources name: a pair without a tie may share what no source names.",
            "Units of more than 20 forces are left out, the National Police Air Service among them.",
            f"{missing} of {len(self.cases) * len(self.forces)} grades are missing; their forces are left out there.",
            f"Grades are coarse: on average {alike:.0%} of the forces have the commonest one, so that a small effect "
            "would not show.",
            "A round's results come out over months; the ties are those of the last day of the year in which the first "
            "came out.",
            "Permutation takes forces as exchangeable: where grades run together over areas wider than borders tell, "
            "it finds too much rather than too little (Guillot & Rousset 2013).",
            "Nothing here is an experiment: it says whether grades go together, not why.",
        ]

    def findings(self) -> list[Finding]:
        """Everything: both tests case by case and over all cases, then the other variants over all
        cases.
        """
        main = self.regressions()
        together = [
            self._together("assortativity", self.similar, "main"),
            self._together("regression", main, "main"),
        ]
        others = [v for v in VARIANTS if v != "main"]
        together += [self._together(f"regression, {v}", self.regressions(v), v) for v in others]
        singly = [*self._singly("assortativity", self.similar), *self._singly("regression", main)]
        return [*singly, *_corrected(together)]

    def _singly(self, test: str, found: list[Tested]) -> list[Finding]:
        return _corrected(
            Finding(
                test, c.round, c.pillar, len(c.places), c.pairs(), t.estimate, _expected(test, t.null), t.p, t.p
            )
            for c, t in zip(self.cases, found, strict=True)
        )  # fmt: skip

    def _together(self, test: str, found: list[Tested], variant: str) -> Finding:
        """The mean of the cases: each order of the forces permutes all cases at once, so that what
        they share stays.
        """
        np = numpy_or_hint()
        null = np.mean([t.null for t in found], axis=0)
        centre = _expected(test, null)
        p = p_value(float(np.mean([t.statistic for t in found])), null, centre)
        estimate = jackknife(len(self.forces), lambda kept: self._mean(test, variant, kept))
        pairs = sum(c.pairs(variant) for c in self.cases)
        return Finding(test, "all", "all", len(self.forces), pairs, estimate, centre, p, p)

    def _mean(self, test: str, variant: str, kept: Array) -> float:
        np = numpy_or_hint()
        values = []
        for case in self.cases:
            inside = np.flatnonzero(np.isin(case.places, kept))
            gap, *others = (m[np.ix_(inside, inside)] for m in case.parts(variant))
            ranks = case.ranks[inside][None, :]
            alike = test == "assortativity"
            values.append(
                assortativity_of(others[0], ranks)[0] if alike else coefficient(gap, *others)
            )
        return float(np.mean(values))


def _corrected(findings: Iterable[Finding]) -> list[Finding]:
    found = list(findings)
    return [
        replace(f, p_corrected=p) for f, p in zip(found, holm([f.p for f in found]), strict=True)
    ]


def _expected(test: str, null: Array) -> float:
    return float(null.mean()) if test == "assortativity" else 0.0


def study(
    store: Store,
    questions: Path,
    rounds: Sequence[str] = (),
    permutations: int = 4999,
    seed: int = 0,
) -> Study:
    """Prepare the study of all rounds, or of those whose frameworks are named, from what the graph
    says.
    """
    np = numpy_or_hint()
    borders = project(store, questions, "borders", {})
    forces = tuple(borders)
    question = find_question(questions, "grades-of-forces")
    grades: dict[tuple[datetime.date, str, str], dict[str, int]] = {}
    for row in ask(store, question, {"framework": list(rounds) or None}):
        if row.rank is not None:
            grades.setdefault((bounds(row.begins)[1], row.round, row.pillar_name), {})[
                row.force
            ] = row.rank
    ties = {day: _ties(store, questions, day, forces) for day in sorted({key[0] for key in grades})}
    regions = [borders.nodes[force].get("in_region", force) for force in forces]
    same = np.array([[float(a == b) for b in regions] for a in regions])
    cases = [
        Case(name, pillar, day, *_graded(forces, ranks), ties[day], _matrix(borders, forces), same)
        for (day, name, pillar), ranks in sorted(grades.items())
    ]
    chance = np.random.default_rng(seed)
    orders = np.array([chance.permutation(len(forces)) for _ in range(permutations)])
    return Study(forces, tuple(cases), orders)


def _graded(forces: Sequence[str], ranks: dict[str, int]) -> tuple[Array, Array]:
    np = numpy_or_hint()
    places = np.array([i for i, force in enumerate(forces) if force in ranks])
    return places, np.array([float(ranks[forces[i]]) for i in places])


def _ties(
    store: Store, questions: Path, day: datetime.date, forces: Sequence[str]
) -> dict[str, Array]:
    np = numpy_or_hint()
    possible = np.log2(1 + _matrix(project(store, questions, "forces", {"as_of": day}), forces))
    certain = np.log2(
        1 + _matrix(project(store, questions, "forces", {"as_of": day, "certain": True}), forces)
    )
    return {"main": possible, "any unit": (possible > 0).astype(float), "certain": certain}


def _matrix(graph: nx.Graph, forces: Sequence[str]) -> Array:
    import networkx as nx

    matrix: Array = nx.to_numpy_array(graph, nodelist=list(forces), weight="weight")
    return matrix
