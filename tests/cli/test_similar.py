"""similar, as a maintainer types it."""

from __future__ import annotations

import inspect
import json
import os
import random
from pathlib import Path

import pytest

from heldout.authoring.similar.cohort import THRESHOLD
from heldout.cli.similar import similar
from tests.authoring.similar import disguises

STUB = 'def double(x):\n    raise NotImplementedError("write double")\n'
LONG = """\
import numpy as np


def double(x):
    \"\"\"Twice the number.\"\"\"
    values = np.asarray(x, dtype=float)
    halves = [values - part for part in np.linspace(0.0, 0.5, num=7)]
    total = np.zeros_like(values)
    for half in halves:
        total += np.where(half > 0, half * 2, half / 0.5)
    return total.sum(axis=0) / len(halves) + shift(values, 0.25)


def shift(values, step):
    low, high = values.min() - step, values.max() + step
    return np.clip(values, low, high) % 7 - high // 3
"""
OTHER = """\
def double(x):
    result, sign = 0, 1
    while abs(x) >= 1:
        x, bit = divmod(x, 2)
        result |= int(bit) << sign
        sign += 1
    if result < 0 or not isinstance(result, int):
        raise ValueError(f"no number: {result!r}")
    return max(result, -result)
"""


@pytest.fixture
def cohort(double, tmp_path):
    """A folder of submissions: two copies in disguise, one of one's own, and the stub."""
    folder = tmp_path / "cohort"
    disguised = disguises.all_together(LONG, random.Random(1), frozenset({"double", "x"}))
    for name, text in {"ada": LONG, "bob": disguised, "eve": OTHER, "fay": STUB}.items():
        double.write(f"{name}/solution.py", text, below=folder)
    return folder


def lines(done) -> list[dict]:
    """The objects that were printed."""
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_copy_is_shown_with_where_and_how_much(run, cohort):
    """By its path below the folder; finding something is no failure."""
    done = run("similar", "double", cohort)
    assert done.returncode == 0, done.stderr
    assert "ada/solution.py" in done.stdout
    assert "bob/solution.py" in done.stdout
    assert "eve" not in done.stdout
    assert "contained" in done.stdout
    assert f"submissions compared in {cohort}/: 4; 1 with nothing but the stub" in done.stdout
    assert "alike at 0.6 or more: 1 pair" in done.stdout
    assert "not a verdict" in done.stdout


def test_json_is_one_object_a_line(run, cohort):
    """For programs, and nothing else on standard output."""
    (line,) = lines(run("similar", "double", cohort, "--json"))
    assert list(line) == [
        *("a", "b", "similarity", "containment", "tokens"),
        *("a_lines", "b_lines", "verdict"),
    ]
    assert (line["a"], line["b"]) == (f"{cohort}/ada/solution.py", f"{cohort}/bob/solution.py")
    assert (line["containment"], line["verdict"]) == (1.0, "contained")
    assert line["a_lines"] == [[6, 11], [14, 16]]


def test_a_copy_of_a_known_solution_is_found(run, double, cohort):
    """The reference and the accepted ones, by their names in the challenge's folder."""
    double.write("hidden/reference.py", LONG)
    double.write("hidden/accepted/other.py", OTHER)
    done = run("similar", "double", cohort, "--json")
    found = {(Path(each["a"]).parent.name, each["b"]) for each in lines(done)}
    assert {("ada", "hidden/reference.py"), ("eve", "hidden/accepted/other.py")} <= found
    assert {b for _, b in found} <= {
        *("hidden/reference.py", "hidden/accepted/other.py"),
        f"{cohort}/bob/solution.py",
    }


def test_a_known_solution_that_is_handed_in_is_no_copy_of_itself(run, double):
    """It is one file."""
    path = double.write("hidden/reference.py", LONG)
    assert lines(run("similar", "double", path, "--json")) == []


def test_nothing_alike_is_said_plainly(run, cohort):
    """Status 0 again."""
    done = run("similar", "double", cohort / "eve", cohort / "ada")
    assert done.returncode == 0
    assert done.stdout.endswith("alike at 0.6 or more: no pairs\n")


