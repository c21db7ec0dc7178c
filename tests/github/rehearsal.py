"""Runs a workflow file of this repository for real, here: in a throw-away clone, under act.

<folder>/
    origin/      a repository with the files of this one
    home/        act's caches and the job's workspace
    bin/sudo     notes what it was asked for; in the place of a package, a job gets `once`
    once         bubblewrap for the step that tries it; heldout itself finds its own
    event.json   what GitHub would say has happened
    sudo.log
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from heldout.sandbox import box
from tests.github.conftest import ROOT, tool
from tests.github.test_workflows import PINS

STAND_INS = Path(__file__).parent / "stand_ins"
_SYSTEM = "/usr/bin:/bin"
_SUDO = """\
#!/bin/sh
echo "$*" >>"{folder}/sudo.log"
case $* in
    apt-get\\ install*)
        mkdir "$RUNNER_TEMP/bin"
        cp "{folder}/once" "$RUNNER_TEMP/bin/bwrap"
        echo "$RUNNER_TEMP/bin" >>"$GITHUB_PATH"
        ;;
esac
"""
_BWRAP = """\
#!/bin/sh
rm "$0"
exec "{bubblewrap}" "$@"
"""


class Outcome(NamedTuple):
    """What came of a run: a result for each job, and what the jobs said."""

    results: dict[str, str]
    log: list[dict[str, Any]]

    def commands(self, name: str) -> list[dict[str, Any]]:
        """The workflow commands of a kind that act obeyed."""
        return [entry for entry in self.log if entry.get("command") == name]

    @property
    def text(self) -> str:
        """What the jobs printed."""
        return "".join(entry["msg"] for entry in self.log if entry.get("raw_output"))

    @property
    def summary(self) -> str:
        """The Markdown that GitHub would show below the run."""
        return "".join(entry["content"] for entry in self.commands("summary"))


class Rehearsal:
    """A clone of this repository as it stands, and what happens to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.origin = folder / "origin"
        listed = _git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
        for name in filter(None, listed.split("\0")):
            if (ROOT / name).is_file():
                (self.origin / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, self.origin / name)
        _git(self.origin, "init", "--quiet", "--initial-branch=main")
        self.commit({})
        (folder / "bin").mkdir()
        self._write_program("bin/sudo", _SUDO.format(folder=folder))
        bubblewrap = box.find_bubblewrap()
        self._write_program("once", _BWRAP.format(bubblewrap=bubblewrap.path))
        (folder / "home").mkdir()

    def _write_program(self, name: str, text: str) -> None:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)

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

    def propose(self, files: Mapping[str, str], *jobs: str, **variables: str) -> Outcome:
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
        event = {"action": "opened", "number": 7, "pull_request": pull_request}
        return self.run("pull_request", event, *jobs, **variables)

    def run(self, name: str, event: Mapping[str, Any], *jobs: str, **variables: str) -> Outcome:
        """Run the jobs of ci.yml, or all, for an event. Steps find `variables` as well."""
        (self.folder / "event.json").write_text(json.dumps(event), encoding="utf-8")
        given = {
            "STAND_IN_ORIGIN": f"{self.origin}",
            "STAND_IN_ENVIRONMENT": sys.prefix,
            **variables,
        }
        command = [
            *(tool("act"), name, "--json", "--no-skip-checkout", "--no-cache-server"),
            *("--workflows", ".github/workflows/ci.yml"),
            *("--eventpath", f"{self.folder / 'event.json'}"),
            *("--platform", "ubuntu-24.04=-self-hosted"),
            *(word for job in jobs for word in ("--job", job)),
            *(word for pair in given.items() for word in ("--env", "=".join(pair))),
            *(word for each in _stand_ins() for word in ("--local-repository", each)),
        ]
        # What surrounds these tests is nothing to a job: it could be another job of GitHub Actions.
        surroundings = {
            "PATH": f"{self.folder / 'bin'}:{_SYSTEM}",
            "HOME": f"{self.folder / 'home'}",
        }
        done = subprocess.run(
            command,
            cwd=self.origin,
            env=surroundings,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        log = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
        results = {
            " ".join([entry["jobID"], *entry["matrix"].values()]): entry["jobResult"]
            for entry in log
            if "jobResult" in entry
        }
        assert results, done.stderr
        assert (done.returncode == 0) == (set(results.values()) == {"success"})
        return Outcome(results, log)

    @property
    def asked_of_root(self) -> str:
        """What jobs wanted done as root."""
        log = self.folder / "sudo.log"
        return log.read_text(encoding="utf-8") if log.exists() else ""


def has_bubblewrap() -> bool:
    """Whether a job finds bubblewrap without installing it."""
    return shutil.which("bwrap", path=_SYSTEM) is not None


def _stand_ins() -> list[str]:
    return [
        f"{action}@{commit}={STAND_INS / action.rpartition('/')[2]}"
        for action, (_, commit) in PINS.items()
        if (STAND_INS / action.rpartition("/")[2]).is_dir()
    ]


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
