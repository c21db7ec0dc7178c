"""`heldout plan`: from a catalogue to paper and calendar, and up to date."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from icalendar import Calendar
from typer.testing import CliRunner

from heldout.cli.app import app
from heldout.errors import BadInputError
from tests.practice.interview.sample import repository

FIXED = ("--start", "2026-12-01", "--weeks", "4")


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A repository with a challenge and a written prompt, and one stands in it."""
    made = repository(tmp_path).root
    monkeypatch.chdir(made)
    return made


@pytest.fixture
def ran(root):  # noqa: ARG001 — one stands in it
    """Run the command; what it printed."""

    def run(*words: object, status: int = 0) -> str:
        done = CliRunner().invoke(app, ["plan", *map(str, words)])
        if isinstance(done.exception, BadInputError):
            assert status == 2
            return str(done.exception)
        assert done.exit_code == status, done.output
        return done.output

    return run


def remember(root, at: date, verdict: str, slug: str = "double", kind: str = "challenge") -> None:
    """Put a check into the diary."""
    (root / ".heldout").mkdir(exist_ok=True)
    line = {
        "what": "check", "at": f"{at}T12:00:00Z", "slug": slug, "kind": kind,
        "solution_sha": verdict, "verdict": verdict,
    }  # fmt: skip
    with (root / ".heldout" / "diary.ndjson").open("a") as file:
        file.write(json.dumps(line) + "\n")


def test_a_plan_is_printed_and_nothing_is_written(ran, root):
    """As Markdown, the same each time; or as JSON, a session a line."""
    text = ran(*FIXED)
    assert text == ran(*FIXED)
    assert "[Double](challenges/double/README.md): `heldout show double` <!-- double -->" in text
    rows = [json.loads(line) for line in ran(*FIXED, "--json").splitlines()]
    (double,) = (row for row in rows if row["key"] == "double")
    assert double["command"] == "heldout show double"
    assert (double["minutes"], double["done"], double["stage"]) == (5, False, 1)
    assert len(rows) == text.count("- [ ] ")
    assert not (root / ".heldout").exists()


def test_a_plan_and_its_calendar_are_written_once(ran, root):
    """A second time says both ways on; links go from where the plan is."""
    told = ran(*FIXED, "--out", "plan.md", "--ics", "plan.ics")
    assert "wrote plan.md\nwrote plan.ics\n" in told
    content = (root / "plan.md").read_bytes()
    assert content.decode() == ran(*FIXED)
    count = len(Calendar.from_ical((root / "plan.ics").read_bytes()).walk("VEVENT"))
    assert count == content.count(b"- [ ] 20")
    refused = ran(*FIXED, "--out", "plan.md", status=2)
    assert "--update --out plan.md" in refused
    assert "another name" in refused
    assert (root / "plan.md").read_bytes() == content
    (root / "my notes").mkdir()
    ran(*FIXED, "--out", "my notes/plan.md", "--ics", "plan.ics")
    assert "](../challenges/double/README.md)" in (root / "my notes" / "plan.md").read_text()


def test_an_update_ticks_moves_and_keeps_what_was_written(ran, root):
    """And keeps the plan before; a second one changes nothing."""
    today = date.today()  # noqa: DTZ011 — as the command
    begin = today - timedelta(days=8)
    ran("--start", begin, "--weeks", 4, "--rest", "none", "--out", "plan.md", "--ics", "plan.ics")
    lines = (root / "plan.md").read_text().splitlines()
    first = next(n for n, line in enumerate(lines) if line.endswith("<!-- do/algorithms -->"))
    lines.insert(first + 1, "    heaps, again!")
    (root / "plan.md").write_text("\n".join(lines) + "\n")
    before = (root / "plan.md").read_bytes()
    remember(root, begin, "passed")
    remember(root, begin, "failed", "churn", "casestudy")
    told = ran("--update", "--ics", "plan.ics")
    assert "1 ticked, since it has passed: double" in told
    assert "moved: " in told
    assert "new, since it was failed: review/churn/1" in told
    (kept,) = (root / ".heldout" / "plans").glob("*.md")
    assert kept.read_bytes() == before
    assert str(kept.relative_to(root)) in told
    text = (root / "plan.md").read_text()
    after = text.splitlines()
    (double,) = (line for line in after if line.endswith("<!-- double -->"))
    assert double.startswith("- [x] ")
    moved = after.index("    heaps, again!") - 1
    assert after[moved][:16] >= f"- [ ] {today}"
    assert after[moved].endswith("<!-- do/algorithms -->")
    events = Calendar.from_ical((root / "plan.ics").read_bytes()).walk("VEVENT")
    assert {each["sequence"] for each in events} == {1}
    assert "nothing has slipped" in ran("--update")
    assert (root / "plan.md").read_text() == text
    assert [*(root / ".heldout" / "plans").glob("*.md")] == [kept]
    ran("--update", "--hours", 3, "--until", today + timedelta(days=30))
    assert '"days":39,"hours":3' in (root / "plan.md").read_text()


