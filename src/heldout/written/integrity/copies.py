"""Answers of a cohort that have more phrases in common than chance and the prompt explain.

Containment of 3-word shingles (A. Broder, On the resemblance and containment of documents, 1997),
exact, through an index from phrases to answers. Phrases do not run from one unit into the next, so
the order of sentences makes no difference.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from heldout.report import Finding, Severity
from heldout.written.answer import Answer
from heldout.written.integrity import limits, vocabulary
from heldout.written.integrity.measures import spans
from heldout.written.prompt import Prompt

#: Fewer phrases of one's own are too few to compare.
_FEWEST_PHRASES = 40
#: A line is shown if so many phrases of a unit on it are shared.
_SHARED_OF_UNIT = 0.5


class Copy(NamedTuple):
    """An answer and the one it shares most with; `lines` are those of `name`.

    `share`: phrases in both, of those of the one that has fewer, 0 to 1.
    """

    name: str
    of: str
    share: float
    lines: tuple[int, ...]


def near_copies(answers: Mapping[str, Answer], prompt: Prompt) -> list[Copy]:
    """Find for each answer the one before it that is most like it, if they share too much.

    Most alike first. `answers` are in the order in which they were handed in.
    """
    known = vocabulary.of(prompt)
    given = known.statement_phrases | known.rubric_phrases
    own = {name: _own_phrases(answer, given) for name, answer in answers.items()}
    names = [name for name in own if len(own[name]) >= _FEWEST_PHRASES]
    sizes = np.array([len(own[name]) for name in names])
    index: dict[str, list[int]] = {}
    for n, name in enumerate(names):
        for phrase in own[name]:
            index.setdefault(phrase, []).append(n)
    holders = {
        phrase: np.array(held, dtype=np.int32) for phrase, held in index.items() if len(held) > 1
    }
    found = []
    for n, name in enumerate(names):
        shares = _shares(n, [holders[p] for p in own[name] if p in holders], sizes)
        closest = int(shares.argmax()) if len(shares) else n
        if len(shares) and shares[closest] >= limits.COPIED:
            of = names[closest]
            lines = _lines(answers[name], own[name] & own[of])
            found.append(Copy(name, of, float(shares[closest]), lines))
    return sorted(found, key=lambda each: (-each.share, each.name))


def _shares(
    n: int, holders: list[NDArray[np.int32]], sizes: NDArray[np.int_]
) -> NDArray[np.float64]:
    """Share of phrases that answer n and each before it have in common: (n_answers,) float64."""
    if not holders:
        return np.zeros(0)
    common = np.bincount(np.concatenate(holders), minlength=len(sizes))
    common[n:] = 0
    return np.asarray(common / np.minimum(sizes, sizes[n]))


def _own_phrases(answer: Answer, given: frozenset[str]) -> set[str]:
    return {p for unit in answer.units for p in vocabulary.phrases(unit.words) if p not in given}


def _lines(answer: Answer, common: set[str]) -> tuple[int, ...]:
    found: set[int] = set()
    for unit in answer.units:
        held = vocabulary.phrases(unit.words)
        if held and sum(phrase in common for phrase in held) >= _SHARED_OF_UNIT * len(held):
            found.update(line for line, _ in unit.lines)
    return tuple(sorted(found))


def finding(copy: Copy) -> Finding:
    """Say of a copy what a person has to look at."""
    where = f", on lines {spans(copy.lines)}" if copy.lines else ""
    return Finding(
        code="near-copy",
        severity=Severity.ERROR,
        line=copy.lines[0] if copy.lines else None,
        message=(
            f"{copy.share:.0%} of the phrases of three words are those of {copy.of}{where};"
            f" the limit is {limits.COPIED:.0%}"
        ),
        next_step="read the two side by side; independent answers share at most 15 %",
    )
