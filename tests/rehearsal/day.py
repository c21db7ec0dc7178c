"""A day of a cohort: who does what at what time, and how everything stands after it.

What eve had handed in before was graded by hand and recorded, as SECURITY.md has it.

    09:00  ada    opens a pull request with a wrong solution
    09:40  ada    sets it right
    10:15  grace  opens one with two tasks, of which the written answer is turned away
    11:00  grace  writes a better answer, while the API is out of order
    12:00  ada    answers the questions, and tries for a third time where two a day are allowed
    13:30  eve    pushes another's receipts and a workflow beside a solution
    15:00  mel    has a fixed test grade again what it is about
    15:30  mel    does so once more
"""

from __future__ import annotations

import json
import pickle
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from filelock import FileLock

from tests.rehearsal.api.double import Call
from tests.rehearsal.api.troubles import Kind
from tests.rehearsal.attacks import BRAND
from tests.rehearsal.diary import Diary, Moment
from tests.rehearsal.edition import COHORT, Edition
from tests.rehearsal.payloads import PEOPLE
from tests.rehearsal.stage import Stage
from tests.rehearsal.works import (
    ANSWER,
    DOUBLE,
    EXPLAINED,
    FOLLOWUPS,
    HALF_RIGHT,
    RIGHT,
    TRIPLE,
    TRIPLED,
    WRITTEN,
    WRONG,
)

DAY = "2026-09-16"
#: The limit of the cohort, for each task.
ATTEMPTS = 2
#: Of eve before the day: two a day.
BY_HAND = 30
HIDDEN = "challenges/double/hidden/test_hidden.py"
WORKFLOW = ".github/workflows/grade.yml"
#: Somebody else's, as it is on the branch `results`.
RECEIPTS = f"receipts/{PEOPLE['ada'].id}.ndjson"
#: What ada's solution prints, and nobody should get to read.
PRINTED = "seven sheep jump over the fence"
_WRONG = f'{WRONG}\nprint("::notice::{PRINTED}")\n'
#: Without the end that the rubric asks for.
_HALF_WRITTEN = WRITTEN[: WRITTEN.index("\n## Limits")] + "\n"
_EDITED = "name: grade\non: pull_request_target\njobs: {}\n"


@dataclass(frozen=True, kw_only=True)
class Day:
    """All of it, by name; `root` is the edition's."""

    root: Path
    by_hand: list[dict[str, Any]]
    moments: Mapping[str, Moment]
    violations: list[str]

    def __getitem__(self, name: str) -> Moment:
        return self.moments[name]

    @property
    def calls(self) -> list[Call]:
        """Everything that was asked of the API."""
        return [*chain.from_iterable(each.calls for each in self.moments.values())]


def played(made: Edition, folder: Path) -> Day:
    """Play the day in a folder, or wait for whoever does so already."""
    kept = folder / "day.pickle"
    with FileLock(folder / "day.lock"):
        if not kept.exists():
            # Another one, if it could not be played to its end before.
            root = Path(tempfile.mkdtemp(prefix="day-", dir=folder)) / "stage"
            kept.write_bytes(pickle.dumps(play(made, root)))
    day: Day = pickle.loads(kept.read_bytes())
    return day


def play(made: Edition, root: Path) -> Day:
    """Play the day on a stage of its own, at `root`."""
    with Stage(made.copy(root)) as stage:
        rules = f"cohorts/{COHORT}.toml"
        text = (stage.edition.authoring / rules).read_text("utf-8")
        changed = text.replace("attempts_per_day = 3", f"attempts_per_day = {ATTEMPTS}")
        stage.edition.publish({rules: changed})
        by_hand = _grade_by_hand(stage)
        diary = Diary(stage, DAY)
        diary.has("eve", 1)
        _morning(diary)
        _afternoon(diary)
        violations = list(stage.double.violations)
    return Day(root=root, by_hand=by_hand, moments=diary.moments, violations=violations)


def _morning(diary: Diary) -> None:
    diary.push("wrong", "ada", "09:00", "opens, with a wrong solution", {DOUBLE: _WRONG})
    diary.push("right", "ada", "09:40", "sets it right", {DOUBLE: RIGHT})
    both = {TRIPLE: TRIPLED, ANSWER: _HALF_WRITTEN}
    diary.push("two", "grace", "10:15", "opens, with two tasks at once", both)
    # For a while at first, and then where the comment is to be changed.
    api = diary.stage.double
    api.trouble(Kind.BAD_GATEWAY, 2, method="GET", path="comments")
    api.trouble(Kind.TOO_MANY, method="PATCH", path="comments", retry_after_s=1)
    diary.push("outage", "grace", "11:00", "writes a better answer", {ANSWER: WRITTEN})


def _afternoon(diary: Diary) -> None:
    more = {FOLLOWUPS: EXPLAINED, DOUBLE: f"{RIGHT}# Once more.\n"}
    diary.push("third", "ada", "12:00", "answers the questions, and tries a third time", more)
    attack = {RECEIPTS: f"{BRAND}\n", WORKFLOW: _EDITED, DOUBLE: RIGHT}
    diary.push("attack", "eve", "13:30", "pushes another's receipts and a workflow", attack)
    suite = (diary.stage.edition.authoring / HIDDEN).read_text("utf-8")
    # What a float can still tell apart.
    diary.stage.edition.publish({HIDDEN: suite.replace("2**62 + 1", "2**52")})
    diary.dispatch("fixed", "15:00", "has a fixed test grade again", "regrade.yml")
    diary.dispatch("again", "15:30", "does so once more", "regrade.yml")


def _grade_by_hand(stage: Stage) -> list[dict[str, Any]]:
    """Record what eve handed in before, which nobody ran a workflow for."""
    edition, eve = stage.edition, PEOPLE["eve"]
    times = [f"2026-09-{day:02}T{hour}:00:00Z" for day in range(1, 16) for hour in (18, 20)]
    stage.opened(eve, {DOUBLE: _idea(0)}, at=times[0])
    fork = stage.fork(1)
    for n, at in enumerate(times[1:], start=1):
        (fork / DOUBLE).write_text(_idea(n), encoding="utf-8")
        edition.git("commit", "--quiet", "--all", f"--message={at}", cwd=fork)
    edition.git("push", "--quiet", "origin", "HEAD:refs/pull/1/head", cwd=fork)
    heads = edition.git("rev-list", "--reverse", f"--max-count={BY_HAND}", "HEAD", cwd=fork).split()
    blobs = edition.git("rev-parse", *(f"{head}:{DOUBLE}" for head in heads), cwd=fork).split()
    out = edition.root / "by-hand.ndjson"
    known = edition.root / "known"
    known.mkdir()
    (secret,) = edition.root.rglob("*.secret")
    edition.heldout(
        *("grade", "--pull-request", 1, "--ref", heads[0]),
        *("--remote", edition.upstream, "--candidate", eve.login, "--user-id", eve.id),
        *("--submitted-at", times[0], "--cohort", f"cohorts/{COHORT}.toml", "--secret", secret),
        *("--receipts", known, "--out", out),
        status=1,
    )
    first = json.loads(out.read_text("utf-8"))
    # The other solutions differ from it in a comment.
    receipts = [
        {**first, "head_sha": head, "solution_sha": blob, "submitted_at": at}
        for head, blob, at in zip(heads, blobs, times, strict=True)
    ]
    out.write_text("".join(f"{json.dumps(each)}\n" for each in receipts), encoding="utf-8")
    edition.heldout("ledger", "push", out, "--remote", edition.upstream)
    return receipts


def _idea(n: int) -> str:
    return f"{HALF_RIGHT}# My idea number {n}.\n"
