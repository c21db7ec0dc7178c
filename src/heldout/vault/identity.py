"""Where a private key comes from: an option, the environment, or the user's own folder.

<user's configuration>/heldout/
    identity.txt        lines of AGE-SECRET-KEY-1..., as age-keygen writes them; mode 0600

The first of the three that is there is used, alone. During a rotation it may hold several keys.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping
from pathlib import Path

import platformdirs

from heldout.errors import IdentityError
from heldout.vault import age, private_file
from heldout.vault.age import Identity

VARIABLE = "HELDOUT_IDENTITY"


def default_path() -> Path:
    """Where this user's identity is kept."""
    return Path(platformdirs.user_config_dir("heldout", appauthor=False)) / "identity.txt"


def find(
    option: Path | None, environment: Mapping[str, str], default: Path
) -> tuple[Identity, ...]:
    """Find the identities at hand; none if there is no file and the variable is empty.

    Raises `IdentityError` if what is there cannot be used.
    """
    if option is not None:
        return _read(option)
    # A workflow sets the variable to nothing where the repository has no such secret.
    if text := environment.get(VARIABLE, "").strip():
        return parse(text, f"the variable {VARIABLE}")
    return _read(default) if os.path.lexists(default) else ()


def required(
    option: Path | None, environment: Mapping[str, str], default: Path
) -> tuple[Identity, ...]:
    """Find the identities at hand. Raises `IdentityError` if there is none."""
    if found := find(option, environment, default):
        return found
    is_empty = " is empty" if VARIABLE in environment else " is not set"
    raise IdentityError(
        f"no identity is at hand, so nothing sealed can be opened: {VARIABLE}{is_empty}, and "
        f"{default} is not there",
        next_step=f"--identity FILE, or put the key's text into {VARIABLE}, or its file at "
        f"{shlex.quote(str(default))}. If the key is lost, docs/vault.md says what to do",
    )


def parse(text: str, where: Path | str) -> tuple[Identity, ...]:
    """Read the lines of an identity file. Raises `IdentityError`, which quotes none of them."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            found.append(Identity(line))
        except ValueError as exc:
            raise IdentityError(
                f"line {number} is no age identity of the kind X25519",
                where=where,
                next_step="it should be a line AGE-SECRET-KEY-1..., as age-keygen writes it; a file"
                " that is locked by a passphrase has to be opened with `age -d` first",
            ) from exc
    if not found:
        raise IdentityError(
            "no identity is in it",
            where=where,
            next_step="it should hold a line AGE-SECRET-KEY-1..., as age-keygen writes it",
        )
    return tuple(found)


def make(path: Path) -> Identity:
    """Draw a new identity and keep it in a file that only its owner can read.

    Raises `IdentityError` if the file is already there, or cannot be written.
    """
    made = age.new_identity()
    text = f"# public key: {made.recipient}\n{made.reveal()}\n"
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        private_file.create(path, text)
    except OSError as exc:
        raise IdentityError(
            f"a new identity cannot be kept ({exc.strerror})",
            where=path,
            next_step="make room or get leave to write there; or make a key elsewhere with "
            "age-keygen, and name it with --identity FILE",
        ) from exc
    return made


def _read(path: Path) -> tuple[Identity, ...]:
    text = private_file.read(
        path,
        "identity",
        IdentityError,
        next_step="name the right file with --identity FILE",
        if_exposed="rotate the key as well: docs/vault.md",
    )
    return parse(text, path)
