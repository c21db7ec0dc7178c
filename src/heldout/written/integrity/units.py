"""Unit by unit: what it is made of, and what makes it look like something put together."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from heldout.written import clause
from heldout.written.answer import Answer, Unit
from heldout.written.integrity import vocabulary, wording
from heldout.written.integrity.vocabulary import Vocabulary
from heldout.written.lexicon import FUNCTION_WORDS
from heldout.written.relevance import stems

#: A word whose letters surprise more, in bits a letter, looks like no English.
ODD_BITS = 4.75
_FEWEST_LETTERS = 4
#: A sentence has a frame if it has so many words, and so many of them are function words.
_FEWEST_WORDS_IN_FRAMED = 5
_FEWEST_WORDS_OF_FRAME = 2
#: Fewer words neither deny nor wave at anything.
_FEWEST_WORDS_SAID = 3
#: Fewer words are found in a statement by chance.
_FEWEST_WORDS_OF_PASTE = 8


class Judged(NamedTuple):
    """A unit, and what is the matter with it."""

    unit: Unit
    words: list[str]
    stems: list[str]
    tokens: list[str]
    #: Bits a word that its order gains.
    gain: float
    function_words: int
    odd_words: int
    from_prompt: bool
    from_rubric: bool
    #: Share of its stems in all points, and in the one that fits best.
    of_rubric: float
    of_titles: float
    of_one_point: float
    frame: str
    is_negated: bool
    is_asked: bool
    is_vague: bool
    is_left_out: bool


def judge(known: Vocabulary, asks: Collection[str], answer: Answer) -> list[Judged]:
    """Look at each unit, in order. `asks` are ids of sections where questions belong."""
    return [_judge(unit, known, unit.section in asks) for unit in answer.units]


def _judge(unit: Unit, known: Vocabulary, may_ask: bool) -> Judged:
    said = unit.words
    stemmed = stems(unit.text)
    tokens = wording.tokens(unit.text)
    model = wording.fitted()
    held = vocabulary.phrases(said) if len(said) >= _FEWEST_WORDS_OF_PASTE else []
    n = len(stemmed) or 1
    is_said = len(said) >= _FEWEST_WORDS_SAID
    fitting = max((sum(s in point for s in stemmed) for point in known.points), default=0)
    in_titles = sum(stem in known.titles for stem in stemmed)
    return Judged(
        unit=unit,
        words=said,
        stems=stemmed,
        tokens=tokens,
        gain=model.gain([tokens]),
        function_words=sum(word in FUNCTION_WORDS for word in said),
        odd_words=sum(
            len(word) >= _FEWEST_LETTERS and word.isalpha() and model.surprise(word) > ODD_BITS
            for word in said
        ),
        from_prompt=bool(held) and all(phrase in known.statement_phrases for phrase in held),
        from_rubric=bool(held) and all(phrase in known.rubric_phrases for phrase in held),
        of_rubric=sum(stem in known.rubric for stem in stemmed) / n,
        of_titles=in_titles / n,
        of_one_point=fitting / n,
        frame=_frame(said),
        is_negated=is_said and clause.is_negated(unit.text),
        is_asked=not may_ask and clause.is_question(unit),
        is_vague=is_said and clause.is_hand_waving(unit.text),
        is_left_out=is_said and clause.is_out_of_scope(unit.text),
    )


def _frame(said: list[str]) -> str:
    """Reduce a sentence to its function words; a row of others is a star."""
    kept = [word if word in FUNCTION_WORDS else "*" for word in said]
    frame = [word for n, word in enumerate(kept) if word != "*" or n == 0 or kept[n - 1] != "*"]
    held = sum(word != "*" for word in frame)
    return (
        " ".join(frame)
        if held >= _FEWEST_WORDS_OF_FRAME and len(said) >= _FEWEST_WORDS_IN_FRAMED
        else ""
    )
