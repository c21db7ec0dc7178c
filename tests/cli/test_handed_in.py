"""grade --ref and --pull-request: what somebody hands in, out of git objects."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from heldout.catalogue import repository

RIGHT = "def double(x):\n    return x + x\n"
STUB = "challenges/double/solution.py"


@pytest.fixture
def committed(double):
    """The repository of `double` as one of git's; commits files, and gives the SHA."""

    def git(*words: str) -> str:
        command = ["git", "-c", "user.name=x", "-c", "user.email=x@localhost", *words]
        done = subprocess.run(command, cwd=double.root, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def commit(files: dict[str, str]) -> str:
        for name, text in files.items():
            double.write(name, text, below=double.root)
        git("add", "--all")
        git("commit", "--quiet", "--allow-empty", "--message", "work")
        return git("rev-parse", "HEAD")

    git("init", "--quiet", "--initial-branch", "main")
    commit({})
    git("branch", "upstream")
    return commit


def test_ones_own_commit_is_graded_against_where_it_is_to_go(run, committed):
    """Nothing is checked out, and what is on the disk does not matter."""
    sha = committed({STUB: RIGHT})
    committed({STUB: "raise SystemExit\n"})
    done = run("grade", "--ref", sha, "--base", "upstream", "--json")
    assert done.returncode == 0, done.stderr
    line = json.loads(done.stdout)
    assert (line["solution"], line["slug"], line["verdict"]) == (STUB, "double", "passed")
    assert "passed" in run("grade", "--ref", sha, "--base", "upstream").stdout


def test_a_ref_of_this_clone_is_told_by_the_commit_that_it_was(run, committed):
    """A person reads which one was graded."""
    sha = committed({STUB: RIGHT})
    assert sha in run("grade", "--ref", "main", "--base", "upstream").stdout


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({}, "nothing is handed in"),
        ({"docs/new.md": "# New\n"}, "hands nothing in"),
        ({STUB: RIGHT, "docs/new.md": "# New\n"}, "docs"),
    ],
)
def test_what_is_no_submission_is_told_with_the_next_step(run, committed, files, told):
    """Nothing handed in, a contribution, a mixture."""
    sha = committed(files)
    done = run("grade", "--ref", sha, "--base", "upstream")
    assert done.returncode == 2
    assert told in done.stderr
    assert "next:" in done.stderr


def test_a_file_that_cannot_be_taken_refuses_itself(run, committed):
    """With the reason in its line; the exit status is that of bad input."""
    sha = committed({STUB: "x = 1\n" * 60_000})
    done = run("grade", "--ref", sha, "--base", "upstream", "--json")
    assert done.returncode == 2
    line = json.loads(done.stdout)
    assert line["verdict"] == "refused"
    assert "bytes" in line["reason"]


def test_receipts_say_whose_they_are_and_go_where_they_are_wanted(run, committed, tmp_path):
    """By the words of the event; without them there are none."""
    sha = committed({STUB: RIGHT})
    words = ("grade", "--ref", sha, "--base", "upstream", "--out", tmp_path / "new.ndjson")
    done = run(*words)
    assert done.returncode == 2
    assert "--candidate LOGIN --user-id NUMBER" in done.stderr
    event = ("--candidate", "ada", "--user-id", "1815", "--submitted-at", "2026-09-02T10:00:00Z")
    assert run(*words, *event).returncode == 0
    receipt = json.loads((tmp_path / "new.ndjson").read_text())
    assert receipt["head_sha"] == sha
    assert (receipt["candidate"], receipt["user_id"]) == ("ada", 1815)
    assert receipt["submitted_at"] == "2026-09-02T10:00:00Z"
    assert "wall_s" not in receipt["cases"][0]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("double", "--ref", "main"), "only one can be meant"),
        (("--ref", "main", "--submitted-at", "yesterday"), "'yesterday' is no time with a zone"),
        (("--ref", "main", "--submitted-at", "2026-09-02T10:00:00"), "is no time with a zone"),
        (("--ref", "nowhere"), "nowhere"),
        (("--ref", "main", "--cohort", "cohorts/x.toml"), "--receipts DIR"),
        (("--pull-request", "7", "--remote", "nowhere"), "nowhere"),
    ],
)
def test_bad_usage_is_told_with_the_next_step(run, committed, words, told):
    """And nothing is graded."""
    committed({STUB: RIGHT})
    done = run("grade", *words)
    assert done.returncode in (2, 3), done.stdout
    assert told in done.stderr
    assert "next:" in done.stderr


def test_a_broken_suite_of_one_task_is_our_fault_and_keeps_no_other_from_a_grade(
    run, double, committed
):
    """The broken one is a judge error, which costs nothing."""
    double.write("hidden/test_hidden.py", "import nothing_of_the_kind\n")
    committed({})
    subprocess.run(["git", "branch", "--force", "upstream"], cwd=double.root, check=True)
    sha = committed({STUB: RIGHT})
    done = run("grade", "--ref", sha, "--base", "upstream", "--json")
    assert done.returncode == 3
    assert json.loads(done.stdout)["verdict"] == "judge-error"


def test_an_answer_in_ones_own_clone_is_not_taken_for_its_own_template(tmp_path):
    """The clone has the answer where others have the questions alone."""
    root = repository.find(Path(__file__)).root
    command = ["git", "clone", "--quiet", "--depth", "1", root.as_uri(), tmp_path / "clone"]
    subprocess.run(command, check=True, capture_output=True)
    folder = tmp_path / "clone" / "challenges" / "kmeans"
    shutil.copy(folder / "hidden/followups/accepted/plain.md", folder / "followups.md")
    words = ["git", "-c", "user.name=x", "-c", "user.email=x@localhost", "commit", "-qam", "work"]
    subprocess.run(words, cwd=folder, check=True)
    heldout = Path(sys.executable).with_name("heldout")
    done = subprocess.run(
        [heldout, "grade", "--ref", "HEAD", "--base", "origin/HEAD", "--json"],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    line = json.loads(done.stdout)
    assert (line["kind"], line["verdict"]) == ("follow-up", "passed")
