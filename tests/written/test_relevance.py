"""How much a sentence is like what a key says."""

from __future__ import annotations

import pytest

from heldout.written.relevance import Relevance, stems
from tests.written import toy


@pytest.fixture(scope="module")
def relevance() -> Relevance:
    """Of the small prompt."""
    return Relevance(toy.prompt())


def test_stems_are_of_content_words_only():
    """Grammar says nothing of the subject, and endings little."""
    assert stems("We retrained the models, and they were re-trained.") == [
        "retrain",
        "model",
        "re",
        "train",
    ]


def test_an_anchor_is_wholly_like_itself(relevance):
    """Whatever its length."""
    for point, key in toy.prompt().keys.items():
        column = [each.id for each in toy.POINTS].index(point)
        for anchor in key.anchors:
            assert relevance.of([anchor])[0, column] == pytest.approx(1, abs=0.01)


def test_other_words_of_the_same_stems_are_alike(relevance):
    """And more so than what is about another point."""
    scores = relevance.of(["If score distributions are drifting, retraining follows."])[0]
    assert scores.argmax() == 2
    assert scores[2] > 0.4
    assert scores[2] > 3 * scores[1]


def test_repeating_a_word_makes_nothing_more_alike(relevance):
    """That would be an invitation."""
    once, often = relevance.of(["drift", "drift " * 50])
    assert often.tolist() == once.tolist()


def test_what_shares_no_word_is_not_alike(relevance):
    """Nor is an empty text."""
    assert relevance.of(["Bananas ripen slowly.", "", "the and of"]).max() == 0
    assert relevance.of([]).shape == (0, 3)
