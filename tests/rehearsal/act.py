"""Runs a workflow file for an event, here, under act, as this machine's own user.

<folder>/            one for each run, so that two can run at once
    bin/sudo         notes what it was asked for; in the place of a package, a job gets `once`
    bin/bash         takes away the terminal that act gives every step, and GitHub none
    once             bubblewrap for the step that tries it; heldout itself finds its own
    files/           the workflow files, in words that act knows
    home/            act's caches and the jobs' workspaces
    event.json       what GitHub would say has happened
    secrets.yml
    sudo.log
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from heldout.sandbox import box
from tests.github.conftest import tool
from tests.github.test_workflows import PINS
from tests.rehearsal import outcome, workflow
from tests.rehearsal.outcome import Outcome

STAND_INS = Path(__file__).parent / "stand_ins"
#: Where jobs look for programs, after the folder of the run's own.
SYSTEM = "/usr/bin:/bin"
_PATIENCE_S = 150
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
_BASH = """\
#!/bin/bash
[ -t 1 ] || exec /bin/bash "$@"
set -o pipefail
/bin/bash "$@" </dev/null 2>&1 | cat
status=$?
# What a step that fails has said last, act does not wait for.
[ $status = 0 ] || sleep 0.2
exit $status
"""
_BWRAP = """\
#!/bin/sh
rm "$0"
exec "{bubblewrap}" "$@"
"""


class Event(NamedTuple):
    """What starts a workflow: the event's name, and what GitHub tells of it."""

    name: str
    payload: Mapping[str, Any]


@dataclass(frozen=True)
class Setting:
    """What a repository's jobs are given, wherever a run of theirs takes place."""

    #: A repository whose objects anybody may fetch by name: set uploadpack.allowAnySHA1InWant.
    origin: Path
    #: What checkouts are of, and the ref it came by.
    sha: str
    ref: str = "refs/heads/main"
    #: Artifacts are in `<artifacts>/<run>/<attempt>/<name>/`, and the deployed site in `<pages>/`.
    artifacts: Path | None = None
    pages: Path | None = None
    run_id: int = 1
    attempt: int = 1
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    variables: Mapping[str, str] = field(default_factory=dict)
    #: For every step, beside what act gives it. Any of GitHub's own that is here, holds.
    environment: Mapping[str, str] = field(default_factory=dict)
    #: Whether ./run runs the code that was checked out, and not the one that is installed here.
    own_code: bool = False


def run(
    files: Path, name: str, event: Event, setting: Setting, folder: Path, *, job: str | None = None
) -> Outcome:
    """Run `.github/workflows/<name>` of the folder `files`, or one of its jobs with what it needs.

    `folder` is the run's own, and new. Every action must be pinned, and have a stand-in.
    """
    jobs = workflow.jobs(files, name)
    if job is not None:
        wanted = workflow.needed(job, jobs)
        jobs = {key: each for key, each in jobs.items() if key in wanted}
    workflow.copy(files, folder / "files")
    _lay_out(folder, event, setting.secrets)
    pairs = _environment(setting, folder)
    command = [
        *(tool("act"), event.name, "--json", "--no-skip-checkout", "--no-cache-server"),
        # What is masked could not be looked for.
        "--insecure-secrets",
        *("--actor", event.payload.get("sender", {}).get("login", "nobody")),
        *("--workflows", f".github/workflows/{name}"),
        *("--eventpath", f"{folder / 'event.json'}"),
        *("--secret-file", f"{folder / 'secrets.yml'}"),
        *("--platform", f"{workflow.LABEL}=-self-hosted"),
        *(word for pair in setting.variables.items() for word in ("--var", "=".join(pair))),
        *(word for pair in pairs.items() for word in ("--env", "=".join(pair))),
        *(word for each in _stand_ins() for word in ("--local-repository", each)),
        *(("--job", job) if job is not None else ()),
    ]
    # What surrounds these tests is nothing to a job: it could be another job of GitHub Actions.
    surroundings = {"PATH": f"{folder / 'bin'}:{SYSTEM}", "HOME": f"{folder / 'home'}"}
    done = subprocess.run(
        command,
        cwd=folder / "files",
        env=surroundings,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=_PATIENCE_S,
    )
    # Where nothing ran at all, `outcome` wants to know what kept it.
    assert '"jobResult"' in done.stdout or done.returncode == 0, done.stderr + done.stdout
    found = outcome.read(done.stdout, jobs)
    assert (done.returncode != 0) == ("failure" in found.results.values()), done.stderr
    return found


def asked_of_root(folder: Path) -> str:
    """What the jobs of a run wanted done as root."""
    log = folder / "sudo.log"
    return log.read_text(encoding="utf-8") if log.exists() else ""


def _lay_out(folder: Path, event: Event, secrets: Mapping[str, str]) -> None:
    for name in ("bin", "home"):
        (folder / name).mkdir(parents=True)
    bubblewrap = box.find_bubblewrap()
    programs = {
        "bin/sudo": _SUDO.format(folder=folder),
        "bin/bash": _BASH,
        "once": _BWRAP.format(bubblewrap=bubblewrap.path),
    }
    for name, text in programs.items():
        (folder / name).write_text(text, encoding="utf-8")
        (folder / name).chmod(0o755)
    (folder / "event.json").write_text(json.dumps(event.payload), encoding="utf-8")
    # By its ending act knows it for YAML, in which a secret may have several lines; so is JSON.
    kept = os.open(folder / "secrets.yml", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(kept, "w", encoding="utf-8") as file:
        json.dump(dict(secrets), file)


def _environment(setting: Setting, folder: Path) -> dict[str, str]:
    return {
        "STAND_IN_ORIGIN": f"{setting.origin}",
        "STAND_IN_ENVIRONMENT": sys.prefix,
        "STAND_IN_PROGRAMS": f"{STAND_INS}",
        "STAND_IN_ARTIFACTS": f"{setting.artifacts or folder / 'artifacts'}",
        "STAND_IN_PAGES": f"{setting.pages or folder / 'pages'}",
        "STAND_IN_OWN_CODE": "1" if setting.own_code else "",
        # The environment is not the job's own: whatever ./run comes to think, it installs nothing.
        "PIP_DRY_RUN": "1",
        "PIP_NO_INDEX": "1",
        # Where act takes GITHUB_SHA from, before it asks the event or a repository.
        "SHA_REF": setting.sha,
        "GITHUB_REF": setting.ref,
        "GITHUB_RUN_ID": f"{setting.run_id}",
        "GITHUB_RUN_NUMBER": f"{setting.run_id}",
        "GITHUB_RUN_ATTEMPT": f"{setting.attempt}",
        **setting.environment,
    }


def _stand_ins() -> list[str]:
    return [
        f"{action}@{commit}={STAND_INS / action.rpartition('/')[2]}"
        for action, (_, commit) in PINS.items()
        if (STAND_INS / action.rpartition("/")[2]).is_dir()
    ]
