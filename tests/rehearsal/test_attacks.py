"""Attacks by what a pull request is made of: files, names, sizes, and what it says of itself."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from heldout.github.comment import MARKER
from heldout.github.publication import GRADED as IS_GRADED
from heldout.github.publication import REFUSED
from tests.rehearsal.api.memory import User
from tests.rehearsal.attacks import BRAND, MADE, harm
from tests.rehearsal.payloads import PEOPLE, but
from tests.rehearsal.stage import Run, Stage
from tests.rehearsal.works import ANSWER, DOUBLE, FOLLOWUPS, RIGHT, TRIPLE, TRIPLED

AT, LATER, LATEST = (f"2026-09-0{day}T10:00:00Z" for day in (2, 3, 4))
GRACE = PEOPLE["grace"]
EVE = User("eve", PEOPLE["eve"].id, "User")
FORGED = f"{MARKER}\n## 600 of 6 points so far\n"
#: Every job, where there is nothing to grade.
NOTHING = dict.fromkeys(
    ("grade", "record", "leaderboard / build", "leaderboard / deploy"), "skipped"
)
SKIPPED = {"plan": "success", "comment": "skipped", **NOTHING}
TOLD = {"plan": "success", "comment": "success", **NOTHING}
GRADED = dict.fromkeys(
    ("plan", "grade 000", "record", "comment", "leaderboard / build", "leaderboard / deploy"),
    "success",
)

#: A workflow that shows the secrets, and a hook for every place whose code a job could run.
_SAYS = f"import sys\nprint({BRAND!r}, file=sys.stderr)\n"
EDITED = {
    ".github/workflows/grade.yml": f"""\
name: grade
on: [pull_request_target, pull_request, push]
permissions: write-all
jobs:
  plan:
    runs-on: ubuntu-24.04
    steps:
      - run: echo "{BRAND} $IDENTITY $SECRET"
        env:
          IDENTITY: ${{{{ secrets.HELDOUT_IDENTITY }}}}
          SECRET: ${{{{ secrets.HELDOUT_COHORT_SECRET }}}}
""",
    ".github/actions/setup/action.yml": f"""\
name: Set up heldout
description: Says whose it is.
runs:
  using: composite
  steps:
    - shell: bash
      run: echo {BRAND}
