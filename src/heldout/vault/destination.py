"""The folder of a cohort edition: a git repository of its own, with nothing of anybody at risk.

DEST/
    edition.json            what publish wrote: names of objects by path
    .git/
        heldout.lock        held while one publishes
        heldout-pending     there from before a commit until its files are all in their places
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import filelock

from heldout.errors import EditionError, SuiteInTheWayError
from heldout.vault import archive, merge
from heldout.vault import folder as folders
from heldout.vault.git import EXECUTABLE, Entry, File, Git

RECORD = "edition.json"
BRANCH = "main"
_LOCK = "heldout.lock"
_PENDING = "heldout-pending"
_NAMED = 10


def check_place(folder: Path, apart_from: Mapping[str, Path]) -> None:
    """Raise `EditionError` if a folder is inside or around one of the others."""
    for what, other in apart_from.items():
        if folder.is_relative_to(other) or other.is_relative_to(folder):
            raise EditionError(
                f"a cohort edition has to be apart from {what}, {other}: what is hidden there "
                "would be a step away from what candidates get",
                where=folder,
                next_step="name a folder elsewhere: heldout publish ../cohort",
            )


@contextmanager
def opened(folder: Path) -> Iterator[Git]:
    """Open an edition, or a place for one, for this process alone.

    What a killed publish left undone is finished first. Raises `EditionError` if the folder holds
    something else, or changes that are not committed.
    """
    git = _repository(folder)
    try:
        with filelock.FileLock(git.about.home / _LOCK, timeout=0):
            _finish(git)
            _check_state(git)
            yield git
    except filelock.Timeout as exc:
        raise EditionError(
            "another publish is at work here",
            where=folder,
            next_step="wait until it is done, then publish again",
        ) from exc


def commit(
    git: Git, old: str | None, message: str, write: Mapping[str, File], remove: Sequence[str]
) -> str:
    """Commit, and put the files in their places. Killed in between, the next publish goes on.

    Raises `EditionError`; before anything is changed if something is in the way.
    """
    before = git.tree(old) if old else {}
    names = dict(zip(write, git.name_of(file.content for file in write.values()), strict=True))
    _check_way(git, before, names, remove)
    pending = git.about.home / _PENDING
    try:
        pending.write_text(old or "", encoding="ascii")
    except OSError as exc:
        raise _unwritable(git, exc.strerror) from exc
    new = git.commit(old, message, write, remove)
    _place(git, before, new)
    pending.unlink()
    return new


def _repository(folder: Path) -> Git:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        is_empty = not any(folder.iterdir())
    except OSError as exc:
        raise EditionError(
            f"the folder cannot be used ({exc.strerror})",
            where=folder,
            next_step="name a folder that you may write to",
        ) from exc
    git = Git(folder)
    if is_empty:
        git.run("init", "--quiet", f"--initial-branch={BRANCH}")
    if not os.path.lexists(folder / ".git") or git.about.prefix:
        raise _foreign(folder)
    return git


def _check_state(git: Git) -> None:
    head, folder = git.head(), git.folder
    if head is not None and RECORD not in git.tree(head):
        raise _foreign(folder)
    if git.branch() is None:
        raise EditionError(
            "no branch is checked out here (HEAD is detached), so a commit could get lost",
            where=folder,
            next_step=f"git -C {shlex.quote(str(folder))} switch {BRANCH}",
        )
    paths = git.uncommitted()
    if paths and head is None:
        raise _foreign(folder)
    if paths:
        raise EditionError(
            f"there are changes that are not committed:{listed(paths)}",
            where=folder,
            next_step=f"commit them, or put them aside: git -C {shlex.quote(str(folder))} stash "
            "--include-untracked",
        )


def listed(paths: Sequence[str]) -> str:
    """List paths below a fact; of many, the first ones."""
    more = f"\n  - and {len(paths) - _NAMED} more" if len(paths) > _NAMED else ""
    return "".join(f"\n  - {path}" for path in paths[:_NAMED]) + more


def _foreign(folder: Path) -> EditionError:
    return EditionError(
        "this folder is neither empty nor a cohort edition, and was left as it is",
        where=folder,
        next_step="name an empty folder, a new one, or a clone of an empty repository",
    )


def _unwritable(git: Git, fact: str | None) -> EditionError:
    return EditionError(
        f"the edition cannot be written ({fact})",
        where=git.folder,
        next_step="make room or get leave to write there, then publish again: it goes on from here",
    )


def _finish(git: Git) -> None:
    """Put the files of a commit in their places that was made just before a publish was killed."""
    pending = git.about.home / _PENDING
    try:
        old = pending.read_text(encoding="ascii")
    except FileNotFoundError:
        return
    new = git.head()
    if new is not None and new != old:
        before = git.tree(old) if old else {}
        after = git.tree(new)
        _check_way(
            git,
            before,
            {path: each.name for path, each in after.items() if before.get(path) != each},
            [path for path in before if path not in after],
        )
        _place(git, before, new)
    pending.unlink()


def _check_way(
    git: Git, before: Mapping[str, Entry], write: Mapping[str, str], remove: Iterable[str]
) -> None:
    """Check that each file is as it was, or already as it will be."""
    in_the_way = []
    for path in sorted({*write, *remove}):
        known = {before[path].name} if path in before else set()
        if os.path.lexists(git.folder / path):
            name = _name_on_disk(git, path)
            if name is None or name not in known | {write.get(path)}:
                in_the_way.append(path)
        else:
            in_the_way += (each for each in merge.parents(path) if (git.folder / each).is_file())
    if in_the_way:
        raise EditionError(
            f"something that git does not keep is where files have to be:{listed(in_the_way)}",
            where=git.folder,
            next_step="move it away, then publish again",
        )


def _name_on_disk(git: Git, path: str) -> str | None:
    """Name a file's content as git would; None if it is no plain file."""
    try:
        content = folders.read_file(git.folder / path, archive.MOST_BYTES * 2)
    except SuiteInTheWayError:
        return None
    return git.name_of([content])[0]


def _place(git: Git, before: Mapping[str, Entry], commit: str) -> None:
    """Make the files those of a commit, and git's index too."""
    after = git.tree(commit)
    changed = {path: each for path, each in after.items() if before.get(path) != each}
    contents = git.blobs(each.name for each in changed.values() if each.mode != "160000")
    try:
        for path in before:
            if path not in after:
                (git.folder / path).unlink(missing_ok=True)
                _prune(git.folder, path)
        for path, entry in changed.items():
            target = git.folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            mode = 0o755 if entry.mode == EXECUTABLE else 0o644
            folders.replace(target, contents[entry.name], mode)
    except OSError as exc:
        raise _unwritable(git, exc.strerror) from exc
    except SuiteInTheWayError as exc:
        raise _unwritable(git, exc.fact) from exc
    git.run("read-tree", commit)


def _prune(folder: Path, path: str) -> None:
    """Remove the folders that a removed file leaves empty."""
    for parent in reversed(list(merge.parents(path))):
        with suppress(OSError):
            (folder / parent).rmdir()
