"""How far a task has come, as far as this machine knows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from heldout.catalogue import followups
from heldout.catalogue.casestudy import CaseStudy
from heldout.catalogue.challenge import Challenge
from heldout.practice.checks import Check
from heldout.report import Verdict
from heldout.submission import source

#: new       nobody has written anything
#: begun     there is something, and it has not passed as it stands
#: passed    what is there has passed its last check
Status = Literal["new", "begun", "passed"]
_STUB = re.compile(r"^\s*raise NotImplementedError\b", re.MULTILINE)


def of(task: Challenge | CaseStudy, checks: Sequence[Check]) -> Status:
    """Say how far a task has come; of a challenge its code counts, and not its questions."""
    own = task.answer if isinstance(task, CaseStudy) else task.solution
    kind = "casestudy" if isinstance(task, CaseStudy) else "challenge"
    try:
        content = own.read_bytes()
    except OSError:
        return "new"
    about = [check for check in checks if (check.slug, check.kind) == (task.slug, kind)]
    sha = source.solution_sha(content)
    last = next((check for check in reversed(about) if check.solution_sha == sha), None)
    if last is not None and last.verdict == Verdict.PASSED:
        return "passed"
    if isinstance(task, CaseStudy):
        return "begun" if followups.is_begun(own) else "new"
    is_stub = _STUB.search(content.decode(errors="replace")) is not None
    return "new" if is_stub and not any(check.passed for check in about) else "begun"
