"""Which points of a rubric an answer makes: covered, not found or needs a person, with quotes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

import msgspec

from heldout.catalogue.rubric import Point
from heldout.report import Evidence, Status
from heldout.written.answer import Answer
from heldout.written.fusion import Fusion, Thresholds
from heldout.written.signals import Reader

#: Longer quotes are no quotes any more.
MOST_LETTERS_IN_QUOTE = 300
#: Longer lines are paragraphs.
_MOST_LETTERS_IN_LINE = 160
_MOST_QUOTES = 2


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What was read of one point.

    `confidence` is the probability that the status is right, 0 to 1; where a person is needed, the
    probability that the point is made.
    """

    point: Point
    status: Status
    confidence: float
    evidence: tuple[Evidence, ...]


def read(
    reader: Reader, fusion: Fusion, answer: Answer, distrusted: Collection[int]
) -> tuple[Reading, ...]:
    """Decide about each point that has a key, in the prompt's order.

    `distrusted` are indices of units that may not speak for a point.
    """
    signals = reader.read(answer, distrusted)
    probabilities = fusion.probabilities(signals.rows)
    limits = fusion.brief if reader.is_brief else fusion.ordinary
    return tuple(
        _decided(point, float(p), tuple(_quotes(answer, witnesses)), limits)
        for point, p, witnesses in zip(reader.points, probabilities, signals.witnesses, strict=True)
    )


def _decided(point: Point, p: float, quotes: tuple[Evidence, ...], limits: Thresholds) -> Reading:
    if p <= limits.low:
        return Reading(
            point=point, status=Status.NOT_FOUND, confidence=round(1 - p, 3), evidence=()
        )
    is_covered = p >= limits.high and bool(quotes)
    return Reading(
        point=point,
        status=Status.COVERED if is_covered else Status.NEEDS_PERSON,
        confidence=round(p, 3),
        evidence=quotes,
    )


def _quotes(answer: Answer, witnesses: Iterable[int]) -> Iterator[Evidence]:
    """Quote the lines of the best witness; of the next one too, if there is room.

    A line is quoted whole, as it stands in the file; of a long one only what the witness says.
    """
    lines = answer.lines
    quoted: dict[int, str] = {}
    for n in witnesses:
        for line, part in answer.units[n].lines:
            whole = lines[line - 1].strip()
            quote = whole if len(whole) <= _MOST_LETTERS_IN_LINE else part[:MOST_LETTERS_IN_QUOTE]
            quoted.setdefault(line, quote)
    for line, quote in [*quoted.items()][:_MOST_QUOTES]:
        yield Evidence(line, quote)


def open_(point: Point) -> Reading:
    """What can be said of a point that has no key: nothing, so a person decides."""
    return Reading(point=point, status=Status.NEEDS_PERSON, confidence=0.5, evidence=())


def doubted(reading: Reading) -> Reading:
    """What is left of a reading when the answer as a whole is in doubt: a person has to look."""
    if reading.status != Status.COVERED:
        return reading
    return msgspec.structs.replace(reading, status=Status.NEEDS_PERSON)
