"""A cohort edition of a tiny repository, works for it, and a judge that stays warm."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path

from heldout.catalogue.repository import Repository
from heldout.grading.work import Submitter, Work
from heldout.judging.judge import Judge
from heldout.ledger.receipt import Kind
from heldout.sandbox.box import Isolation
from heldout.submission.source import solution_sha
from heldout.vault import suites
from heldout.vault.age import Identity

KEY = bytes(range(32))
NOW = datetime(2027, 3, 2, 12, tzinfo=UTC)
RIGHT = b"def double(x):\n    return x + x\n"
WRONG = b"def double(x):\n    return 2 * abs(x)\n"


def seal(folder: Path, identity: Identity) -> None:
    """Leave of a task's hidden folder what a cohort edition has."""
    suites.seal(folder, [identity.recipient], [])
    shutil.rmtree(folder / "hidden")


def entry(
    content: bytes = RIGHT, slug: str = "double", kind: Kind = "challenge", user_id: int = 7
) -> tuple[Work, bytes]:
    """Somebody's work, with its content."""
    submitter = Submitter(
        candidate=f"user-{user_id}",
        user_id=user_id,
        pull_request=12,
        submitted_at=NOW - timedelta(hours=1),
    )
    work = Work(
        submitter=submitter,
        slug=slug,
        kind=kind,
        solution_sha=solution_sha(content),
        head_sha="c" * 40,
    )
    return work, content


def lent(judge: Judge) -> Callable[..., Judge]:
    """Make what gives this very judge, and leaves it open."""

    def make(isolation: Isolation, *, jobs: int | None) -> Judge:
        assert isolation is Isolation.BUBBLEWRAP
        assert jobs is not None
        return nullcontext(judge)  # type: ignore[return-value]

    return make


def files(root: Repository | Path) -> set[str]:
    """All that is in a repository, by path."""
    top = root if isinstance(root, Path) else root.root
    return {path.relative_to(top).as_posix() for path in top.rglob("*")}
