"""Which folders of a repository have changed, as git sees it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

from heldout.errors import BadInputError

#: Where a branch is compared with, the first of these that exists.
BASES = ("upstream/main", "origin/main", "main")
_HOMES = ("challenges", "casestudies", "rubrics")


def is_checkout(root: Path) -> bool:
    """Whether a folder is under git's care."""
    return _run(root, "rev-parse", "--is-inside-work-tree").returncode == 0


def changed(root: Path, base: str | None) -> tuple[str, ...]:
    """List what differs from where the branch left `base`, committed or not, new files too.

    Returns paths relative to the root, of `challenges/`, `casestudies/` and `rubrics/`. Raises
    `BadInputError` if the base is not there, or has no commit in common with this branch.
    """
    start = _branching(root, base)
    # Relative: the repository may be a folder of a larger one.
    named = _paths(root, "diff", "--name-only", "--relative", "-z", start, "--", *_HOMES)
    fresh = _paths(root, "ls-files", "--others", "--exclude-standard", "-z", "--", *_HOMES)
    return tuple(sorted({*named, *fresh}))


def folders(paths: Iterable[str]) -> tuple[str, ...]:
    """Name the folders that paths lie in: `challenges/kmeans`, `rubrics`."""
    parts = (path.split("/") for path in paths)
    return tuple(
        sorted({"/".join(each[:2]) if each[0] != "rubrics" else "rubrics" for each in parts})
    )


def _branching(root: Path, base: str | None) -> str:
    names = (base,) if base else BASES
    known = [name for name in names if _run(root, "rev-parse", "-q", "--verify", name).stdout]
    if not known and base:
        raise BadInputError(
            f"git knows no commit named {base!r}",
            where=root,
            next_step=f"git fetch origin {base}, or name the folders: heldout verify SLUG",
        )
    if not known:
        # A repository with another main branch: what is not committed yet is all that can be told.
        return "HEAD"
    found = _run(root, "merge-base", known[0], "HEAD")
    if found.returncode != 0:
        raise BadInputError(
            f"this branch and {known[0]} have no commit in common that git has here",
            where=root,
            next_step="git fetch --unshallow, or name the folders: heldout verify SLUG",
        )
    return found.stdout.strip()


def _paths(root: Path, *words: str) -> list[str]:
    done = _run(root, *words)
    if done.returncode != 0:
        raise BadInputError(
            f"git cannot tell what has changed: {done.stderr.strip()}",
            where=root,
            next_step="name the folders: heldout verify SLUG",
        )
    return [path for path in done.stdout.split("\0") if path]


def _run(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            ["git", "-C", str(root), *words],  # noqa: S607 — whichever git the user has
            capture_output=True,
            text=True,
            errors="surrogateescape",
            check=False,
        )
    except FileNotFoundError:
        return subprocess.CompletedProcess(words, 127, "", "git is not installed")
