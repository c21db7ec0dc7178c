"""A ledger on a branch of a remote: fetch its tip, add, push; again if somebody else was first.

Only the tip's trees are fetched, and of the files those that grow, where the remote can send parts
(`uploadpack.allowFilter`; GitHub can); else the tip whole. The commit's parent is that tip and the
push is no force: the remote takes it only while nothing has come in between.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import TypeVar

import msgspec
from tenacity import (
    Retrying,
    retry_if_exception_type,
    stop_after_delay,
    wait_random_exponential,
)

from heldout.errors import BadInputError, PushFailedError
from heldout.ledger import extension
from heldout.ledger.git import REMOTE, Git, GitError, hidden, stand
from heldout.ledger.lines import Entry

#: How long to go on trying: writers in a queue, or a network that comes back.
PATIENCE_S = 120.0
_FIRST_WAIT_S = 0.05
_LONGEST_WAIT_S = 8.0
_TIP = "refs/ledger/tip"
_NO_BRANCH = "couldn't find remote ref"
#: Git's words for what another try does not change.
_FINAL = (
    "authentication failed",
    "could not read username",
    "could not read password",
    "does not appear to be a git repository",
    "gh006",
    "gh013",
    "host key verification failed",
    "invalid username or",
    "not found",
    "permission denied",
    "permission to",
    "returned error: 401",
    "returned error: 403",
)
_REGULAR = ("100644", "100755")
_MOST_SLUGS = 5
_SHA256_DIGITS = 64

T = TypeVar("T")


class Target(msgspec.Struct, frozen=True):
    """Where receipts go: a remote by its name, path or URL, a branch, and a folder in it."""

    remote: str
    branch: str
    folder: str


class Pushed(msgspec.Struct, frozen=True):
    """What was recorded, what had been before, where torn lines went, and the commit, if any."""

    added: tuple[Entry, ...]
    known: tuple[Entry, ...]
    set_aside: tuple[str, ...]
    commit: str | None


class OutOfReachError(Exception):
    """A branch could not be worked with: what was told, and which it was."""

    def __init__(self, told: str, place: str) -> None:
        super().__init__(told)
        self.place = place


class _NotYet(Exception):  # noqa: N818 — no error: a reason to try again
    """The remote did not take it, or did not answer."""


def push(
    entries: Sequence[Entry],
    target: Target,
    *,
    standing_in: Path,
    environment: Mapping[str, str],
    patience_s: float = PATIENCE_S,
) -> Pushed:
    """Record entries on a branch that is made if need be, each in the file of its user.

    `standing_in` is the folder whose git configuration says how to get to the remote. Raises
    `PushFailedError` if the remote does not take them, at the latest after `patience_s` seconds and
    the try that was under way; `BadInputError` for a target that cannot be.
    """

    def record(branch: Branch) -> Pushed:
        return branch.record(entries)

    try:
        return reach(target, record, standing_in, environment, patience_s)
    except OutOfReachError as exc:
        raise PushFailedError(
            str(exc),
            where=exc.place,
            next_step="push the same receipts again; what got there is not recorded twice",
        ) from exc.__cause__


def reach(
    target: Target,
    do: Callable[[Branch], T],
    standing_in: Path,
    environment: Mapping[str, str],
    patience_s: float,
) -> T:
    """Do something with a branch, again while the remote does not answer or somebody is quicker.

    Raises `OutOfReachError` at the latest after `patience_s` seconds and the try that was under
    way, and what `do` raises.
    """
    standing = stand(standing_in, environment)
    place = f"{hidden(target.remote)} {target.branch}"
    try:
        with tempfile.TemporaryDirectory(prefix="heldout-ledger-") as temporary:
            git = Git(Path(temporary), target.remote, standing, environment)
            branch = Branch(git, target)
            for attempt in Retrying(
                retry=retry_if_exception_type(_NotYet),
                stop=stop_after_delay(patience_s),
                wait=wait_random_exponential(_FIRST_WAIT_S, _LONGEST_WAIT_S),
                reraise=True,
            ):
                with attempt:
                    return do(branch)
    except _NotYet as exc:
        raise OutOfReachError(f"not done within {patience_s:g} s: {exc}", place) from None
    except GitError as exc:
        raise OutOfReachError(f"not done: {exc}", place) from None
    except OSError as exc:
        raise OutOfReachError(f"no room to work in: {exc.strerror}", place) from exc
    raise AssertionError("tenacity returns or raises")


class Branch:
    """One branch of a remote, and the bare repository in which its next commit is made."""

    def __init__(self, git: Git, target: Target) -> None:
        self._git = git
        self._ref = f"refs/heads/{target.branch}"
        self._folder = _path(target.folder)
        self._is_made = False

    def record(self, entries: Iterable[Entry]) -> Pushed:
        """Try once. Raises `_NotYet` if another try may do, `GitError` if not."""
        tip = self.fetch("--filter=blob:none")
        added: list[Entry] = []
        known: list[Entry] = []
        files: dict[str, bytes] = {}
        for user_id, theirs in extension.by_user(entries).items():
            path = self._path(extension.file_name(user_id))
            extended = extension.extend(self._content(tip, path), theirs)
            added += extended.added
            known += extended.known
            if extended.added:
                files[path] = extended.content
                if extended.torn:
                    files[self._aside(tip, user_id, extended.torn)] = extended.torn
        commit = self._commit(tip, files, _message(added)) if files else None
        if commit:
            self._over_network("push", "--quiet", "--porcelain", REMOTE, f"{commit}:{self._ref}")
        set_aside = tuple(path for path in files if path.endswith(".torn"))
        return Pushed(tuple(added), tuple(known), set_aside, commit)

    def _make(self) -> None:
        """Make the repository; its objects are to be named as the remote names them."""
        try:
            self._git.run("check-ref-format", self._ref)
        except GitError:
            raise BadInputError(
                f"{self._ref} cannot be the name of a branch",
                next_step="name another with --branch",
            ) from None
        listed = self._over_network("ls-remote", REMOTE, "HEAD", self._ref)
        digits = len(listed.split(b"\t")[0])
        self._git.init("sha256" if digits == _SHA256_DIGITS else "sha1")
        self._is_made = True

    def fetch(self, *words: str) -> str | None:
        """Fetch the branch's tip; None if there is no such branch yet.

        `words` are options of `git fetch`. Raises what `record` raises.
        """
        if not self._is_made:
            self._make()
        what = f"+{self._ref}:{_TIP}"
        quietly = ("--quiet", "--no-tags", "--no-write-fetch-head")
        try:
            self._over_network("fetch", *quietly, "--depth=1", *words, REMOTE, what)
        except _NotYet as exc:
            if _NO_BRANCH in str(exc):
                return None
            raise
        return self._git.run("rev-parse", "--verify", _TIP).decode().strip()

    def _over_network(self, *words: str) -> bytes:
        try:
            return self._git.run(*words)
        except GitError as exc:
            text = exc.text.lower()
            if any(words in text for words in _FINAL):
                raise
            raise _NotYet(str(exc)) from None

    def lay_out(self, tip: str, folder: Path) -> None:
        """Write the files of a tip's folder into an empty one. Raises `GitError` if it cannot."""
        if self._git.run("ls-tree", "-d", "-z", tip, "--", self._folder.as_posix()):
            self._git.run("read-tree", f"{tip}:{self._folder.as_posix()}")
            self._git.run(f"--work-tree={folder}", "checkout-index", "--all", "--quiet")

    def _path(self, name: str) -> str:
        return (self._folder / name).as_posix()

    def _blob(self, tip: str | None, path: str) -> str | None:
        """Name the content of a file on the branch; None if it is not there."""
        listed = self._git.run("ls-tree", "-z", tip, "--", path) if tip else b""
        if not listed:
            return None
        mode, _, name = listed.split(b"\t")[0].decode().split(" ")
        if mode not in _REGULAR:
            raise BadInputError(
                "this is no regular file on the branch, and would be replaced by one",
                where=path,
                next_step="put the file itself there, then record it again",
            )
        return name

    def _content(self, tip: str | None, path: str) -> bytes:
        blob = self._blob(tip, path)
        # A file that was left out of the fetch is fetched here.
        return self._over_network("cat-file", "blob", blob) if blob else b""

    def _aside(self, tip: str | None, user_id: int, torn: bytes) -> str:
        """Find a name for a torn line; the same piece is kept once."""
        mine = self._store(torn)
        number = 1
        while True:
            path = self._path(extension.torn_name(user_id, number))
            if self._blob(tip, path) in (None, mine):
                return path
            number += 1

    def _store(self, content: bytes) -> str:
        return self._git.run("hash-object", "-w", "--stdin", stdin=content).decode().strip()

    def _commit(self, tip: str | None, files: Mapping[str, bytes], message: str) -> str:
        """Write a commit on top of the tip: the tip's files, and these."""
        self._git.run("read-tree", tip or "--empty")
        index = "".join(
            f"100644 {self._store(content)}\t{path}\0" for path, content in files.items()
        )
        self._git.run("update-index", "-z", "--index-info", stdin=index.encode())
        tree = self._git.run("write-tree", "--missing-ok").decode().strip()
        parents = ("-p", tip) if tip else ()
        commit = self._git.run("commit-tree", tree, *parents, stdin=message.encode())
        return commit.decode().strip()


def _path(folder: str) -> PurePosixPath:
    path = PurePosixPath(folder)
    if path.is_absolute() or {"..", ".git"} & {part.lower() for part in path.parts}:
        raise BadInputError(
            f"{folder} is no folder that a branch can have",
            next_step="name one with --folder, such as receipts",
        )
    return path


def _message(added: Sequence[Entry]) -> str:
    """Say how many receipts of what. A slug has small letters, digits and dashes only."""
    slugs = sorted({each.receipt.slug for each in added})
    names = slugs[:_MOST_SLUGS]
    if len(slugs) > _MOST_SLUGS:
        names.append(f"{len(slugs) - _MOST_SLUGS} more")
    count = "1 receipt" if len(added) == 1 else f"{len(added)} receipts"
    return f"{count}: {', '.join(names)}\n"
