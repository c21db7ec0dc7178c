"""similar, as a maintainer uses it."""

from __future__ import annotations

import json

import pytest

COPY = """\
def double(number):
    # My own idea.
    total = [number for _ in range(2) if number is not None]
    checked = sorted(total, key=lambda each: -each if each else 0)
    return sum(checked) if len(checked) == 2 else checked[0] * 2 + 0
"""
OTHER = COPY.replace("number", "x").replace("total", "both").replace("checked", "ordered")
HONEST = "def double(x):\n    if x == 0:\n        return 0\n    return x - (-x)\n"


@pytest.fixture
def folder(tmp_path):
    """A folder of submissions, two of which are one."""
    made = tmp_path / "submissions"
    made.mkdir()
    for name, text in {"ada": COPY, "bob": OTHER, "eve": HONEST}.items():
        (made / f"{name}.py").write_text(text)
    return made


def test_a_renamed_copy_is_listed_with_its_lines(run, folder):
    """It is a report: the exit status is 0, and nobody is called a cheat."""
    done = run("similar", "double", folder)
    assert done.returncode == 0, done.stderr
    assert "ada.py" in done.stdout
    assert "bob.py" in done.stdout
    assert "eve.py" not in done.stdout
    assert "not a verdict" in done.stdout


def test_json_has_one_object_for_each_pair(run, folder):
    """The most alike first."""
    done = run("similar", "double", folder, "--json")
    (line,) = map(json.loads, done.stdout.splitlines())
    assert [line["a"][-6:], line["b"][-6:]] == ["ada.py", "bob.py"]
    assert line["containment"] == 1.0
    assert list(line) == [
        *("a", "b", "similarity", "containment", "tokens", "a_lines", "b_lines", "verdict")
    ]


def test_a_file_that_cannot_be_read_is_named_and_the_rest_compared(run, folder):
    """Its name cannot do anything to the terminal."""
    (folder / "x\x1b[31m.py").write_bytes(b"\xff")
    done = run("similar", "double", folder)
    assert done.returncode == 2
    assert "\x1b" not in done.stdout + done.stderr
    assert "not UTF-8" in done.stderr
    assert "bob.py" in done.stdout


@pytest.mark.parametrize("threshold", ["0", "1.5"])
def test_a_threshold_that_is_no_share_is_bad_input(run, folder, threshold):
    """With an example of a right one."""
    done = run("similar", "double", folder, "--threshold", threshold)
    assert done.returncode == 2
    assert "--threshold 0.6" in done.stderr
