"""Tests by permutation of what lies on networks: is what is linked alike, and is it once something
else is set aside?

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
NORMAL = 1.959963984540054


def numpy_or_hint() -> Any:
    """The module numpy; MissingExtra where it is not installed."""
    try:
        import numpy
    except ImportError as error:
        raise MissingExtra("network", "numpy and scipy") from error
    return numpy


@dataclass(frozen=True)
class Estimate:
    """A figure with its 95 % interval: a normal one, with the jackknife standard error over
    nodes.
    """

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Tested:
    """An estimate and its test: the p value (two-sided), the statistic, and the statistic in every
    permutation.
    """

    estimate: Estimate
    p: float
    statistic: float
    null: Array

    @property
    def expected(self) -> float:
        """The mean of the statistic over the permutations: what it comes to without any effect."""
        return float(self.null.mean())


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
    """The two-sided p value, the observed order counted as one of the permutations (Phipson & Smyth
    2010).
    """
    beyond = int((abs(null - centre) >= abs(statistic - centre) - 1e-12).sum())
    return (1 + beyond) / (1 + len(null))


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
    error = float(np.sqrt((count - 2) / (2 * count) * ((without - without.mean()) ** 2).sum()))
    return Estimate(value, value - NORMAL * error, value + NORMAL * error)


def assortativity(weights: Array, values: Array, orders: Array) -> Tested:
    """Whether linked nodes have like values: Newman's assortativity coefficient (2003), of a
    weighted network.

    `orders` holds a permutation of the nodes in each row; the values are permuted. The statistic is
    the coefficient. The p value counts the permutations that lie as far from their mean.
    """

    def found(kept: Array) -> float:
        return float(assortativity_of(weights[kept][:, kept], values[kept][None, :])[0])

    np = numpy_or_hint()
    null = assortativity_of(weights, values[orders])
    estimate = jackknife(len(values), found)
    return Tested(
        estimate, p_value(estimate.value, null, float(np.mean(null))), estimate.value, null
    )


def assortativity_of(weights: Array, values: Array) -> Array:
    """Newman's assortativity coefficient of a weighted network, for each row of values; 0 where
    none differ.
    """
    np = numpy_or_hint()
    strength = weights.sum(axis=1)
    from_mean = values - (values @ strength / strength.sum())[:, None]
    together = ((from_mean @ weights) * from_mean).sum(axis=1)
    apart = from_mean**2 @ strength
    found: Array = np.divide(together, apart, out=np.zeros(len(values)), where=apart > 1e-12)
    return found


def qap_regression(
    outcome: Array, effect: Array, controls: Sequence[Array], orders: Array
) -> Tested:
    """Regression of one matrix on another beside controls, tested by double semi-partialling
    (Dekker et al. 2007).

    What the controls do not explain of the effect is permuted, by each row of `orders`, and
    regressed with the controls again. The statistic is the partial correlation, which orders
    permutations as the t statistic does. The estimate is the coefficient of the effect: by how much
    the outcome changes with one more of it.
    """
    np = numpy_or_hint()
    base = np.linalg.qr(np.column_stack([np.ones(len(upper(outcome))), *map(upper, controls)]))[0]
    left = _residual(base, upper(outcome))
    residual = np.zeros_like(effect)
    residual[np.triu_indices(len(effect), 1)] = _residual(base, upper(effect))
    residual += residual.T
    statistic = float(_correlations(left, upper(residual)[None, :])[0])
    null = np.concatenate(
        [
            _permuted(residual, part, base, left)
            for part in np.array_split(orders, len(orders) // BATCH + 1)
        ]
    )
    estimate = jackknife(
        len(outcome),
        lambda kept: coefficient(*(m[kept][:, kept] for m in (outcome, effect, *controls))),
    )
    return Tested(estimate, p_value(statistic, null), statistic, null)


def _permuted(residual: Array, orders: Array, base: Array, left: Array) -> Array:
    np = numpy_or_hint()
    rows, columns = np.triu_indices(len(residual), 1)
    cells = residual[orders[:, rows], orders[:, columns]]
    return _correlations(left, cells - (cells @ base) @ base.T)


def _residual(base: Array, cells: Array) -> Array:
    left: Array = cells - base @ (base.T @ cells)
    return left


def _correlations(left: Array, cells: Array) -> Array:
    """The correlation of residuals with each row; 0 where there is nothing left to correlate."""
    np = numpy_or_hint()
    size = np.sqrt((left**2).sum() * (cells**2).sum(axis=1))
    found: Array = np.divide(cells @ left, size, out=np.zeros(len(cells)), where=size > 1e-12)
    return found


def coefficient(outcome: Array, effect: Array, *controls: Array) -> float:
    """By how much the outcome changes with one more of the effect, the controls held still (least
    squares).
    """
    np = numpy_or_hint()
    columns = np.column_stack([upper(effect), np.ones(len(upper(effect))), *map(upper, controls)])
    return float(np.linalg.lstsq(columns, upper(outcome), rcond=None)[0][0])


def holm(values: Sequence[float]) -> list[float]:
    """P values corrected for their number by Holm's method (1979), in the order given.

    >>> holm([0.01, 0.04, 0.03])
    [0.03, 0.06, 0.06]
    """
    corrected, highest = [0.0] * len(values), 0.0
    for place, index in enumerate(sorted(range(len(values)), key=lambda i: values[i])):
        highest = max(highest, min(1.0, (len(values) - place) * values[index]))
        corrected[index] = highest
    return corrected
