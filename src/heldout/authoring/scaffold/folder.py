"""Files -> a folder, whole or not at all.

While it is being written it stands beside its place, where nothing looks for it:

    challenges/
        .softmax.k2j4x9.partial/
            softmax/ ...
        softmax/                    moved here when complete
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from heldout.authoring import slugs
from heldout.errors import BadInputError

_PARTIAL = ".partial"
_HOMES = ("challenges", "casestudies")


def place(root: Path, home: str, slug: str) -> Path:
    """Find where a new folder belongs. Raises `BadInputError` for a bad slug or a taken place.

    `home` is `challenges` or `casestudies`; a slug is taken if either has it.
    """
    folder = root / home / slug
    homes = [root / name for name in _HOMES if (root / name).is_dir()]
    fact = slugs.mistake(slug, {p.name for each in homes for p in each.iterdir() if p != folder})
    if fact is not None:
        raise BadInputError(fact, next_step="type the command again with another name")
    check_free(folder)
    return folder


def check_free(folder: Path) -> None:
    """Raise `BadInputError` if anything has this name, be it a folder, a file or a dead link."""
    # Not `exists`: a link that leads nowhere is somebody's too.
    if os.path.lexists(folder):
        raise BadInputError(
            "this is already here, and was left as it is",
            where=folder,
            next_step="choose another name, or go on with what is there",
        )


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Write files, whose names are relative to the folder. Raises `BadInputError`.

    If the process is killed, a next call removes what it left.
    """
    check_free(folder)
    home = folder.parent
    is_new = not home.exists()
    try:
        home.mkdir(parents=True, exist_ok=True)
        for left in home.glob(f".{folder.name}.*{_PARTIAL}"):
            shutil.rmtree(left)
        with tempfile.TemporaryDirectory(_PARTIAL, f".{folder.name}.", home) as partial:
            # One folder further down: the temporary one is closed to everybody else.
            staged = Path(partial) / folder.name
            for name, text in files.items():
                path = staged / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8", newline="\n")
            check_free(folder)
            staged.rename(folder)
    except OSError as exc:
        raise BadInputError(
            f"the folder cannot be written ({exc.strerror}); nothing was left behind",
            where=folder,
            next_step="make room or get leave to write there, then run the command again",
        ) from exc
    finally:
        if is_new:
            # Only if it has stayed empty.
            with suppress(OSError):
                home.rmdir()
