"""hint, reset and solution, as a candidate types them."""

from __future__ import annotations

import json
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from heldout.catalogue import opening

RIGHT = "def double(x):\n    return 2 * x\n"
WRONG = "def double(x):\n    return 0\n"


@pytest.fixture
def committed(double):
    """The repository with its stub in git."""

    def git(*words: str) -> None:
        identity = ("-c", "user.name=x", "-c", "user.email=x@localhost")
        subprocess.run(["git", *identity, *words], cwd=double.root, check=True, capture_output=True)

    git("init", "--quiet")
    git("add", "--all")
    git("commit", "--quiet", "--message", "Begin")
    return git


def test_hints_come_one_by_one_and_the_last_says_so(run, double):
    """Which were read is remembered; another look costs nothing."""
    assert "no hint of double was read yet" in run("hint", "double", "--again").stderr
    manifest = (double.folder / "challenge.toml").read_text()
    hints = 'hints = ["Think of twins.", "Add it to itself."]'
    old = next(line for line in manifest.splitlines() if line.startswith("hints"))
    double.write("challenge.toml", manifest.replace(old, hints))
    first = run("hint", "double").stdout
    assert first.startswith("hint 1 of 2\nThink of twins.\n")
    assert "heldout hint double gives another one" in first
    assert "Think of twins." in run("hint", "double", "--again").stdout
    second = run("hint", "double").stdout
    assert second.startswith("hint 2 of 2\nAdd it to itself.\n")
    assert "heldout solution double --give-up" in second
    third = [json.loads(line) for line in run("hint", "double", "--json").stdout.splitlines()]
    assert [each["number"] for each in third] == [1, 2]


def test_reset_puts_the_stub_back_and_keeps_the_attempt(run, double, committed):
    """Also if the attempt was committed, and the name is printed."""
    stub = (double.folder / "solution.py").read_bytes()
    double.write("solution.py", WRONG)
    committed("commit", "--quiet", "--all", "--message", "Try")
    double.write("solution.py", RIGHT)
    told = json.loads(run("reset", "double", "--json").stdout)
    assert (double.folder / "solution.py").read_bytes() == stub
    with Path(told["kept"]).open(encoding="utf-8") as kept:
        assert kept.read() == RIGHT
    assert "nothing was changed" in run("reset", "double").stdout
    double.write("solution.py", WRONG)
    again = run("reset", "double").stdout
    assert "what you wrote is in .heldout/attempts/double/" in again
    attempts = list((double.root / ".heldout" / "attempts" / "double").iterdir())
    assert sorted(path.read_text() for path in attempts) == sorted([RIGHT, WRONG])


def test_reset_without_a_stub_in_git_changes_nothing(run, double, committed):
    """The way to get it from the other repository is told."""
    double.write("solution.py", RIGHT)
    committed("checkout", "--quiet", "--orphan", "other")
    committed("commit", "--quiet", "--all", "--message", "Only mine")
    done = run("reset", "double")
    assert done.returncode == 2
    assert "git restore --source upstream/main" in done.stderr
    assert (double.folder / "solution.py").read_text() == RIGHT


@pytest.mark.usefixtures("committed")
def test_an_attempt_that_cannot_be_kept_is_not_replaced(run, double):
    """A full disk, a read-only folder: what was written stays where it is."""
    double.write("solution.py", RIGHT)
    double.write(".heldout", "in the way\n", below=double.root)
    done = run("reset", "double")
    assert done.returncode == 2
    assert "what you wrote is where it was" in done.stderr
    assert (double.folder / "solution.py").read_text() == RIGHT


def test_the_solution_waits_for_a_pass_or_for_giving_up(run, double):
    """Giving up is remembered, so that it is asked once."""
    double.write("hidden/accepted/adds.py", '"""Adds."""\n\ndef double(x):\n    return x + x\n')
    done = run("solution", "double")
    assert done.returncode == 2
    assert "has not passed a check here yet" in done.stderr
    shown = run("solution", "double", "--give-up").stdout
    assert "reference" in shown
    assert "return x + x" in shown
    assert run("solution", "double").returncode == 0
    assert '"what":"given-up"' in (double.root / ".heldout" / "diary.ndjson").read_text()


def test_after_a_pass_the_ways_are_compared_with_ones_own(run, double):
    """By size and measured time; yours is not printed back."""
    double.write("solution.py", f"# Mine.\n\n\n{RIGHT}")
    assert run("check", "double").returncode == 0
    lines = run("solution", "double", "--json").stdout.splitlines()
    found = {each["name"]: each for each in map(json.loads, lines)}
    assert found["yours"]["lines"] == 2
    assert found["reference"]["lines"] >= 2
    assert "# Mine." not in run("solution", "double").stdout


def test_while_a_cohort_is_open_its_solutions_stay_closed(run, double):
    """Whatever has passed; once it has closed they are shown."""
    cohorts = double.root / "cohorts"
    cohorts.mkdir(exist_ok=True)
    rules = 'title = "Spring"\nopens = 2026-01-01T00:00:00Z\ncloses = 2026-02-01T00:00:00Z\n'
    (cohorts / "spring.toml").write_text(rules)
    record = opening.file(double.root, "spring")
    opened = opening.Opening(commitment="a" * 64, opened_at=datetime(2026, 1, 1, tzinfo=UTC))
    opening.write(record, opened)
    done = run("solution", "double", "--give-up")
    assert done.returncode == 2
    assert "the cohort spring is open and counts double" in done.stderr
    record.unlink()
    assert run("solution", "double", "--give-up").returncode == 0
