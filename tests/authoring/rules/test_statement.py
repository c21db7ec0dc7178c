"""What a candidate reads."""

from __future__ import annotations

import pytest

from heldout.authoring.rules.statement import _AMBIGUOUS
from tests.authoring.rules.defects import Defect, assert_told, changed, read

README = "README.md"
EXAMPLE = """\
```python
moving_average(np.array([1, 2, 6, 3, 8]))
# array([1.5, 3.0, 3.66666667, 5.66666667, 5.5])
```
"""


@pytest.mark.parametrize(
    ("file", "was", "becomes", "code", "at"),
    [
        (README, "# Moving average\n", "# Moving averages\n", "other-title", "# Moving averages"),
        (README, "# Moving average\n", "Hello.\n", "other-title", "Hello."),
        (README, "values, reach=1):", "values, reach=2):", "statement-signature", "def moving"),
        (README, "values, reach=1):", "values, *, reach=1):", "statement-signature", "def moving"),
        (README, "def moving_average(", "def average(", "statement-signature", None),
        (README, EXAMPLE, "", "no-example", None),
        (README, "all values finite.", "etc. All finite.", "ambiguous-word", "etc."),
        (README, "near the ends, the mean", "as\nneeded, the mean", "ambiguous-word", "as"),
        ("solution.py", "is the statement; `", "is reasonable; `", "ambiguous-word", "reasonable"),
    ],
)
def test_a_defect_is_told_with_its_line(file, was, becomes, code, at, tmp_path):
    """Once, wherever it is."""
    assert_told(tmp_path, Defect(file, was, becomes, code, at))


@pytest.mark.parametrize(
    "text",
    [
        *("an appropriate value", "and so on", "lists, arrays and the like", "or similar"),
        *("handled properly", "if necessary", "where possible", "usually sorted", "as usual"),
        *("a suitable dtype", "etc", "some kind of array", "large enough", "not too large"),
    ],
)
def test_words_that_leave_it_open_are_found(text):
    """Each in a sentence as people write it."""
    assert _AMBIGUOUS.search(f"The result is {text}, in float64.")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "some of the answers",
            "as many as needed_rows",
            "a property",
            "an etching",
            "a proper subset",
        ),
        *("values are normally distributed", "inappropriately", "x is possible", "good enough"),
    ],
)
def test_words_that_only_look_alike_are_passed_over(text):
    """A false alarm would teach people to look away."""
    assert not _AMBIGUOUS.search(text)


def test_code_is_passed_over(tmp_path):
    """In pages and in docstrings."""
    changes = [
        (README, "It is never a list.", "It is never a `reasonable` list."),
        (README, "# array([1.5,", "# usually\n# array([1.5,"),
        ("solution.py", "Must not be changed.", "`Etc` must not be changed."),
        ("hidden/reference.py", "Must not be changed.", "`Etc` must not be changed."),
    ]
    assert read(changed(tmp_path, *changes)) == []


def test_a_class_is_shown_with_its_methods(tmp_path):
    """Each public one, as the stub has it."""
    stub = '''
class moving_average:
    """Averages."""

    def __init__(self, reach: int = 1) -> None:
        """Set up."""
        raise NotImplementedError("write it")

    def feed(self, value):
        """Take a value."""
        raise NotImplementedError("write it")
'''
    shown = "class moving_average:\n    def __init__(self, reach=1): ...\n"
    missing = "    def _own(self, x): ...\n"
    changes = [
        ("solution.py", "", stub),
        ("hidden/reference.py", "", stub),
        (README, "def moving_average(values, reach=1):\n    ...\n    return averages\n", "{}"),
    ]
    folder = changed(tmp_path, *changes)
    text = (folder / README).read_text()
    (folder / README).write_text(text.replace("{}", shown + missing))
    (finding,) = read(folder)
    assert finding.code == "statement-signature"
    assert "moving_average.feed(self, value)" in finding.message
    (folder / README).write_text(text.replace("{}", f"{shown}    def feed(self, value): ...\n"))
    assert read(folder) == []
