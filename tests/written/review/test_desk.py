"""Sheets beside their prompts, their answers and each other."""

from __future__ import annotations

import pytest

from heldout.report import Severity
from heldout.written.review import begin
from heldout.written.review.desk import Desk
from tests.catalogue.churn import Churn
from tests.written.review import desktop

ANSWER = "# Customer churn\n\n## Problem understanding\n\nSuccess is revenue kept.\n"
POINTS = 4
PARTS = 3


class Table:
    """A repository, answers in a folder beside it, and sheets that are begun and filled in."""

    def __init__(self, root) -> None:
        (root / "repository").mkdir()
        self.churn = Churn(root / "repository")
        self.folder = root / "desk"
        self.answers = self.folder / "answers"
        self.answers.mkdir(parents=True)
        (self.answers / "ada.md").write_text(ANSWER)

    def sheet(self, reviewer: str = "Ben", answer: str = "ada.md", **replaced: str):
        """Write a sheet that is filled in."""
        path = self.folder / f"{answer}.{reviewer}.yaml"
        begun = begin.sheet(
            self.churn.repository,
            self.answers / answer,
            slug="churn",
            reviewer=reviewer,
            author=None,
            folder=self.folder,
        )
        text = desktop.fill(begun.text, ["3"] * PARTS, ["yes"] * POINTS)
        for before, after in replaced.items():
            assert before in text
            text = text.replace(before, after)
        path.write_text(text)
        return path

    def check(self, *paths, author=None, answers=None):
        """Check sheets, from the desk."""
        return Desk(self.churn.repository, self.folder, answers).check(paths, author)

    def found(self, *paths, **more) -> list[list[str]]:
        """The codes of what is found on each."""
        return [desktop.codes(each.findings) for each in self.check(*paths, **more)]


@pytest.fixture
def table(tmp_path) -> Table:
    """Somewhere to sit down."""
    return Table(tmp_path)


def test_a_sheet_that_is_filled_in_is_sound(table):
    """And its answer is where the sheet says."""
    (checked,) = table.check(table.sheet())
    assert checked.findings == ()
    assert checked.is_sound
    assert checked.answer == str(table.folder / "answers" / "ada.md")


def test_what_is_left_empty_is_told_and_is_no_mistake(table):
    """By part and by point."""
    path = table.sheet()
    text = (
        path.read_text().replace("  level: 3", "  level:", 1).replace("  made: yes", "  made: ~", 2)
    )
    path.write_text(text)
    (checked,) = table.check(path)
    (finding,) = checked.findings
    assert (finding.code, finding.severity) == ("not-judged", Severity.WARNING)
    assert finding.message == (
        "not judged: 1 part: technical.problem-solving; 2 points: success-metric, baseline"
    )
    assert checked.is_sound


def test_a_level_that_cannot_be_read_is_told_once(table):
    """As what it is, and not as left empty besides."""
    path = table.sheet()
    path.write_text(path.read_text().replace("level: 3", "level: 7", 1))
    assert table.found(path) == [["bad-level"]]


def test_a_rubric_that_was_changed_since_is_told(table):
    """With the way to begin again; the levels are kept where they are."""
    path = table.sheet()
    table.churn.replace(
        "rubrics/evaluation.toml", '"Can be followed."', '"Clear."', below=table.churn.root
    )
    (checked,) = table.check(path)
    (finding,) = checked.findings
    assert finding.code == "other-rubric"
    assert "--output NEW-FILE; your levels are kept in this file" in finding.next_step
    assert not checked.is_sound


def test_rows_that_are_missing_or_too_many_are_told(table):
    """Of parts and of points."""
    path = table.sheet()
    text = path.read_text().replace("- id: communication.clarity", "- id: communication.beauty")
    path.write_text(text.replace("- id: baseline", "- id: bassline"))
    assert sorted(table.found(path)[0]) == [
        *("missing-part", "missing-point", "unknown-part", "unknown-point")
    ]


def test_an_answer_that_was_changed_since_is_told(table):
    """What was judged is not what lies there."""
    path = table.sheet()
    (table.answers / "ada.md").write_text(f"{ANSWER}One more line.\n")
    (checked,) = table.check(path)
    (finding,) = checked.findings
    assert finding.code == "other-answer"
    assert checked.answer is None
    assert "ada.md is not what was judged" in finding.message


def test_an_answer_that_is_gone_is_told_and_found_where_one_is_sent(table):
    """By its name in the folder of answers, once its digest is the same."""
    path = table.sheet()
    elsewhere = table.churn.root.parent / "elsewhere"
    elsewhere.mkdir()
    (table.answers / "ada.md").rename(elsewhere / "ada.md")
    assert table.found(path) == [["no-answer"]]
    (checked,) = table.check(path, answers=elsewhere)
    assert checked.answer == str(elsewhere / "ada.md")
    (elsewhere / "ada.md").write_text("another\n")
    assert table.found(path, answers=elsewhere) == [["other-answer"]]


@pytest.mark.parametrize("name", ["/etc", "../" * 50, "x" * 5000, '"\\0"', "."])
def test_whatever_a_sheet_calls_its_answer_it_is_only_looked_for(table, name):
    """No name of a file breaks the check."""
    path = table.sheet()
    text = path.read_text()
    path.write_text(text.replace("\nanswer: answers/ada.md\n", f"\nanswer: {name}\n"))
    assert table.found(path) == [["no-answer"]]


def test_a_prompt_that_is_not_there_is_told(table):
    """Instead of an end to the whole check."""
    path = table.sheet()
    path.write_text(path.read_text().replace("slug: churn\n", "slug: chum\n"))
    (checked,) = table.check(path)
    (finding,) = checked.findings
    assert finding.code == "no-prompt"
    assert "did you mean churn?" in finding.next_step


def test_two_sheets_of_one_reviewer_on_one_answer_are_told(table):
    """On the later one, however the name is spelt; not on another answer."""
    (table.answers / "eve.md").write_text(f"{ANSWER}Mine.\n")
    one, other = table.sheet("Ben Okafor"), table.sheet("okafor, ben")
    third, fourth = table.sheet("Ben Okafor", "eve.md"), table.sheet("Cleo")
    assert table.found(one, other, third, fourth) == [[], ["same-reviewer"], [], []]
    assert str(one) in table.check(one, other)[1].findings[0].message


def test_a_sheet_that_is_named_twice_is_read_once(table):
    """It is not its own rival."""
    path = table.sheet()
    assert table.found(path, table.folder / "." / path.name) == [[]]


def test_nobody_judges_their_own_answer(table):
    """By the name of its file, or by what one is told."""
    path = table.sheet()
    assert table.found(path, author="Dr. Ben") == [[]]
    assert table.found(path, author="BEN.") == [["own-answer"]]
    path.write_text(path.read_text().replace("reviewer: Ben", "reviewer: Ada!"))
    assert table.found(path) == [["own-answer"]]
    assert table.found(path, author="Cleo") == [[]]


def test_mistakes_of_all_kinds_are_told_at_once(table):
    """Nobody has to run the check five times."""
    first, path = table.sheet("Ada B"), table.sheet("ada-b")
    text = path.read_text().replace("level: 3", "level: 9", 1).replace("  made: yes", "  made:", 1)
    path.write_text(text)
    (table.answers / "ada.md").write_text("another\n")
    table.churn.replace("rubrics/small.toml", "Begins with", "Starts with", below=table.churn.root)
    found = table.found(first, path, author="Ada B.")[1]
    assert sorted(found) == [
        *("bad-level", "not-judged", "other-answer", "other-rubric", "own-answer", "same-reviewer")
    ]


def test_checking_changes_nothing(table):
    """Neither sound sheets nor broken ones."""
    sound, broken = table.sheet("Ben"), table.sheet("Cleo")
    broken.write_text("level: [")
    before = {path: path.read_bytes() for path in table.folder.rglob("*") if path.is_file()}
    table.check(sound, broken)
    assert before == {path: path.read_bytes() for path in table.folder.rglob("*") if path.is_file()}
