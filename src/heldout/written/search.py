"""Finds the patterns of a key in all units of an answer.

A pattern is tried only on units that hold one of its needles: plain strings of which every match
has one. Looking for a string is some fifty times as quick as trying a pattern.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

from heldout.written import clause

#: Shorter strings are everywhere.
_SHORTEST = 3
_MOST_NEEDLES = 40
_DENIES = re.compile(
    r"\b(?:no|not|never|nor|nobody|nothing|without|cannot|can't|don't|doesn't)\b|n't"
)


class Needled(NamedTuple):
    """A pattern and its needles, in lower case; without any it is tried everywhere.

    `denies`: the pattern asks for a negation itself.
    """

    pattern: re.Pattern[str]
    needles: tuple[str, ...]
    denies: bool


class Found(NamedTuple):
    """For each unit, the numbers of the patterns it says; and units that have negated ones."""

    said: list[set[int]]
    denied: list[int]


def prepare(patterns: Iterable[re.Pattern[str]]) -> tuple[Needled, ...]:
    """Find the needles of patterns, once for all answers."""
    return tuple(
        Needled(
            pattern=each,
            needles=tuple(sorted(_needles(parser.parse(each.pattern, each.flags)) or ())),
            denies=_DENIES.search(each.pattern) is not None,
        )
        for each in patterns
    )


class Search:
    """The texts of units, ready to be searched."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        # Lower case may be longer than the text in some scripts, so each is taken by itself.
        lowered = [text.lower() for text in texts]
        self._whole = "\n".join(lowered)
        self._starts = list(accumulate((len(text) + 1 for text in lowered), initial=0))[:-1]
        self._holders: dict[str, frozenset[int]] = {}
        self._negated: dict[int, list[tuple[int, int]]] = {}

    def patterns(self, patterns: Iterable[Needled]) -> Found:
        """Look for the patterns of one point."""
        found = Found([set() for _ in self._texts], [])
        for number, pattern in enumerate(patterns):
            for n, places in self._places(pattern):
                if all(self._is_negated(n, *place, denies=pattern.denies) for place in places):
                    found.denied.append(n)
                else:
                    found.said[n].add(number)
        return found

    def any(self, patterns: Iterable[Needled], among: Collection[int]) -> bool:
        """Whether a pattern is found in one of some units."""
        return any(n in among for pattern in patterns for n, _ in self._places(pattern))

    def _places(self, needled: Needled) -> Iterator[tuple[int, list[tuple[int, int]]]]:
        """Where a pattern is found: a unit's number, and all places in it."""
        for n in self._candidates(needled.needles):
            places = [found.span() for found in needled.pattern.finditer(self._texts[n])]
            if places:
                yield n, places

    def _candidates(self, needles: tuple[str, ...]) -> Iterable[int]:
        if not needles:
            return range(len(self._texts))
        return sorted(frozenset().union(*map(self._held, needles)))

    def _held(self, needle: str) -> frozenset[int]:
        """The numbers of the units that hold a needle."""
        if needle not in self._holders:
            held, at = set(), self._whole.find(needle)
            while at >= 0:
                n = bisect_right(self._starts, at) - 1
                held.add(n)
                if n + 1 == len(self._starts):
                    break
                at = self._whole.find(needle, self._starts[n + 1])
            self._holders[needle] = frozenset(held)
        return self._holders[needle]

    def _is_negated(self, n: int, start: int, end: int, *, denies: bool) -> bool:
        """Whether a negation governs what is found, from before it or from within."""
        if n not in self._negated:
            self._negated[n] = clause.negated_spans(self._texts[n])
        return any(
            begin <= start < stop or (start < begin < end and not denies)
            for begin, stop in self._negated[n]
        )


def _needles(parsed: Any) -> frozenset[str] | None:
    """Find strings of which every match of a part has one; None if there are none."""
    best: frozenset[str] | None = None
    run = ""
    for op, value in (*parsed, (None, None)):
        if op is ops.LITERAL and value < 128:
            run += chr(value).lower()
            continue
        best, run = _better(best, _usable({run})), ""
        if op is ops.BRANCH:
            best = _better(best, _of_branch(value[1]))
        elif op is ops.SUBPATTERN:
            best = _better(best, _needles(value[-1]))
        elif op in (ops.MAX_REPEAT, ops.MIN_REPEAT) and value[0] >= 1:
            best = _better(best, _needles(value[2]))
    return best


def _of_branch(alternatives: Iterable[Any]) -> frozenset[str] | None:
    found = [_needles(each) for each in alternatives]
    if any(each is None for each in found):
        return None
    return _usable({needle for each in found if each is not None for needle in each})


def _usable(needles: set[str]) -> frozenset[str] | None:
    is_usable = len(needles) <= _MOST_NEEDLES and all(len(each) >= _SHORTEST for each in needles)
    return frozenset(needles) if is_usable else None


def _better(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    """Choose the needles that are rarer: the longer ones, as far as the shortest tells."""
    if one is None or other is None:
        return one or other
    return max(one, other, key=lambda each: min(map(len, each)) - 0.1 * len(each))