def test_the_threshold_can_be_chosen(run, double, cohort):
    """What is shown is what reaches it, the most alike first."""
    half = (
        LONG.partition("\n\n\ndef shift")[0]
        + "\n\n\ndef shift(values, step):\n    return [step] * len(values)\n"
    )
    double.write("gus/solution.py", half, below=cohort)
    shares = [each["containment"] for each in lines(run("similar", "double", cohort, "--json"))]
    assert shares == sorted(shares, reverse=True)
    assert len(shares) == 3
    assert shares[0] == 1.0 > shares[1] >= 0.9
    strict = lines(run("similar", "double", cohort, "--json", "--threshold", "0.99"))
    assert [each["containment"] for each in strict] == [1.0]


def test_the_default_threshold_is_the_measured_one():
    """The command repeats it, as it imports nothing until it runs."""
    assert inspect.signature(similar).parameters["threshold"].default == THRESHOLD


@pytest.mark.parametrize("threshold", ["0", "1.5", "nan", "-1"])
def test_a_threshold_that_is_no_share_is_bad_input(run, cohort, threshold):
    """The fact and the next step."""
    done = run("similar", "double", cohort, f"--threshold={threshold}")
    assert done.returncode == 2
    assert "a share is more than 0 and at most 1" in done.stderr


def test_a_file_that_cannot_be_compared_is_named_and_the_others_are_compared(run, cohort):
    """Status 2, a warning each, and a line each for programs."""
    (cohort / "eve" / "solution.py").write_text("def double(:\n")
    (cohort / "link.py").symlink_to("ada/solution.py")
    done = run("similar", "double", cohort)
    assert done.returncode == 2
    assert "eve/solution.py: line 1 is not Python" in done.stderr
    assert "link.py: is a symbolic link" in done.stderr
    assert "alike at 0.6 or more: 1 pair" in done.stdout
    done = run("similar", "double", cohort, "--json")
    match, *left_out = lines(done)
    assert match["verdict"] == "contained"
    assert {each["a"].removeprefix(f"{cohort}/") for each in left_out} == {
        *("link.py", "eve/solution.py"),
    }
    assert {each["verdict"] for each in left_out} == {"refused"}
    assert all(each["reason"] for each in left_out)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("duoble", "."), "did you mean double?"),
        (("double", "challenges/double/hidden/nowhere"), "no such file"),
        (("double", "empty"), "no Python file is in this folder"),
    ],
)
def test_bad_input_is_explained(run, double, arguments, words):
    """Unknown names, missing files, empty folders."""
    (double.root / "empty").mkdir()
    done = run("similar", *arguments)
    assert done.returncode == 2
    assert words in done.stderr


def test_without_known_solutions_submissions_are_compared_with_each_other(run, double, cohort):
    """A cohort edition has them sealed, and that is said; one file alone is bad input there."""
    (double.folder / "hidden").rename(double.root / "away")
    done = run("similar", "double", cohort)
    assert done.returncode == 0
    assert "sealed here" in done.stderr
    assert "alike at 0.6 or more: 1 pair" in done.stdout
    alone = run("similar", "double", cohort / "ada")
    assert alone.returncode == 2
    assert "no known solution to compare it with" in alone.stderr


def test_names_of_files_are_escaped(run, cohort):
    """Whoever hands in a file names it: for the terminal, for markup, or for no text at all."""
    (cohort / os.fsdecode(b"\x1b[2J[bold]\xff.py")).write_text(LONG)
    done = run("similar", "double", cohort)
    assert done.returncode == 0, done.stderr
    assert "\x1b" not in done.stdout
    assert "\\x1b[2J[bold]\\udcff.py" in done.stdout
    assert any("\\udcff" in each["a"] for each in lines(run("similar", "double", cohort, "--json")))


def test_a_long_table_ends_and_says_so(run, double, cohort):
    """Twelve copies are sixty-six pairs."""
    for n in range(12):
        double.write(f"{n}.py", LONG, below=cohort / "copies")
    done = run("similar", "double", cohort / "copies")
    assert "... and 16 more; --json prints them all" in done.stdout
    assert done.stdout.count("identical") == 50
    assert len(lines(run("similar", "double", cohort / "copies", "--json"))) == 66


def test_a_long_name_is_shown_whole(run, double, cohort):
    """On several lines if need be; half of it could be anybody's."""
    double.write(f"{'long' * 30}-last.py", LONG, below=cohort)
    done = run("similar", "double", cohort)
    assert "last.py" in "".join(done.stdout.split())
    assert "\N{HORIZONTAL ELLIPSIS}" not in done.stdout
