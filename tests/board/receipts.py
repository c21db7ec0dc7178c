"""Receipts for tests of boards: one call each, all but what matters filled in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from heldout.ledger import receipt
from heldout.ledger.receipt import Case, Receipt
from heldout.report import Verdict

START = datetime(2026, 9, 1, tzinfo=UTC)


def sha(text: str) -> str:
    """Name something as git would."""
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()


def case(name: str, verdict: Verdict, points: float = 2.0, group: str = "correctness") -> Case:
    """Make a test that gave all of its points, or none."""
    return Case(
        name=name,
        title=f"Does {name}",
        group=group,
        verdict=verdict,
        points=points if verdict == Verdict.PASSED else 0.0,
        max_points=points,
    )


def graded(
    user_id: int,
    points: float,
    *,
    slug: str = "kmeans",
    at: float = 24.0,
    most: float = 10.0,
    **given: object,
) -> Receipt:
    """Make a receipt of work handed in `at` hours after the start; full marks pass."""
    submitted_at = START + timedelta(hours=at)
    plain = Receipt(
        version=receipt.VERSION,
        candidate=f"user-{user_id}",
        user_id=user_id,
        slug=slug,
        kind="challenge",
        pull_request=user_id,
        head_sha=sha(f"head {user_id} {at}"),
        solution_sha=sha(f"{user_id} {slug} {points} {at}"),
        suite_sha256=hashlib.sha256(slug.encode()).hexdigest(),
        harness="heldout 0.1.0",
        limits=None,
        seed_commitment=None,
        submitted_at=submitted_at,
        graded_at=submitted_at + timedelta(minutes=1),
        verdict=Verdict.PASSED if points >= most else Verdict.FAILED,
        points=points,
        max_points=most,
        cases=(),
        speed_ratio=None,
    )
    return msgspec.structs.replace(plain, **given)


def record(folder: Path, receipts: Iterable[Receipt]) -> Path:
    """Write receipts where they belong, without the care that a ledger takes."""
    folder.mkdir(exist_ok=True)
    for each in receipts:
        with (folder / f"{each.user_id}.ndjson").open("ab") as file:
            file.write(receipt.encode(each))
    return folder
