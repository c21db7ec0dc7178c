"""A throw-away clone of this repository, in which ci.yml runs for real.

<folder>/
    origin/      a repository with the files of this one
    1/           the first run; see tests.rehearsal.act
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from typing import Any

from tests.github.conftest import ROOT
from tests.rehearsal import act
from tests.rehearsal.act import Event, Setting
from tests.rehearsal.outcome import Outcome


class Clone:
    """A clone of this repository as it stands, and what happens to it."""

    def __init__(self, folder: Path) -> None:
        self.origin = folder / "origin"
        self._runs = (folder / f"{n}" for n in count(1))
        self._asked: list[str] = []

    @classmethod
    def made(cls, folder: Path) -> Clone:
        """Make one with the files as they are now."""
        clone = cls(folder)
        for name in tracked():
            (clone.origin / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, clone.origin / name)
        _git(clone.origin, "init", "--quiet", "--initial-branch=main")
        clone.commit({})
        return clone

    def copy(self, folder: Path) -> Clone:
        """Copy it, before anything has happened to it; that is quicker than to make another."""
        shutil.copytree(self.origin, folder / "origin", symlinks=True)
        return Clone(folder)

    def commit(self, files: Mapping[str, str]) -> str:
        """Commit files with their new content. Returns the commit."""
        for name, text in files.items():
            path = self.origin / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        _git(self.origin, "add", "--all")
        _git(self.origin, "commit", "--quiet", "--allow-empty", "--message=A change")
        return self.head

    @property
    def head(self) -> str:
        """The commit that the repository is at."""
        return _git(self.origin, "rev-parse", "HEAD").strip()

    def propose(
        self, files: Mapping[str, str], job: str | None = None, **variables: str
    ) -> Outcome:
        """Open a pull request; GitHub merges it with main and runs the workflow on that."""
        base = self.head
        _git(self.origin, "checkout", "--quiet", "-b", "topic")
        head = self.commit(files)
        _git(self.origin, "checkout", "--quiet", "main")
        _git(self.origin, "merge", "--quiet", "--no-ff", "--message=Merge", "topic")
        pull_request = {
            "number": 7,
            "head": {"ref": "topic", "sha": head},
            "base": {"ref": "main", "sha": base},
        }
        payload = {"action": "opened", "number": 7, "pull_request": pull_request}
        return self.run("pull_request", payload, job, **variables)

    def run(
        self, name: str, payload: Mapping[str, Any], job: str | None = None, **variables: str
    ) -> Outcome:
        """Run a job of ci.yml, or all, for an event. Steps find `variables` as well."""
        ref = "refs/pull/7/merge" if name == "pull_request" else "refs/heads/main"
        setting = Setting(self.origin, self.head, ref, environment=variables)
        folder = next(self._runs)
        found = act.run(self.origin, "ci.yml", Event(name, payload), setting, folder, job=job)
        self._asked.append(act.asked_of_root(folder))
        return found

    @property
    def asked_of_root(self) -> str:
        """What jobs wanted done as root."""
        return "".join(self._asked)


def tracked() -> list[str]:
    """The files of this repository that are committed, or would be."""
    listed = _git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    return [name for name in filter(None, listed.split("\0")) if (ROOT / name).is_file()]


def has_bubblewrap() -> bool:
    """Whether a job finds bubblewrap without installing it."""
    return shutil.which("bwrap", path=act.SYSTEM) is not None


def _git(folder: Path, *words: str) -> str:
    identity = ("-c", "user.name=Rehearsal", "-c", "user.email=rehearsal@example.org")
    environment = {"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(
        ["git", "-c", f"safe.directory={folder}", *identity, *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout
