"""The marks that a new folder leaves for its author."""

from __future__ import annotations

import pytest

from heldout.authoring.package import Package
from heldout.authoring.rules.unwritten import RULES, Unwritten, marks
from heldout.report import Severity


def findings(double) -> list[tuple[str, int | None, str]]:
    """File, line and message of everything the rule finds."""
    package = Package(double.root, double.folder)
    return [(each.file, each.line, each.message) for each in Unwritten().check(package)]


def test_a_folder_without_marks_has_nothing_to_write(double):
    """Other notes are nobody's business."""
    double.write("solution.py", "# TODO: faster\ndef double(x):\n    raise NotImplementedError\n")
    assert findings(double) == []


def test_every_mark_is_found_in_its_file_and_line(double):
    """In any file that is text, however deep it lies."""
    double.write("README.md", "# Double\n\n<!-- TODO(author): the contract -->\n")
    double.write("hidden/rejected/squares.py", '"""TODO(author): the mistake."""\n')
    (double.folder / "notes.bin").write_bytes(b"\xff TODO(author)")
    assert findings(double) == [
        ("challenges/double/README.md", 3, "The contract is still to be written."),
        ("challenges/double/hidden/rejected/squares.py", 1, "The mistake is still to be written."),
    ]


def test_a_mark_keeps_a_folder_from_being_merged(double):
    """It is an error, with its place in the next step, for challenges and case studies alike."""
    double.write("challenge.toml", "# TODO(author): the hints\n")
    (finding,) = Unwritten().check(Package(double.root, double.folder))
    assert finding.severity == Severity.ERROR
    assert "challenges/double/challenge.toml" in finding.next_step
    assert Unwritten.kinds == ("challenge", "casestudy")
    assert (Unwritten,) == RULES


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# TODO(author): the code\n", [(1, "The code")]),
        ("a\n\n  TODO(author)  a title.\n", [(3, "A title")]),
        ("<!-- TODO(author): one --> <!-- TODO(author): two -->", [(1, "One"), (1, "Two")]),
        ('f("TODO(author): the text")\n', [(1, "The text")]),
        ("x = ['TODO(author): a list (of two)'],  \n", [(1, "A list (of two)")]),
        ("TODO(author)\n", [(1, "Something")]),
        ("\x0c# TODO(author): the page\n\x0c\n# TODO(author): b", [(1, "The page"), (3, "B")]),
        ("TODO(author): a {brace} and {0}", [(1, "A {brace} and {0}")]),
        ("todo(author) TODO(someone) TODO: this", []),
    ],
)
def test_what_follows_a_mark_is_what_is_to_be_written(text, expected):
    """Without what closes a comment; lines are counted as editors do."""
    assert list(marks(text)) == expected


def test_a_long_mark_is_cut():
    """A finding is one line."""
    ((_, what),) = marks("TODO(author): " + "x" * 5000)
    assert 150 < len(what) <= 200