def test_receipts_put_what_failed_first(ran, root):
    """Those of the one candidate, or of the one who is named."""
    receipt = {
        "version": 1, "candidate": "ada", "user_id": 1815, "slug": "churn", "kind": "casestudy",
        "pull_request": None, "head_sha": None, "solution_sha": "0" * 40, "suite_sha256": "0" * 64,
        "harness": "heldout", "limits": None, "seed_commitment": None,
        "submitted_at": "2026-11-01T00:00:00Z", "graded_at": "2026-11-01T00:00:00Z",
        "verdict": "failed", "points": 1, "max_points": 10, "cases": [], "speed_ratio": None,
    }  # fmt: skip
    (root / "receipts").mkdir()
    (root / "receipts" / "1815.ndjson").write_text(json.dumps(receipt) + "\n")
    rows = [json.loads(line)["key"] for line in ran(*FIXED, "--json").splitlines()]
    assert rows.index("double") < rows.index("churn")
    given = ("--receipts", "receipts", "--json")
    rows = [json.loads(line)["key"] for line in ran(*FIXED, *given).splitlines()]
    assert rows[0] == "churn"
    assert "review/churn/1" in rows
    other = json.dumps({**receipt, "candidate": "eve", "user_id": 666})
    (root / "receipts" / "666.ndjson").write_text(other + "\n")
    assert "heldout plan --receipts receipts --candidate" in ran(*FIXED, *given, status=2)
    assert ran(*FIXED, *given, "--candidate", "Eve").startswith('{"key":"churn"')
    assert "none to look into" in ran(*FIXED, "--candidate", "eve", status=2)


@pytest.mark.parametrize(
    ("words", "fact"),
    [
        (("--until", "2026-11-30"), "--until 2026-11-30 is before the plan begins, on 2026-12-01"),
        (("--until", "2036-11-30"), "at most 52 weeks"),
        (("--until", "2026-12-30", "--weeks", "3"), "both say how long"),
        (("--until", "2026-12-06", "--rest", "tue,wed,thu,fri,sat,sun"), "a day of rest"),
        (("--rest", "monday,tuesday,wed,thursday,friday,sat,sunday"), "every day is a day of"),
        (("--rest", "someday"), "does not know the day 'someday'"),
        (("--at", "25:00"), "--at is a time like 18:00, not '25:00'"),
        (("--start", "9999-12-20"), "after the last date"),
        (("--out", "challenges"), "this is a folder"),
        (("--out", "absent/plan.md"), "no such file or directory"),
        (("--out", "same", "--ics", "same"), "cannot be the same file"),
        (("--out", "plan.md", "--ics", "README.md"), "that heldout has not written"),
        (("--update",), "there is no plan here"),
        (("--update", "--out", "challenges"), "it is no file"),
        (("--update", "--out", "README.md"), "README.md, line 1: the line with the plan's"),
        (("--weeks", "500"), "less than or equal to 52"),
        (("--weeks", "0"), "greater than or equal to 1"),
        (("--hours", "0"), "greater than or equal to 1"),
    ],
)
def test_what_cannot_be_is_refused_with_the_way_on(ran, root, words, fact):
    """And nothing is written."""
    (root / "README.md").write_text("# Mine\n")
    start = () if "--start" in words or "--update" in words else ("--start", "2026-12-01")
    assert fact in " ".join(ran(*start, *words, status=2).replace("│", " ").split())
    assert not (root / "plan.md").exists()
    assert (root / "README.md").read_text() == "# Mine\n"


def test_a_plan_that_began_keeps_its_start_and_a_link_stays_a_link(ran, root):
    """What the link points to is replaced."""
    (root / "plans").mkdir()
    (root / "plan.md").symlink_to("plans/real.md")
    ran(*FIXED, "--out", "plans/real.md")
    assert "its weeks are counted from there" in ran("--update", "--start", "2026-12-02", status=2)
    ran("--update", "--hours", 5)
    assert (root / "plan.md").is_symlink()
    assert '"hours":5' in (root / "plans" / "real.md").read_text()


def test_a_broken_task_is_left_out_and_one_that_breaks_later_stays(ran, root):
    """Its line is not taken for one of a task that is gone."""
    ran(*FIXED, "--out", "plan.md")
    (root / "challenges" / "double" / "challenge.toml").write_text("title = 3\n")
    told = ran("--update")
    assert "double is left out, for mistakes in it" in told
    assert "nothing has slipped" in told
    assert "heldout show double" in (root / "plan.md").read_text()
    assert "double" not in ran(*FIXED, "--json").replace("double is left out", "")


def test_no_task_at_all_is_said(tmp_path, monkeypatch):
    """An empty catalogue is nothing to plan."""
    (tmp_path / "challenges").mkdir()
    (tmp_path / "pyproject.toml").touch()
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, ["plan"])
    assert "there is no task here that could be planned" in str(done.exception)
