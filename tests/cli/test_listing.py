"""`heldout list`: groups, filters, and how far one has come."""

from __future__ import annotations

import json

import pytest

RIGHT = "def double(x):\n    return 2 * x\n"
MANIFEST = """\
title = "{title}"
track = "{track}"
difficulty = "{difficulty}"
minutes = {minutes}
asked = "common"
entry_points = ["double"]
imports = []
prerequisites = []
hints = ["Add it to itself."]
authors = ["The tests"]
[limits]
suite_s = 6.0
call_s = 1.0
memory_mb = 256
"""


@pytest.fixture
def three(run, double):
    """Three challenges of two tracks; and the command, which must succeed."""
    for slug, track, difficulty, minutes in (
        ("treble", "statistics", "hard", 40),
        ("halve", "algorithms", "medium", 20),
    ):
        folder = double.root / "challenges" / slug
        for name in ("README.md", "solution.py", "followups.md", "test_public.py"):
            double.write(name, (double.folder / name).read_text(), below=folder)
        facts = {"title": slug.title(), "track": track, "difficulty": difficulty}
        double.write("challenge.toml", MANIFEST.format(**facts, minutes=minutes), below=folder)

    def listed(*words: object) -> str:
        done = run("list", *words)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return listed


def names(text: str) -> list[str]:
    """The names that a list shows, in its order."""
    return [line.split()[0] for line in text.splitlines() if line.split()[:1] and line[0] != " "]


def test_tasks_are_grouped_by_track_and_ordered_by_level(three):
    """With a heading above each group."""
    lines = [line.rstrip() for line in three().splitlines()]
    shown = [line.split("  ")[0] for line in lines if line]
    assert shown[1:6] == ["statistics to code", "treble", "algorithms to code", "double", "halve"]
    assert lines[-1] == "3 tasks, 0 passed here; heldout show NAME"


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["--track", "statistics"], {"treble"}),
        (["--track", "statistics", "--track", "algorithms"], {"treble", "double", "halve"}),
        (["--difficulty", "easy"], {"double"}),
        (["--minutes", 20], {"double", "halve"}),
        (["--minutes", 20, "--difficulty", "medium"], {"halve"}),
        (["--todo"], {"treble", "double", "halve"}),
    ],
)
def test_filters_leave_what_fits_all_of_them(three, words, wanted):
    """For people, and for programs."""
    told = [json.loads(line) for line in three(*words, "--json").splitlines()]
    assert {each["slug"] for each in told} == wanted
    assert wanted <= set(names(three(*words)))


def test_what_fits_nothing_says_so(three):
    """And how to see everything."""
    assert "none of the 3 tasks is like that\n  next: heldout list" in three("--track", "theory")


def test_what_has_passed_its_check_is_done(run, three, double):
    """Until it is changed."""
    double.write("solution.py", RIGHT)
    assert "begun" in three("--track", "algorithms")
    assert run("check", "double").returncode == 0
    (line,) = three("--done", "--json").splitlines()
    assert json.loads(line)["status"] == "passed"
    assert "1 of 3 tasks, 1 passed here" in three("--done")
    double.write("solution.py", f"{RIGHT}\n")
    assert three("--done", "--json") == ""


def test_a_check_that_cannot_be_remembered_is_a_check_all_the_same(run, double):
    """The warning says why."""
    double.write("solution.py", RIGHT)
    double.write(".heldout", "in the way\n", below=double.root)
    done = run("check", "double")
    assert done.returncode == 0
    assert "this check is not remembered: " in done.stderr
