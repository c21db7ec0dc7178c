"""What the stub promises, the reference keeps."""

from __future__ import annotations

import pytest

from tests.authoring.rules.defects import Defect, assert_told, changed, read

STUB = "solution.py"
REFERENCE = "hidden/reference.py"
SIGNATURE = "values: np.ndarray, reach: int = 1"
CLASS = '''
class moving_average:
    """Averages."""

    def __init__(self, reach=1):
        """Set up."""
        raise NotImplementedError("write it")

    def feed(self, value):
        """Take a value."""
        raise NotImplementedError("write it")
'''
SHOWN = (
    "class moving_average:\n    def __init__(self, reach=1): ...\n    def feed(self, value): ...\n"
)


@pytest.mark.parametrize(
    ("file", "was", "becomes", "code", "at"),
    [
        (REFERENCE, "def moving_average(", "def average(", "no-entry-point", None),
        (REFERENCE, SIGNATURE, "values, reach=2", "other-signature", "def moving"),
        (REFERENCE, SIGNATURE, "values, radius=1", "other-signature", "def moving"),
        (REFERENCE, SIGNATURE, "values, *, reach=1", "other-signature", "def moving"),
        (REFERENCE, SIGNATURE, "values, reach=1, /", "other-signature", "def moving"),
        (REFERENCE, SIGNATURE, "values, reach=1, *more", "other-signature", "def moving"),
        (REFERENCE, "Average each value", "Smooth each value", "other-docstring", "def moving"),
    ],
)
def test_a_defect_is_told_with_its_line(file, was, becomes, code, at, tmp_path):
    """Once, in the reference."""
    assert_told(tmp_path, Defect(file, was, becomes, code, at))


def test_an_entry_point_that_the_stub_lacks_is_told_there(tmp_path):
    """And the statement is not blamed for it."""
    promise = 'def average(values, reach=1):\n    """Average."""\n    raise NotImplementedError\n'
    assert_told(tmp_path, Defect(STUB, "", promise, "no-entry-point", None))


def test_annotations_and_spaces_are_no_matter(tmp_path):
    """They do not change how code is called."""
    assert read(changed(tmp_path, (REFERENCE, SIGNATURE, "values, reach = 0x1"))) == []


def test_a_function_for_a_class_is_told_once(tmp_path):
    """Not again for each of its methods."""
    folder = as_class(tmp_path, None)
    (finding,) = read(folder)
    assert finding.code == "other-signature"
    assert "the function moving_average where the stub has the class" in finding.message


@pytest.mark.parametrize(
    ("was", "becomes", "code", "at"),
    [
        (
            "def feed(self, value):",
            "def feed(self, value, again=False):",
            "other-signature",
            "feed",
        ),
        ("def feed(self, value):", "def _feed(self, value):", "other-signature", "class"),
        (
            "    def feed(",
            "    def more(self):\n        pass\n\n    def feed(",
            "other-signature",
            "more",
        ),
        ('"""Take a value."""', '"""Eat a value."""', "other-docstring", "feed"),
        ('"""Averages."""', '"""Means."""', "other-docstring", "class"),
        ("    def feed(", "    def _own(self):\n        pass\n\n    def feed(", None, None),
    ],
)
def test_the_public_methods_of_a_class_are_compared(was, becomes, code, at, tmp_path):
    """Each with its own line; private ones are the reference's own."""
    folder = as_class(tmp_path, CLASS.replace(was, becomes))
    found = read(folder)
    assert [finding.code for finding in found] == ([code] if code else [])
    lines = (folder / REFERENCE).read_text().splitlines()
    assert all(at in lines[finding.line - 1] for finding in found)


def as_class(tmp_path, reference):
    """The sound package with a class in the stub, and in the reference if one is given."""
    changes = [
        (STUB, "", CLASS),
        (
            "README.md",
            "def moving_average(values, reach=1):\n    ...\n    return averages\n",
            SHOWN,
        ),
    ]
    if reference is not None:
        changes.append((REFERENCE, "", reference))
    return changed(tmp_path, *changes)
