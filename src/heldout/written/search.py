"""Finds the patterns of a key in all units of an answer.

A pattern is tried only on units that hold its needles: plain strings of which every match has one,
and one of another set, if there is such. Looking for a string is some fifty times as quick as
trying a pattern. Sets of units are integers here, a bit for each.
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
_SHORTEST = 2
_MOST_NEEDLES = 40
#: So many sets of needles are asked for at once; more seldom rule anything out.
_SETS = 2
#: Asks for a negation. In a pattern a word may stand after `\\b`, whose letter touches it.
_DENIES = re.compile(
    r"(?:\b|\\b)(?:(?:no|not|never|nor|nobody|nothing|neither|none|hardly|without|cannot)(?![a-z])"
    r"|declin|refus)|n't"
)


class Needled(NamedTuple):
    """A pattern and its needles, in lower case: of each set, every match has one.

    `denies`: the pattern asks for a negation itself.
    """

    pattern: re.Pattern[str]
    needles: tuple[tuple[str, ...], ...]
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
            needles=_rarest(_needles(parser.parse(each.pattern, each.flags))),
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
        self._holders: dict[str, int] = {}
        self._negated: dict[int, list[tuple[int, int]]] = {}

    def patterns(self, patterns: Iterable[Needled]) -> Found:
        """Look for the patterns of one point."""
        found = Found([set() for _ in self._texts], [])
        for number, pattern in enumerate(patterns):
            for n in self._places(pattern):
                if self._is_denied(n, pattern):
                    found.denied.append(n)
                else:
                    found.said[n].add(number)
        return found

    def any(self, patterns: Iterable[Needled], among: Collection[int]) -> bool:
        """Whether a pattern is found in one of some units."""
        return any(n in among for pattern in patterns for n in self._places(pattern))

    def _places(self, needled: Needled) -> Iterator[int]:
        """The numbers of the units in which a pattern is found."""
        search, texts = needled.pattern.search, self._texts
        for n in self._candidates(needled.needles):
            if search(texts[n]):
                yield n

    def _candidates(self, needles: tuple[tuple[str, ...], ...]) -> Iterator[int]:
        left = (1 << len(self._texts)) - 1
        for alternatives in needles:
            held = 0
            for needle in alternatives:
                held |= self._held(needle)
            left &= held
            if not left:
                return
        while left:
            lowest = left & -left
            yield lowest.bit_length() - 1
            left ^= lowest

    def _held(self, needle: str) -> int:
        """The units that hold a needle."""
        known = self._holders.get(needle)
        if known is None:
            known, at = 0, self._whole.find(needle)
            while at >= 0:
                n = bisect_right(self._starts, at) - 1
                known |= 1 << n
                if n + 1 == len(self._starts):
                    break
                at = self._whole.find(needle, self._starts[n + 1])
            self._holders[needle] = known
        return known

    def _is_denied(self, n: int, needled: Needled) -> bool:
        """Whether negations govern all that a pattern finds in a unit."""
        if n not in self._negated:
            self._negated[n] = clause.negated_spans(self._texts[n])
        negated = self._negated[n]
        return bool(negated) and all(
            _is_negated(*found.span(), negated, denies=needled.denies)
            for found in needled.pattern.finditer(self._texts[n])
        )


def _is_negated(start: int, end: int, spans: Iterable[tuple[int, int]], *, denies: bool) -> bool:
    """Whether a negation governs what is found, from before it or from within."""
    return any(
        begin <= start < stop or (start < begin < end and not denies) for begin, stop in spans
    )


def _needles(parsed: Any) -> list[frozenset[str]]:
    """Find sets of strings such that every match of a part has one of each."""
    found: list[frozenset[str]] = []
    run = ""
    for op, value in (*parsed, (None, None)):
        if op is ops.LITERAL and value < 128:
            run += chr(value).lower()
            continue
        found.append(frozenset({run}))
        run = ""
        if op is ops.BRANCH:
            found.append(_of_branch(value[1]))
        elif op is ops.SUBPATTERN:
            found += _needles(value[-1])
        elif op in (ops.MAX_REPEAT, ops.MIN_REPEAT) and value[0] >= 1:
            found += _needles(value[2])
    return [each for each in found if _is_usable(each)]


def _of_branch(alternatives: Iterable[Any]) -> frozenset[str]:
    """Take the best set of each alternative; empty if one of them has none."""
    best = [_rarest(_needles(each)) for each in alternatives]
    return frozenset(needle for sets in best for needle in sets[0]) if all(best) else frozenset()


def _is_usable(needles: frozenset[str]) -> bool:
    return 0 < len(needles) <= _MOST_NEEDLES and min(map(len, needles)) >= _SHORTEST


def _rarest(sets: list[frozenset[str]]) -> tuple[tuple[str, ...], ...]:
    """Choose the sets that are held by the fewest units, as far as the length of strings tells."""
    ranked = sorted(sets, key=lambda each: (0.1 * len(each) - min(map(len, each)), sorted(each)))
    return tuple(tuple(sorted(each)) for each in ranked[:_SETS])
