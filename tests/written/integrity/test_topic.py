"""Which of several prompts the words of an answer fit."""

from __future__ import annotations

from heldout.written.integrity import topic
from heldout.written.relevance import stems
from tests.written.integrity.conftest import HONEST, OTHER, PROMPT


def test_an_answer_fits_its_own_prompt_best():
    """The words of the statement come back in whatever is written about it."""
    fit = topic.compare(stems(HONEST), PROMPT, (OTHER,))
    assert fit is not None
    assert fit.own > 2 * fit.best


def test_the_better_prompt_is_named():
    """Handed in under another prompt, the same words fit the one that they are about."""
    fit = topic.compare(stems(HONEST), OTHER, (PROMPT,))
    assert fit is not None
    assert fit.best_slug == PROMPT.slug
    assert fit.ratio > 2


def test_a_prompt_is_no_rival_of_itself():
    """Among all prompts there is the answer's own."""
    assert topic.compare(stems(HONEST), PROMPT, (PROMPT,)) is None


def test_words_of_no_prompt_fit_none():
    """What no prompt says has no weight."""
    fit = topic.compare(["hippopotamus"], PROMPT, (OTHER,))
    assert fit is not None
    assert (fit.own, fit.best, fit.ratio) == (0, 0, 0)
