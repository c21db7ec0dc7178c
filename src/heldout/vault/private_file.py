"""Small files with secrets in them: made and read so that nobody but their owner sees them."""

from __future__ import annotations

import os
import shlex
import stat
import tempfile
from pathlib import Path

from heldout.errors import BadInputError

_MOST_BYTES = 1 << 16
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def create(path: Path, text: str) -> None:
    """Make a file with mode 0600, whole before it has its name, and never in another's place.

    Raises `OSError`; `FileExistsError` if there is a file of this name.
    """
    with tempfile.NamedTemporaryFile(
        "w", dir=path.parent, prefix=f".{path.name}.", encoding="ascii"
    ) as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
        os.link(file.name, path)


def read(
    path: Path, what: str, error: type[BadInputError], *, next_step: str, if_exposed: str
) -> str:
    """Read a file that only its owner may read. Raises `error`.

    `what` names it in a sentence, as "the secret" without the article; `next_step` is how to name
    another one, and `if_exposed` what to do about a secret that others could have read.
    """
    try:
        with path.open("rb") as file:
            # Of the file that is open: a name can come to mean another one.
            status = os.fstat(file.fileno())
            if stat.S_ISREG(status.st_mode) and status.st_mode & _OTHERS:
                raise error(
                    f"others can read or change this {what} (mode {status.st_mode & 0o777:04o})",
                    where=path,
                    next_step=f"chmod 600 {shlex.quote(str(path))}; if others have an account "
                    f"here, {if_exposed}",
                )
            content = file.read(_MOST_BYTES + 1)
    except OSError as exc:
        raise error(
            f"the {what} cannot be read ({exc.strerror})", where=path, next_step=next_step
        ) from exc
    if len(content) > _MOST_BYTES:
        raise error(
            f"the file is larger than {_MOST_BYTES:,} bytes, so it is no {what}",
            where=path,
            next_step=next_step,
        )
    return content.decode("utf-8", "replace")
