"""Public code that repeats hidden code."""

from __future__ import annotations

import pytest

from tests.authoring.rules.defects import Defect, assert_told, changed, read

README = "README.md"
PUBLIC = "test_public.py"
HIDDEN = "hidden/test_hidden.py"
BODY = """\
    n = len(values)
    sums = np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))
    first = np.maximum(np.arange(n) - reach, 0)
    last = np.minimum(np.arange(n) + reach + 1, n)
    return (sums[last] - sums[first]) / (last - first)
"""
RENAMED = BODY.replace("values", "series").replace("sums", "totals").replace("first", "low")


@pytest.mark.parametrize(
    "code",
    [
        f"def average(series, reach):\n{BODY}",
        f"def average(series, reach):\n{RENAMED}",
        f"def average(series, reach):\n{RENAMED.replace('+ 1', '+ 2')}",
        f"def average(series, reach):\n    if reach:\n{RENAMED.replace('    ', '        ')}",
        RENAMED.replace("return (", "averages = (").replace("    ", ""),
    ],
)
def test_a_copy_of_the_reference_is_found_whatever_its_names(code, tmp_path):
    """And its lines, which the reference has too, are not told again."""
    becomes = f"```python\n{code}\n```\n\n## Example"
    at = code.splitlines()[0]
    finding = assert_told(tmp_path, Defect(README, "## Example", becomes, "near-copy", at))
    assert "moving_average of hidden/reference.py" in finding.message


def test_a_copy_with_a_small_change_everywhere_is_found(tmp_path):
    """Nine tokens in ten are the same."""
    whole = f"    if reach < 0:\n        raise ValueError\n{RENAMED}"
    code = f"def average(series, reach):\n{whole}".replace(" + reach", " + abs(reach)")
    becomes = f"```python\n{code.replace('len(series)', 'series.size')}\n```\n\n## Example"
    assert_told(tmp_path, Defect(README, "## Example", becomes, "near-copy", "def average"))


def test_a_copy_of_a_hidden_test_is_told_once(tmp_path):
    """Its name and its values are not told again."""
    folder = changed(tmp_path)
    hidden = (folder / HIDDEN).read_text()
    start = hidden.index('@pytest.mark.points(2, group="edge cases")\ndef test_below_zero')
    copy = hidden[start : hidden.index("@pytest", start + 1)]
    text = (folder / PUBLIC).read_text()
    helpers = text.index("@pytest")
    helper = "def assert_right(solution, *args):\n    solution.moving_average(*args)\n\n\n"
    (folder / PUBLIC).write_text(text[:helpers] + helper + copy + text[helpers:])
    (finding,) = read(folder)
    assert finding.code == "near-copy"
    assert "test_below_zero of hidden/test_hidden.py" in finding.message


def test_another_way_to_write_the_same_is_no_copy(tmp_path):
    """Only what repeats the reference gives it away."""
    other = (
        "def average(series, reach):\n    result = []\n    for i in range(len(series)):\n"
        "        window = series[max(0, i - reach) : i + reach + 1]\n"
        "        result.append(sum(window) / len(window))\n    return np.array(result)\n"
    )
    assert (
        read(changed(tmp_path, (README, "## Example", f"```python\n{other}```\n\n## Example")))
        == []
    )
