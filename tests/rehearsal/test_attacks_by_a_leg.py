"""Attacks by a leg out of whose box somebody got: forged grades, artifacts, and plans."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version

import pytest

from heldout.github.publication import FAULT
from heldout.github.publication import GRADED as IS_GRADED
from tests.github.test_workflows import PINS
from tests.rehearsal.attacks import BRAND, harm
from tests.rehearsal.payloads import PEOPLE
from tests.rehearsal.stage import Run, Stage
from tests.rehearsal.works import DOUBLE, HALF_RIGHT

AT = "2026-09-02T10:00:00Z"
GRACE = PEOPLE["grace"]
_WORKFLOW = ".github/workflows/grade.yml"
#: Where a step of somebody who got out of the box is put: after what was to be graded.
_AFTER = "      - name: Keep the grades\n"
_UPLOAD = "actions/upload-artifact@{1}".format(*PINS["actions/upload-artifact"])
_FORGE = f"""\
import json
import sys
from pathlib import Path

part = Path(sys.argv[1])
done = json.loads(part.read_text())
honest = done["receipt"]
TEXT = "@everyone #1 <img src=x onerror=alert(1)>\\n::error::forged\\n##[group]| a |"


def line(said={{}}, **facts):
    return json.dumps({{**done, "said": said, "receipt": {{**honest, **facts}}}})


best = {{"verdict": "passed", "points": 6.0}}
grace = {{"candidate": "grace", "user_id": {GRACE.id}}}
other = {{
    "candidate": "grace",
    "pull_request": 99,
    "head_sha": "0" * 40,
    "graded_at": "1999-01-01T00:00:00Z",
}}
case = {{**honest["cases"][0], "title": TEXT + "{BRAND}", "points": 600.0, "max_points": 600.0}}
found = {{"code": TEXT, "severity": "error", "line": 1, "message": TEXT, "next_step": TEXT}}
lines = [
    # Of nothing in the plan.
    line(**best, **grace),
    line(**best, **grace, slug="triple"),
    line(**best, slug="triple"),
    line(**best, submitted_at="2026-09-01T00:00:00Z"),
    line(**best, solution_sha="0" * 40),
    line(**best, suite_sha256="0" * 64),
    line(**best, harness="{BRAND}"),
    # No grades.
    "::error::{BRAND}",
    "[" * 100_000,
    line(harness="{BRAND}" * 200_000),
    # More points than there are, of tests that there are not.
    line(**other, verdict="passed", points=600.0, max_points=600.0, cases=[case]),
    # What was graded, with something to say.
    line({{"reason": TEXT, "findings": [found]}}, **other),
    line(**best),
]
part.write_text("".join(f"{{each}}\\n" for each in lines))
flood = Path("flood")
(flood / "receipts").mkdir(parents=True)
(flood / "receipts" / "{GRACE.id}.ndjson").write_text(line(**best, **grace))
(flood / "decision.json").write_text("{BRAND}")
(flood / "part-999.ndjson").write_bytes(b"\\xff" * 100_000_000)
"""
_FORGES = f"""\
      - name: Get out
        run: .venv/bin/python forge.py "part-$LEG.ndjson"
        env:
          LEG: ${{{{ matrix.leg }}}}

      - uses: {_UPLOAD}
        with:
          name: part-of-somebody
          path: flood

"""
_REPLACE = f"""\
import json
from pathlib import Path

plan = Path("plan/decision.json")
decision = json.loads(plan.read_text())
grace = {{"candidate": "grace", "user_id": {GRACE.id}}}
decision["submitter"].update(grace)
for file in decision["files"]:
    file["work"]["submitter"].update(grace)
plan.write_text(json.dumps(decision))
"""
_REPLACES = f"""\
      - run: .venv/bin/python forge.py

      - uses: {_UPLOAD}
        with:
          name: plan
          path: plan
          overwrite: true

"""
_CLOBBER = f"""\
from pathlib import Path

