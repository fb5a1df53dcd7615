"""Do forces that share units get similar grades, beyond being neighbours?

A study of every pillar in every round, by two tests for each: assortativity of grades over the ties
of forces, and a regression of the difference between two forces' grades on their tie, beside
whether they share a border (`permutation`). What the ties are stands in `grading`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from peelgraph.network.grading import VARIANTS, Grading, gradings
from peelgraph.network.permutation import (
    Estimate,
    Tested,
    among,
    assortativity,
    assortativity_of,
    coefficient,
    holm,
    jackknife,
    numpy_or_hint,
    p_value,
    qap_regression,
)
from peelgraph.network.projection import project
from peelgraph.store import Store

if TYPE_CHECKING:
    from peelgraph.network.permutation import Array
    from peelgraph.questions.question import Folders

__all__ = ["VARIANTS", "Study", "StudyResult", "study"]


@dataclass(frozen=True)
class StudyResult:
    """Of which test, for which round and pillar (`all` for all together), with the tied pairs.

    `expected` is what the figure comes to without any effect. `p_corrected` is by Holm: over the
    gradings of the test, or, for the means of all gradings, over all of these.
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
    """The gradings and the permutations of forces that all tests share.

    What comes out is worked out when asked for.
    """

    forces: tuple[str, ...]
    gradings: tuple[Grading, ...]
    orders: Array

    def _orders(self, grading: Grading) -> Array:
        """The permutations of the graded forces: the order they have in those of all forces."""
        np = numpy_or_hint()
        # -1 marks a force without a grade, which is then left out of every row
        place = np.full(len(self.forces), -1)
        place[grading.places] = np.arange(len(grading.places))
        moved = place[self.orders]
        order: Array = moved[moved >= 0].reshape(len(self.orders), len(grading.places))
        return order

    @cached_property
    def similar(self) -> list[Tested]:
        """The assortativity of grades, grading by grading."""
        tested = []
        for grading in self.gradings:
            _, tie, *_ = grading.parts("main")
            tested.append(assortativity(tie, grading.ranks, self._orders(grading)))
        return tested

    def regressions(self, variant: str = "main") -> list[Tested]:
        """The regressions of a variant, grading by grading."""
        tested = []
        for grading in self.gradings:
            gap, tie, *controls = grading.parts(variant)
            tested.append(qap_regression(gap, tie, controls, self._orders(grading)))
        return tested

    @property
    def caveats(self) -> list[str]:
        """What to bear in mind, one sentence each, with the figures of this study."""
        np = numpy_or_hint()
        tied = self._pairs("main")
        known = self._pairs("certain")
        possible = len(self.gradings) * len(self.forces)
        missing = possible - sum(len(grading.places) for grading in self.gradings)
        alike = np.mean([_commonest(grading) for grading in self.gradings])
        return [
            f"{known} of {tied} ties are known to have held on the day; the others only can have, "
            "as their dates are not on record (the variant 'certain' has the known ones alone).",
            "Units are those that public sources name: a pair without a tie may share what no "
            "source names.",
            "Units of more than 20 forces are left out, the National Police Air Service among "
            "them.",
            f"{missing} of {possible} grades are missing; their forces are left out there.",
            f"Grades are coarse: on average {alike:.0%} of the forces have the commonest one, so "
            "that a small effect would not show.",
            "A round's results come out over months; the ties are those of the last day of the "
            "year in which the first came out.",
            "Permutation takes forces as exchangeable: where grades run together over areas wider "
            "than borders tell, it finds too much rather than too little (Guillot & Rousset 2013).",
            "Nothing here is an experiment: it says whether grades go together, not why.",
        ]

    def _pairs(self, variant: str) -> int:
        return sum(grading.pairs(variant) for grading in self.gradings)

    def results(self) -> list[StudyResult]:
        """Everything: both tests grading by grading, then over all, then the other variants."""
        main = self.regressions()
        together = [
            self._together("assortativity", self.similar, "main"),
            self._together("regression", main, "main"),
        ]
        for variant in VARIANTS:
            if variant != "main":
                tested = self.regressions(variant)
                together.append(self._together(f"regression, {variant}", tested, variant))
        return [
            *self._singly("assortativity", self.similar),
            *self._singly("regression", main),
            *_corrected(together),
        ]

    def _singly(self, test: str, tested: Sequence[Tested]) -> list[StudyResult]:
        """The results of a test, grading by grading."""
        results = []
        for grading, found in zip(self.gradings, tested, strict=True):
            results.append(
                StudyResult(
                    test=test,
                    round=grading.round,
                    pillar=grading.pillar,
                    forces=len(grading.places),
                    pairs=grading.pairs(),
                    estimate=found.estimate,
                    expected=_expected(test, found.null),
                    p=found.p,
                    p_corrected=found.p,
                )
            )
        return _corrected(results)

    def _together(self, test: str, tested: Sequence[Tested], variant: str) -> StudyResult:
        """The mean of the gradings.

        Each order of the forces permutes all gradings at once, so that what they share stays.
        """
        np = numpy_or_hint()
        null = np.mean([found.null for found in tested], axis=0)
        statistic = float(np.mean([found.statistic for found in tested]))
        expected = _expected(test, null)
        p = p_value(statistic, null, expected)
        return StudyResult(
            test=test,
            round="all",
            pillar="all",
            forces=len(self.forces),
            pairs=self._pairs(variant),
            estimate=jackknife(len(self.forces), lambda kept: self._mean(test, variant, kept)),
            expected=expected,
            p=p,
            p_corrected=p,
        )

    def _mean(self, test: str, variant: str, kept: Array) -> float:
        """The mean of what a test estimates, of the forces that are kept."""
        np = numpy_or_hint()
        values = []
        for grading in self.gradings:
            inside = np.flatnonzero(np.isin(grading.places, kept))
            gap, tie, *controls = (among(part, inside) for part in grading.parts(variant))
            if test == "assortativity":
                values.append(assortativity_of(tie, grading.ranks[inside][None, :])[0])
            else:
                values.append(coefficient(gap, tie, *controls))
        return float(np.mean(values))


def _corrected(results: Iterable[StudyResult]) -> list[StudyResult]:
    found = list(results)
    corrected = holm([result.p for result in found])
    return [replace(result, p_corrected=p) for result, p in zip(found, corrected, strict=True)]


def _expected(test: str, null: Array) -> float:
    # without an effect a regression's coefficient is 0, but likeness is a little below it
    return float(null.mean()) if test == "assortativity" else 0.0


def _commonest(grading: Grading) -> float:
    """The share of forces with the commonest grade."""
    np = numpy_or_hint()
    _, counts = np.unique(grading.ranks, return_counts=True)
    share: float = max(counts) / len(grading.ranks)
    return share


def study(
    store: Store,
    questions: Folders,
    rounds: Sequence[str] = (),
    permutations: int = 4999,
    seed: int = 0,
) -> Study:
    """Prepare the study of all rounds, or of those whose frameworks are named."""
    np = numpy_or_hint()
    borders = project(store, questions, "borders", {})
    forces = tuple(borders)
    found = gradings(store, questions, borders, rounds)
    chance = np.random.default_rng(seed)
    orders = [chance.permutation(len(forces)) for _ in range(permutations)]
    return Study(forces, tuple(found), np.array(orders))
