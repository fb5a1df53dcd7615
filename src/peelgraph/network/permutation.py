"""Tests by permutation of what lies on networks: is what is linked alike, and if so why?

All of it takes square symmetric numpy arrays over the same nodes, whose diagonals do not count.
Links are not independent of each other, so nodes are permuted, never links, and intervals leave out
a node at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from peelgraph.errors import MissingExtra

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = [
    "Estimate",
    "Tested",
    "among",
    "assortativity",
    "assortativity_of",
    "coefficient",
    "differences",
    "holm",
    "jackknife",
    "numpy_or_hint",
    "p_value",
    "qap_regression",
    "upper",
]

BATCH = 500
"""How many permutations are worked on at once: more would take much memory."""
NORMAL = 1.959963984540054
"""Within how many standard errors 95 % of a normal distribution lie."""
TINY = 1e-12
"""What is nothing but for the last digits of floats."""


def numpy_or_hint() -> Any:
    """The module numpy; MissingExtra where it is not installed."""
    try:
        import numpy
    except ImportError as error:
        raise MissingExtra("network", "numpy and scipy") from error
    return numpy


@dataclass(frozen=True)
class Estimate:
    """A figure with its 95 % interval: a normal one, by the jackknife error over nodes."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Tested:
    """An estimate and its test: the p value (two-sided), and the statistic.

    `null` is the statistic in every permutation.
    """

    estimate: Estimate
    p: float
    statistic: float
    null: Array

    @property
    def expected(self) -> float:
        """The mean of the statistic over the permutations: what it comes to without any effect."""
        return float(self.null.mean())


def among(matrix: Array, nodes: Array) -> Array:
    """The rows and columns of some nodes."""
    np = numpy_or_hint()
    part: Array = matrix[np.ix_(nodes, nodes)]
    return part


def upper(matrix: Array) -> Array:
    """The cells above the diagonal, row by row: each pair once."""
    np = numpy_or_hint()
    cells: Array = matrix[np.triu_indices(len(matrix), 1)]
    return cells


def differences(values: Array) -> Array:
    """How far any two nodes' values are apart."""
    apart: Array = abs(values[:, None] - values[None, :])
    return apart


def p_value(statistic: float, null: Array, centre: float = 0.0) -> float:
    """The two-sided p value, the observed order one of the permutations (Phipson & Smyth 2010)."""
    # a permutation that is the observed one may differ from it in the last digit
    beyond = abs(null - centre) >= abs(statistic - centre) - TINY
    return (1 + int(beyond.sum())) / (1 + len(null))


def jackknife(count: int, estimate: Callable[[Array], float]) -> Estimate:
    """An estimate with its interval; `estimate` takes the indices of the nodes to keep.

    The standard error is the square root of (n - 2) / 2n times the sum of squared differences of
    the estimates without each node from their mean (Snijders & Borgatti 1999): half of the usual
    jackknife, as each link has two ends.
    """
    np = numpy_or_hint()
    every = np.arange(count)
    value = estimate(every)
    without = np.array([estimate(np.delete(every, node)) for node in every])
    squares = ((without - without.mean()) ** 2).sum()
    error = float(np.sqrt((count - 2) / (2 * count) * squares))
    return Estimate(value, value - NORMAL * error, value + NORMAL * error)


def assortativity(weights: Array, values: Array, orders: Array) -> Tested:
    """Whether linked nodes have like values, in a weighted network (Newman 2003).

    `orders` holds a permutation of the nodes in each row; the values are permuted. The statistic is
    the assortativity coefficient. The p value counts the permutations that lie as far from their
    mean.
    """

    def without_others(kept: Array) -> float:
        return float(assortativity_of(among(weights, kept), values[kept][None, :])[0])

    np = numpy_or_hint()
    null = assortativity_of(weights, values[orders])
    estimate = jackknife(len(values), without_others)
    p = p_value(estimate.value, null, float(np.mean(null)))
    return Tested(estimate, p, estimate.value, null)


