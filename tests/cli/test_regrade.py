"""regrade: what another suite graded, graded again; test_played_cohort.py has the long way."""

from __future__ import annotations

import json
import subprocess

import pytest

from heldout.submission.source import solution_sha
from tests.board.receipts import graded, record

RIGHT = b"def double(x):\n    return x + x\n"


@pytest.fixture
def ledger(double):
    """A receipt by an older suite, whose solution is among git's objects."""
    subprocess.run(["git", "init", "--quiet"], cwd=double.root, check=True)
    words = ["git", "hash-object", "-w", "--stdin"]
    subprocess.run(words, cwd=double.root, input=RIGHT, capture_output=True, check=True)
    return record(
        double.root / "receipts",
        [graded(1, 2, slug="double", solution_sha=solution_sha(RIGHT))],
    )


def test_an_old_grade_is_replaced_by_one_of_today_and_then_left_alone(run, ledger):
    """The old line stays; the time of handing in is kept."""
    done = run("regrade", "double")
    assert done.returncode == 0, done.stderr
    assert "1 graded again" in done.stdout
    old, new = (json.loads(line) for line in (ledger / "1.ndjson").read_text().splitlines())
    assert new["verdict"] == "passed"
    assert new["submitted_at"] == old["submitted_at"]
    assert "nothing to grade again" in run("regrade", "double").stdout


def test_a_solution_that_is_not_here_is_named_and_costs_no_other(run, ledger):
    """With the command that brings it; the exit status says that something is left."""
    lost = graded(2, 2, slug="double", solution_sha="c" * 40)
    record(ledger, [lost])
    done = run("regrade", "double", "--json")
    assert done.returncode == 1
    assert "git fetch origin refs/pull/2/head" in done.stderr
    assert json.loads(done.stdout) == {"graded": 1, "faults": 0, "without_content": 1}


def test_a_suite_that_is_broken_is_told_and_changes_no_grade(run, double, ledger):
    """The receipt that is there stands until there is a better one."""
    double.write("hidden/test_hidden.py", "import nothing_of_the_kind\n")
    done = run("regrade", "double")
    assert done.returncode == 3
    receipts = [json.loads(line) for line in (ledger / "1.ndjson").read_text().splitlines()]
    assert [each["verdict"] for each in receipts] == ["failed", "judge-error"]
    assert run("ledger", "check").returncode == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--leg", "leg.ndjson"), "go together"),
        (("--all",), "where to go on after a stop"),
        (("--join", "part.ndjson"), "joined with the plan"),
        (("--receipts", "nowhere"), "nowhere"),
        (("--leg", "nowhere", "--part", "part"), "nowhere"),
        (("--plan", "nowhere", "--join", "part"), "nowhere"),
        (("--plan", "no/where"), "no/where"),
        (("doubel",), "did you mean double?"),
    ],
)
@pytest.mark.usefixtures("ledger")
def test_bad_usage_is_told_with_the_next_step(run, words, told):
    """And nothing is graded."""
    done = run("regrade", *words)
    assert done.returncode == 2, done.stdout
    assert told in done.stderr
    assert "next:" in done.stderr
