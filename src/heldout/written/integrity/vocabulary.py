"""The words that a prompt gives away: those of its statement, template and points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import msgspec

from heldout.catalogue.rubric import Point
from heldout.written.answer import words
from heldout.written.prompt import Prompt
from heldout.written.relevance import stems

#: Words in a row that make a phrase; longer ones miss copies with a word changed here and there.
PHRASE = 3


class Vocabulary(msgspec.Struct, frozen=True, kw_only=True):
    """Stems of content words, and phrases of three words.

    `points` and `titles` have one set for each point; `rubric` is what all points say, `public`
    the statement too. A key is no part of it: it may speak of anything that people tell. Points
    that nobody was told before are in `public` only, which tells what is on topic.
    """

    points: tuple[frozenset[str], ...]
    rubric: frozenset[str]
    titles: frozenset[str]
    public: frozenset[str]
    statement_phrases: frozenset[str]
    rubric_phrases: frozenset[str]


def of(prompt: Prompt) -> Vocabulary:
    """Gather the words of a prompt; done once for each."""
    told = () if prompt.is_by_question else prompt.points
    return _gather(prompt.statement, prompt.template, prompt.points, told)


def phrases(text: Sequence[str]) -> list[str]:
    """List the phrases of a row of words, in order."""
    return [" ".join(text[n : n + PHRASE]) for n in range(len(text) - PHRASE + 1)]


@lru_cache(maxsize=256)
def _gather(
    statement: str, template: str, points: tuple[Point, ...], told: tuple[Point, ...]
) -> Vocabulary:
    said = [f"{point.title}. {point.description}" for point in told]
    # Figures of a description are those of the statement, and belong in an answer.
    by_point = tuple(frozenset(s for s in stems(text) if not s.isdigit()) for text in said)
    rubric = frozenset().union(*by_point)
    subject = " ".join(f"{point.title}. {point.description}" for point in points)
    return Vocabulary(
        points=by_point,
        rubric=rubric,
        titles=frozenset(stems(" ".join(point.title for point in told))),
        public=frozenset(stems(f"{statement} {subject}")),
        statement_phrases=_phrases(
            [*statement.splitlines(), " ".join(statement.split()), template]
        ),
        rubric_phrases=_phrases(said),
    )


def _phrases(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(phrase for text in texts for phrase in phrases(words(text)))
