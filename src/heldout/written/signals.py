"""What in an answer speaks for a point: a row of figures, the same kind for every point.

A window is a unit and the next one of its section: people make a point in one breath, or in two.
Only units that say something in earnest are looked at: no questions where none are asked for,
nothing that is negated, left out, waved away or distrusted.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from heldout.catalogue.rubric import Point
from heldout.written import clause
from heldout.written.answer import Answer, Unit
from heldout.written.prompt import Prompt
from heldout.written.relevance import Relevance
from heldout.written.search import Found, Needled, Search, prepare

#: More patterns, or units, than this make a point no surer.
_CAP = 4
#: An answer of fewer units is taken to have so many when vague ones are counted.
_FEWEST_UNITS = 40
#: Beyond this share of vague units, more of them say no more about a single point.
_MOST_VAGUE = 0.1
#: How many patterns it is worth that a window stands where the point is expected.
_HOME = 2.0
#: A reason, a purpose, a condition or a contrast: what a bare mention does not have.
_TIE = re.compile(
    r"\b(?:because|since|so that|so (?:we|i|it|they|the)|therefore|thus|hence"
    r"|which (?:means|is why)|that way|in order to"
    r"|to (?:avoid|keep|make|catch|reduce|prevent|cut|get|see|find|show)"
    r"|otherwise|instead|rather than|whereas|unless|if|when|until|after|before|by \w+ing)\b",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
#: A name within a sentence.
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w-]+")

#: What a row holds, in its order.
NAMES = (
    # Of the best window: different patterns; the same times the relevance of the best unit; whether
    # it gives a reason, a purpose, a condition or a contrast.
    "patterns_in_window",
    "agreement",
    "is_tied",
    # Of all units: different patterns (log), and units with one.
    "patterns_in_answer",
    "units_with_pattern",
    # Of the section where the point is expected: units with a figure, a name or a reason (log).
    "concrete_in_section",
    # What speaks against it: a misconception; units that would be true of anything (share).
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
    """Reads answers to one prompt; what can be prepared is prepared once.

    `points` are those that have a key, in the prompt's order.
    """

    def __init__(self, prompt: Prompt) -> None:
        self.points = tuple(point for point in prompt.points if point.id in prompt.keys)
        self._relevance = Relevance(prompt)
        self._patterns = {name: prepare(key.patterns) for name, key in prompt.keys.items()}
        self._wrong = {name: prepare(key.misconceptions) for name, key in prompt.keys.items()}
        self.is_brief = prompt.brief
        self._is_by_question = prompt.is_by_question
        self._asks = frozenset(section.id for section in prompt.sections if section.asks)

    def read(self, answer: Answer, distrusted: Collection[int] = ()) -> Signals:
        """Measure what speaks for each point. `distrusted` are indices of units to leave out."""
        said = _Said(answer.units, distrusted)
        relevance = self._relevance.of([unit.text for unit in answer.units])
        views = [
            _View(
                said=said,
                section=point.section,
                eligible=self._eligible(said, point),
                found=said.search.patterns(self._patterns[point.id]),
                relevance=relevance[:, n],
            )
            for n, point in enumerate(self.points)
        ]
        rows = [
            [
                view.patterns_in_window,
                view.patterns_in_window * view.best_relevance,
                view.is_tied,
                np.log1p(view.patterns_in_answer),
                view.units_with_pattern,
                np.log1p(view.concrete_in_section),
                self._is_wrong(point, view),
                min(_MOST_VAGUE, said.vague_share),
            ]
            for point, view in zip(self.points, views, strict=True)
        ]
        table = np.array(rows, dtype=np.float64).reshape(len(rows), len(NAMES))
        return Signals(table, tuple(view.witnesses for view in views))

    def _eligible(self, said: _Said, point: Point) -> NDArray[np.bool_]:
        may = said.eligible(point, self._asks)
        # An answer to one question is none to another.
        return may & said.in_section(point.section) if self._is_by_question else may

    def _is_wrong(self, point: Point, view: _View) -> bool:
        wrong: tuple[Needled, ...] = self._wrong[point.id]
        return bool(wrong) and view.said.search.any(wrong, np.flatnonzero(view.eligible).tolist())


class _Said:
    """The units of an answer, and what each does."""

    def __init__(self, units: Sequence[Unit], distrusted: Collection[int]) -> None:
        self.units = units
        self.search = Search([unit.text for unit in units])
        self._does = np.array(
            ["distrusted" if n in distrusted else _does(unit) for n, unit in enumerate(units)],
            dtype=object,
        )
        states = self._does == "says"
        self.concrete = states & np.array([_is_concrete(unit.text) for unit in units], dtype=bool)
        #: A unit and the next one of its section; by itself if it is the last.
        self.windows = [
            (n, n + 1 if n + 1 < len(units) and units[n + 1].section == unit.section else n)
            for n, unit in enumerate(units)
        ]

    def eligible(self, point: Point, asks: Collection[str]) -> NDArray[np.bool_]:
        """Tell the units that may speak for a point: (n_units,) bool."""
        may = np.asarray(self._does == "says", dtype=bool)
        if point.section in asks:
            may |= (self._does == "asks") & self.in_section(point.section)
        return may

    def in_section(self, section: str | None) -> NDArray[np.bool_]:
        """Tell the units of a section; all of them if it is None: (n_units,) bool."""
        return np.array([section in (None, unit.section) for unit in self.units], dtype=bool)

    @property
    def vague_share(self) -> float:
        """Share of the units that would be true of anything; of a short answer, as of a longer one.

        One careless sentence among ten says less of a writer than ten among a hundred.
        """
        return float((self._does == "waves").sum() / max(_FEWEST_UNITS, len(self.units)))


class _View:
    """An answer as seen by one point."""

    def __init__(
        self,
        *,
        said: _Said,
        section: str | None,
        eligible: NDArray[np.bool_],
        found: Found,
        relevance: NDArray[np.float32],
    ) -> None:
        self.said = said
        self.eligible = eligible
        self._here = said.in_section(section)
        self._relevance = relevance * eligible
        self._patterns = [
            each if may else set() for each, may in zip(found.said, eligible, strict=True)
        ]

    @cached_property
    def _window(self) -> tuple[int, int] | None:
        """The window with the most patterns; relevance and the section decide between equals."""
        strength = []
        for n, after in self.said.windows:
            n_patterns = len(self._patterns[n] | self._patterns[after])
            relevance = self._relevance[n] + (self._relevance[after] if after != n else 0)
            home = _HOME * self._here[n] * bool(n_patterns)
            strength.append(n_patterns + relevance + home)
        best = max(range(len(strength)), key=strength.__getitem__, default=None)
        return None if best is None else self.said.windows[best]

    @cached_property
    def patterns_in_window(self) -> int:
        """How many different patterns the best window has, up to the cap."""
        if self._window is None:
            return 0
        n, after = self._window
        return min(_CAP, len(self._patterns[n] | self._patterns[after]))

    @property
    def patterns_in_answer(self) -> int:
        """How many different patterns are found anywhere."""
        return len(set().union(*self._patterns))

    @property
    def units_with_pattern(self) -> int:
        """How many units have one, up to the cap."""
        return min(_CAP, sum(map(bool, self._patterns)))

    @property
    def best_relevance(self) -> float:
        """Relevance of the unit that is most like the key."""
        return float(self._relevance.max(initial=0.0))

    @property
    def is_tied(self) -> bool:
        """Whether the best window gives a reason, a purpose, a condition or a contrast."""
        return any(_TIE.search(self.said.units[n].text) for n in self._window or ())

    @property
    def concrete_in_section(self) -> int:
        """How many units of the section have a figure, a name or a reason."""
        return int((self.said.concrete & self._here).sum())

    @property
    def witnesses(self) -> tuple[int, ...]:
        """The units of the best window that speak for the point, best first."""
        speaking = [n for n in {*(self._window or ())} if self._patterns[n] or self._relevance[n]]
        return tuple(
            sorted(speaking, key=lambda n: (-len(self._patterns[n]), -self._relevance[n], n))
        )


def _does(unit: Unit) -> str:
    if clause.is_question(unit):
        return "asks"
    if clause.is_out_of_scope(unit.text):
        return "leaves out"
    if clause.is_hand_waving(unit.text):
        return "waves"
    return "says"


def _is_concrete(text: str) -> bool:
    return bool(_DIGIT.search(text) or _NAME.search(text) or _TIE.search(text))
