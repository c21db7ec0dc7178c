"""A cohort from its opening to a replay after its closing, in local git, by the command line."""

from __future__ import annotations

import json
import shutil

import pytest

from tests.cli.play import RIGHT, STUB, WRONG, Play, opened


@pytest.fixture(scope="module")
def play(tmp_path_factory) -> Play:
    """The stage after the opening."""
    return opened(tmp_path_factory.mktemp("play"))


def test_a_cohort_is_played_from_its_opening_to_its_last_push(play):
    """Pushes, force-pushes, a late one, too many, and hostile ones."""
    # A wrong solution, then a right one: each push grades what changed.
    first = play.push("ada", {STUB: WRONG})
    (line,) = play.grade("ada", "2026-09-02T10:00:00Z", status=1)
    assert (line["slug"], line["verdict"]) == ("double", "failed")
    play.push("ada", {STUB: RIGHT})
    (line,) = play.grade("ada", "2026-09-02T11:00:00Z", status=0)
    assert line["verdict"] == "passed"

    # The head has moved since: the commit that the event names is graded, and reported.
    play.grade("ada", "2026-09-02T10:00:00Z", sha=first, status=1)
    assert [each["verdict"] for each in play.ledger("ada")] == ["failed", "passed"]
    assert play.ledger("ada")[0]["head_sha"] == first

    # The same bytes by somebody else run nothing; a third solution on one day is too much.
    play.push("grace", {STUB: RIGHT})
    (line,) = play.grade("grace", "2026-09-03T08:00:00Z", status=0)
    assert (line["verdict"], line["reason"]) == ("passed", "graded before")
    for n, status in ((3, 1), (4, 1), (5, 2)):
        play.push("grace", {STUB: WRONG + f"# {n}\n"}, anew=True)
        (line,) = play.grade("grace", f"2026-09-04T0{n}:00:00Z", status=status)
    assert line["verdict"] == "refused"
    assert "attempts" in line["reason"]

    # Late work is declined; a hostile tree gives nothing away and records nothing.
    play.push("grace", {STUB: "def double(x):\n    return 2 * x\n"}, anew=True)
    (line,) = play.grade("grace", "2026-10-28T00:00:00Z", status=2)
    assert line["verdict"] == "refused"
    play.push("eve", {STUB: RIGHT, "src/heldout/grading/run.py": "# mine\n"})
    play.grade("eve", "2026-09-05T10:00:00Z", status=2)
    link = play.root / "eve" / STUB
    play.git("reset", "--quiet", "--hard", "origin/HEAD", cwd=play.root / "eve")
    link.unlink()
    link.symlink_to("/etc/passwd")
    play.push("eve", {}, anew=False)
    play.grade("eve", "2026-09-05T11:00:00Z", status=2)
    assert not (play.receipts / "666.ndjson").exists()
    assert "sound" in play.heldout("ledger", "check", play.receipts)


def test_after_a_fixed_test_everything_is_graded_again_once(play):
    """The times stay; a second run finds nothing to do."""
    hidden = play.authoring / "challenges/double/hidden/test_hidden.py"
    hidden.write_text(hidden.read_text() + "\n# A comment makes it another suite.\n")
    play.heldout("publish", play.edition, cwd=play.authoring)
    before = play.ledger("ada")
    assert play.facts("regrade", "--receipts", play.receipts)["graded"] == 5
    after = play.ledger("ada")
    assert after[:2] == before
    assert [each["submitted_at"] for each in after[2:]] == [
        "2026-09-02T11:00:00Z",
        "2026-09-02T10:00:00Z",
    ]
    assert {each["suite_sha256"] for each in after[2:]}.isdisjoint(
        each["suite_sha256"] for each in before
    )
    told = play.heldout("regrade", "--receipts", play.receipts)
    assert "nothing to grade again" in told


def test_a_regrade_in_legs_is_the_same_and_goes_on_where_it_stopped(play, tmp_path):
    """A plan, its legs, their parts, the join."""
    receipts = shutil.copytree(play.receipts, tmp_path / "receipts")
    plan, legs = tmp_path / "plan.ndjson", tmp_path / "legs"
    play.heldout("regrade", "--all", "--receipts", receipts, "--plan", plan)
    matrix = json.loads(play.heldout("shard", plan, "--out", legs).splitlines()[0])
    parts = []
    for name in matrix["leg"]:
        parts.append(tmp_path / f"part-{name}.ndjson")
        work = ("--leg", legs / f"leg-{name}.ndjson", "--part", parts[-1])
        play.heldout("regrade", "--receipts", receipts, *work)
        # Stopped in the middle of its last line: the next run does that one again, and no other.
        lines = parts[-1].read_bytes().splitlines(keepends=True)
        parts[-1].write_bytes(b"".join(lines[:-1]) + lines[-1][:40])
        assert play.facts("regrade", "--receipts", receipts, *work)["graded"] == 1
    joined = [word for part in parts for word in ("--join", part)]
    measured = ("--seconds", tmp_path / "seconds.json")
    counts = play.facts("regrade", "--plan", plan, *joined, "--receipts", receipts, *measured)
    assert counts["missing"] == 0
    assert counts["recorded"] + counts["known"] == 5
    play.heldout("shard", plan, *measured, "--out", tmp_path / "next")
    assert "sound" in play.heldout("ledger", "check", receipts)


def test_after_the_closing_anybody_with_the_suite_can_replay_a_grade(play):
    """By the published key, without the cohort's secret."""
    secret = play.environment.pop("HELDOUT_COHORT_SECRET")
    receipt = f"{play.receipts / '1815.ndjson'}:3"
    try:
        assert "key" in play.heldout("replay", receipt, status=2)
        play.environment["HELDOUT_COHORT_SECRET"] = secret
        play.heldout("cohort", "close", "played")
        play.environment.pop("HELDOUT_COHORT_SECRET")
        assert play.facts("replay", receipt)["agrees"] is True
    finally:
        play.environment["HELDOUT_COHORT_SECRET"] = secret


def test_the_played_cohort_has_a_board(play):
    """With its dates and its roster."""
    play.heldout(
        "board", "build", "--receipts", play.receipts, "--cohort", "cohorts/played.toml",
        "--out", play.root / "site",
    )  # fmt: skip
    standings = json.loads((play.root / "site" / "standings.json").read_bytes())
    assert [row["name"] for row in standings["standings"]] == ["ada", "grace"]
