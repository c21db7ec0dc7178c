"""Git in a bare repository of its own, that is gone afterwards; no checkout, no shell, no hooks.

It is set up by what git would use where the caller stands, but only by the keys that say how to
get to a remote: headers, credential helpers, proxies, ssh, rewritten addresses. They are read once
by `git config --list`, which follows includes as well, and handed on in the environment, where no
other user sees them and no killed process leaves them lying about. Nothing else of the system's,
the user's or a repository's configuration reaches the commands here.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from heldout.errors import BadInputError, PushFailedError

#: What the remote is called in the repository here, whatever its name where the caller stands.
REMOTE = "ledger"
#: A command that talks to a remote is given up after this; git itself would wait for ever.
NETWORK_S = 60.0

_ACCESS = re.compile(
    r"(credential|http|protocol|ssh|url)\.|core\.(askpass|gitproxy|sshcommand)$|safe\.directory$"
)
_OF_A_REMOTE = ("proxy", "proxyauthmethod", "pushurl", "receivepack", "uploadpack", "url", "vcs")
_OURS = (
    ("core.hookspath", os.devnull),
    ("gc.auto", "0"),
    ("maintenance.auto", "false"),
    ("advice.defaultbranchname", "false"),
)
#: What points git at another repository, index, set of objects or configuration.
_POINTERS = re.compile(
    r"GIT_(ALTERNATE_OBJECT_DIRECTORIES|COMMON_DIR|CONFIG|CONFIG_(COUNT|PARAMETERS)"
    r"|CONFIG_(KEY|VALUE)_\d+|DEFAULT_HASH|DIR|GRAFT_FILE|IMPLICIT_WORK_TREE|INDEX_FILE|NAMESPACE"
    r"|NO_REPLACE_OBJECTS|OBJECT_DIRECTORY|PREFIX|QUARANTINE_PATH|REPLACE_REF_BASE|SHALLOW_FILE"
    r"|TEMPLATE_DIR|WORK_TREE)$"
)
#: Of those, what says where the caller stands.
_STANDPOINT = re.compile(r"GIT_(COMMON_DIR|CONFIG_.+|DIR|WORK_TREE)$")
_IDENTITY = {
    "GIT_AUTHOR_NAME": "heldout",
    "GIT_AUTHOR_EMAIL": "ledger@heldout.invalid",
    "GIT_COMMITTER_NAME": "heldout",
    "GIT_COMMITTER_EMAIL": "ledger@heldout.invalid",
}
_SECRET = re.compile(r"(?<=://)[^/@\s]+@")
#: How lines begin that say what went wrong, rather than what was done or might be.
_TELLING = ("!", "error:", "fatal:", "remote:")
_TOLD_LINES = 3


class GitError(Exception):
    """A command of git did not work: what it told, without passwords; `text` is all it said."""

    def __init__(self, told: str, text: str = "") -> None:
        super().__init__(told)
        self.text = text or told


class Standing(msgspec.Struct, frozen=True):
    """Where a caller stands: the folder that relative addresses start from, and the settings."""

    folder: Path
    settings: tuple[tuple[str, str], ...]


def stand(folder: Path, environment: Mapping[str, str]) -> Standing:
    """Read git's configuration as it is in a folder. Raises `PushFailedError` without git."""
    around = {
        name: value
        for name, value in environment.items()
        if _STANDPOINT.match(name) or not _POINTERS.match(name)
    }
    try:
        listed = _call(folder, around, "config", "--list", "-z")
    except GitError as exc:
        raise PushFailedError(
            f"git cannot read its configuration here: {exc}",
            where=folder,
            next_step="git config --list shows the mistake",
        ) from None
    return Standing(_top(folder, around), tuple(_settings(listed)))


def address(remote: str, standing: Standing) -> list[tuple[str, str]]:
    """Turn a remote's name, path or URL into the settings of `REMOTE`. Raises `BadInputError`."""
    known = f"remote.{remote}."
    settings = [
        (f"remote.{REMOTE}.{key.removeprefix(known)}", value)
        for key, value in standing.settings
        if key.startswith(known) and key.removeprefix(known) in _OF_A_REMOTE
    ]
    if any(key == f"remote.{REMOTE}.url" for key, _ in settings):
        return settings
    if remote and Path(remote).is_dir():
        return [(f"remote.{REMOTE}.url", str(Path(remote).resolve()))]
    if ":" in remote:
        return [(f"remote.{REMOTE}.url", remote)]
    names = (re.fullmatch(r"remote\.(.+)\.url", key) for key, _ in standing.settings)
    there = ", ".join(sorted({found[1] for found in names if found})) or "none"
    raise BadInputError(
        f"{remote or 'an empty name'} is no remote here, no folder and no address",
        where=standing.folder,
        next_step=f"name one with --remote; the remotes here: {there}",
    )


