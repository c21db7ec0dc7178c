"""Which units of an answer may not count as evidence for a point."""

from __future__ import annotations

import re
from collections.abc import Iterator

from heldout.written.answer import Answer
from heldout.written.integrity import hiding, limits
from heldout.written.integrity.measures import Look, look
from heldout.written.prompt import Prompt

#: A list of terms is no evidence if so much of it is what points are called or described by.
_TERMS_OF_LIST = 0.6
#: The same for any unit of an answer that is stuffed.
_TERMS_OF_UNIT = 0.5
_FEWEST_WORDS_OF_LIST = 5
_ODD_WORDS = 0.25
#: Fewer are names and abbreviations.
_FEWEST_ODD_WORDS = 3
_MOST_WORDS_OF_LABEL = 6
_FUNCTION_WORDS_OF_LABEL = 0.34
#: A figure says more than a list of terms, whatever is about it.
_DIGIT = re.compile(r"\d")


def distrusted(prompt: Prompt, answer: Answer) -> frozenset[int]:
    """Name the units that say nothing, by index: shuffled, listed, pasted, made up or disguised."""
    seen = look(prompt, answer)
    return (
        frozenset(_alone(seen))
        | frozenset(_labels(seen))
        | frozenset(_together(seen))
        | frozenset(_disguised(answer))
    )


def _alone(seen: Look) -> Iterator[int]:
    for n, each in enumerate(seen.judged):
        n_words = len(each.words) or 1
        is_list = (
            n in seen.listed
            and n_words >= _FEWEST_WORDS_OF_LIST
            and each.of_rubric >= _TERMS_OF_LIST
            and not _DIGIT.search(each.unit.text)
        )
        is_odd = each.odd_words >= max(_FEWEST_ODD_WORDS, _ODD_WORDS * n_words)
        if n in seen.shuffled or is_list or is_odd or each.from_prompt or each.from_rubric:
            yield n
    yield from seen.repeated


def _labels(seen: Look) -> Iterator[int]:
    """Find bare titles of points that nothing follows in their paragraph or item."""
    units = [each.unit for each in seen.judged]
    for n, each in enumerate(seen.judged):
        is_label = (
            bool(each.stems)
            and len(each.words) <= _MOST_WORDS_OF_LABEL
            and each.function_words <= _FUNCTION_WORDS_OF_LABEL * len(each.words)
        )
        stands_alone = n + 1 == len(units) or units[n + 1].block != units[n].block
        if is_label and stands_alone and units[n].kind != "cell" and each.of_titles == 1:
            yield n


def _together(seen: Look) -> Iterator[int]:
    """Find what is in order once, and is not where most of an answer is like that."""
    found = seen.measures
    if found.framed >= limits.FRAMED:
        yield from seen.framed
    if found.echoed >= limits.ECHOED:
        yield from seen.echoed
    if found.listed >= limits.LISTED or found.function_words < limits.FUNCTION_WORDS:
        yield from seen.listed
    if found.order_gain < limits.ORDER_GAIN:
        yield from (n for n, each in enumerate(seen.judged) if each.gain < 0)
    if found.rubric_words >= limits.RUBRIC_WORDS or found.title_words >= limits.TITLE_WORDS:
        yield from (n for n, each in enumerate(seen.judged) if each.of_rubric >= _TERMS_OF_UNIT)


def _disguised(answer: Answer) -> Iterator[int]:
    if answer.text.isascii():
        return
    for n, unit in enumerate(answer.units):
        if any(hiding.invisible(unit.source)) or any(hiding.lookalikes(unit.source)):
            yield n
