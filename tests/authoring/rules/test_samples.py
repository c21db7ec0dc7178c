"""Right and wrong solutions."""

from __future__ import annotations

import pytest

from tests.authoring.packages import SLUG
from tests.authoring.rules.defects import Defect, assert_told, changed, read

WRONG = "hidden/rejected/refuses_zero.py"
CAUGHT = "Caught by: test_no_reach, test_single_value"


@pytest.mark.parametrize(
    ("file", "was", "becomes", "code", "at"),
    [
        (
            "hidden/accepted/plain.py",
            "",
            "def moving_average():\n    pass\n",
            "unexplained-sample",
            "def",
        ),
        (
            "hidden/rejected/plain.py",
            "",
            "def moving_average():\n    pass\n",
            "no-caught-by",
            "def",
        ),
        (WRONG, CAUGHT, "Nothing catches it.", "no-caught-by", "Refuses"),
        (WRONG, CAUGHT, "Caught by:\n", "no-caught-by", "Refuses"),
        (
            WRONG,
            CAUGHT,
            "Caught by: test_no_reach,\ntest_reach_0",
            "unknown-catcher",
            "test_reach_0",
        ),
    ],
)
def test_a_defect_is_told_with_its_line(file, was, becomes, code, at, tmp_path):
    """Once, and with the line of the name if a name is wrong."""
    assert_told(tmp_path, Defect(file, was, becomes, code, at))


@pytest.mark.parametrize(("kind", "keep"), [("accepted", 1), ("rejected", 7), ("accepted", 0)])
def test_too_few_samples_are_told_once(kind, keep, tmp_path):
    """With the folder where more are to be written."""
    folder = changed(tmp_path)
    for path in sorted((folder / "hidden" / kind).iterdir())[keep:]:
        path.unlink()
    (finding,) = read(folder)
    assert (finding.code, finding.line) == ("few-samples", None)
    assert finding.file == f"challenges/{SLUG}/hidden/{kind}"
    assert f"Only {keep} of at least" in finding.message


def test_eight_rejected_samples_are_enough(tmp_path):
    """The bound itself."""
    folder = changed(tmp_path)
    for path in sorted((folder / "hidden" / "rejected").iterdir())[8:]:
        path.unlink()
    assert read(folder) == []