class Git:
    """Runs git in `folder`, an empty one that becomes a bare repository by `init`."""

    def __init__(
        self, folder: Path, remote: str, standing: Standing, environment: Mapping[str, str]
    ) -> None:
        self._from = standing.folder
        access = [each for each in standing.settings if _ACCESS.match(each[0])]
        given = [*access, *address(remote, standing), *_OURS]
        self._environment = {
            **_IDENTITY,
            **{name: value for name, value in environment.items() if not _POINTERS.match(name)},
            **_as_environment(given),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": str(folder / "for-the-other-side"),
            "GIT_DIR": str(folder / "ledger.git"),
            "GIT_TERMINAL_PROMPT": "0",
            "LC_ALL": "C",
        }
        # The other side of a local path is a process that is not given the settings above.
        self._safe = [value for key, value in access if key == "safe.directory"]
        self._global = folder / "for-the-other-side"

    def init(self, object_format: str) -> None:
        """Make the repository; `object_format` is sha1 or sha256."""
        self._global.touch()
        for value in self._safe:
            self.run("config", "--file", str(self._global), "--add", "safe.directory", value)
        self.run("init", "--quiet", "--bare", "--template=", f"--object-format={object_format}")

    def run(self, *words: str, stdin: bytes = b"") -> bytes:
        """Run one command and return what it prints. Raises `GitError`."""
        return _call(self._from, self._environment, *words, stdin=stdin)


def _call(folder: Path, environment: Mapping[str, str], *words: str, stdin: bytes = b"") -> bytes:
    try:
        process = subprocess.Popen(
            ["git", *words],  # noqa: S607 — whichever git the user has
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            # A group of its own: git's helpers would outlive it, and keep the pipes open.
            start_new_session=True,
        )
    except FileNotFoundError:
        raise PushFailedError("git is not installed", next_step="install git") from None
    with process:
        try:
            out, err = process.communicate(stdin, NETWORK_S)
        except BaseException as exc:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            if isinstance(exc, subprocess.TimeoutExpired):
                raise GitError(f"git {words[0]} had no answer for {NETWORK_S:g} s") from None
            raise
    if process.returncode:
        # What a push tells of a branch is its output.
        said = (out + err if words[0] == "push" else err).decode("utf-8", "replace")
        raise _error(words[0], process.returncode, hidden(said))
    return out


def _error(command: str, status: int, text: str) -> GitError:
    """Choose what to tell of git's words."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    telling = [line for line in lines if line.startswith(_TELLING)]
    told = "; ".join(telling[:_TOLD_LINES])
    return GitError(told or f"git {command} ended with status {status}", text)


def hidden(text: str) -> str:
    """Take names and passwords out of addresses."""
    return _SECRET.sub("***@", text)


def _top(folder: Path, environment: Mapping[str, str]) -> Path:
    """Find the top of a work tree, which git starts from; else the folder itself."""
    try:
        top = _call(folder, environment, "rev-parse", "--show-toplevel")
    except GitError:
        return folder
    path = Path(os.fsdecode(top.removesuffix(b"\n")))
    return path if path.is_dir() else folder


def _settings(listed: bytes) -> Iterator[tuple[str, str]]:
    for each in listed.split(b"\0"):
        if each:
            # A key without a value is true; a key with an empty one is another thing.
            key, has_value, value = os.fsdecode(each).partition("\n")
            yield key, value if has_value else "true"


def _as_environment(settings: Iterable[tuple[str, str]]) -> dict[str, str]:
    numbered = list(enumerate(settings))
    return {
        "GIT_CONFIG_COUNT": str(len(numbered)),
        **{f"GIT_CONFIG_KEY_{n}": key for n, (key, _) in numbered},
        **{f"GIT_CONFIG_VALUE_{n}": value for n, (_, value) in numbered},
    }
