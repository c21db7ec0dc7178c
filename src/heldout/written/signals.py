"""What in an answer speaks for a point: a row of figures, the same kind for every point.

A window is a unit and the next one of its section: people make a point in one breath, or in two.
Only units that say something in earnest are looked at: no questions where none are asked for,
nothing that is negated, left out, waved away or distrusted.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from heldout.catalogue.rubric import Point
from heldout.written import clause
from heldout.written.answer import Answer, Unit, words
from heldout.written.lexicon import FUNCTION_WORDS
from heldout.written.prompt import Prompt
from heldout.written.relevance import Relevance
from heldout.written.search import Found, Search, prepare

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
    "weight_in_window",
    "distinct_patterns",
    "answer_level",
    "window_relevance",
    "window_margin",
    "novel_in_section",
    "concrete_share",
    "section_concrete",
    "section_share",
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
        self._anchors = {name: key.anchors for name, key in prompt.keys.items()}
        self._patterns = {name: prepare(key.patterns) for name, key in prompt.keys.items()}
        self._misconceptions = {
            name: prepare(key.misconceptions) for name, key in prompt.keys.items()
        }
        self._relevance = Relevance(prompt)
        self._given = frozenset(words(prompt.statement)) | frozenset(words(prompt.template))
        self._asks = {section.id for section in prompt.sections if section.asks}
        homes = [point.section for point in prompt.points]
        self._lone = {home for home in homes if home is not None and homes.count(home) == 1}
        self._weights = {point.id: self._weigh(point) for point in self.points}

    def _weigh(self, point: Point) -> list[float]:
        """Weigh each pattern of a point: the more anchors of other points it hits, the less."""
        foreign = [
            anchor
            for name, anchors in self._anchors.items()
            if name != point.id
            for anchor in anchors
        ]
        search = Search(foreign)
        return [
            1 / (1 + sum(map(bool, search.patterns([pattern]).said)))
            for pattern in self._patterns[point.id]
        ]

    def read(self, answer: Answer, distrusted: Collection[int] = ()) -> Signals:
        """Measure what speaks for each point."""
        units = answer.units
        states = [_state(n, unit, distrusted) for n, unit in enumerate(units)]
        vague = np.mean([state == "vague" for state in states]) if states else 0.0
        relevance = self._relevance.of([unit.text for unit in units])
        search = Search([unit.text for unit in units])
        pairs = self._relevance.of(
            [
                unit.text if after == n else f"{unit.text} {units[after].text}"
                for (n, after), unit in zip(_windows(units), units, strict=True)
            ]
        )
        concrete = np.array([_is_concrete(unit.text) for unit in units], dtype=bool)
        said_ok = np.array([state == "said" for state in states], dtype=bool)
        rows, witnesses = [], []
        for n, point in enumerate(self.points):
            others = np.delete(relevance, n, axis=1).max(axis=1, initial=0.0)
            eligible = np.array(
                [self._may_speak(point, unit, s) for unit, s in zip(units, states, strict=True)],
                dtype=bool,
            )
            own = relevance[:, n] * eligible
            found = search.patterns(self._patterns[point.id])
            row, best = self._row(point, units, eligible, own, own - others * eligible, found)
            both_ok = np.array(
                [bool(eligible[a] and eligible[b]) for a, b in _windows(units)], dtype=bool
            )
            paired = pairs[:, n] * both_ok
            home = np.array([point.section in (None, unit.section) for unit in units], dtype=bool)
            row["section_concrete"] = float(np.log1p((home & concrete & said_ok).sum()))
            row["section_share"] = float((concrete & home).sum() / max(1, home.sum()))
            row["window_relevance"] = float(paired.max(initial=0.0))
            row["window_margin"] = float(
                (
                    (pairs[:, n] - np.delete(pairs, n, axis=1).max(axis=1, initial=0.0)) * both_ok
                ).max(initial=-1.0)
            )
            row["misconception"] = search.any(
                self._misconceptions[point.id], np.flatnonzero(eligible)
            )
            row["vague_share"] = float(vague)
            rows.append(row)
            witnesses.append(best)
        level = float(
            np.mean([min(3, r["patterns_in_window"] + r["second_pattern"]) for r in rows])
        )
        for row in rows:
            row["answer_level"] = level
            row["concrete_share"] = float((concrete & said_ok).mean()) if len(units) else 0.0
        rows = [[row[name] for name in NAMES] for row in rows]
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
        weights = self._weights[point.id]
        row = {
            "weight_in_window": min(_CAP, sum(weights[each] for each in both)),
            "distinct_patterns": np.log1p(len(set().union(*earnest))),
            "novel_in_section": np.log1p(self._novel(units, here & eligible)),
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


_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w-]+")


def _is_concrete(text: str) -> bool:
    """Whether a unit has a figure, a name or a reason."""
    return bool(_DIGIT.search(text) or _NAME.search(text) or _TIE.search(text))


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
