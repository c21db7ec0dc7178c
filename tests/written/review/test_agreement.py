"""Kappa, and its interval."""

from __future__ import annotations

import builtins

import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score

from heldout.errors import BadInputError
from heldout.written.review import agreement
from heldout.written.review.agreement import LEVELS, MARKS
from heldout.written.review.sheet import AnswerId


def pairs(*groups):
    """Pairs of judgements, a group for each answer."""
    return {AnswerId("churn", f"{n}"): group for n, group in enumerate(groups)}


def test_levels_one_apart_weigh_less_than_levels_two_apart():
    """By the square of the distance: an example that was worked out by hand."""
    near = agreement.measure(pairs([(0, 1)], [(4, 4)]), LEVELS, 0)
    far = agreement.measure(pairs([(0, 2)], [(4, 4)]), LEVELS, 0)
    # 1 - (1 * 2) / (1 + 16 + 9 + 0): what differs, over what would by chance.
    assert near.kappa == pytest.approx(1 - 2 / 26, abs=1e-3)
    assert far.kappa == pytest.approx(1 - 8 / 24, abs=1e-3)


def test_marks_agree_or_they_do_not():
    """Half of the agreement that chance leaves room for."""
    found = agreement.measure(pairs([(1, 1), (0, 0), (1, 0), (1, 1)]), MARKS, 0)
    assert (found.kappa, found.same, found.pairs, found.answers) == (0.5, 0.75, 4, 1)


@pytest.mark.parametrize("scale", [LEVELS, MARKS])
def test_many_tables_at_once_come_to_what_scikit_learn_says_of_each(scale):
    """The quick way is the same way."""
    rng = np.random.default_rng(3)
    for _ in range(20):
        ones, others = rng.integers(0, scale.categories, size=(2, 12))
        table = np.zeros((1, scale.categories, scale.categories))
        np.add.at(table[0], (ones, others), 1)
        expected = cohen_kappa_score(
            ones, others, labels=range(scale.categories), weights=scale.weights
        )
        assert agreement.table_kappas(table, scale)[0] == pytest.approx(expected)


def test_the_interval_holds_the_kappa_and_follows_from_the_seed():
    """Another seed, another interval."""
    rng = np.random.default_rng(1)
    judged = pairs(*([tuple(map(int, rng.integers(0, 5, 2)))] for _ in range(12)))
    found = agreement.measure(judged, LEVELS, 7)
    assert found.low < found.kappa < found.high
    assert found == agreement.measure(judged, LEVELS, 7)
    assert found.low != agreement.measure(judged, LEVELS, 8).low


def test_answers_are_drawn_and_not_pairs():
    """Six copies of a pair on one answer are no six answers."""
    assert agreement.measure(pairs([(0, 1), (3, 4), (2, 2)] * 4), LEVELS, 0).low is None
    few = [[(0, 1)], [(3, 4)], [(2, 2)], [(1, 1)], [(4, 3)]]
    assert agreement.measure(pairs(*few[:4]), LEVELS, 0).low is None
    assert agreement.measure(pairs(*few), LEVELS, 0).low is not None


@pytest.mark.parametrize("groups", [[], [[]], [[(3, 3)]] * 8])
def test_where_there_is_nothing_to_compare_there_is_no_kappa(groups):
    """No pairs, or everybody always says the same."""
    found = agreement.measure(pairs(*groups), LEVELS, 0)
    assert (found.kappa, found.low, found.high, found.is_low) == (None, None, None, False)


def test_an_interval_of_a_few_lucky_resamples_is_none():
    """One answer of eight differs: a third of the resamples has no kappa at all."""
    found = agreement.measure(pairs([(2, 3)], *[[(3, 3)]] * 7), LEVELS, 0)
    assert found.kappa is not None
    assert found.low is None


def test_under_0_6_is_low():
    """And only if it is known."""
    low = agreement.measure(pairs([(0, 2)], [(2, 0)], [(4, 4)]), LEVELS, 0)
    assert low.kappa < 0.6
    assert low.is_low
    assert not agreement.measure(pairs([(0, 0)], [(4, 4)]), LEVELS, 0).is_low


def test_without_scikit_learn_the_extra_is_named(monkeypatch):
    """An import that fails is bad luck, not a crash."""
    real = builtins.__import__

    def without(name, *arguments, **more):
        if name == "sklearn":
            raise ModuleNotFoundError(name=name)
        return real(name, *arguments, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(BadInputError) as caught:
        agreement.measure(pairs([(0, 1)]), LEVELS, 0)
    assert caught.value.next_step == "pip install 'heldout[review]'"
