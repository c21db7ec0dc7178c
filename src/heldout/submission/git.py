"""Runs git as one opens a stranger's parcel: nothing in it may act, cost without end, or be asked.

The repository is ours, the objects in it may be anybody's. Only plumbing is run, which applies no
filter and no attribute; what a configuration could add to it is switched off on the command line.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

import msgspec

from heldout.errors import BadInputError, GitFailedError
from heldout.report.text import printable

#: A remote may say more than anybody reads; what git itself says comes last.
_STDERR_BYTES = 2_000
#: 128 + SIGXFSZ, or the signal itself.
_TOO_MUCH = (-signal.SIGXFSZ, 128 + signal.SIGXFSZ)

_SETTINGS = (
    # Whoever calls has named the folder; that it is another user's is nothing new to them.
    *("-c", "safe.directory=*"),
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.attributesFile=/dev/null"),
    *("-c", "gc.auto=0"),
    *("-c", "maintenance.auto=false"),
    # The limit on memory counts what is mapped, and packs are mapped whole otherwise.
    *("-c", "core.packedGitWindowSize=32m"),
    *("-c", "core.packedGitLimit=256m"),
)
#: A shell can limit a process before it begins, in any thread, on every system that has git.
_LIMITED = 'ulimit -v "$1" 2>/dev/null; ulimit -f "$2" || exit 126; shift 2; exec "$@"'


class Limits(msgspec.Struct, frozen=True):
    """What one run of git may cost; `file_bytes` is the largest file it writes, its output too."""

    wall_s: float
    file_bytes: int
    memory_bytes: int


class Done(msgspec.Struct, frozen=True):
    """How a run ended; `error` is safe to print."""

    status: int
    output: bytes
    error: str


READING = Limits(wall_s=60, file_bytes=128 << 20, memory_bytes=2 << 30)


def run(
    folder: Path,
    *words: str,
    given: bytes = b"",
    settings: Sequence[str] = (),
    limits: Limits = READING,
    extra: Mapping[str, str] | None = None,
) -> Done:
    """Run git on the repository at `folder`, and on none that may be around it.

    `given` is its standard input; `settings` are further `-c` words, and `extra` is added to an
    otherwise clean environment. Raises `GitFailedError` if git is not installed or goes past a
    limit, and `BadInputError` if there is no repository.
    """
    git = shutil.which("git")
    if git is None:
        raise GitFailedError("git is not installed", next_step="sudo apt-get install git")
    limited = ["/bin/sh", "-c", _LIMITED, "sh"]
    figures = [str(limits.memory_bytes >> 10), str(limits.file_bytes >> 9)]
    command = [*limited, *figures, git, "-C", str(folder), *_SETTINGS, *settings, *words]
    # What a limited process writes into a pipe has no limit; into a file it has.
    with (
        tempfile.TemporaryFile() as stdin,
        tempfile.TemporaryFile() as stdout,
        tempfile.TemporaryFile() as stderr,
    ):
        stdin.write(given)
        stdin.seek(0)
        environment = {**_environment(folder), **(extra or {})}
        status = _wait(command, environment, (stdin, stdout, stderr), limits, words[0])
        stdout.seek(0)
        stderr.seek(max(0, stderr.seek(0, os.SEEK_END) - _STDERR_BYTES))
        error = stderr.read(_STDERR_BYTES).decode(errors="replace").strip()
        done = Done(status, stdout.read(), printable(error))
    if status in _TOO_MUCH:
        raise _failed(
            folder, f"git {words[0]} wrote more than the {limits.file_bytes:,} bytes it may"
        )
    if "not a git repository" in error or "cannot change to" in error:
        raise BadInputError(
            "there is no git repository here",
            where=folder,
            next_step="name the top folder of a clone, the one that holds .git",
        )
    return done


def output(folder: Path, *words: str, given: bytes = b"") -> bytes:
    """Run git, and give what it prints. Raises `GitFailedError` unless it succeeds."""
    done = run(folder, *words, given=given)
    if done.status != 0:
        raise _failed(folder, f"git {words[0]} ended with status {done.status}: {done.error}")
    return done.output


def _failed(folder: Path, fact: str) -> GitFailedError:
    return GitFailedError(
        fact, where=folder, next_step="git fsck says whether the clone is whole; else try again"
    )


def _wait(
    command: Sequence[str],
    environment: Mapping[str, str],
    streams: tuple[IO[bytes], IO[bytes], IO[bytes]],
    limits: Limits,
    verb: str,
) -> int:
    stdin, stdout, stderr = streams
    with subprocess.Popen(
        command,
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
        env=environment,
        start_new_session=True,  # fetch starts others, and they are to end with it
    ) as process:
        try:
            return process.wait(limits.wall_s)
        except subprocess.TimeoutExpired as exc:
            raise GitFailedError(
                f"git {verb} was not done after {limits.wall_s:g} s",
                next_step="try again; if it happens again, look at the history by hand",
            ) from exc
        finally:
            if process.returncode is None:
                os.killpg(process.pid, signal.SIGKILL)


def _environment(folder: Path) -> dict[str, str]:
    """Give all that git sees of this process's surroundings."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "LC_ALL": "C",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_OPTIONAL_LOCKS": "0",
        # What is read is what the SHA names: no stand-ins, no invented parents.
        "GIT_NO_REPLACE_OBJECTS": "1",
        # A file that is there, even an empty one, draws a warning.
        "GIT_GRAFT_FILE": "/dev/null/none",
        # Reading fetches nothing. The second is for git before 2.45.
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "",
        "GIT_CEILING_DIRECTORIES": str(folder.resolve().parent),
    }
