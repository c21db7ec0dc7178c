"""The sentences of an answer that come nearest to each point, for a person to begin with.

Every point gets as many, made or not, so that neither their being there nor their number tells what
the machine thinks. First come the witnesses that a reading looks at; what they leave room for is
filled with the sentences that share the most words with what the point asks for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from heldout.catalogue.rubric import Point
from heldout.report import Evidence
from heldout.written.answer import Answer, Unit
from heldout.written.assess import first_units
from heldout.written.coverage import MOST_LETTERS_IN_QUOTE
from heldout.written.prompt import Prompt
from heldout.written.relevance import stems
from heldout.written.signals import Reader

QUOTES = 2


def quotes(prompt: Prompt, answer: Answer) -> Mapping[str, tuple[Evidence, ...]]:
    """Quote for each point of a prompt, in the order of the lines; fewer only of a tiny answer."""
    cut = first_units(answer)
    units = cut.units
    reader = Reader(prompt) if prompt.keys else None
    witnesses: dict[str, tuple[int, ...]] = {}
    if reader is not None and units:
        signals = reader.read(cut)
        witnesses = {
            point.id: found for point, found in zip(reader.points, signals.witnesses, strict=True)
        }
    stemmed = [frozenset(stems(unit.text)) for unit in units]
    return {
        point.id: tuple(
            _quote(units[n])
            for n in sorted(_chosen(point, units, stemmed, witnesses.get(point.id, ())))
        )
        for point in prompt.points
    }


def _chosen(
    point: Point,
    units: tuple[Unit, ...],
    stemmed: list[frozenset[str]],
    witnesses: tuple[int, ...],
) -> list[int]:
    asked = frozenset(stems(f"{point.title} {point.description}"))
    shared = np.array([len(asked & each) for each in stemmed], dtype=np.int64)
    at_home = np.array([unit.section == point.section for unit in units], dtype=np.int64)
    # By words in common, then by section, then as they stand.
    ranked = np.lexsort((np.arange(len(units)), -at_home, -shared)).tolist()
    return [*dict.fromkeys((*witnesses, *ranked))][:QUOTES]


def _quote(unit: Unit) -> Evidence:
    line, _ = next(unit.lines)
    said = " ".join(part for _, part in unit.lines)
    return Evidence(line, _shortened(said))


def _shortened(said: str) -> str:
    is_short = len(said) <= MOST_LETTERS_IN_QUOTE
    return said if is_short else f"{said[:MOST_LETTERS_IN_QUOTE]}..."


def lines(found: tuple[Evidence, ...]) -> Iterator[str]:
    """Write quotes as `line 12: ...`."""
    for each in found:
        yield f"line {each.line}: {each.quote}"
