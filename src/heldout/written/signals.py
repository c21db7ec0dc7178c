"""What in an answer speaks for a point: a row of figures, the same kind for every point.

A window is a unit and the next one of its section: people make a point in one breath, or in two.
Only units that say something in earnest are looked at: no questions where none are asked for,
nothing that is negated, left out, waved away or distrusted.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from heldout.catalogue.rubric import Point
from heldout.written import clause
from heldout.written.answer import Answer, Unit, words
from heldout.written.lexicon import FUNCTION_WORDS
from heldout.written.prompt import Prompt
from heldout.written.relevance import Relevance

#: A reason, a purpose or a contrast: what a bare mention does not have.
_TIE = re.compile(
    r"\b(?:because|since|so that|so (?:we|i|it|they|the)|therefore|thus|hence"
    r"|which (?:means|is why)|that way|in order to"
    r"|to (?:avoid|keep|make|catch|reduce|prevent|cut|get|see|find|show)"
    r"|otherwise|instead|rather than|whereas|unless|if|when|until|after|before|by \w+ing)\b",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_CAP = 4

NAMES = (
    "patterns_in_window",
    "second_pattern",
    "units_with_pattern",
    "patterns_in_section",
    "relevance",
    "relevance_in_section",
    "relevance_of_three",
    "margin",
    "both",
    "is_tied",
    "has_figure",
    "window_words",
    "section_words",
    "section_is_its_own",
    "only_negated",
    "misconception",
    "vague_share",
)


class Signals(NamedTuple):
    """For each point of a prompt, in order: its row, and the units that speak for it, best first.

    `rows`: (n_points, len(NAMES)) float64.
    """

    rows: NDArray[np.float64]
    witnesses: tuple[tuple[int, ...], ...]


class Reader:
    """Reads answers to one prompt; what can be prepared is prepared once."""

    def __init__(self, prompt: Prompt) -> None:
        self.points = prompt.points
        self._keys = prompt.keys
        self._relevance = Relevance(prompt)
        self._given = frozenset(words(prompt.statement)) | frozenset(words(prompt.template))
        self._asks = {section.id for section in prompt.sections if section.asks}
        homes = [point.section for point in prompt.points]
        self._lone = {home for home in homes if home is not None and homes.count(home) == 1}

    def read(self, answer: Answer, distrusted: Collection[int] = ()) -> Signals:
        """Measure what speaks for each point."""
        units = answer.units
        states = [_state(n, unit, distrusted) for n, unit in enumerate(units)]
        vague = np.mean([state == "vague" for state in states]) if states else 0.0
        relevance = self._relevance.of([unit.text for unit in units])
        search = _Search([unit.text for unit in units])
        rows, witnesses = [], []
        for n, point in enumerate(self.points):
            others = np.delete(relevance, n, axis=1).max(axis=1, initial=0.0)
            eligible = np.array(
                [self._may_speak(point, unit, s) for unit, s in zip(units, states, strict=True)],
                dtype=bool,
            )
            own = relevance[:, n] * eligible
            found = search.patterns(self._keys[point.id].patterns)
            row, best = self._row(point, units, eligible, own, own - others * eligible, found)
            row["misconception"] = search.any(
                self._keys[point.id].misconceptions, np.flatnonzero(eligible)
            )
            row["vague_share"] = float(vague)
            rows.append([row[name] for name in NAMES])
            witnesses.append(best)
        table = np.array(rows, dtype=np.float64).reshape(len(rows), len(NAMES))
        return Signals(table, tuple(witnesses))

    def _may_speak(self, point: Point, unit: Unit, state: str) -> bool:
        if state == "asked":
            return point.section == unit.section and unit.section in self._asks
        return state == "said"

    def _row(
        self,
        point: Point,
        units: Sequence[Unit],
        eligible: NDArray[np.bool_],
        own: NDArray[np.float32],
        margin: NDArray[np.float32],
        found: Found,
    ) -> tuple[dict[str, float], tuple[int, ...]]:
        earnest = [each if ok else set() for each, ok in zip(found.said, eligible, strict=True)]
        here = np.array([unit.section == point.section for unit in units], dtype=bool)
        windows = [
            (n, after, earnest[n] | (earnest[after] if after != n else set()))
            for n, after in _windows(units)
        ]
        strength = [
            len(both) + float(own[n] + (own[after] if after != n else 0)) + 0.2 * bool(here[n])
            for n, after, both in windows
        ]
        top = max(range(len(windows)), key=strength.__getitem__, default=None)
        n, after, both = windows[top] if top is not None else (0, 0, set())
        said = [units[n].text, units[after].text] if top is not None else []
        ranked = np.sort(own)[::-1]
        is_lone = point.section in self._lone
        in_section = [both for n, _, both in windows if here[n]]
        row = {
            "patterns_in_window": min(_CAP, len(both)) > 0,
            "second_pattern": min(_CAP, max(0, len(both) - 1)),
            "units_with_pattern": min(_CAP, sum(map(bool, earnest))),
            "patterns_in_section": min(_CAP, max(map(len, in_section), default=0)),
            "relevance": float(ranked[0]) if len(ranked) else 0.0,
            "relevance_in_section": float(own[here].max(initial=0.0)),
            "relevance_of_three": float(ranked[:3].mean()) if len(ranked) else 0.0,
            "margin": float(margin.max(initial=-1.0)),
            "both": min(_CAP, len(both)) * float(ranked[0]) if len(ranked) else 0.0,
            "is_tied": any(map(_TIE.search, said)),
            "has_figure": any(map(_DIGIT.search, said)),
            "window_words": np.log1p(sum(len(words(text)) for text in dict.fromkeys(said))),
            "section_words": np.log1p(self._novel(units, here & eligible)) if is_lone else 0.0,
            "section_is_its_own": is_lone,
            "only_negated": (bool(found.denied) or any(found.said)) and not any(earnest),
        }
        order = sorted(
            {n, after} if top is not None else (),
            key=lambda each: (-len(earnest[each]), -own[each], each),
        )
        return (
            {name: float(value) for name, value in row.items()},
            tuple(each for each in order if earnest[each] or own[each] > 0),
        )

    def _novel(self, units: Sequence[Unit], chosen: NDArray[np.bool_]) -> int:
        """Count the content words that neither the statement nor the template gave."""
        said = {word for n in np.flatnonzero(chosen).tolist() for word in units[n].words}
        return len(said - self._given - FUNCTION_WORDS)


def _windows(units: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    for n, unit in enumerate(units):
        has_next = n + 1 < len(units) and units[n + 1].section == unit.section
        yield n, n + 1 if has_next else n


def _state(n: int, unit: Unit, distrusted: Collection[int]) -> str:
    if n in distrusted:
        return "distrusted"
    if clause.is_question(unit):
        return "asked"
    if clause.is_out_of_scope(unit.text):
        return "left out"
    if clause.is_hand_waving(unit.text):
        return "vague"
    return "said"


class Found(NamedTuple):
    """For each unit, the numbers of the patterns it says; and units that have negated ones."""

    said: list[set[int]]
    denied: list[int]


class _Search:
    """Looks for patterns in all units at once, since a search costs more to begin than to go on."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._whole = "\n".join(texts)
        self._starts = list(accumulate((len(text) + 1 for text in texts), initial=0))[:-1]
        self._negated: dict[int, list[tuple[int, int]]] = {}

    def patterns(self, patterns: Sequence[re.Pattern[str]]) -> Found:
        """Look for the patterns of one point."""
        found = Found([set() for _ in self._texts], [])
        for number, pattern in enumerate(patterns):
            for n, start in self._places(pattern):
                if self._is_negated(n, start):
                    found.denied.append(n)
                else:
                    found.said[n].add(number)
        return found

    def any(self, patterns: Sequence[re.Pattern[str]], among: Collection[int]) -> bool:
        """Whether a pattern is found in one of some units."""
        return any(n in among for pattern in patterns for n, _ in self._places(pattern))

    def _places(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
        """Where a pattern is found: a unit's number, and the place in it."""
        at, whole = 0, self._whole
        while found := pattern.search(whole, at):
            n = bisect_right(self._starts, found.start()) - 1
            start, end = self._starts[n], self._starts[n] + len(self._texts[n])
            if found.end() > end:
                # It ran on into the next unit; what is found in this one alone counts.
                alone = pattern.search(self._texts[n], max(0, at - start))
                if alone:
                    yield n, alone.start()
                at = end + 1
            else:
                yield n, found.start() - start
                at = max(found.end(), found.start() + 1)

    def _is_negated(self, n: int, start: int) -> bool:
        if n not in self._negated:
            self._negated[n] = clause.negated_spans(self._texts[n])
        return any(begin <= start < end for begin, end in self._negated[n])
