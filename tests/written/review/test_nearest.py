"""The sentences that come nearest to each point."""

from __future__ import annotations

from heldout.written import answer as answers
from heldout.written.review import nearest
from tests.written import toy
from tests.written.review import desktop


def quotes(text: str, **changes: object):
    """Quote from an answer to the small prompt."""
    prompt = toy.prompt(**changes)
    return nearest.quotes(prompt, answers.read(text, prompt.sections))


def test_the_sentence_that_makes_a_point_is_quoted():
    """With its line, in the order of the lines."""
    found = quotes(desktop.ANSWER)["imbalance"]
    assert (10, "Only 3 % leave, so we use class weights.") in [(q.line, q.quote) for q in found]
    assert [q.line for q in found] == sorted(q.line for q in found)


def test_every_point_has_as_many_quotes_made_or_not():
    """So that neither a quote nor their number tells what the machine thinks."""
    silent = "# Churn\n\n## Plan\n\nWe paint the office green. Then we eat. Lunch was good.\n"
    for text in (desktop.ANSWER, silent):
        assert {len(found) for found in quotes(text).values()} == {nearest.QUOTES}


def test_what_the_key_knows_comes_before_words_in_common():
    """Nobody makes a point in the words of its description."""
    lure = "What is watched follows after the launch."
    text = f"## Plan\n\n{lure}\n\n{lure}\n\nIt drifts, so we retrain: a dashboard, an alert.\n"
    found = quotes(text)["monitoring"]
    assert "It drifts, so we retrain: a dashboard, an alert." in [q.quote for q in found]


def test_without_a_key_words_in_common_decide():
    """The sentence about what is watched is nearest to the point that asks for it."""
    text = "# Churn\n\n## Plan\n\nLunch. We looked at what is watched after the launch. Tea.\n"
    found = quotes(text, keys={})["monitoring"]
    assert "We looked at what is watched after the launch." in [q.quote for q in found]


def test_an_empty_answer_has_no_quotes():
    """And breaks nothing."""
    assert set(quotes("# Churn\n").values()) == {()}


def test_a_long_sentence_is_cut():
    """A quote of a page is no quote."""
    found = quotes(f"## Plan\n\nWe monitor {'very ' * 80}much.\n")["monitoring"]
    assert max(len(q.quote) for q in found) <= 303
