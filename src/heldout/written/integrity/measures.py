"""Answer -> what is measured of it as a whole, mostly as shares of its words or units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

import msgspec

from heldout.written.answer import Answer, words
from heldout.written.integrity import units, vocabulary, wording
from heldout.written.integrity.units import Judged
from heldout.written.integrity.vocabulary import Vocabulary
from heldout.written.prompt import Prompt

#: So many sentences with the same function words are a form that is filled in.
FEWEST_OF_A_FRAME = 3
#: Below so many words of grammar a row of words is a list.
LISTED_FUNCTION_WORDS = 0.15
FEWEST_WORDS_IN_LIST = 3
#: A point's description in other words: so many of a unit's stems are its own.
ECHO = 0.7
_FEWEST_STEMS_IN_ECHO = 4
_FEWEST_WORDS_REPEATED = 5
#: A unit is in disorder if its order loses so many bits a word, and its surroundings nearly so.
DISORDER_BITS = -0.45
DISORDER_BITS_AROUND = -0.35
#: Units before and after one that are its surroundings.
_NEIGHBOURS = 2
_COMMONEST = 5


class Measures(msgspec.Struct, frozen=True, kw_only=True):
    """What an answer looks like. Shares are 0 to 1; `order_gain` is in bits a word.

    Of all words: `function_words`; `odd_words`, spelt like no English; words in units that are
    `pasted_prompt`, `pasted_rubric`, `shuffled`, `listed` (terms without grammar), `echoed` (one
    point's description in other words). `headings`: words of headings among those of the answer.
    Of content words: `rubric_words`, `title_words` (stems of points), `on_topic` (stems of the
    statement or the points), `top_words` (the five commonest).
    Of units: `negated`, `asked` (where no section asks), `vague`, `left_out`, `framed` (the same
    sentence with other terms), `repeated` (word for word).
    """

    words: int
    units: int
    function_words: float
    odd_words: float
    pasted_prompt: float
    pasted_rubric: float
    shuffled: float
    listed: float
    echoed: float
    headings: float
    rubric_words: float
    title_words: float
    on_topic: float
    top_words: float
    negated: float
    asked: float
    vague: float
    left_out: float
    framed: float
    repeated: float
    order_gain: float


class Look(msgspec.Struct, frozen=True):
    """All that is looked at: the units, which of them are what, and the measures of the whole."""

    judged: tuple[Judged, ...]
    shuffled: frozenset[int]
    listed: frozenset[int]
    echoed: frozenset[int]
    framed: frozenset[int]
    repeated: frozenset[int]
    measures: Measures


def measure(prompt: Prompt, answer: Answer) -> Measures:
    """Measure an answer to a prompt; the prompt's keys may be empty."""
    return look(prompt, answer).measures


def look(prompt: Prompt, answer: Answer) -> Look:
    """Judge the units of an answer, alone and together, and measure the whole."""
    asks = frozenset(section.id for section in prompt.sections if section.asks)
    return _look(vocabulary.of(prompt), asks, answer)


# Findings and distrust are asked for one after the other.
@lru_cache(maxsize=2)
def _look(known: Vocabulary, asks: frozenset[str], answer: Answer) -> Look:
    judged = tuple(units.judge(known, asks, answer))
    shuffled = frozenset(_shuffled(judged))
    listed = frozenset(n for n, each in enumerate(judged) if is_listed(each))
    echoed = frozenset(
        n
        for n, each in enumerate(judged)
        if len(each.stems) >= _FEWEST_STEMS_IN_ECHO and each.of_one_point >= ECHO
    )
    frames = Counter(each.frame for each in judged if each.frame)
    framed = frozenset(
        n for n, each in enumerate(judged) if frames[each.frame] >= FEWEST_OF_A_FRAME
    )
    repeated = frozenset(_repeated(judged))
    in_units = sum(len(each.words) for each in judged)
    n_words, n_units = in_units or 1, len(judged) or 1
    stems = Counter(stem for each in judged for stem in each.stems)
    n_stems = sum(stems.values()) or 1
    in_headings = sum(len(words(heading.title)) for heading in answer.headings)

    def of_words(chosen: frozenset[int]) -> float:
        return sum(len(judged[n].words) for n in chosen) / n_words

    def of_units(is_chosen: Callable[[Judged], bool]) -> float:
        return sum(map(is_chosen, judged)) / n_units

    def of_stems(among: frozenset[str]) -> float:
        return sum(n for stem, n in stems.items() if stem in among) / n_stems

    measures = Measures(
        words=in_units,
        units=len(judged),
        function_words=sum(each.function_words for each in judged) / n_words,
        odd_words=sum(each.odd_words for each in judged) / n_words,
        pasted_prompt=sum(len(each.words) for each in judged if each.from_prompt) / n_words,
        pasted_rubric=sum(len(each.words) for each in judged if each.from_rubric) / n_words,
        shuffled=of_words(shuffled),
        listed=of_words(listed),
        echoed=of_words(echoed),
        headings=in_headings / ((in_headings + in_units) or 1),
        rubric_words=of_stems(known.rubric),
        title_words=of_stems(known.titles),
        on_topic=of_stems(known.public),
        top_words=sum(n for _, n in stems.most_common(_COMMONEST)) / n_stems,
        negated=of_units(lambda each: each.is_negated),
        asked=of_units(lambda each: each.is_asked),
        vague=of_units(lambda each: each.is_vague),
        left_out=of_units(lambda each: each.is_left_out),
        framed=len(framed) / n_units,
        repeated=len(repeated) / n_units,
        order_gain=wording.fitted().gain(each.tokens for each in judged),
    )
    return Look(judged, shuffled, listed, echoed, framed, repeated, measures)


def is_listed(each: Judged) -> bool:
    """Whether a unit is a row of terms without the words that would tie them."""
    n = len(each.words)
    return n >= FEWEST_WORDS_IN_LIST and each.function_words < LISTED_FUNCTION_WORDS * n


def _repeated(judged: Sequence[Judged]) -> Iterator[int]:
    seen: set[str] = set()
    for n, each in enumerate(judged):
        said = " ".join(each.words)
        if len(each.words) >= _FEWEST_WORDS_REPEATED:
            if said in seen:
                yield n
            seen.add(said)


def _shuffled(judged: Sequence[Judged]) -> Iterator[int]:
    """Find units in disorder: one alone may be odd, one among others that are, is no accident."""
    lengths = [len(each.tokens) for each in judged]
    gains = [each.gain * length for each, length in zip(judged, lengths, strict=True)]
    for n, each in enumerate(judged):
        if len(each.words) >= wording.FEWEST_WORDS and each.gain < DISORDER_BITS:
            around = slice(max(0, n - _NEIGHBOURS), n + _NEIGHBOURS + 1)
            if sum(gains[around]) < DISORDER_BITS_AROUND * sum(lengths[around]):
                yield n


def spans(lines: Sequence[int]) -> str:
    """Name lines as a person would: 3, 7 to 9."""
    starts: list[list[int]] = []
    for line in sorted(set(lines)):
        if starts and line <= starts[-1][1] + 1:
            starts[-1][1] = line
        else:
            starts.append([line, line])
    named = [str(a) if a == b else f"{a} to {b}" for a, b in starts]
    return ", ".join(named[:4]) + (f" and {len(named) - 4} more" if len(named) > 4 else "")
