"""Nothing solved in the stub, nothing imported that may not be."""

from __future__ import annotations

import pytest

from tests.authoring.rules.defects import Defect, assert_told, changed, read

STUB = "solution.py"
RAISED = '    raise NotImplementedError("write moving_average here")\n'
NUMPY = "import numpy as np\n"


@pytest.mark.parametrize(
    ("was", "becomes", "at"),
    [
        (RAISED, "    return values\n", "def moving_average"),
        (RAISED, f"    half = reach // 2\n{RAISED}", "def moving_average"),
        (RAISED, "    pass\n", "def moving_average"),
        (RAISED, "    raise ValueError('write it')\n", "def moving_average"),
        (NUMPY, f"{NUMPY}\n\ndef _sums(values):\n    return values.cumsum()\n", "def _sums"),
        (NUMPY, f"{NUMPY}\n\nclass Sums:\n    def of(self):\n        return 1\n", "def of"),
        (NUMPY, f"{NUMPY}sums = lambda values: values.cumsum()\n", "lambda"),
        (NUMPY, f"{NUMPY}print('hello')\n", "print"),
    ],
)
def test_whatever_is_more_than_a_promise_is_told(was, becomes, at, tmp_path):
    """With the line of the function or statement."""
    assert_told(tmp_path, Defect(STUB, was, becomes, "solved-stub", at))


def test_imports_constants_and_other_promises_are_fine(tmp_path):
    """A stub may set the scene."""
    scene = (
        f"{NUMPY}from dataclasses import dataclass\nLEAST = 0\nNAMES: tuple = ('a',)\n\n\n"
        '@dataclass\nclass Window:\n    """A window."""\n    width: int = 3\n\n\n'
        'def _sums(values):\n    """Sums."""\n    raise NotImplementedError\n'
    )
    assert read(changed(tmp_path, (STUB, NUMPY, scene))) == []


@pytest.mark.parametrize(
    "file", [STUB, "hidden/reference.py", "hidden/accepted/mean_of_each_slice.py"]
)
@pytest.mark.parametrize(
    "line", ["import scipy.signal as s", "from pandas import Series", "from . import sums"]
)
def test_an_import_that_is_not_listed_is_told(file, line, tmp_path):
    """In the stub, the reference and the accepted samples."""
    assert_told(tmp_path, Defect(file, NUMPY, f"{NUMPY}{line}\n", "banned-import", line))


def test_the_standard_library_may_be_imported_and_rejected_samples_may_do_anything(tmp_path):
    """To import what is not there can be the very mistake."""
    changes = [
        ("hidden/reference.py", NUMPY, f"{NUMPY}import os.path\nfrom itertools import pairwise\n"),
        ("hidden/rejected/two_loops.py", NUMPY, f"{NUMPY}import scipy\n"),
    ]
    assert read(changed(tmp_path, *changes)) == []


def test_numpy_is_banned_where_it_is_not_listed(tmp_path):
    """The manifest decides."""
    found = read(changed(tmp_path, ("challenge.toml", 'imports = ["numpy"]', "imports = []")))
    assert {finding.code for finding in found} == {"banned-import"}
    assert len(found) == 4
