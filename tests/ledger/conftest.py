"""Fixtures for what is pushed: a bare repository, a user's home, and git itself."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Command = Callable[..., str]


@pytest.fixture
def environment(tmp_path) -> dict[str, str]:
    """A user without settings, with a folder for temporary files that is looked at afterwards."""
    home, scratch = tmp_path / "home", tmp_path / "scratch"
    home.mkdir()
    scratch.mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {**kept, "HOME": str(home), "XDG_CONFIG_HOME": str(home), "GIT_CONFIG_NOSYSTEM": "1"}


@pytest.fixture
def git(environment) -> Command:
    """Run git as that user."""

    def run(folder: Path, *words: object, stdin: str | None = None) -> str:
        done = subprocess.run(
            ["git", "-C", str(folder), *map(str, words)],
            env=environment,
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


@pytest.fixture
def remote(tmp_path, git) -> Path:
    """A bare repository to push to."""
    path = tmp_path / "remote.git"
    git(tmp_path, "init", "--quiet", "--bare", path)
    return path


@pytest.fixture
def work(tmp_path, git, remote) -> Path:
    """A working repository whose origin is that one."""
    path = tmp_path / "work"
    git(tmp_path, "init", "--quiet", path)
    git(path, "remote", "add", "origin", remote)
    return path