def assortativity_of(weights: Array, values: Array) -> Array:
    """Newman's assortativity coefficient of a weighted network, for each row of values.

    It is 0 where no values differ.
    """
    # the weighted correlation of the values at both ends of a link; a node counts with its
    # strength, the weight of all its links
    strength = weights.sum(axis=1)
    mean = values @ strength / strength.sum()
    from_mean = values - mean[:, None]
    together = ((from_mean @ weights) * from_mean).sum(axis=1)
    apart = from_mean**2 @ strength
    return _ratio(together, apart)


def _ratio(above: Array, below: Array) -> Array:
    """One array over another, 0 where this is nothing."""
    np = numpy_or_hint()
    found: Array = np.divide(above, below, out=np.zeros(len(below)), where=below > TINY)
    return found


def qap_regression(
    outcome: Array, effect: Array, controls: Sequence[Array], orders: Array
) -> Tested:
    """Regression of one matrix on another beside controls (Dekker et al. 2007).

    It is tested by double semi-partialling: what the controls do not explain of the effect is
    permuted, by each row of `orders`, and regressed with the controls again. The statistic is the
    partial correlation, which orders permutations as the t statistic does. The estimate is the
    coefficient of the effect: by how much the outcome changes with one more of it.
    """
    np = numpy_or_hint()
    columns = [np.ones(len(upper(outcome))), *map(upper, controls)]
    # an orthonormal base of what the controls can explain: taking it away is two products
    base = np.linalg.qr(np.column_stack(columns))[0]
    left = _residual(base, upper(outcome))
    residual = _symmetric(_residual(base, upper(effect)), len(effect))
    statistic = float(_correlations(left, upper(residual)[None, :])[0])
    batches = np.array_split(orders, len(orders) // BATCH + 1)
    null = np.concatenate([_permuted(residual, batch, base, left) for batch in batches])

    def without_others(kept: Array) -> float:
        return coefficient(*(among(matrix, kept) for matrix in (outcome, effect, *controls)))

    estimate = jackknife(len(outcome), without_others)
    return Tested(estimate, p_value(statistic, null), statistic, null)


def _symmetric(cells: Array, count: int) -> Array:
    """The matrix with these cells above its diagonal."""
    np = numpy_or_hint()
    matrix: Array = np.zeros((count, count))
    matrix[np.triu_indices(count, 1)] = cells
    matrix += matrix.T
    return matrix


def _permuted(residual: Array, orders: Array, base: Array, left: Array) -> Array:
    np = numpy_or_hint()
    rows, columns = np.triu_indices(len(residual), 1)
    cells = residual[orders[:, rows], orders[:, columns]]
    explained = (cells @ base) @ base.T
    return _correlations(left, cells - explained)


def _residual(base: Array, cells: Array) -> Array:
    left: Array = cells - base @ (base.T @ cells)
    return left


def _correlations(left: Array, cells: Array) -> Array:
    """The correlation of residuals with each row; 0 where there is nothing left to correlate."""
    np = numpy_or_hint()
    # both have the mean 0, as the base holds the constant
    size = np.sqrt((left**2).sum() * (cells**2).sum(axis=1))
    return _ratio(cells @ left, size)


def coefficient(outcome: Array, effect: Array, *controls: Array) -> float:
    """By how much the outcome changes with one more of the effect, the controls held still."""
    np = numpy_or_hint()
    cells = upper(effect)
    columns = np.column_stack([cells, np.ones(len(cells)), *map(upper, controls)])
    solution = np.linalg.lstsq(columns, upper(outcome), rcond=None)[0]
    return float(solution[0])


def holm(values: Sequence[float]) -> list[float]:
    """P values corrected for their number by Holm's method (1979), in the order given.

    >>> holm([0.01, 0.04, 0.03])
    [0.03, 0.06, 0.06]
    """
    corrected = [0.0] * len(values)
    highest = 0.0
    for place, index in enumerate(sorted(range(len(values)), key=lambda i: values[i])):
        # the smallest counts as many times as there are values, each next one once less, and none
        # may come out below one that is smaller
        highest = max(highest, min(1.0, (len(values) - place) * values[index]))
        corrected[index] = highest
    return corrected
