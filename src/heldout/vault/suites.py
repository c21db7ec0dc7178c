"""Hidden folders of a repository -> `hidden.age` beside each, and back."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from heldout.catalogue.repository import Repository
from heldout.catalogue.unknown import unknown
from heldout.errors import IdentityError, SealBrokenError, SuiteInTheWayError
from heldout.vault import archive
from heldout.vault import folder as folders
from heldout.vault import seal as seals
from heldout.vault.age import Identity
from heldout.vault.archive import Contents

_NAMED = 10


class Step(StrEnum):
    """What was done about a folder."""

    SEALED = "sealed"
    UNSEALED = "unsealed"
    UNCHANGED = "unchanged"


class Outcome(NamedTuple):
    """One task's folder, `challenges/kmeans`, what was done, and how many files are hidden."""

    folder: str
    step: Step
    files: int


def find(repository: Repository, slugs: Sequence[str]) -> list[Path]:
    """Find the folders of tasks; all if none is named. Raises `UnknownSlugError`."""
    root = repository.root
    known = {
        **{slug: root / "casestudies" / slug for slug in repository.casestudy_slugs()},
        **{slug: root / "challenges" / slug for slug in repository.slugs()},
    }
    for slug in slugs:
        if slug not in known:
            listing = "`heldout list` shows them all"
            raise unknown("task", slug, known, where=root, next_step=listing)
    return [known[slug] for slug in slugs or repository.names()]


def is_clear(task: Path) -> bool:
    """Whether a task's hidden folder is in the clear."""
    return (task / folders.NAME).is_dir()


def is_sealed(task: Path) -> bool:
    """Whether a task has a sealed folder."""
    return os.path.lexists(task / seals.FILE)


def seal(task: Path, recipients: Sequence[str], identities: Sequence[Identity]) -> Outcome:
    """Write a task's `hidden.age`, unless it holds the same for the same recipients already.

    Only who has an identity that opens the old one can tell; for others it is written anew.
    Raises `SuiteInTheWayError` if there is nothing to seal, or it cannot be sealed.
    """
    hidden, path = task / folders.NAME, task / seals.FILE
    if not is_clear(task):
        has_sealed = is_sealed(task)
        step = f"heldout unseal {task.name}" if has_sealed else "write hidden/ first"
        raise SuiteInTheWayError(
            "there is no hidden folder in the clear, so nothing was sealed",
            where=hidden,
            next_step=step,
        )
    contents = Contents(folders.read(hidden), tuple(sorted(recipients)))
    if is_sealed(task) and opens_to(path, identities) == contents:
        return _outcome(task, Step.UNCHANGED, contents)
    folders.replace(path, seals.seal(contents, hidden))
    return _outcome(task, Step.SEALED, contents)


def opens_to(path: Path, identities: Sequence[Identity]) -> Contents | None:
    """Open a sealed file if one can; None where that is not to be had."""
    if not identities:
        return None
    try:
        return seals.open_bytes(seals.read(path), identities, path)
    except (SealBrokenError, IdentityError):
        return None


def unseal(task: Path, identities: Sequence[Identity]) -> Outcome:
    """Make a task's hidden folder from its `hidden.age`; never in place of another one.

    Raises `SuiteInTheWayError` if there is a hidden folder that differs, `SealBrokenError`, or
    `IdentityError`.
    """
    hidden, path = task / folders.NAME, task / seals.FILE
    if not is_sealed(task):
        raise SuiteInTheWayError(
            "there is no sealed file, so nothing was unsealed",
            where=path,
            next_step="git pull, if it should be there",
        )
    contents = seals.open_bytes(seals.read(path), identities, path)
    if os.path.lexists(hidden):
        if not is_clear(task):
            raise SuiteInTheWayError(
                "something else than a folder has this name, and was left as it is",
                where=hidden,
                next_step="move it away, then run the command again",
            )
        ours = folders.read(hidden)
        if ours == contents.files:
            return _outcome(task, Step.UNCHANGED, contents)
        # Whatever is passed over when sealing is somebody's all the same.
        if ours or any(hidden.iterdir()):
            raise _differs(task, ours, contents)
    folders.write(hidden, contents.files)
    return _outcome(task, Step.UNSEALED, contents)


def _differs(task: Path, ours: dict[str, bytes], contents: Contents) -> SuiteInTheWayError:
    lines = list(_told(ours, contents))
    shown = "".join(f"\n  - {line}" for line in lines[:_NAMED])
    more = f"\n  - and {len(lines) - _NAMED} more" if len(lines) > _NAMED else ""
    hidden = shlex.quote(str(task / folders.NAME))
    return SuiteInTheWayError(
        f"what is here differs from what is sealed, and was left as it is:{shown}{more}",
        where=task / folders.NAME,
        next_step=f"if yours is the newer one: heldout seal {task.name}; if not: "
        f"mv {hidden} {hidden}.old, then heldout unseal {task.name}",
    )


def _told(ours: dict[str, bytes], contents: Contents) -> Iterator[str]:
    if not ours:
        yield "files that are never sealed are here, and none that could be"
        return
    for name in archive.differences(ours, contents.files):
        if name not in contents.files:
            yield f"{name} is only here"
        elif name not in ours:
            yield f"{name} is only in the sealed one"
        else:
            yield f"{name} has {len(ours[name]):,} bytes here, {len(contents.files[name]):,} sealed"


def _outcome(task: Path, step: Step, contents: Contents) -> Outcome:
    return Outcome(f"{task.parent.name}/{task.name}", step, len(contents.files))
