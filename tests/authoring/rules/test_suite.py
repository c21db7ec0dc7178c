"""The two suites, read without running them."""

from __future__ import annotations

import pytest

from tests.authoring.rules.defects import Defect, assert_told, changed, read

PUBLIC = "test_public.py"
HIDDEN = "hidden/test_hidden.py"
GATE = '@pytest.mark.points(3, group="correctness", gate=True)'
TITLE = '"""Integers have averages between the integers."""'
NO_REACH = """@pytest.mark.points(1, group="edge cases")
def test_no_reach("""


@pytest.mark.parametrize(
    ("file", "was", "becomes", "code", "at"),
    [
        (HIDDEN, TITLE, "", "untitled-test", "def test_integers"),
        (HIDDEN, TITLE, TITLE.replace('."', '"'), "untitled-test", "def test_integers"),
        (PUBLIC, "is not changed by the call.", "stays", "untitled-test", "def test_values_stay"),
        (
            HIDDEN,
            TITLE,
            '"""A single VALUE is its own average."""',
            "repeated-title",
            "test_integers",
        ),
        (
            HIDDEN,
            "def test_integers(",
            "def test_single_value(",
            "repeated-test",
            "test_single_value",
        ),
        (
            PUBLIC,
            "def test_values_stay(",
            "def test_example(",
            "repeated-test",
            "def test_example(",
        ),
        (HIDDEN, GATE, GATE.replace("True", "False"), "no-gate", None),
    ],
)
def test_a_defect_is_told_with_its_line(file, was, becomes, code, at, tmp_path):
    """In either suite."""
    folder = changed(tmp_path, (file, was, becomes))
    codes = [finding.code for finding in read(folder)]
    # A test of another name leaves some sample without the one that it names.
    assert [each for each in codes if each != "unknown-catcher"] == [code]
    if code != "repeated-test" or file == PUBLIC:
        assert_told(tmp_path / "again", Defect(file, was, becomes, code, at))


@pytest.mark.parametrize(
    "mark",
    [
        "@pytest.mark.points",
        "@pytest.mark.points()",
        "@pytest.mark.points(-1)",
        "@pytest.mark.points(True)",
        "@pytest.mark.points('1')",
        "@pytest.mark.points(1 + ONE)",
        "@pytest.mark.points(1, 'edge')",
        "@pytest.mark.points(1, GROUP)",
        "@pytest.mark.points(1, 'edge cases', 1)",
        "@pytest.mark.points(1, 'edge cases', True, 2)",
        "@pytest.mark.points(1, weight=2)",
        "@pytest.mark.points(**MARK)",
        "@pytest.mark.points(1)\n@pytest.mark.points(2)",
    ],
)
def test_a_mark_that_cannot_be_read_is_told_with_its_line(mark, tmp_path):
    """And is not taken for a missing gate or group."""
    becomes = NO_REACH.replace('@pytest.mark.points(1, group="edge cases")', mark)
    at = mark.splitlines()[0]
    assert_told(tmp_path, Defect(HIDDEN, NO_REACH, becomes, "bad-mark", at))


@pytest.mark.parametrize("mark", ["", "@pytest.mark.points(0.5)", "@pytest.mark.points(n=1)"])
def test_other_ways_to_write_a_mark_are_fine(mark, tmp_path):
    """Without one, a test is worth a point for correctness."""
    becomes = NO_REACH.replace('@pytest.mark.points(1, group="edge cases")', mark)
    assert read(changed(tmp_path, (HIDDEN, NO_REACH, becomes))) == []


@pytest.mark.parametrize(
    ("gone", "left"),
    [("efficiency", ["missing-group"]), ("numerical stability", ["missing-group"])],
)
def test_a_group_without_a_test_is_told(gone, left, tmp_path):
    """By its name."""
    folder = changed(tmp_path)
    text = (folder / HIDDEN).read_text()
    (folder / HIDDEN).write_text(text.replace(f'group="{gone}"', 'group="edge cases"'))
    found = read(folder)
    assert [finding.code for finding in found] == left
    assert gone in found[0].message


def test_one_test_fewer_than_asked_for_is_told(tmp_path):
    """Five are the least in public, twelve hidden; helpers do not count."""
    folder = changed(tmp_path)
    for file, count in ((PUBLIC, 6 - 4), (HIDDEN, 13 - 11)):
        text = (folder / file).read_text()
        for _ in range(count):
            head, _, tail = text.rpartition("\ndef test_")
            text = f"{head}\ndef _{tail}"
        (folder / file).write_text(text)
    found = [finding for finding in read(folder) if finding.code == "few-tests"]
    assert [finding.message.split()[1] for finding in found] == ["4", "11"]


def test_an_empty_suite_has_too_few_tests_and_nothing_else_wrong(tmp_path):
    """One defect, one finding."""
    found = read(changed(tmp_path, (HIDDEN, "", '"""Nothing yet."""\n')))
    assert {finding.code for finding in found} == {"few-tests", "unknown-catcher"}
