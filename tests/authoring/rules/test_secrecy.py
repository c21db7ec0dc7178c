"""Nothing of the hidden half in public."""

from __future__ import annotations

import pytest

from tests.authoring.rules.defects import Defect, assert_told, changed, read

README = "README.md"
PUBLIC = "test_public.py"
STUB = "solution.py"
HIDDEN = "hidden/test_hidden.py"
REFERENCE = "hidden/reference.py"
SERIES = "    values = rng.normal(0.0, 1.0, 15)\n"
SUMS = "sums = np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))"
LAST_HINT = '    "With the sums of the first'


@pytest.mark.parametrize(
    ("file", "was", "becomes", "at"),
    [
        (README, "## Example", "See test_offset.\n\n## Example", "See"),
        ("followups.md", "Say why, not only what.", "As in `test_offset`.", "test_offset"),
        ("challenge.toml", LAST_HINT, f'    "See test_offset.",\n{LAST_HINT}', "See"),
        (STUB, '"""Moving average.', '"""Moving average (test_offset).', "test_offset"),
        (PUBLIC, "def test_example(", "def test_offset(", "def test_offset("),
    ],
)
def test_the_name_of_a_hidden_test_is_found_in_every_public_file(file, was, becomes, at, tmp_path):
    """With its line; titles are no secret."""
    assert_told(tmp_path, Defect(file, was, becomes, "hidden-name", at))


@pytest.mark.parametrize(
    ("hidden", "shown"),
    [
        ("0.70711", "about 0.70711 or so_"),
        ("70711", "70,711 values"),
        ("-7.0711e-5", "from 7.0711e-05 on"),
        ("'the quick brown fox jumps'", "it holds 'the quick brown fox jumps'"),
        ("[3, 1, 4, 1, 5, 9]", "take [3, 1, 4,\n1, 5, 9] for one"),
        ("((3, 1.0), (4, 1.5), (5, 9.0))", "`(3, 1.0), (4, 1.5), (5, 9.0)`"),
        ("[3123, 1456, 4789, 1123, 5456, 9789]", "take [3123, 1456, 4789, 1123, 5456, 9789]"),
    ],
)
def test_an_odd_value_of_the_hidden_suite_is_found(hidden, shown, tmp_path):
    """Once on a line, whatever its spaces and line breaks."""
    folder = changed(
        tmp_path,
        (HIDDEN, SERIES, f"    expected = {hidden}\n{SERIES}"),
        (README, "## Example", f"Here {shown}.\n\n## Example"),
    )
    (finding,) = read(folder)
    assert finding.code == "hidden-value"
    assert finding.line is not None
    assert "Here " in (folder / README).read_text().splitlines()[finding.line - 1]


@pytest.mark.parametrize(
    ("hidden", "shown"),
    [
        ("0.707", "0.707"),
        ("1024", "1024"),
        ("65535", "65535"),
        ("0.9999", "0.9999"),
        ("12000.0", "12000"),
        ("0.70711", "0.7071 and 0.707113 and 10.70711"),
        ("'correctness'", "correctness"),
        ("{'learning_rate_of_a_step': 1}", "learning_rate_of_a_step"),
        ("[1, 2, 3, 4, 5, 6, 7]", "1, 2, 3, 4, 5, 6, 7"),
        ("[0, 0, 0, 1, 1, 1, 0]", "[0, 0, 0, 1, 1, 1, 0]"),
        ("[3, 1, 4]", "[3, 1, 4]"),
        ("[3, 1, 4, 1, 5, 9]", "[3, 1, 4, 1, 5, 92]"),
    ],
)
def test_values_that_anybody_would_write_are_passed_over(hidden, shown, tmp_path):
    """So are those that only begin alike."""
    changes = [
        (HIDDEN, SERIES, f"    expected = {hidden}\n{SERIES}"),
        (README, "## Example", f"Here {shown}.\n\n## Example"),
    ]
    assert read(changed(tmp_path, *changes)) == []


def test_messages_for_people_are_no_values(tmp_path):
    """A public test may fail with the same words."""
    words = '"one average for each value, please"'
    changes = [
        (
            HIDDEN,
            "    assert averages.shape == values.shape\n",
            f"    assert len(values), {words}\n",
        ),
        (PUBLIC, '"one average for each value"', words),
    ]
    assert read(changed(tmp_path, *changes)) == []


def test_an_odd_number_of_the_reference_is_found_unless_the_stub_names_it(tmp_path):
    """A constant of the contract is a constant of the stub, or a default."""
    changes = [
        (REFERENCE, "    n = len(values)\n", "    n = len(values) * 3.7241 / 3.7241\n"),
        (README, "## Example", "The factor is 3.7241.\n\n## Example"),
    ]
    folder = changed(tmp_path, *changes)
    (finding,) = read(folder)
    assert (finding.code, finding.file[-9:]) == ("hidden-value", "README.md")
    assert "hidden/reference.py" in finding.message
    text = (folder / STUB).read_text()
    (folder / STUB).write_text(text.replace("numpy as np\n", "numpy as np\n\nFACTOR = 3.7241\n"))
    assert read(folder) == []


def test_a_limit_of_the_manifest_is_no_leak(tmp_path):
    """Settings are numbers that are not about answers."""
    changes = [
        (HIDDEN, SERIES, f"    size = 1357\n{SERIES}"),
        ("challenge.toml", "memory_mb = 256", "memory_mb = 1357"),
    ]
    assert read(changed(tmp_path, *changes)) == []


@pytest.mark.parametrize(
    ("file", "was", "becomes", "at"),
    [
        (README, "## Example", f"```python\n{SUMS}\n```\n\n## Example", "sums ="),
        ("challenge.toml", LAST_HINT, f'    "Try {SUMS}.",\n{LAST_HINT}', "Try"),
        (
            PUBLIC,
            "def test_example(",
            f"def sums(values):\n    {SUMS}\n    return sums\n\n\ndef test_example(",
            "concatenate",
        ),
        ("followups.md", "Say why, not only what.", f"Why `{SUMS.replace(' ', '')}`?", "Why"),
    ],
)
def test_a_line_of_the_reference_is_found(file, was, becomes, at, tmp_path):
    """Whatever its spaces, in code and in words."""
    if file == PUBLIC:
        was = '@pytest.mark.points(1, group="correctness")\ndef test_example('
        becomes = f"def sums(values):\n    {SUMS}\n    return sums\n\n\n{was}"
    assert_told(tmp_path, Defect(file, was, becomes, "hidden-code", at))


def test_a_line_that_the_stub_has_too_is_no_leak(tmp_path):
    """Candidates are given it."""
    line = "VERY_LONG_NAME_OF_A_CONSTANT = np.float64(3)"
    changes = [
        (REFERENCE, "import numpy as np\n", f"import numpy as np\n\n{line}\n"),
        (STUB, "import numpy as np\n", f"import numpy as np\n\n{line}\n"),
        (README, "## Example", f"```python\n{line}\n```\n\n## Example"),
    ]
    assert read(changed(tmp_path, *changes)) == []


def test_the_signature_of_the_reference_is_no_leak(tmp_path):
    """The statement shows it, be it annotated or not."""
    annotated = "values: np.ndarray, reach: int = 1) -> np.ndarray:"
    assert read(changed(tmp_path, (REFERENCE, annotated, "values, reach=1):"))) == []
