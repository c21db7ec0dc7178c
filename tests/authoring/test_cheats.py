"""The corpus of cheats: real tricks, against the real sandbox, for nothing."""

from __future__ import annotations

import json
from pathlib import Path

import psutil
import pytest

import heldout
from heldout.report import Verdict
from heldout.submission.source import Source, examine
from tests.conftest import MANIFEST, Builder

CHEATS = sorted((Path(heldout.__file__).parent / "authoring" / "cheats").glob("*.py"))

#: A suite that looks at what code returns in the usual ways: equality, arrays, side effects.
SUITE = '''
import numpy as np
import pytest
from heldout.judging.probes import sets_global_seed, speed_ratio

@pytest.mark.points(3, group="correctness", gate=True)
def test_number(solution, rng):
    """A number is doubled."""
    number = float(rng.normal())
    result = solution.double(number)
    assert type(result) is float and result == 2 * number

@pytest.mark.points(3, group="correctness", gate=True)
def test_array(solution, reference, rng):
    """An array is doubled."""
    X = rng.normal(size=(4, 3))
    result = np.asarray(solution.double(X))
    assert result.shape == X.shape and result.dtype == np.float64
    assert np.array_equal(result, reference.double(X))

@pytest.mark.points(1, group="edge cases")
def test_unchanged(solution):
    """The argument is not changed by a right answer."""
    assert np.array_equal(solution.double(np.ones(3)), 2 * np.ones(3))
    assert not solution.double.changed_arguments

@pytest.mark.points(1, group="edge cases")
def test_refusal(solution):
    """Text is refused, numbers are not."""
    assert solution.double(1) == 2
    with pytest.raises(TypeError):
        solution.double("text")

@pytest.mark.points(1, group="efficiency")
def test_speed(solution, reference):
    """It is quick, and right."""
    assert solution.double(1) == 2
    assert speed_ratio(solution.double, reference.double, args=(1,)) < 100
'''

REFERENCE = """
import numpy as np

def double(x):
    if isinstance(x, str):
        raise TypeError("text cannot be doubled")
    return 2 * x
"""


@pytest.fixture(scope="module")
def reports(judge, tmp_path_factory):
    """Every cheat, graded in one batch."""
    double = Builder(tmp_path_factory.mktemp("repository"))
    limits = "[limits]\nsuite_s = 2.0\ncall_s = 0.5\nmemory_mb = 256\n"
    double.write("challenge.toml", MANIFEST.partition("[limits]")[0] + limits)
    double.write("hidden/test_hidden.py", SUITE)
    double.write("hidden/reference.py", REFERENCE)
    sources = [REFERENCE.encode(), *(path.read_bytes() for path in CHEATS)]
    right, *graded = judge.grade(double.suite(), sources)
    assert right.verdict == Verdict.PASSED, right
    return dict(zip(CHEATS, graded, strict=True))


@pytest.mark.parametrize("path", CHEATS, ids=lambda path: path.stem)
def test_a_cheat_earns_nothing_and_blames_nobody(path, reports):
    """No point, no passed gate, and never a fault of ours."""
    report = reports[path]
    assert report.points == 0
    assert report.verdict not in (Verdict.PASSED, Verdict.JUDGE_ERROR), report
    assert not any(case.points for case in report.cases)


@pytest.mark.parametrize("path", CHEATS, ids=lambda path: path.stem)
def test_a_cheat_is_taken_as_a_submission(path):
    """It fails because it is caught, not because its file is refused."""
    assert isinstance(examine(path.name, path.read_bytes()), Source)


def test_nothing_of_a_cheat_is_left_running(reports):
    """No process outlives its submission."""
    names = [process.info["name"] for process in psutil.process_iter(["name"])]
    assert names.count("bwrap") <= 8
    assert len(reports) == len(CHEATS)


def test_a_report_holds_no_more_than_a_line_of_a_cheats_own_words(reports):
    """What a submission says of itself is capped; the rest is ours."""
    for path, report in reports.items():
        assert len(report.reason) < 400, path.name
        assert json.dumps(report.reason)
        assert all(case.detail == "" for case in report.cases)
