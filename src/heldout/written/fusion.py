"""A row of signals -> the probability that a point is made: a logistic regression.

The coefficients are in fusion.json, fitted by `benchmarks/fit_coverage.py` on labelled answers.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

import msgspec
import numpy as np
from numpy.typing import NDArray

from heldout.written.signals import NAMES


class Thresholds(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where is decided: at a probability of at most `low`, or of at least `high`."""

    low: float
    high: float


class Fusion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A fitted model, and where it decides, about ordinary answers and about brief ones."""

    intercept: float
    coefficients: dict[str, float]
    ordinary: Thresholds
    brief: Thresholds

    def probabilities(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Estimate whether points are made: (n_points, len(NAMES)) -> (n_points,)."""
        weights = np.array([self.coefficients[name] for name in NAMES])
        return np.asarray(1.0 / (1.0 + np.exp(-(rows @ weights + self.intercept))))


@cache
def fitted() -> Fusion:
    """Load the coefficients that come with the package."""
    text = resources.files("heldout.written").joinpath("fusion.json").read_bytes()
    return msgspec.json.decode(text, type=Fusion)
