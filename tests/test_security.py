"""SECURITY.md says what is true: of workflows, of cheats, of the bits that verdicts tell."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from heldout.report import Verdict

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
CHEATS = sorted((ROOT / "src" / "heldout" / "authoring" / "cheats").glob("*.py"))
#: What the table of jobs calls a secret.
SECRETS = {
    "HELDOUT_IDENTITY": "identity",
    "HELDOUT_COHORT_SECRET": "cohort secret",
    "HELDOUT_PSEUDONYM_KEY": "pseudonym key",
}


def rows(heading: str) -> dict[str, list[str]]:
    """The table below a heading: the first cell of each row, and the others."""
    section = TEXT.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")][2:]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {first: rest for first, *rest in cells}


def job(workflow: str, name: str) -> dict[str, Any]:
    """A job of a workflow."""
    path = ROOT / ".github" / "workflows" / f"{workflow}.yml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"][name]


@pytest.mark.parametrize(
    ("row", "workflow", "name"),
    [
        ("`plan`", "grade", "plan"),
        ('`grade`, step "open"', "grade", "grade"),
        ("`record`", "grade", "record"),
        ("`comment`", "grade", "comment"),
        ("`leaderboard`, building", "leaderboard", "build"),
        ("`leaderboard`, publishing", "leaderboard", "deploy"),
        ('`interview.yml`: `read`, step "open"', "interview", "read"),
        ("`interview.yml`: `reply`", "interview", "reply"),
    ],
)
def test_the_table_of_jobs_is_the_workflows(row, workflow, name):
    """Each job's token can do what the table says, and it is given the secrets that it names."""
    token, secrets, _ = rows("The jobs of `grade.yml` and `interview.yml`")[row]
    made = job(workflow, name)
    permitted = [f"`{scope}: {what}`" for scope, what in made["permissions"].items()]
    assert token == ", ".join(permitted)
    used = set(re.findall(r"secrets\.(\w+)", str(made)))
    assert {name for name, said in SECRETS.items() if said in secrets} == used


def test_the_step_that_runs_candidates_code_has_no_secret_and_is_after_the_one_that_has():
    """Nor a token in its environment."""
    steps = job("grade", "grade")["steps"]
    names = [step["name"] for step in steps]
    opens, runs = names.index("Open the suites"), names.index("Grade")
    assert runs == opens + 1
    assert [n for n, step in enumerate(steps) if "secrets." in str(step)] == [opens]
    assert "token" not in str(steps[runs]).lower()


def test_the_workflows_have_no_cache():
    """As the document says."""
    for name in ("grade", "regrade", "leaderboard", "interview"):
        text = (ROOT / ".github" / "workflows" / f"{name}.yml").read_text(encoding="utf-8")
        assert re.search(r"^cache-mode: none$", text, re.MULTILINE)


def test_the_number_of_cheats_is_right():
    """Here, and in the README."""
    assert f"holds {len(CHEATS)} tricks" in TEXT
    assert f"{len(CHEATS)} cheats" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_bits_that_verdicts_tell_are_counted_right():
    """A solution chooses a test's verdict; the others are not its choice, or not of one test."""
    said = re.search(r"It has six to\s+choose from \(([a-z, ]+)\)", TEXT)
    assert said is not None
    chosen = said[1].split(", ")
    not_chosen = {Verdict.REFUSED, Verdict.JUDGE_ERROR, Verdict.UNDECIDED}
    assert set(chosen) == {str(each) for each in Verdict if each not in not_chosen}
    bits = 16 * math.log2(len(chosen))
    assert f"16 tests tells at most {math.ceil(bits)} bits" in TEXT
    assert f"at most {math.ceil(5 * bits)}." in TEXT
