"""The guard before each commit: no solved stub in the authoring edition."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from heldout.authoring import guard

ROOT = Path(__file__).parents[2]
SOLVED = "def double(x):\n    return 2 * x\n"


def test_a_solved_stub_is_refused_with_its_line_and_the_way_back(double, capsys):
    """The file, the fact, the next step."""
    stub = double.write("solution.py", SOLVED)
    assert guard.main([str(stub)]) == 1
    said = capsys.readouterr().out
    assert "error: challenges/double/solution.py:1: " in said
    assert "double does something else than raise NotImplementedError" in said
    assert said.endswith("\n  git restore --staged --worktree challenges/double/solution.py\n")


def test_a_stub_that_is_one_passes(double, capsys):
    """And nothing is said about it."""
    assert guard.main([str(double.folder / "solution.py")]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("sealed", [True, False])
def test_in_a_cohort_edition_everything_passes(double, sealed):
    """Candidates solve it there, and their commits are nobody's business."""
    shutil.rmtree(double.folder / "hidden")
    if sealed:
        double.write("hidden.age", "age-encryption.org/v1\n")
    assert guard.main([str(double.write("solution.py", SOLVED))]) == 0


@pytest.mark.parametrize(
    "source",
    [
        "def double(x:\n    return 2 * x\n",
        "from operator import add as double\n",
        "double = (2).__mul__\n",
        "class double:\n    def __new__(cls, x):\n        return 2 * x\n",
        "async def double(x):\n    return 2 * x\n",
        "def double(x):\n    if x:\n        return 2 * x\n    raise NotImplementedError\n",
    ],
    ids=["not Python", "imported", "assigned", "class", "coroutine", "half"],
)
def test_a_solution_in_disguise_is_refused(double, source):
    """Whatever defines the entry point, it must raise NotImplementedError and nothing else."""
    assert guard.check(double.write("solution.py", source))


def test_the_file_is_read_and_never_run(double, tmp_path):
    """A commit runs nobody's code."""
    mark = tmp_path / "was-run"
    source = f"open({str(mark)!r}, 'w')\n{SOLVED}"
    assert guard.check(double.write("solution.py", source))
    assert not mark.exists()


def test_other_files_of_the_challenge_are_left_to_the_verification(double):
    """A broken reference does not keep a stub from being committed."""
    double.write("hidden/reference.py", "def other(:\n")
    assert guard.check(double.folder / "solution.py") == []


def test_the_stubs_of_this_repository_pass_as_the_hook_runs_it():
    """By its module name, from the root, with the paths that git gives."""
    stubs = sorted(path.relative_to(ROOT) for path in ROOT.glob("challenges/*/solution.py"))
    command = [sys.executable, "-m", "heldout.authoring.guard", *map(str, stubs)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert stubs


def test_the_hook_sees_every_stub_and_nothing_else():
    """pre-commit hands it the files that match."""
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    (hook,) = [h for h in config["repos"][0]["hooks"] if h["id"] == "solved-stub"]
    assert hook["entry"] == "./run python -m heldout.authoring.guard"
    matches = re.compile(hook["files"]).search
    assert matches("challenges/kmeans/solution.py")
    assert not matches("challenges/kmeans/hidden/accepted/solution.py")
    assert not matches("tests/fixtures/challenges/x/solution.py")