""",
    "run": f"#!/bin/sh\necho {BRAND} $HELDOUT_IDENTITY $HELDOUT_COHORT_SECRET\n",
    "src/heldout/__init__.py": _SAYS,
    "src/heldout/cli/actions.py": _SAYS,
    "src/sitecustomize.py": _SAYS,
    "requirements.lock": f"{BRAND}==1.0\n",
    ".gitattributes": f"* filter={BRAND}\n",
    "cohorts/played.toml": f'title = "{BRAND}"\nattempts_per_day = 100\n',
    "challenges/double/test_public.py": _SAYS,
    "challenges/double/hidden.age": BRAND,
    f"receipts/{PEOPLE['ada'].id}.ndjson": json.dumps({"candidate": "ada", "points": 600}),
}
#: Names that git and Linux allow, in folders that are read: these refuse all of it.
ODD = (
    "challenges/double/\x1b[31mred",
    f"challenges/double/::set-output name=decision::{MADE}",
    "challenges/double/a\n::error::b",
    "challenges/double/a\r\n##[error]b",
    "challenges/double/\u202eyp.noitulos",
    "challenges/double/\udcff",
    "challenges/<img src=x onerror=alert(1)>/solution.py",
    "casestudies/| a | b |/answer.md",
    "Challenges/double/solution.py",
)
#: Names of tasks that there are not: each is refused by itself.
STRANGE = (
    "challenges/--help/solution.py",
    "challenges/@everyone/solution.py",
    f"challenges/$(touch {MADE})/solution.py",
    f"challenges/`touch {MADE}`/followups.md",
    f"casestudies/a' ; touch {MADE} #/answer.md",
    "casestudies/~~#1 [x](y) &lt; __/answer.md",
)
#: A branch that git allows, and what may be in a title, a body and a message.
BRANCH = f"grace/$(touch${{IFS}}{MADE})/`touch${{IFS}}{MADE}`;&|<img>'\"@everyone\u202e{BRAND}"
TEXT = "\n".join(
    (
        f"grace {BRAND} @everyone @grace #1 <img src=x onerror=alert(1)> \x1b[31m \u202e",
        "Co-authored-by: grace <grace@example.org>",
        "::set-output name=decision::contribution",
        "::add-mask::success\r\n##[error]forged",
        f"::stop-commands::{BRAND}",
        f"$(touch {MADE}) `touch {MADE}` '; touch {MADE}; ' ${{{{ secrets.HELDOUT_IDENTITY }}}}",
    )
)
#: Printed by the edition's own code, wherever that is run.
OWN = "this is the code of main"


@pytest.fixture(scope="module")
def shared(made, tmp_path_factory) -> Iterator[Stage]:
    """A stage whose jobs run the code that they have checked out, which says so."""
    folder = tmp_path_factory.mktemp("attacks")
    with Stage(made.copy(folder / "stage"), own_code=True) as entered:
        main = entered.edition.folder / "src/heldout/__init__.py"
        said = f"{main.read_text()}\nimport sys\nprint({OWN!r}, file=sys.stderr)\n"
        entered.edition.commit({"src/heldout/__init__.py": said})
        yield entered


@pytest.fixture(scope="module")
def linked(shared) -> Run:
    """Links and a submodule, after Eve has said what we would say."""
    links = {
        DOUBLE: Path("/etc/passwd"),
        # As seen from there, what job `grade` opens, and what git was told.
        TRIPLE: Path("../../../tmp/opened/triple/reference.py"),
        FOLLOWUPS: Path("../../.git/config"),
        ANSWER: Path("$RUNNER_TEMP/opened"),
        "challenges/all": Path("/"),
        ".gitmodules": f'[submodule "x"]\npath = challenges/x\nurl = ext::touch% {MADE}\n',
    }
    number = shared.opened("eve", links, at=AT).payload["number"]
    module = shared.fork(number) / "challenges" / "x"
    shared.edition.git("init", "--quiet", f"{module}", cwd=shared.fork(number))
    shared.edition.git("commit", "--quiet", "--allow-empty", "--message=x", cwd=module)
    shared.double.say(number, FORGED, EVE)
    run = shared.push(number, {}, at=LATER)
    # What git takes back, it leaves there.
    shutil.rmtree(module)
    return run


@pytest.fixture(scope="module")
def named(shared, linked) -> Run:
    """The next push, in the name of Grace wherever that can be said, and with hostile texts."""
    number, fork = linked.number, shared.fork(linked.number)
    claim = json.dumps({"candidate": "grace", "user_id": GRACE.id, "points": 600, "a": BRAND})
    works = {
        DOUBLE: f"# {claim}\n{RIGHT}RECEIPT = {claim}\n",
        TRIPLE: f"{TRIPLED}# {BRAND}\n" + "#" * 10_000_000,
        **dict.fromkeys(STRANGE, RIGHT),
    }
    forged = {"name": "grace", "email": "grace@example.org"}
    shared.pushed(number, {}, at=LATER, anew=True, date="1970-01-01T00:00:00Z", **forged)
    shared.edition.git("commit", "--quiet", "--allow-empty", f"--message={TEXT}", cwd=fork)
    shared.edition.git("branch", BRANCH, cwd=fork)
    event = shared.pushed(number, works, at=LATEST, date="2099-12-31T00:00:00Z", **forged)
    head = {"ref": BRANCH, "label": f"eve:{BRANCH}"}
    said = {"title": TEXT.replace("\n", " "), "body": TEXT, "head": head}
    return shared.play(but(event, {"pull_request": said}))


def decision(stage: Stage, run: Run) -> dict[str, Any]:
    """What the plan came to."""
    read: dict[str, Any] = json.loads((stage.artifacts(run) / "plan" / "decision.json").read_text())
    return read


def test_what_edits_the_grader_is_not_run(shared):
    """Alone it is a contribution, of which nobody is told; beside a solution it is refused."""
    calls = len(shared.double.calls)
    many = {f"{folder}/{n}": BRAND for folder in ("challenges/x", "many") for n in range(2000)}
    run = shared.open("grace", {**EDITED, **many}, at=AT)
    assert run.results == SKIPPED
    assert run.outputs("plan")["decision"] == "contribution"
    assert OWN in run.text
    assert len(shared.double.calls) == calls
    assert (shared.comment(run.number), shared.double.labels(run.number)) == ("", ())
    assert harm(shared, run) == []

    run = shared.push(run.number, {DOUBLE: RIGHT}, at=LATER)
    assert run.results == TOLD
    assert [each["code"] for each in decision(shared, run)["reasons"]] == ["mixture"]
    assert all(OWN in run.of(job).text for job in ("plan", "comment"))
    comment = shared.comment(run.number)
    assert "## This push could not be taken\n" in comment
    assert "git restore --source upstream/main --staged -- challenges/double/solution.py" in comment
    assert len(comment) < 10_000
    assert shared.double.labels(run.number) == (REFUSED,)
    assert shared.receipts("grace") == shared.receipts("ada") == []
    assert harm(shared, run) == []


def test_links_and_submodules_are_refused_and_not_followed(shared, linked):
    """Whether they lead to passwords, to the opened suites or to git's settings."""
    assert linked.results == TOLD
    reasons = {each["fact"]: each["code"] for each in decision(shared, linked)["reasons"]}
    assert Counter(reasons.values()) == {"symlink": 5, "submodule": 1, "mixture": 1}
    told = " ".join(reasons)
    assert all(
        f"'{path}' is a symbolic link" in told for path in (DOUBLE, TRIPLE, FOLLOWUPS, ANSWER)
    )
    assert "'challenges/x' is a submodule" in told
    for text in (linked.raw, linked.summary):
        assert "root:" not in text
        assert "[remote" not in text
    assert harm(shared, linked) == []


