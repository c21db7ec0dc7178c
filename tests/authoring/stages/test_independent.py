"""The reference, held to something else; and that something, held to the wrong solutions."""

from __future__ import annotations

import pytest

from heldout.authoring.stages import independent

HEAD = '"""Holds the reference to scikit-learn."""\n\nimport numpy as np\n'
RIGHT = '''from sklearn.preprocessing import scale


def test_sum(solution):
    """It adds up."""
    assert {}
'''


def check(double, line: str) -> None:
    """Write the check of the reference."""
    double.write("hidden/test_reference.py", HEAD + RIGHT.format(line))


def test_a_check_that_agrees_has_no_findings(bench, double):
    """It may use what is installed for development."""
    check(double, "solution.double(3) == 6 and np.isclose(scale([1.0, 3.0]).sum(), 0)")
    assert independent.prove(bench()) == ()


def test_a_reference_that_is_wrong_is_told(bench, double):
    """With the test, its line, and the way to look at it."""
    check(double, "solution.double(3) == 9")
    (found,) = independent.prove(bench())
    assert (found.code, found.line) == ("reference-wrong", 7)
    assert found.file == "challenges/double/hidden/test_reference.py"
    assert "--heldout-solution challenges/double/hidden/reference.py" in found.next_step


def test_a_check_that_catches_nothing_is_told(bench, double):
    """It would let a wrong reference pass as well."""
    check(double, "solution.double(2) == 4")
    assert [each.code for each in independent.prove(bench())] == ["idle-check"]


@pytest.mark.parametrize("content", ["def test_x(solution):\n", "import nowhere\n"])
def test_a_check_that_cannot_be_run_is_told(bench, double, content):
    """Broken, or for a library that is not here."""
    double.write("hidden/test_reference.py", content)
    (found,) = independent.prove(bench())
    assert found.code == "broken-suite"
    assert found.file.endswith("hidden/test_reference.py")


def test_without_a_check_there_is_nothing_to_run(bench):
    """A rule that reads the folder says that it is missing."""
    assert independent.prove(bench()) == ()
