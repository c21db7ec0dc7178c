"""A mock interview, typed line by line."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.practice.interview.sample import repository

HELDOUT = str(Path(sys.executable).with_name("heldout"))
CODING = ("interview", "--track", "coding", "--level", "easy", "--minutes", "20", "--seed", "abc")


@pytest.fixture
def root(tmp_path) -> Path:
    """A repository with a challenge and a written prompt."""
    return repository(tmp_path).root


@pytest.fixture
def held(root):
    """Hold an interview with these lines typed; what was shown."""

    def typed(*words: str, lines: str = "", status: int = 0, **variables: str) -> str:
        around = {"PATH": os.environ["PATH"], "HOME": str(root), "COLUMNS": "100", **variables}
        done = subprocess.run(
            [HELDOUT, *words], cwd=root, env=around, input=lines, capture_output=True, text=True,
            check=False, timeout=100,
        )  # fmt: skip
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout + done.stderr

    return typed


def folder(root: Path) -> Path:
    """The one session."""
    (found,) = (root / ".heldout" / "interviews").iterdir()
    return found


def test_an_interview_from_the_statement_to_the_scorecard(held, root):
    """Notes, a check, a hint, questions with what they left uncovered, a grade, a transcript."""
    right = "def double(x):\n    return 2 * x\n"
    first = held(*CODING, lines="Can x be negative?\n/next\nI add it to itself.\n/next\n/pause\n")
    assert "ROUND 1 OF 1: Double" in first
    assert "# Double" in first
    assert "seed ABC" in first
    assert "paused; nothing is lost\n  next: heldout interview --resume" in first
    (folder(root) / "double.py").write_text(right)
    rest = "/check\n/hint\n/next\n/next\nBecause of the carry.\n/ask\n/time\n/next\n"
    last = held("interview", "--resume", lines=rest)
    assert "double, work: passed, " in last
    assert "HINT 1: " in last
    assert "INTERVIEWER: " in last
    assert "never tested: " in last
    transcript = (folder(root) / "transcript.md").read_text()
    for said in ("Can x be negative?", "I add it to itself.", "> Because of the carry."):
        assert said in transcript
    assert "--seed ABC" in transcript
    assert "NotImplementedError" in (root / "challenges/double/solution.py").read_text()
    (folder(root) / "transcript.md").unlink()
    assert "Technical skills" in held("interview", "--resume")
    assert "Can x be negative?" in (folder(root) / "transcript.md").read_text()
    (listed,) = map(json.loads, held("interview", "--list", "--json").splitlines())
    assert (listed["seed"], listed["finished"]) == ("ABC", True)
    assert "no interview here is waiting" in held("interview", "--resume", status=2)


def test_a_killed_terminal_loses_nothing_but_seconds(held, root):
    """It goes on in another one."""
    process = subprocess.Popen(
        [HELDOUT, *CODING], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={"PATH": os.environ["PATH"], "HOME": str(root)},
    )  # fmt: skip
    with process:
        process.stdin.write("Is zero allowed?\n/next\n")
        process.stdin.flush()
        wanted = time.monotonic() + 60
        log = root / ".heldout" / "interviews"
        while time.monotonic() < wanted:
            files = [*log.glob("*/session.ndjson")] if log.is_dir() else []
            if files and "moved" in files[0].read_text():
                break
            time.sleep(0.05)
        busy = held("interview", "--resume", status=2)
        assert "another terminal is in this interview" in busy
        process.send_signal(signal.SIGKILL)
    resumed = held("interview", "--resume", lines="/time\n/end\n")
    assert "PLAN (" in resumed
    assert "Is zero allowed?" in (folder(root) / "transcript.md").read_text()
    assert "ended early" in (folder(root) / "transcript.md").read_text()


def test_a_partner_has_a_side_of_their_own(held, root):
    """Questions, hints in their order, what a strong answer has, and a sheet; hints cost there."""
    told = held(*CODING, "--partner", lines="/hint\n/end\n")
    assert "the interviewer's side is in .heldout/interviews/" in told
    side = (folder(root) / "partner.md").read_text()
    for part in ("Hints, in order:", "Ask:", "A strong answer:", "## Your judgement", "level ___"):
        assert part in side
    transcript = (folder(root) / "transcript.md").read_text()
    assert "Hints: 1, which took 10% of a round." in transcript


@pytest.mark.parametrize(
    ("variables", "told"),
    [
        ({}, "neither VISUAL nor EDITOR is set; open .heldout/interviews/"),
        ({"EDITOR": "nowhere --wait"}, "nowhere is not installed; open .heldout/interviews/"),
    ],
)
def test_without_an_editor_the_file_is_named(held, variables, told):
    """The clock goes on."""
    assert told in held(*CODING, lines="/edit\n/pause\n", **variables)


def test_an_editor_is_opened_on_the_paper(held, root):
    """The one of the variable, with its options."""
    editor = root / "editor"
    editor.write_text("#!/bin/sh\necho '# typed' >>\"$2\"\n")
    editor.chmod(0o755)
    held(*CODING, lines="/edit\n/pause\n", EDITOR=f"{editor} --wait")
    assert "# typed" in (folder(root) / "double.py").read_text()


def test_what_is_not_understood_is_told(held):
    """An unknown command, too little time, a folder in which nothing can be kept."""
    assert "there is no /nxt\n  next: /help lists what there is" in held(
        *CODING, lines="/nxt\n/pause\n"
    )
    told = held("interview", "--track", "design", "--minutes", "10", status=2)
    assert "no prompt of this track fits into 10 minutes" in told


def test_a_folder_that_cannot_be_written_begins_nothing(held, root):
    """The error names it."""
    (root / ".heldout").write_text("in the way\n")
    assert "an interview cannot be kept here" in held(*CODING, status=2)
