"""Pairs of judgements -> Cohen's kappa, with an interval by resampling answers.

J. Cohen, A coefficient of agreement for nominal scales (1960); Weighted kappa (1968). The interval
is the percentile bootstrap of B. Efron, Bootstrap methods (1979), over answers: the judgements of
one answer hang together, so they are drawn together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from heldout.errors import BadInputError
from heldout.written.review.sheet import HIGHEST_LEVEL, LOWEST_LEVEL, AnswerId

RESAMPLES = 1_000
#: Of fewer, resamples repeat each other, and an interval says nothing.
FEWEST_ANSWERS = 5
#: A kappa below it says that the judges do not mean the same by the words.
GOOD_KAPPA = 0.6
#: So many resamples have to have a kappa; else the others would be a choice of their own.
_DEFINED = 0.9
_PERCENTILES = (2.5, 97.5)

#: Two judgements of one thing, as numbers of categories.
Pair = tuple[int, int]
#: Of each answer, the pairs of judgements.
Pairs = Mapping[AnswerId, Sequence[Pair]]


class Scale(NamedTuple):
    """How many categories there are, and whether one that is further off weighs more."""

    categories: int
    weights: str | None


LEVELS = Scale(HIGHEST_LEVEL - LOWEST_LEVEL + 1, "quadratic")
MARKS = Scale(2, None)


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """How far pairs agree. `kappa` is 1 for full agreement and 0 for that of chance.

    It is None where there is none: no pairs, or all in one category. `low` and `high` bound 95 %;
    they are None where there are too few answers. `same` is the share of pairs that are equal.
    """

    answers: int
    pairs: int
    same: float | None
    kappa: float | None
    low: float | None
    high: float | None

    @property
    def is_low(self) -> bool:
        """Whether there is a kappa, and it is under 0.6."""
        return self.kappa is not None and self.kappa < GOOD_KAPPA


def measure(pairs: Pairs, scale: Scale, seed: int) -> Agreement:
    """Measure agreement; the same seed gives the same interval.

    Raises `BadInputError` if scikit-learn is not installed.
    """
    judged = [each for each in pairs.values() if each]
    flat = np.array([pair for each in judged for pair in each], dtype=np.int64).reshape(-1, 2)
    tables = np.array([_table(each, scale) for each in judged])
    low, high = _interval(tables, scale, seed)
    kappa = _kappa(flat, scale)
    return Agreement(
        answers=len(judged),
        pairs=len(flat),
        same=round(float((flat[:, 0] == flat[:, 1]).mean()), 3) if len(flat) else None,
        kappa=kappa,
        low=None if kappa is None else low,
        high=None if kappa is None else high,
    )


def _kappa(flat: NDArray[np.int64], scale: Scale) -> float | None:
    if len(np.unique(flat)) < 2:
        # Where all is in one category, chance agrees as well.
        return None
    score = _scikit_learn().cohen_kappa_score(
        flat[:, 0], flat[:, 1], labels=range(scale.categories), weights=scale.weights
    )
    return round(float(score), 3)


def _table(pairs: Sequence[Pair], scale: Scale) -> NDArray[np.float64]:
    table = np.zeros((scale.categories, scale.categories))
    for one, other in pairs:
        table[one, other] += 1
    return table


def _interval(
    tables: NDArray[np.float64], scale: Scale, seed: int
) -> tuple[float | None, float | None]:
    if len(tables) < FEWEST_ANSWERS:
        return None, None
    n = len(tables)
    # How often each answer is drawn: (RESAMPLES, n_answers).
    drawn = np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=RESAMPLES)
    kappas = table_kappas(np.tensordot(drawn, tables, axes=1), scale)
    kappas = kappas[np.isfinite(kappas)]
    if len(kappas) < _DEFINED * RESAMPLES:
        return None, None
    low, high = np.percentile(kappas, _PERCENTILES)
    return round(float(low), 3), round(float(high), 3)


def table_kappas(tables: NDArray[np.float64], scale: Scale) -> NDArray[np.float64]:
    """Kappas of many tables of pairs at once: (n, k, k) -> (n,) float64; NaN where there is none.

    scikit-learn takes 2 ms for one, and a summary has some ten thousand.
    """
    places = np.arange(scale.categories)
    apart = np.abs(places[:, None] - places[None, :])
    weights = apart**2 if scale.weights == "quadratic" else (apart > 0).astype(np.int64)
    expected = tables.sum(axis=2)[:, :, None] * tables.sum(axis=1)[:, None, :]
    observed_apart = (weights * tables).sum(axis=(1, 2)) * tables.sum(axis=(1, 2))
    expected_apart = (weights * expected).sum(axis=(1, 2))
    kappas = np.full(len(tables), np.nan)
    defined = expected_apart > 0
    kappas[defined] = 1 - observed_apart[defined] / expected_apart[defined]
    return kappas


def _scikit_learn() -> Any:
    try:
        from sklearn import metrics  # type: ignore[import-untyped]
    except ModuleNotFoundError as exc:
        raise BadInputError(
            "agreement is measured with scikit-learn, which is not installed",
            next_step="pip install 'heldout[review]'",
        ) from exc
    return metrics
