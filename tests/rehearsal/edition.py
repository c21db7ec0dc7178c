"""An authoring edition with three small tasks, and the cohort edition that is published of it.

<folder>/
    authoring/       this repository's code and workflows, around tasks of its own
    edition/         what `heldout publish` made of it, with the cohort opened
    upstream.git/    what GitHub holds: `main`, the heads of pull requests, `results`
    config/          the maintainer's: the identity and the cohort's secret

Nothing in it says where it is, so it can be copied; that is quicker than to publish.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.conftest import Builder
from tests.github.conftest import ROOT
from tests.rehearsal.clone import tracked

COHORT = "played"
CASESTUDY = "overfitting"
#: The authoring edition has all that this repository has, but for these.
_OWN = ("challenges/", "casestudies/", "cohorts/", "tests/", "benchmarks/")
_COHORT = """\
title = "Played"
opens = 2026-09-01T00:00:00Z
closes = 2026-10-27T00:00:00Z
roster = ["ada", "grace", "alan", "eve"]
attempts_per_day = 3
"""
_HIDDEN = '''\
import pytest

from heldout.judging import probes

@pytest.mark.points(3, group="correctness", gate=True)
def test_ordinary(solution, rng):
    """Ordinary numbers are {done}."""
    number = int(rng.integers(3, 1000))
    assert solution.{name}(number) == {factor} * number

@pytest.mark.points(2, group="edge cases")
def test_negative(solution, reference):
    """Negative numbers are {done}."""
    assert solution.{name}(-3) == reference.{name}(-3)

@pytest.mark.points(1, group="numerical stability")
def test_large(solution):
    """Large numbers stay exact."""
    assert solution.{name}(2**62 + 1) == {factor} * (2**62 + 1)
'''
_ADDS = '"""Adds."""\ndef triple(x):\n    return x + x + x\n'
_QUESTION = "Why is doubling a number an addition of the number to itself, and is it exact?"
_FOLLOWUPS = """\
[[question]]
title = "QUESTION"
points = [{ id = "addition", title = "Says that doubling is adding a number to itself" }]

