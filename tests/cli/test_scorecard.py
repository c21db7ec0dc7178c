"""`heldout scorecard`, as it is typed."""

from __future__ import annotations

import json

import pytest

from tests.catalogue.churn import WIDE_KEY, Churn
from tests.cli.test_prose import GOOD


@pytest.fixture
def typed(run, tmp_path):
    """Run `heldout ...` in a repository with one prompt, whose graded answer is in graded.jsonl."""
    root = tmp_path / "prose"
    root.mkdir()
    churn = Churn(root)
    churn.write("hidden/points.toml", WIDE_KEY)
    answer = churn.write("mine.md", GOOD, below=root)
    graded = run("grade", "churn", "--solution", answer, "--json", cwd=root).stdout
    churn.write("graded.jsonl", graded, below=root)
    return lambda *arguments: run("scorecard", *arguments, cwd=root)


def test_a_scorecard_tells_each_part_and_what_it_rests_on(typed, tmp_path):
    """On the terminal, as data and as a page."""
    page = tmp_path / "card.html"
    done = typed("graded.jsonl", "--name", "Ada", "--html", page)
    assert done.returncode == 0, done.stderr
    assert "Ada" in done.stdout
    assert "points in churn" in done.stdout
    assert "what would raise it most" in done.stdout
    assert "Ada" in page.read_text()
    card = json.loads(typed("graded.jsonl", "--json").stdout)
    assert {each["id"] for each in card["criteria"]} == {"technical", "communication"}
    assert card["judged"] == 0


@pytest.mark.parametrize(
    ("content", "words"), [("{}", "line 1 is no report"), ("\nnonsense", "line 2 is no report")]
)
def test_what_is_no_report_is_bad_input(typed, tmp_path, content, words):
    """The file, the line, and how to make one."""
    path = tmp_path / "bad.jsonl"
    path.write_text(content)
    done = typed(path)
    assert done.returncode == 2
    assert words in done.stderr
    assert "heldout grade SLUG" in done.stderr


def test_a_missing_file_and_a_page_that_cannot_be_written_are_bad_input(typed, tmp_path):
    """Each with its next step."""
    assert "No such file" in typed(tmp_path / "none.jsonl").stderr
    done = typed("graded.jsonl", "--html", tmp_path / "no" / "folder.html")
    assert done.returncode == 2
    assert "the page cannot be written" in done.stderr


def test_a_reviewers_level_counts_and_an_unsound_sheet_is_refused(typed, run, tmp_path):
    """What `heldout review check` would refuse, a scorecard does not count."""
    root = tmp_path / "prose"
    sheet = root / "sheet.yaml"
    done = run(
        *("review", "start", root / "mine.md", "--slug", "churn", "--reviewer", "Grace"),
        *("--output", sheet),
        cwd=root,
    )
    assert done.returncode == 0, done.stderr
    text = sheet.read_text()
    sheet.write_text(text.replace("level:\n", "level: 3\n"))
    card = json.loads(typed("graded.jsonl", "--sheet", sheet, "--json").stdout)
    assert card["judged"] > 0
    assert {part["level"] for each in card["criteria"] for part in each["parts"]} >= {3}
    sheet.write_text(text.replace("level:\n", "level: 7\n"))
    done = typed("graded.jsonl", "--sheet", sheet)
    assert done.returncode == 2
    assert "heldout review check" in done.stderr
