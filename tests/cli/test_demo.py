"""demo: every sample graded, and an example cohort's board."""

from __future__ import annotations

import json
import os
import subprocess

import pytest

COHORT = """
title = "Example"
opens = 2026-09-01T00:00:00Z
closes = 2026-10-27T00:00:00Z
[challenges]
double = 2.0
"""
SUBMISSIONS = """
[people.ada]
user_id = 1815
pull_request = 1
work = [
  { at = 2026-09-02T18:10:00Z, slug = "double", sample = "rejected/squares" },
  { at = 2026-09-03T18:10:00Z, slug = "double", sample = "accepted/adds" },
]
[people.grace]
user_id = 1906
pull_request = 2
work = [{ at = 2026-09-01T08:00:00Z, slug = "double", sample = "stub" }]
"""


@pytest.fixture
def example(double):
    """An example cohort in the repository of `double`."""
    (double.root / "cohorts" / "example").mkdir(parents=True)
    (double.root / "cohorts" / "example.toml").write_text(COHORT)
    path = double.root / "cohorts" / "example" / "submissions.toml"
    path.write_text(SUBMISSIONS)
    return path


def _demo(run, tmp_path, *arguments, **environment):
    return run("demo", *arguments, XDG_CACHE_HOME=str(tmp_path / "cache"), **environment)


@pytest.mark.usefixtures("example")
def test_the_demo_grades_every_sample_and_builds_a_board(run, double, tmp_path):
    """The stub, the accepted and the rejected, each as expected; receipts, and who is first."""
    done = _demo(run, tmp_path)
    assert done.returncode == 0, done.stderr
    for name in ("the stub", "accepted/adds", "rejected/squares"):
        assert name in done.stdout
    assert "3 samples graded" in done.stdout
    assert (double.root / "demo" / "site" / "index.html").as_uri() in done.stdout
    standings = json.loads((double.root / "demo" / "site" / "standings.json").read_bytes())
    assert [row["name"] for row in standings["standings"]] == ["ada", "grace"]
    ledger = run("ledger", "check", double.root / "demo" / "receipts")
    assert ledger.returncode == 0, ledger.stdout


@pytest.mark.usefixtures("example")
def test_the_demo_twice_is_one_demo(run, double, tmp_path):
    """Receipts of the first are not added up with those of the second."""
    for _ in range(2):
        assert _demo(run, tmp_path).returncode == 0
    lines = (double.root / "demo" / "receipts" / "1815.ndjson").read_bytes().splitlines()
    assert len(lines) == 2


def test_a_repository_without_an_example_has_no_board(run, double, tmp_path):
    """The samples are graded all the same."""
    done = _demo(run, tmp_path)
    assert done.returncode == 0
    assert "no example cohort" in done.stdout
    assert not (double.root / "demo").exists()


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("rejected/squares", "rejected/cubes", "rejected/cubes, which is no sample of double"),
        ("18:10:00Z", "18:10:00", "people.ada.work[0].at"),
        ("user_id = 1815", "user = 1815", "people.ada.user_id: required key is missing"),
    ],
)
def test_a_mistake_in_the_example_is_named(run, example, tmp_path, before, after, told):
    """With its file and its place."""
    example.write_text(SUBMISSIONS.replace(before, after))
    done = _demo(run, tmp_path)
    assert done.returncode == 2
    assert told in done.stderr
    assert "submissions.toml" in done.stderr


def test_a_sample_that_comes_out_otherwise_is_pointed_at(run, double):
    """A right solution that fails, or a wrong one that its test lets pass, is status 1."""
    double.write(
        "hidden/rejected/squares.py",
        '"""Squares.\n\nCaught by: test_ordinary, test_negative, test_nothing\n"""\n'
        "def double(x):\n    return 2 * x if x < 0 else x * x\n",
    )
    done = run("demo")
    assert done.returncode == 1
    assert "NO" in done.stdout
    assert "1 came out other than expected" in done.stdout


@pytest.mark.usefixtures("example")
def test_a_place_that_cannot_be_written_is_named(run, double, tmp_path):
    """With what to do about it."""
    done = _demo(run, tmp_path, "--out", double.root / "pyproject.toml")
    assert done.returncode in (2, 3)
    assert "pyproject.toml" in done.stderr
    assert "next:" in done.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk")
@pytest.mark.usefixtures("example")
def test_a_full_disk_costs_no_verdict(run, tmp_path):
    """Grading needs no room at all; the board says that it has none."""
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4k", "none", disk], check=True)
    try:
        (disk / "filler").write_bytes(b"x" * 4096)
        graded = run("grade", "double", "--json", TMPDIR=str(disk))
        assert graded.returncode == 1, graded.stderr
        assert '"verdict":"error"' in graded.stdout
        done = run("demo", "--out", disk / "demo", TMPDIR=str(disk))
        assert done.returncode in (2, 3)
        assert "no space left" in done.stderr.lower()
        assert "3 samples graded" in done.stdout
    finally:
        subprocess.run(["umount", disk], check=True)