def test_names_that_would_do_something_are_shown_and_do_nothing(shared):
    """Also where there are more files than anybody hands in."""
    many = dict.fromkeys((f"challenges/x{n}/solution.py" for n in range(400)), RIGHT)
    elsewhere = {"@everyone <b>#1": "", "::add-mask::success": "", f"`touch {MADE}`": ""}
    run = shared.open("grace", {**dict.fromkeys(ODD, RIGHT), **many, **elsewhere}, at=AT)
    assert run.results == TOLD
    codes = Counter(each["code"] for each in decision(shared, run)["reasons"])
    assert codes == {"odd-name": len(ODD), "too-many": 1, "mixture": 1}
    told = " ".join(each["fact"] for each in decision(shared, run)["reasons"])
    assert all(f"'{each}'" in told for each in elsewhere)
    assert shared.receipts("grace") == []
    assert shared.double.labels(run.number) == (REFUSED,)
    assert harm(shared, run) == []


def test_who_and_when_are_the_events_whatever_commits_and_files_say(shared, named):
    """Points and attempts are Eve's; Grace has none, of 1970, 2099 or today."""
    assert named.results == GRADED
    (receipt,) = shared.receipts()
    assert (receipt["candidate"], receipt["user_id"]) == (EVE.login, EVE.id)
    assert (receipt["pull_request"], receipt["submitted_at"]) == (named.number, LATEST)
    assert (receipt["slug"], receipt["points"], receipt["max_points"]) == ("double", 6, 6)
    comment = shared.comment(named.number)
    assert "## 6 of 6 points so far\n\n**Played** · eve · " in comment
    assert "grace" not in comment
    assert "| Double | ✅ passed: 3 of 3 tests | 6 of 6 | 2 today |" in comment


def test_texts_around_a_pull_request_do_nothing(shared, named):
    """Branch, title, body, messages and the names of tasks that there are not."""
    assert harm(shared, named) == []
    assert set(shared.double.labels(named.number)) == {IS_GRADED, REFUSED}
    refused = {each["path"]: each["refusal"] for each in decision(shared, named)["files"]}
    assert {refused[path]["code"] for path in STRANGE} == {"unknown-slug"}
    assert shared.comment(named.number).count("⛔ not taken |") == len(STRANGE) + 1


def test_ten_megabytes_are_not_read_and_keep_nothing_else_from_being_graded(shared, named):
    """The file is refused by itself."""
    (file,) = (each for each in decision(shared, named)["files"] if each["path"] == TRIPLE)
    assert (file["fate"], file["refusal"]["code"]) == ("refused", "too-large")
    assert re.search(r"\| Triple \| ⛔ not taken \| . \| 3 today \|", shared.comment(named.number))


def test_a_comment_with_our_marker_is_ours_only_if_we_wrote_it(shared, linked, named):
    """Ours is made beside it, and then kept up to date; theirs stays as it was."""
    assert linked.number == named.number
    theirs, ours = shared.double.comments(named.number)
    assert (theirs.user, theirs.body) == (EVE, FORGED)
    assert ours.body == shared.comment(named.number)
    paths = [call.path for call in shared.double.writes() if call.method == "PATCH"]
    assert paths == [f"/repos/{shared.double.repository}/issues/comments/{ours.id}"]
