"""How well points are read, on labelled answers.

`./run python -m benchmarks.coverage` prints the figures of docs/written.md; `--set` chooses the
answers, `--wrong` lists each point that was decided wrongly.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
from sklearn.metrics import cohen_kappa_score, f1_score

from benchmarks import labelled
from heldout.catalogue import repository
from heldout.report import CaseResult, Status
from heldout.written import prompt
from heldout.written.assess import Assessor


class Outcome(msgspec.Struct, frozen=True):
    """One point of one answer, as labelled and as read."""

    answer: str
    slug: str
    lines: tuple[int, ...]
    case: CaseResult

    @property
    def is_made(self) -> bool:
        """What the label says."""
        return bool(self.lines)

    @property
    def probability(self) -> float:
        """That the point is made, as estimated."""
        confidence = self.case.confidence or 0.0
        return 1 - confidence if self.case.status == Status.NOT_FOUND else confidence

    @property
    def is_decided(self) -> bool:
        """Whether no person is needed."""
        return self.case.status != Status.NEEDS_PERSON

    @property
    def is_called(self) -> bool:
        """What is said if a decision is forced."""
        return self.probability >= 0.5

    @property
    def is_apt(self) -> bool:
        """Whether a line that is quoted is one of those that make the point."""
        return any(each.line in self.lines for each in self.case.evidence or ())


def outcomes(which: str) -> Iterator[Outcome]:
    """Read every answer of a set."""
    root = repository.find(Path.cwd())
    prompts = {each.slug: prompt.hidden(each) for each in root.casestudies()[0]}
    assessors = {
        slug: Assessor(own, lambda own=own: [each for each in prompts.values() if each is not own])
        for slug, own in prompts.items()
    }
    for each in labelled.load(which):
        report = assessors[each.slug].grade(each.text.encode())
        for case in report.cases:
            yield Outcome(each.name, each.slug, tuple(each.covered.get(case.name, ())), case)


def figures(found: Sequence[Outcome]) -> dict[str, float]:
    """Sum up: shares of 0 to 1, kappa of -1 to 1, counts."""
    made = [each.is_made for each in found]
    called = [each.is_called for each in found]
    decided = [each for each in found if each.is_decided]
    covered = [each for each in found if each.case.status == Status.COVERED]
    return {
        "points": len(found),
        "made": sum(made) / len(found),
        "accuracy": sum(a == b for a, b in zip(made, called, strict=True)) / len(found),
        "macro-F1": float(f1_score(made, called, average="macro")),
        "kappa": float(cohen_kappa_score(made, called)),
        "decided": len(decided) / len(found),
        "right where decided": sum(e.is_made == e.is_called for e in decided)
        / max(1, len(decided)),
        "covered": len(covered),
        "right where covered": sum(e.is_made for e in covered) / max(1, len(covered)),
        "apt quotes": sum(e.is_apt for e in covered) / max(1, len(covered)),
        "apt where rightly covered": sum(e.is_apt for e in covered)
        / max(1, sum(e.is_made for e in covered)),
    }


def main() -> None:
    """Print the figures of a set, in all and by prompt."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--set", default="unseen", choices=labelled.SETS)
    arguments.add_argument("--wrong", action="store_true")
    chosen = arguments.parse_args()
    found = list(outcomes(chosen.set))
    for name, value in figures(found).items():
        print(f"{name:28} {value:.3f}" if value <= 1 else f"{name:28} {value:.0f}")
    for slug in sorted({each.slug for each in found}):
        of_slug = figures([each for each in found if each.slug == slug])
        print(slug, " ".join(f"{name} {value:.2f}" for name, value in of_slug.items()))
    if chosen.wrong:
        for each in found:
            if each.is_decided and each.is_made != each.is_called:
                quotes = [f"{e.line}: {e.quote}" for e in each.case.evidence or ()]
                print(each.answer, each.case.name, each.case.status, each.lines, quotes)


if __name__ == "__main__":
    main()
