"""Makes up receipts of a large cohort, the same ones every time, for measuring boards.

python -m benchmarks.receipts DIR --candidates 1000 --tasks 40 --attempts 5
"""

from __future__ import annotations

import argparse
import hashlib
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from heldout.ledger import receipt
from heldout.ledger.receipt import Case, Limits, Receipt
from heldout.report import GROUPS, Verdict

OPENS = datetime(2026, 9, 1, tzinfo=UTC)
_DAYS = 56
_CASES = 12
_LIMITS = Limits(suite_s=20.0, call_s=2.0, memory_mb=512)


def tasks(count: int) -> list[str]:
    """Name so many tasks."""
    return [f"task-{n:02}" for n in range(count)]


def of_candidate(user_id: int, slugs: list[str], attempts: int) -> Iterator[Receipt]:
    """Make one candidate's receipts, in the order of grading; skill rises from try to try."""
    draw = random.Random(user_id)
    skill = draw.betavariate(4, 2)
    times = sorted(draw.uniform(0, _DAYS * 86_400) for _ in range(len(slugs) * attempts))
    work = [(attempt, slug) for attempt in range(attempts) for slug in slugs]
    for at_s, (attempt, slug) in zip(times, work, strict=True):
        yield _one(draw, user_id, slug, min(0.98, skill + 0.08 * attempt), at_s)


def _one(draw: random.Random, user_id: int, slug: str, skill: float, at_s: float) -> Receipt:
    cases = tuple(_case(draw, slug, n, skill) for n in range(_CASES))
    is_passed = all(case.verdict == Verdict.PASSED for case in cases)
    submitted_at = OPENS + timedelta(seconds=round(at_s))
    return Receipt(
        version=receipt.VERSION,
        candidate=f"candidate-{user_id}",
        user_id=user_id,
        slug=slug,
        kind="challenge",
        pull_request=user_id,
        head_sha=f"{draw.getrandbits(160):040x}",
        solution_sha=f"{draw.getrandbits(160):040x}",
        suite_sha256=hashlib.sha256(slug.encode()).hexdigest(),
        harness="heldout 0.1.0",
        limits=_LIMITS,
        seed_commitment=hashlib.sha256(b"seed key").hexdigest(),
        submitted_at=submitted_at,
        graded_at=submitted_at + timedelta(seconds=draw.randint(20, 200)),
        verdict=Verdict.PASSED if is_passed else Verdict.FAILED,
        points=sum(case.points for case in cases),
        max_points=sum(case.max_points for case in cases),
        cases=cases,
        speed_ratio=round(draw.lognormvariate(0.2, 0.5), 1) if is_passed else None,
    )


def _case(draw: random.Random, slug: str, number: int, skill: float) -> Case:
    worth = float(1 + number % 3)
    is_passed = draw.random() < skill - 0.03 * (number % 5)
    return Case(
        name=f"test_{slug.replace('-', '_')}_{number}",
        title=f"The idea number {number} of {slug} holds for ordinary input",
        group=GROUPS[number % len(GROUPS)],
        verdict=Verdict.PASSED if is_passed else Verdict.FAILED,
        points=worth if is_passed else 0.0,
        max_points=worth,
    )


def write(folder: Path, candidates: int, task_count: int, attempts: int) -> None:
    """Write a ledger of candidates x tasks x attempts receipts."""
    folder.mkdir(parents=True, exist_ok=True)
    slugs = tasks(task_count)
    for user_id in range(1, candidates + 1):
        lines = map(receipt.encode, of_candidate(user_id, slugs, attempts))
        (folder / f"{user_id}.ndjson").write_bytes(b"".join(lines))


def main() -> None:
    """Write what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--candidates", type=int, default=1000)
    parser.add_argument("--tasks", type=int, default=40)
    parser.add_argument("--attempts", type=int, default=5)
    given = parser.parse_args()
    write(given.folder, given.candidates, given.tasks, given.attempts)


if __name__ == "__main__":
    main()