[points.addition]
patterns = [
    '\\badd(?:s|ed|ing)?\\b.{0,20}\\bitself\\b',
    '\\bsum of\\b.{0,20}\\bitself\\b',
    '\\b(?:single|one) addition\\b',
    '\\bdoubl(?:e|es|ing)\\b.{0,40}\\b(?:add|sum)',
    '\\bx ?\\+ ?x\\b',
]
anchors = [
    "Doubling a number means adding it to itself, so one addition is enough.",
    "Twice a number is the sum of the number and itself.",
]
"""


class Edition:
    """The folders, and what their maintainer does in them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.authoring = root / "authoring"
        self.folder = root / "edition"
        self.upstream = root / "upstream.git"
        self._config = root / "config"

    def copy(self, root: Path) -> Edition:
        """Copy all of it to a new folder."""
        shutil.copytree(self.root, root, symlinks=True)
        return Edition(root)

    @property
    def secrets(self) -> dict[str, str]:
        """What the maintainer keeps on GitHub for the workflows."""
        (secret,) = self._config.rglob("*.secret")
        return {
            "HELDOUT_IDENTITY": (self._config / "heldout" / "identity.txt").read_text("utf-8"),
            "HELDOUT_COHORT_SECRET": secret.read_text("utf-8").strip(),
        }

    def commit(self, files: Mapping[str, str], message: str = "A change") -> str:
        """Change files of the edition, and push that to `main`. Returns the commit."""
        for name, text in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", f"--message={message}")
        return self.push()

    def publish(self, files: Mapping[str, str]) -> str:
        """Change files of the authoring edition, publish, and push. Returns the commit."""
        for name, text in files.items():
            path = self.authoring / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        self.heldout("publish", self.folder, cwd=self.authoring)
        return self.push()

    def push(self) -> str:
        """Push what the edition is at to `main`. Returns the commit."""
        self.git("push", "--quiet", f"{self.upstream}", "HEAD:refs/heads/main")
        return self.git("rev-parse", "HEAD")

    def heldout(self, *words: object, cwd: Path | None = None, status: int = 0) -> str:
        """Run a command of heldout as the maintainer, and insist on its exit status."""
        command = str(Path(sys.executable).with_name("heldout"))
        done = self._run([command, *map(str, words)], cwd or self.folder)
        assert done.returncode == status, f"{words}: {done.returncode}\n{done.stdout}{done.stderr}"
        return done.stdout + done.stderr

    def git(
        self, *words: str, cwd: Path | None = None, environment: Mapping[str, str] | None = None
    ) -> str:
        """Run git; in the edition, unless told otherwise."""
        done = self._run(["git", *words], cwd or self.folder, environment)
        assert done.returncode == 0, f"{words}: {done.stderr}"
        return done.stdout.rstrip("\n")

    def _run(
        self, command: list[str], cwd: Path, environment: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        given = {
            **{name: os.environ[name] for name in ("PATH", "HOME")},
            "XDG_CONFIG_HOME": f"{self._config}",
            "XDG_CACHE_HOME": f"{self.root / 'cache'}",
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            **identity("Mel", "mel@example.org"),
            **(environment or {}),
        }
        return subprocess.run(
            command, cwd=cwd, env=given, capture_output=True, text=True, check=False, timeout=120
        )


def identity(name: str, email: str) -> dict[str, str]:
    """Who git is to say has written a commit."""
    return {
        f"GIT_{role}_{part}": value
        for role in ("AUTHOR", "COMMITTER")
        for part, value in (("NAME", name), ("EMAIL", email))
    }


def make(root: Path) -> Edition:
    """Write the tasks, publish them and open the cohort."""
    edition = Edition(root)
    double = Builder(edition.authoring)
    _write_challenges(double)
    for name in tracked():
        if not name.startswith(_OWN):
            (edition.authoring / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, edition.authoring / name)
    home = Path("casestudies", CASESTUDY)
    shutil.copytree(ROOT / home, edition.authoring / home)
    double.write(f"cohorts/{COHORT}.toml", _COHORT, below=edition.authoring)
    edition.git(
        "init", "--quiet", "--bare", "--initial-branch=main", f"{edition.upstream}", cwd=root
    )
    edition.git("config", "uploadpack.allowAnySHA1InWant", "true", cwd=edition.upstream)
    edition.heldout("publish", edition.folder, cwd=edition.authoring)
    edition.heldout("cohort", "open", COHORT)
    edition.commit({}, "Open the cohort")
    # One pack is read quicker than a thousand files.
    edition.git("gc", "--quiet", cwd=edition.upstream)
    return edition


def _write_challenges(double: Builder) -> None:
    """`double`, whose follow-up answers are graded, and `triple`, whose are not."""
    hidden = _HIDDEN.format(name="double", done="doubled", factor=2)
    double.write("hidden/test_hidden.py", hidden)
    triple = double.folder.with_name("triple")
    shutil.copytree(double.folder, triple)
    double.write("followups.md", f"## {_QUESTION}\n")
    double.write("hidden/followups.toml", _FOLLOWUPS.replace("QUESTION", _QUESTION))
    for path in (*triple.glob("*.*"), *triple.glob("hidden/**/*.py")):
        text = path.read_text(encoding="utf-8")
        for before, after in (("double", "triple"), ("Double", "Triple"), ("2 *", "3 *")):
            text = text.replace(before, after)
        path.write_text(text, encoding="utf-8")
    public = (triple / "test_public.py").read_text(encoding="utf-8")
    (triple / "test_public.py").write_text(public.replace("== 4", "== 6").replace("four", "six"))
    double.write("hidden/accepted/adds.py", _ADDS, below=triple)
