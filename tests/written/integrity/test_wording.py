"""Order and spelling, on sentences the model has not seen."""

from __future__ import annotations

import pytest

from heldout.written.integrity import wording
from heldout.written.integrity.units import ODD_BITS
from tests.written.integrity.conftest import sentences, shuffled

MODEL = wording.fitted()


def gain(texts: list[str]) -> float:
    """Bits a word that the order of some sentences gains."""
    return MODEL.gain(map(wording.tokens, texts))


def test_order_gains_in_english_and_loses_when_shuffled():
    """The same words tell apart what was written from what was mixed, by half a bit and more."""
    assert gain(sentences()) > 0.1
    assert gain([shuffled(each) for each in sentences()]) < -0.4


def test_every_way_to_shuffle_loses():
    """No seed makes English of mixed words."""
    assert max(gain([shuffled(each, seed) for each in sentences()]) for seed in range(20)) < -0.3


def test_no_words_gain_nothing():
    """An empty text is neither in order nor out of it."""
    assert MODEL.gain([]) == 0


@pytest.mark.parametrize(
    "word", ["retraining", "threshold", "customers", "embedding", "quarterly", "tunnels"]
)
def test_english_is_spelt_like_english(word: str):
    """Words that were never seen are judged by their letters."""
    assert MODEL.surprise(word) < ODD_BITS


@pytest.mark.parametrize("word", ["xqzvkj", "wvbqpt", "jjhwxk", "qqfzd", "zxgkvw"])
def test_letters_at_random_are_not(word: str):
    """No English word goes like that."""
    assert MODEL.surprise(word) > ODD_BITS


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        *(("the", "the"), ("12", "<number>"), ("v2", "<code>"), (",", ","), ("tram", "<word>")),
        *(("retraining", "-ing"), ("validation", "-tion"), ("daily", "-ly")),
    ],
)
def test_words_are_classed_by_what_they_can_do(token: str, expected: str):
    """Function words stand for themselves, others for their ending."""
    assert wording.class_of(token) == expected
