"""The weights that come with the package."""

from __future__ import annotations

import numpy as np

from heldout.written import fusion
from heldout.written.signals import NAMES


def test_there_is_a_weight_for_each_signal():
    """Signals and weights are fitted together; one without the other is a mistake."""
    assert fusion.fitted().coefficients.keys() == set(NAMES)


def test_nothing_at_all_is_not_covered_and_a_person_decides_in_between():
    """The thresholds leave room for doubt."""
    fitted = fusion.fitted()
    (empty,) = fitted.probabilities(np.zeros((1, len(NAMES))))
    assert empty <= fitted.ordinary.low
    for limits in (fitted.ordinary, fitted.brief):
        assert 0 <= limits.low < 0.5 < limits.high < 1
    # In a sentence or two there is less to find a point by.
    assert fitted.brief.low < fitted.ordinary.low


def test_patterns_speak_for_a_point():
    """More evidence never makes a point less likely."""
    rows = np.zeros((2, len(NAMES)))
    rows[1, NAMES.index("patterns_in_window")] = 2
    less, more = fusion.fitted().probabilities(rows)
    assert less < more
