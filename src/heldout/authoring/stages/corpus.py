"""The whole corpus of cheats against one challenge: nothing for any of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from heldout.authoring.bench import SUITE, Bench
from heldout.authoring.finding import Finding
from heldout.authoring.rules import proof
from heldout.judging.trial import Trial
from heldout.report import Report, Verdict

FOLDER = Path(__file__).parents[1] / "cheats"


def cheats() -> tuple[Path, ...]:
    """The corpus that ships."""
    return tuple(sorted(FOLDER.glob("*.py")))


class Corpus(NamedTuple):
    """What came of the cheats, and the points that they earned together."""

    findings: tuple[Finding, ...]
    points: float


def prove(bench: Bench, paths: Sequence[Path]) -> Corpus:
    """Grade cheats, and say which of them earns anything, or passes for our fault."""
    # Past a missed gate there are no points to be had, whatever the rest says; and nobody asks
    # whether the reference passes it, since it does.
    trials = [Trial(source=path.read_bytes(), until="gate", control=False) for path in paths]
    reports = [tried.report for tried in bench.attempt(bench.hidden, trials)]
    found = (each for pair in zip(paths, reports, strict=True) for each in _findings(bench, *pair))
    return Corpus(tuple(found), sum(report.points for report in reports))


def _findings(bench: Bench, path: Path, report: Report) -> Iterator[Finding]:
    facts = {"cheat": path.stem, "cheat_path": path, "points": report.points}
    if report.points or report.verdict == Verdict.PASSED:
        yield proof.CheatScores.found(bench.package, SUITE, **facts)
    elif report.verdict == Verdict.JUDGE_ERROR:
        yield proof.CheatBlamesUs.found(bench.package, SUITE, **facts)
