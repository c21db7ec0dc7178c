"""How far a task has come, as far as this machine knows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from heldout.catalogue import followups, stub
from heldout.catalogue.casestudy import CaseStudy
from heldout.catalogue.challenge import Challenge
from heldout.practice import diary
from heldout.practice.diary import Check, Entry
from heldout.report import Verdict
from heldout.submission import source

#: new       nobody has written anything
#: begun     there is something, and it has not passed as it stands
#: passed    what is there has passed its last check
Status = Literal["new", "begun", "passed"]


def of(task: Challenge | CaseStudy, entries: Sequence[Entry]) -> Status:
    """Say how far a task has come; of a challenge its code counts, and not its questions."""
    own = task.answer if isinstance(task, CaseStudy) else task.solution
    kind = "casestudy" if isinstance(task, CaseStudy) else "challenge"
    try:
        content = own.read_bytes()
    except OSError:
        return "new"
    about = [each for each in diary.of(entries, Check, task.slug) if each.kind == kind]
    sha = source.solution_sha(content)
    last = next((check for check in reversed(about) if check.solution_sha == sha), None)
    if last is not None and last.verdict == Verdict.PASSED:
        return "passed"
    if isinstance(task, CaseStudy):
        return "begun" if followups.is_begun(own) else "new"
    return "new" if stub.is_stub(content.decode(errors="replace")) else "begun"
