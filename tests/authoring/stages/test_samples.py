"""Samples that come out other than the folder says."""

from __future__ import annotations

import pytest

from heldout.authoring.stages import samples
from tests.conftest import HIDDEN, PUBLIC

#: What is broken -> the file, its text, and the code, the file and the fact that must be told.
DEFECTS = {
    "stub-passes": (
        "test_public.py",
        PUBLIC.replace("solution.double(2) == 4", "solution is not None"),
        ("test_public.py", 4, "test_two"),
    ),
    "stub-unkind": (
        "solution.py",
        "def double(x):\n    return None\n",
        ("test_public.py", 4, "test_two"),
    ),
    "public-rejects-accepted": (
        "hidden/accepted/adds.py",
        '"""Adds."""\ndef double(x):\n    return x + x if x != 2 else 5\n',
        ("test_public.py", 4, "hidden/accepted/adds.py"),
    ),
    "reference-fails": (
        "hidden/reference.py",
        "def double(x):\n    return 2 * x if x != 2 else 5\n",
        ("test_public.py", 4, "test_two"),
    ),
    "rejected-passes": (
        "hidden/rejected/right.py",
        '"""Right."""\ndef double(x):\n    return 2 * x\n',
        ("hidden/rejected/right.py", 1, "passes"),
    ),
    "not-caught": (
        "hidden/rejected/sign.py",
        '"""Drops signs.\n\nCaught by: test_ordinary\n"""\ndef double(x):\n    return abs(2 * x)\n',
        ("hidden/rejected/sign.py", 1, "test_ordinary"),
    ),
    "idle-test": (
        "hidden/test_hidden.py",
        HIDDEN + '\ndef test_idle(solution):\n    """Idle."""\n    assert solution is not None\n',
        ("hidden/test_hidden.py", 14, "test_idle"),
    ),
}


def test_a_sound_folder_has_no_findings(bench):
    """Nothing is said where nothing is wrong."""
    assert samples.prove(bench()).findings == ()


@pytest.mark.parametrize("code", DEFECTS)
def test_each_defect_is_told_with_its_place(code, bench, double):
    """The file, the line and the name that a contributor needs."""
    name, text, (file, line, fact) = DEFECTS[code]
    double.write(name, text)
    found = [each for each in samples.prove(bench()).findings if each.code == code]
    assert found, code
    assert (found[0].file, found[0].line) == (f"challenges/double/{file}", line)
    assert fact in found[0].message
