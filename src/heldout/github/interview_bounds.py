"""What is read for its points on GitHub, and what for its form alone.

A reply must be no oracle, and it says which points of a hidden key an answer makes. So

- nothing of a cohort that is not over is read for its points,
- in an issue the first five answers are; our own reply keeps the count, which its reader cannot
  change,
- and of what somebody opens within a day the first two interviews are; GitHub keeps that count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Literal

import msgspec

from heldout.catalogue import opening
from heldout.catalogue.cohort import Cohort
from heldout.catalogue.repository import Repository
from heldout.errors import HeldoutError
from heldout.github.api import Opened

ANSWERS_READ = 5
INTERVIEWS_A_DAY = 2
_DAY = timedelta(days=1)
#: The first line of our reply, by which it is found again; the second has the count.
REPLY = "<!-- heldout:interview-reply -->"
_COUNT = re.compile(r"<!-- read: ([0-9]{1,6}) -->", re.ASCII)

#: Why an answer is looked at for its form alone.
#:
#: cohort      it counts in a cohort that is not over
#: unknown     the file of a cohort is broken, so nobody knows what counts there
#: answers     as many answers as are read were read in this issue
#: interviews  as many interviews as are read were opened that day
#: key         what its points are read by is not at hand
Why = Literal["cohort", "unknown", "answers", "interviews", "key"]


class Bound(msgspec.Struct, frozen=True):
    """Why something is not read for its points; `cohort` is the title of the one it counts in."""

    why: Why
    cohort: str = ""


def of_cohorts(root: Repository, slug: str, kind: str, at: datetime) -> Bound | None:
    """Look whether an answer counts in a cohort that is not over; None if it does in none."""
    for name in root.cohort_names():
        try:
            rules = root.cohort(name)
            is_over = _is_over(root, name, rules, at)
        except HeldoutError:
            return Bound("unknown")
        if not is_over and rules.weight(slug, kind) is not None:
            return Bound("cohort", rules.title)
    return None


def of_issue(read: int) -> Bound | None:
    """Look whether there are answers left to be read in an issue of which so many were."""
    return Bound("answers") if read >= ANSWERS_READ else None


def of_author(number: int, at: datetime, opened: Iterable[Opened]) -> Bound | None:
    """Look whether an issue, opened at `at`, is among the first of its author's day.

    `opened` are the interviews that its author has opened, the newest first.
    """
    recent = takewhile(lambda each: at - each.created_at < _DAY, opened)
    before = sum(each.number < number for each in recent)
    return Bound("interviews") if before >= INTERVIEWS_A_DAY else None


def head(read: int) -> str:
    """Write the first lines of a reply after so many answers were read."""
    return f"{REPLY}\n<!-- read: {read} -->\n"


def count(reply: str) -> int:
    """Read the count out of a reply of ours; 0 if there is none yet."""
    lines = reply.replace("\r\n", "\n").split("\n")
    found = _COUNT.fullmatch(lines[1]) if len(lines) > 1 else None
    return int(found[1]) if found else 0


def _is_over(root: Repository, name: str, rules: Cohort, at: datetime) -> bool:
    """Whether nothing handed in from now on can count. Raises `CatalogueError`."""
    record = opening.file(root.root, name)
    if record.is_file():
        closed_at = opening.load(record).closed_at
        if closed_at is not None:
            return closed_at <= at
    return at > rules.closes and rules.late_factor(at) == 0.0
