"""A stage for the command line: a published cohort, forks of it, and a ledger, in local git."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

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
        self.root = root
        self.environment = {
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
        folder = self.root / who
        self.git("clone", "--quiet", str(self.edition), str(folder))
        return folder

    def push(self, who: str, files: dict[str, str], *, anew: bool = False) -> str:
        """Commit files in a fork, and push them to where GitHub keeps a pull request's head."""
        folder = self.root / who
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
        out = self.root / "new.ndjson"
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

    @property
    def record(self) -> Path:
        """What is published of the cohort's key."""
        return self.edition / "cohorts" / "played" / "seed.toml"

    def ledger(self, who: str) -> list[dict]:
        """Everything that is recorded of somebody."""
        path = self.receipts / f"{USERS[who]}.ndjson"
        return [json.loads(line) for line in path.read_text().splitlines()]

    def _append(self, receipt: dict) -> None:
        with (self.receipts / f"{receipt['user_id']}.ndjson").open("a") as file:
            file.write(json.dumps(receipt) + "\n")

    def _run(self, command: list[str], cwd: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=cwd, env=self.environment, capture_output=True, text=True, check=False,
            timeout=120,
        )  # fmt: skip


def opened(root: Path) -> Play:
    """The stage after the opening: the suite is sealed, and nobody but its maintainer opens it."""
    double = Builder(root / "authoring")
    for name in ("LICENSE", "run"):
        double.write(name, f"{name}\n", below=double.root)
    (double.root / "cohorts").mkdir()
    (double.root / "cohorts" / "played.toml").write_text(COHORT)
    stage = Play(root, double.root)
    stage.heldout("publish", stage.edition, cwd=stage.authoring)
    stage.heldout("cohort", "open", "played")
    secret = next((root / "config").rglob("*.secret"))
    stage.environment["HELDOUT_COHORT_SECRET"] = secret.read_text().strip()
    stage.git("add", "--all")
    stage.git("commit", "--quiet", "--message", "Open the cohort")
    for who in USERS:
        stage.fork(who)
    return stage
