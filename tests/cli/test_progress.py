"""`heldout progress`, as it is typed."""

from __future__ import annotations

import io
import json
import os
import resource
from datetime import UTC, datetime

import pytest
from rich.console import Console
from typer.testing import CliRunner

from heldout.cli import progress_lines
from heldout.cli.app import app
from heldout.errors import BadInputError
from heldout.practice import diary
from heldout.practice.diary import Check
from heldout.report import Verdict
from tests.board.receipts import case, graded, record
from tests.practice.interview.sample import repository
from tests.practice.test_progress import build, check, mock, work


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A repository with two tasks, and in it."""
    made = repository(tmp_path).root
    monkeypatch.chdir(made)
    return made


@pytest.fixture
def typed(root):
    """Run `heldout progress ...`; what was printed. An error is raised as itself."""
    assert root.is_dir()

    def ran(*words: object) -> str:
        done = CliRunner().invoke(app, ["progress", *map(str, words)])
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        assert done.exit_code == 0, done.output
        return done.output

    return ran


def shown(progress, width: int, **options: object) -> str:
    """What a terminal of a width shows."""
    file = io.StringIO()
    progress_lines.show(progress, Console(file=file, width=width, **options))
    return file.getvalue()


def lots():
    """A bit of everything."""
    return build(
        work("kmeans", 9, ago=20),
        work("auc", 10, ago=1),
        check("churn", Verdict.PASSED, kind="casestudy"),
        work("kmeans", 10, kind="follow-up", ago=9),
        work("old-one", 3),
        candidate="ada",
        receipts="receipts",
        interviews=(mock(3, is_finished=False),),
        given_up=frozenset({"auc"}),
        notices=("1 line of the diary cannot be read, and is left out",),
    )


def test_who_begins_is_greeted_with_a_first_command(typed):
    """And is told where things are remembered."""
    told = typed()
    assert "Nothing is here yet, and that is how everybody begins." in told
    assert "heldout show double" in told
    assert json.loads(typed("--json"))["next_steps"][0]["command"] == "heldout show double"


def test_without_receipts_hidden_tests_are_open_and_the_way_to_them_is_told(typed, root):
    """From the diary alone."""
    facts = {"kind": "challenge", "solution_sha": "a" * 40, "verdict": Verdict.PASSED}
    diary.write(root, [Check(slug="double", at=datetime.now(UTC), **facts)])
    told = typed()
    assert "0 of 3 tasks passed, 1 more here; 1 day in a row" in told
    assert "Open: no hidden tests have seen your code yet" in told
    assert "heldout ledger pull" in told
    with pytest.raises(BadInputError, match="no receipts are here"):
        typed("--candidate", "ada")
    assert "Nothing is here yet" in typed("--no-local")


def test_receipts_are_found_where_pull_puts_them_or_named(typed, root, tmp_path):
    """Of two candidates one has to be named; a page is written whole, over an old one."""
    tests = (case("a", Verdict.PASSED, 7.0), case("b", Verdict.FAILED, 3.0, "edge cases"))
    mine = graded(7, 7, slug="double", cases=tests)
    record(root / "receipts", [mine])
    assert "double: not passed, 7 of 10 points" in typed()
    record(root / "receipts", [graded(8, 10, slug="double")])
    with pytest.raises(BadInputError, match="2 candidates: user-7, user-8"):
        typed()
    page = tmp_path / "mine.html"
    page.write_text("old")
    told = typed("--candidate", "user-7", "--receipts", root / "receipts", "--html", page)
    assert "lost in double" in told
    assert "the same as a page: " in told
    assert "<bdi>user-7</bdi>" in page.read_text()
    found = json.loads(typed("--candidate", "8", "--json", "--html", page))
    assert found["candidate"] == "user-8"
    assert "<bdi>user-8</bdi>" in page.read_text()
    assert not [*tmp_path.glob(".mine.html*")]
    mode = page.stat().st_mode & 0o777
    (tmp_path / "plain").touch()
    assert mode == (tmp_path / "plain").stat().st_mode & 0o777


def test_a_page_that_cannot_be_written_is_bad_input_and_costs_nothing(typed, root, tmp_path):
    """No folder, a folder, a pipe; what is there stays."""
    (root / "folder").mkdir()
    os.mkfifo(root / "pipe")
    (root / "loop").symlink_to("loop")
    for target in ("no/page.html", "folder", "pipe", "pyproject.toml/page.html", "loop/page.html"):
        with pytest.raises(BadInputError, match="the page cannot be written") as told:
            typed("--html", root / target)
        assert "name a file" in told.value.next_step
    assert (root / "pipe").is_fifo()
    (root / "link.html").symlink_to(tmp_path / "real.html")
    typed("--html", root / "link.html")
    assert (root / "link.html").is_symlink()
    assert "<h1>" in (tmp_path / "real.html").read_text()


def test_a_full_disk_leaves_the_old_page(typed, root):
    """Whole, and nothing beside it."""
    page = root / "page.html"
    page.write_text("old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, before[1]))
    try:
        with pytest.raises(BadInputError, match="the page cannot be written"):
            typed("--html", page)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert page.read_text() == "old"
    assert not [each for each in root.iterdir() if "page.html" in each.name and each != page]


@pytest.mark.parametrize("width", [40, 80, 200])
def test_no_line_is_wider_than_the_terminal(width):
    """But a command, which is to be copied; and there is all of it at any width."""
    text = shown(lots(), width)
    lines = [line for line in text.splitlines() if not line.startswith("   heldout ")]
    assert max(map(len, lines)) <= width
    flat = " ".join(text.split())
    for words in (
        "ada",
        "9 of 10",
        "Technical, 60 %",
        "no longer in the catalogue old-one",
        "not finished",
        "solution was read",
        "what to do next 1. ",
        "heldout interview --resume",
        "note: 1 line of the diary",
    ):
        assert words in flat, words


def test_bars_tell_their_parts_without_colour_and_without_blocks():
    """By their marks; whatever is not nothing is seen."""
    plain = shown(lots(), 80)
    assert "\x1b" not in plain
    (row,) = (line for line in plain.splitlines() if line.startswith("statistics"))
    assert row.split() == ["statistics", "to", "code", "█" * 20, "1", "passed", "of", "1"]
    (row,) = (line for line in plain.splitlines() if line.startswith("machine"))
    assert "▒" * 10 + "·" * 10 in row
    little = shown(build(work("kmeans", 1, 1000)), 80)
    assert f"correctness {' ' * 14}█{'·' * 19} 1 of 1000" in little
    assert "statistics to code\n  " + "█" * 16 + " 1 passed of 1\n" in shown(lots(), 40)
    coloured = shown(lots(), 80, force_terminal=True, color_system="standard", no_color=False)
    assert "\x1b[" in coloured


def test_an_old_terminal_gets_letters():
    """One that knows no blocks."""
    raw = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    progress_lines.show(lots(), Console(file=raw, width=80))
    raw.flush()
    assert b"####################" in raw.buffer.getvalue()


def test_names_cannot_command_the_terminal():
    """Of candidates, and of what is gone."""
    hostile = build(
        check("[bold]\x1b[31mx", Verdict.FAILED), candidate="\x1b]0;x\x07[red]", receipts="\x1b"
    )
    text = shown(hostile, 80, force_terminal=False)
    assert "\x1b" not in text
    assert r"[bold]\x1b[31mx" in text
    assert r"\x1b]0;x\x07[red]" in text
