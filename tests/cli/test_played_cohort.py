"""A cohort from its opening to a replay after its closing, in local git, by the command line."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Builder

RIGHT = "def double(x):\n    return x + x\n"
WRONG = "def double(x):\n    return x * x\n"
COHORT = """
title = "Played"
opens = 2026-09-01T00:00:00Z
closes = 2026-10-27T00:00:00Z
roster = ["ada", "grace", "eve"]
attempts_per_day = 2
"""
USERS = {"ada": 1815, "grace": 1906, "eve": 666}
STUB = "challenges/double/solution.py"


class Play:
    """The stage: an authoring edition, a published one, forks of it, and a ledger."""

    def __init__(self, root: Path, authoring: Path) -> None:
        self.authoring = authoring
        self.edition = root / "edition"
        self.receipts = root / "receipts"
        self.receipts.mkdir()
        self._root = root
        self._environment = {
            **{name: os.environ[name] for name in ("PATH", "HOME")},
            "XDG_CONFIG_HOME": str(root / "config"),
            "XDG_CACHE_HOME": str(root / "cache"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "x", "GIT_AUTHOR_EMAIL": "x@localhost",
            "GIT_COMMITTER_NAME": "x", "GIT_COMMITTER_EMAIL": "x@localhost",
        }  # fmt: skip

    def heldout(self, *words: object, cwd: Path | None = None, status: int = 0) -> str:
        """Run a command of heldout as the maintainer, and insist on its exit status."""
        command = str(Path(sys.executable).with_name("heldout"))
        done = self._run([command, *map(str, words)], cwd or self.edition)
        assert done.returncode == status, f"{words}: {done.returncode}\n{done.stdout}{done.stderr}"
        return done.stdout + done.stderr

    def facts(self, *words: object) -> dict:
        """Run a command with `--json`; what it says, warnings left out."""
        lines = self.heldout(*words, "--json").splitlines()
        (line,) = (line for line in lines if line.startswith("{"))
        return json.loads(line)

    def git(self, *words: str, cwd: Path | None = None) -> str:
        """Run git."""
        done = self._run(["git", *words], cwd or self.edition)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def fork(self, who: str) -> Path:
        """Clone the edition, as somebody."""
        folder = self._root / who
        self.git("clone", "--quiet", str(self.edition), str(folder))
        return folder

    def push(self, who: str, files: dict[str, str], *, anew: bool = False) -> str:
        """Commit files in a fork, and push them to where GitHub keeps a pull request's head."""
        folder = self._root / who
        if anew:
            self.git("reset", "--quiet", "--hard", "origin/HEAD", cwd=folder)
        for name, text in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text)
        self.git("add", "--all", cwd=folder)
        self.git("commit", "--quiet", "--message", "work", cwd=folder)
        number = list(USERS).index(who) + 1
        self.git(
            "push", "--quiet", "--force", "origin", f"HEAD:refs/pull/{number}/head", cwd=folder
        )
        return self.git("rev-parse", "HEAD", cwd=folder)

    def grade(self, who: str, at: str, *, sha: str | None = None, status: int) -> list[dict]:
        """Grade a pull request as its event says it, and record what came of it."""
        out = self._root / "new.ndjson"
        out.unlink(missing_ok=True)
        told = self.heldout(
            "grade", "--pull-request", list(USERS).index(who) + 1,
            *(("--ref", sha) if sha else ()),
            "--remote", str(self.edition), "--candidate", who, "--user-id", USERS[who],
            "--submitted-at", at, "--cohort", "cohorts/played.toml",
            "--receipts", self.receipts, "--out", out, "--json", status=status,
        )  # fmt: skip
        if out.exists():
            for line in out.read_text().splitlines():
                self._append(json.loads(line))
        return [json.loads(line) for line in told.splitlines() if line.startswith("{")]

    def ledger(self, who: str) -> list[dict]:
        """Everything that is recorded of somebody."""
        path = self.receipts / f"{USERS[who]}.ndjson"
        return [json.loads(line) for line in path.read_text().splitlines()]

    def _append(self, receipt: dict) -> None:
        with (self.receipts / f"{receipt['user_id']}.ndjson").open("a") as file:
            file.write(json.dumps(receipt) + "\n")

    def _run(self, command: list[str], cwd: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=cwd, env=self._environment, capture_output=True, text=True, check=False,
            timeout=120,
        )  # fmt: skip


@pytest.fixture(scope="module")
def play(tmp_path_factory) -> Iterator[Play]:
    """The stage after the opening: the suite is sealed, and nobody but its maintainer opens it."""
    root = tmp_path_factory.mktemp("play")
    double = Builder(root / "authoring")
    for name in ("LICENSE", "run"):
        double.write(name, f"{name}\n", below=double.root)
    (double.root / "cohorts").mkdir()
    (double.root / "cohorts" / "played.toml").write_text(COHORT)
    stage = Play(root, double.root)
    stage.heldout("publish", stage.edition, cwd=stage.authoring)
    stage.heldout("cohort", "open", "played")
    secret = next((root / "config").rglob("*.secret"))
    stage._environment["HELDOUT_COHORT_SECRET"] = secret.read_text().strip()
    stage.git("add", "--all")
    stage.git("commit", "--quiet", "--message", "Open the cohort")
    for who in USERS:
        stage.fork(who)
    return stage


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
    link = play._root / "eve" / STUB
    play.git("reset", "--quiet", "--hard", "origin/HEAD", cwd=play._root / "eve")
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
    secret = play._environment.pop("HELDOUT_COHORT_SECRET")
    receipt = f"{play.receipts / '1815.ndjson'}:3"
    try:
        assert "key" in play.heldout("replay", receipt, status=2)
        play._environment["HELDOUT_COHORT_SECRET"] = secret
        play.heldout("cohort", "close", "played")
        play._environment.pop("HELDOUT_COHORT_SECRET")
        assert play.facts("replay", receipt)["agrees"] is True
    finally:
        play._environment["HELDOUT_COHORT_SECRET"] = secret


def test_the_played_cohort_has_a_board(play):
    """With its dates and its roster."""
    play.heldout(
        "board", "build", "--receipts", play.receipts, "--cohort", "cohorts/played.toml",
        "--out", play._root / "site",
    )  # fmt: skip
    standings = json.loads((play._root / "site" / "standings.json").read_bytes())
    assert [row["name"] for row in standings["standings"]] == ["ada", "grace"]
