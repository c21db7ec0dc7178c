"""ledger, as a maintainer and a job type it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ledger.sample import line

REMOTE_ARGUMENTS = ("--branch", "results", "--remote")


@pytest.fixture
def receipts(double):
    """The folder of the receipts, sound so far."""
    double.write("receipts/7.ndjson", line(1).decode(), below=double.root)
    return double.root / "receipts"


@pytest.fixture
def remote(tmp_path):
    """A bare repository, and what its branch has for user 7."""
    path = tmp_path / "remote.git"
    subprocess.run(["git", "init", "--quiet", "--bare", path], check=True)
    return path


def show(remote) -> bytes:
    """The file of user 7 on the branch."""
    command = ["git", "-C", remote, "show", "results:receipts/7.ndjson"]
    return subprocess.run(command, capture_output=True, check=True).stdout


def test_a_sound_ledger_is_said_to_be_sound(run, receipts):
    """Of the working directory, if no other is named; notes do not count against it."""
    done = run("ledger", "check")
    assert (done.returncode, done.stdout) == (0, "1 receipt in 1 file: sound\n")
    (receipts / "7.torn").write_text("{")
    done = run("ledger", "check", "receipts")
    assert done.returncode == 0
    assert "set-aside" in done.stdout
    assert done.stdout.endswith("1 receipt in 1 file: sound, 1 note\n")


def test_all_that_is_wrong_is_listed_with_what_to_do(run, receipts):
    """Status 1; where, what, and the next step of each kind once."""
    (receipts / "7.ndjson").write_bytes(line(1) + line(1) + b"{\n\x1b[2J\n" + line(2)[:-5])
    done = run("ledger", "check", receipts)
    assert done.returncode == 1
    assert re.search(r"(?m)^7\.ndjson +2 +error +duplicate +says the same", done.stdout)
    assert re.search(r"(?m)^7\.ndjson +5 +error +torn +the last line ends", done.stdout)
    assert done.stdout.count("next: unreadable: ") == 1
    assert "next: duplicate: remove line 2" in done.stdout
    assert done.stdout.endswith("2 receipts in 1 file: 4 errors, 0 notes\n")
    assert "\x1b" not in done.stdout


def test_json_is_one_problem_a_line(run, receipts):
    """For programs, and nothing else on standard output."""
    (receipts / "7.ndjson").write_bytes(line(1) + b"{\n" + line(2, candidate="b"))
    done = run("ledger", "check", "--json")
    assert done.returncode == 1
    first, second = map(json.loads, done.stdout.splitlines())
    assert list(first) == ["file", "line", "code", "severity", "message", "next_step"]
    assert (first["file"], first["line"]) == ("receipts/7.ndjson", 2)
    assert (first["code"], first["severity"]) == ("unreadable", "error")
    assert (second["code"], second["severity"]) == ("renamed", "note")


def test_a_long_list_ends_and_says_so(run, receipts):
    """Programs get all of it."""
    (receipts / "7.ndjson").write_bytes(b"{\n" * 510)
    done = run("ledger", "check")
    assert "... and 10 more; --json prints them all" in done.stdout
    assert done.stdout.count("unreadable  ") == 500
    assert len(run("ledger", "check", "--json").stdout.splitlines()) == 510


def test_a_missing_folder_is_bad_input(run, double):
    """The fact, the place, the next step."""
    done = run("ledger", "check", cwd=double.root)
    assert done.returncode == 2
    assert "receipts: no ledger can be read here: no such file or directory" in done.stderr


def test_new_receipts_are_recorded_on_the_branch(run, double, remote):
    """From files and from standard input; what is there is not repeated."""
    new = double.write("new.ndjson", (line(1) + line(2)).decode(), below=double.root)
    done = run("ledger", "push", new, *REMOTE_ARGUMENTS, remote)
    assert (done.returncode, done.stdout) == (0, "recorded on results: 2 receipts\n")
    done = run("ledger", "push", new, "--remote", remote, "--json")
    told = json.loads(done.stdout)
    assert told == {"added": 0, "known": 2, "set_aside": [], "commit": None}
    done = run("ledger", "push", new, *REMOTE_ARGUMENTS, remote)
    assert done.stdout == "nothing new to record; 2 receipts had been before\n"
    assert show(remote) == line(1) + line(2)


def test_standard_input_is_a_file_too(double, remote):
    """A job may write no file at all."""
    done = subprocess.run(
        [Path(sys.executable).with_name("heldout"), "ledger", "push", "-", "--remote", remote],
        cwd=double.root,
        input=line(1),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert show(remote) == line(1)


def test_a_line_that_cannot_be_read_is_left_out_and_the_others_recorded(run, double, remote):
    """Status 2, and a warning each."""
    new = double.root / "new.ndjson"
    new.write_bytes(line(1) + b"{\n" + line(2) + line(3)[:-9])
    done = run("ledger", "push", "new.ndjson", "--remote", remote)
    assert done.returncode == 2
    assert "left out: new.ndjson:2: this line is no receipt" in done.stderr
    assert "left out: new.ndjson:4: the last line ends" in done.stderr
    assert show(remote) == line(1) + line(2)
    assert new.read_bytes() == line(1) + b"{\n" + line(2) + line(3)[:-9]


def test_no_receipts_are_nothing_to_record(run, double, tmp_path):
    """A job may have graded nothing; the remote is not even asked."""
    double.write("new.ndjson", "", below=double.root)
    done = run("ledger", "push", "new.ndjson", "--remote", tmp_path / "nowhere")
    assert (done.returncode, done.stdout) == (0, "nothing new to record\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("missing.ndjson",), "missing.ndjson: the receipts cannot be read: no such file"),
        (("new.ndjson", "--remote", "nowhere"), "nowhere is no remote here"),
        (("new.ndjson", "--remote", "remote.git", "--folder", "../x"), "no folder that a branch"),
        (("new.ndjson", "--remote", "remote.git", "--branch", "a b"), "the name of a branch"),
    ],
)
def test_bad_input_is_explained(run, double, remote, arguments, words):
    """Nothing is recorded then."""
    double.write("new.ndjson", line(1).decode(), below=double.root)
    done = run("ledger", "push", *arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert subprocess.run(["git", "-C", remote, "show-ref"], capture_output=True).stdout == b""


def test_a_remote_that_cannot_be_reached_is_our_fault(run, double, tmp_path):
    """Status 3, and the receipts are still there."""
    new = double.write("new.ndjson", line(1).decode(), below=double.root)
    done = run("ledger", "push", new, "--remote", f"file://{tmp_path}/nowhere")
    assert done.returncode == 3
    assert "does not appear to be a git repository" in done.stderr
    assert new.read_bytes() == line(1)
