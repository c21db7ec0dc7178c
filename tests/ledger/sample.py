"""Receipts for tests: sound ones, of anybody, with whatever a test changes."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

import msgspec

from heldout.ledger.lines import Entry, entry
from heldout.ledger.receipt import Case, Limits, Receipt, encode
from heldout.report import Verdict

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
GATE = Case(
    name="test_ordinary",
    title="Ordinary numbers are doubled.",
    group="correctness",
    verdict=Verdict.PASSED,
    points=3.0,
    max_points=3.0,
)
FAST = Case(
    name="test_fast",
    title="It is as fast as the reference.",
    group="efficiency",
    verdict=Verdict.PASSED,
    points=2.0,
    max_points=2.0,
)
SOUND = Receipt(
    version=1,
    candidate="ada",
    user_id=7,
    slug="kmeans",
    kind="challenge",
    pull_request=12,
    head_sha="c" * 40,
    solution_sha="5" * 40,
    suite_sha256="a" * 64,
    harness="heldout 0.1",
    limits=Limits(20.0, 2.0, 512),
    seed_commitment="b" * 64,
    submitted_at=NOW - timedelta(hours=1),
    graded_at=NOW - timedelta(minutes=59),
    verdict=Verdict.PASSED,
    points=5.0,
    max_points=5.0,
    cases=(GATE, FAST),
    speed_ratio=1.2,
)


def receipt(n: int = 0, **changes: object) -> Receipt:
    """The receipt of the user's n-th solution, a sound one but for the changes."""
    changes = {"solution_sha": hashlib.sha1(b"%d" % n).hexdigest(), **changes}
    return msgspec.structs.replace(SOUND, **changes)


def line(n: int = 0, **changes: object) -> bytes:
    """The same as a line, with its end."""
    return encode(receipt(n, **changes))


def entries(*numbers: int, **changes: object) -> list[Entry]:
    """Several, as entries."""
    return [entry(receipt(n, **changes)) for n in numbers]


def altered(n: int = 0, **keys: object) -> bytes:
    """A line with keys that a receipt of this version could not have."""
    return msgspec.json.encode({**msgspec.json.decode(line(n)), **keys}) + b"\n"
