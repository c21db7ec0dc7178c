"""What the jobs of grade.yml come to where something is the matter, and what is told then."""

from __future__ import annotations

import html
import shutil
from pathlib import Path

import pytest

from tests.rehearsal import act
from tests.rehearsal.attacks import BRAND, harm
from tests.rehearsal.stage import Run, Stage

AT, LATER, NEXT_DAY = "2026-09-02T10:00:00Z", "2026-09-02T11:00:00Z", "2026-09-03T09:00:00Z"
BOARD = ("leaderboard / build", "leaderboard / deploy")
GRADED = dict.fromkeys(("plan", "grade 000", "record", "comment", *BOARD), "success")
#: Something is handed in, and nothing of it is to be graded.
UNGRADED = {**dict.fromkeys(GRADED.keys() - {"grade 000"}, "success"), "grade": "skipped"}
UNGRADED |= dict.fromkeys(BOARD, "skipped")
#: Nothing can be taken.
UNTAKEN = {**UNGRADED, "record": "skipped"}
UNPLANNED = {**UNTAKEN, "plan": "failure"}
#: What a leg left undone, and the rest that was recorded.
HALF_GRADED = {**GRADED, "grade 000": "failure"}
OUR_FAULT = "Something went wrong on our side, not on yours. It costs you no points and no attempt."
NOT_GRADED = "We could not grade this one. That is our fault: it costs you nothing, and no attempt."
#: In front of a solution: nobody is to read what it prints, and no runner to obey it.
LOUD = f'print("{BRAND}\\n::error::{BRAND}")\n'


def came_to(stage: Stage, run: Run) -> dict[str, str]:
    """Give the result of every job; in a run that told nobody what is not theirs to know."""
    assert harm(stage, run) == []
    return dict(run.results)


def told(stage: Stage, number: int) -> str:
    """What a pull request's comment says, as it was before it was escaped."""
    return html.unescape(stage.comment(number)).replace("\u200b", "")


def ledger_check(stage: Stage, folder: Path) -> str:
    """Bring the ledger to a new folder, and say what is found of it, which must be sound."""
    stage.edition.heldout("ledger", "pull", folder, "--remote", stage.edition.upstream)
    return stage.edition.heldout("ledger", "check", folder)


def out_of_order(action: str, says: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have an action of GitHub's fail with these words, until the monkeypatch is undone."""
    shutil.copytree(act.STAND_INS, folder)
    (folder / action / "action.yml").write_text(
        f"name: Out of order\ndescription: As {action} is at times.\nruns:\n  using: composite\n"
        f"  steps:\n    - shell: bash\n      run: echo '{says}'; exit 1\n"
    )
    monkeypatch.setattr(act, "STAND_INS", folder)