flood = Path("flood")
flood.mkdir()
(flood / "part-000.ndjson").write_bytes(b"::error::{BRAND}\\n\\0\\xff" * 1000)
"""


@pytest.fixture(scope="module")
def escaped(made, tmp_path_factory) -> Iterator[Stage]:
    """A stage where each leg does more than it should, see `_get_out`."""
    with Stage(made.copy(tmp_path_factory.mktemp("attacks") / "stage")) as entered:
        yield entered


@pytest.fixture(scope="module")
def forged(escaped) -> Run:
    """What a leg wrote is of other people and other tasks, or nonsense, or more than there is."""
    honest = _get_out(escaped, _FORGES, _FORGE)
    run = escaped.open("eve", {DOUBLE: HALF_RIGHT}, at=AT)
    escaped.edition.commit({_WORKFLOW: honest})
    return run


def _get_out(stage: Stage, steps: str, program: str) -> str:
    """Have the legs of an edition do something besides. Returns the workflow as it was."""
    text = (stage.edition.folder / _WORKFLOW).read_text("utf-8")
    assert text.count(_AFTER) == 1
    stage.edition.commit({_WORKFLOW: text.replace(_AFTER, steps + _AFTER), "forge.py": program})
    return text


def test_a_leg_records_nothing_for_others_and_at_no_other_time(escaped, forged):
    """What it wrote counts for works of the plan, as the event and the plan say whose they are."""
    assert forged.results == dict.fromkeys(
        ("plan", "grade 000", "record", "comment", "leaderboard / build", "leaderboard / deploy"),
        "success",
    )
    (receipt,) = escaped.receipts()
    head = forged.event.payload["pull_request"]["head"]["sha"]
    assert {name: receipt[name] for name in ("candidate", "user_id", "slug", "harness")} == {
        "candidate": "eve",
        "user_id": PEOPLE["eve"].id,
        "slug": "double",
        "harness": f"heldout {version('heldout')}",
    }
    assert (receipt["pull_request"], receipt["head_sha"]) == (forged.number, head)
    assert receipt["submitted_at"] == AT
    assert not receipt["graded_at"].startswith("1999")
    said = forged.of("record").text
    assert said.count("the plan has no such work") == 5
    assert said.count("graded by another suite, harness, limits or key than planned") == 2
    assert said.count("this line is no grade") == 2
    assert said.count("this line is longer than 1 MiB") == 2
    assert escaped.double.labels(forged.number) == (IS_GRADED,)


def test_a_leg_can_give_no_points_that_there_are_not(escaped, forged):
    """Nor by tests that there are not; what it says beside is shown, and does nothing."""
    (receipt,) = escaped.receipts()
    assert (receipt["points"], receipt["max_points"]) == (3, 6)
    names = [case["name"] for case in receipt["cases"]]
    assert names == ["test_ordinary", "test_negative", "test_large"]
    assert "## 3 of 6 points so far\n" in escaped.comment(forged.number)
    assert [each for each in harm(escaped, forged) if " is in part-" not in each] == []


def test_grades_that_were_written_over_are_our_fault(escaped):
    """By another artifact's file of the same name: that costs nothing, and the next push may."""
    honest = _get_out(escaped, _FORGES, _CLOBBER)
    run = escaped.open("ada", {DOUBLE: f"# Of Ada's own.\n{HALF_RIGHT}"}, at=AT)
    escaped.edition.commit({_WORKFLOW: honest})
    assert run.results == {
        **dict.fromkeys(("plan", "grade 000", "record", "comment"), "success"),
        **dict.fromkeys(("leaderboard / build", "leaderboard / deploy"), "skipped"),
    }
    assert run.outputs("record") == {"recorded": "0"}
    assert "warning: double (challenge) was not graded\n" in run.of("record").text
    assert escaped.receipts("ada") == []
    comment = escaped.comment(run.number)
    assert "We could not grade this one. That is our fault" in comment
    assert "| Double | 🔧 not graded (our fault) |" in comment
    assert "| 3 today |" in comment
    assert escaped.double.labels(run.number) == (FAULT,)
    assert [each for each in harm(escaped, run) if " is in part-" not in each] == []


def test_a_plan_that_was_replaced_is_believed_by_nobody(escaped):
    """The jobs after it know its digest; nothing is recorded, and the candidate hears our fault."""
    before = escaped.receipts()
    honest = _get_out(escaped, _REPLACES, _REPLACE)
    run = escaped.open("alan", {DOUBLE: f"# Of Alan's own.\n{HALF_RIGHT}"}, at=AT)
    escaped.edition.commit({_WORKFLOW: honest})
    assert run.results == {
        "plan": "success",
        "grade 000": "success",
        "record": "failure",
        "comment": "failure",
        "leaderboard / build": "skipped",
        "leaderboard / deploy": "skipped",
    }
    for job in ("record", "comment"):
        assert (
            "error: plan/decision.json: this is not the decision that was made" in run.of(job).text
        )
    assert escaped.receipts() == before
    assert "Something went wrong on our side" in escaped.comment(run.number)
    assert "0 of 6" not in escaped.comment(run.number)
    assert escaped.double.labels(run.number) == ("heldout: our fault",)
    assert harm(escaped, run) == []
