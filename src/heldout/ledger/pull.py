"""The ledger of a remote's branch -> a folder here, without losing what only the folder has."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from heldout.errors import BadInputError, PullFailedError
from heldout.ledger.branch import PATIENCE_S, Branch, OutOfReachError, Target, reach

_MOST_NAMED = 10


class Pulled(msgspec.Struct, frozen=True):
    """How many files are new or longer, and the commit; None if there is no such branch yet."""

    changed: int
    commit: str | None


def pull(
    target: Target,
    folder: Path,
    *,
    standing_in: Path,
    environment: Mapping[str, str],
    patience_s: float = PATIENCE_S,
) -> Pulled:
    """Bring a folder to what the branch has; without a branch the folder is made, and is empty.

    Files of a ledger only grow. So one here is replaced if it is how the branch's begins; if it is
    not, nothing is replaced. Raises `BadInputError` then, or if the folder cannot be written, and
    `PullFailedError` if the remote does not answer.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".pulled-", dir=folder) as temporary:
            fresh = Path(temporary)

            def fetch(branch: Branch) -> str | None:
                tip = branch.fetch()
                if tip is not None:
                    branch.lay_out(tip, fresh.resolve())
                return tip

            commit = reach(target, fetch, standing_in, environment, patience_s)
            changed = _changed(fresh, folder)
            for path in changed:
                path.replace(folder / path.name)
    except OutOfReachError as exc:
        raise PullFailedError(
            str(exc),
            where=exc.place,
            next_step="pull again; what is in the folder is as it was",
        ) from exc.__cause__
    except OSError as exc:
        raise BadInputError(
            f"the receipts cannot be written here ({(exc.strerror or str(exc)).lower()})",
            where=folder,
            next_step="make it writable or make room, then pull again",
        ) from exc
    return Pulled(len(changed), commit)


def _changed(fresh: Path, folder: Path) -> list[Path]:
    """Find what is new or longer. Raises `BadInputError` for what the branch does not have."""
    changed: list[Path] = []
    ahead: list[str] = []
    for path in _files(fresh):
        here = folder / path.name
        content, known = path.read_bytes(), here.read_bytes() if here.exists() else b""
        if not content.startswith(known):
            ahead.append(path.name)
        elif content != known or not here.exists():
            changed.append(path)
    if ahead:
        names = ", ".join(ahead[:_MOST_NAMED])
        rest = f" and {len(ahead) - _MOST_NAMED} more" if len(ahead) > _MOST_NAMED else ""
        raise BadInputError(
            f"these files have receipts that the branch does not have, or not in this order: "
            f"{names}{rest}; nothing was replaced",
            where=folder,
            next_step=f"heldout ledger push {folder}/*.ndjson, then pull into another folder",
        )
    return changed


def _files(folder: Path) -> Iterator[Path]:
    """List regular files; a folder or a link in a ledger is nobody's receipts."""
    return (path for path in sorted(folder.iterdir()) if path.is_file() and not path.is_symlink())
