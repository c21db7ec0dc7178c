"""A cohort's secret, and the keys that are derived from it.

The secret is 32 random bytes, written as `heldout-secret-v1:` and 64 hexadecimal digits: on the one
line of a file of mode 0600, or in the variable HELDOUT_COHORT_SECRET. Each key is HKDF-SHA256 (RFC
5869) of the secret, without a salt, under a label of its own; whoever gets to know one key learns
nothing of the other, or of the secret.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Mapping
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from heldout.errors import BadInputError
from heldout.vault import private_file

VARIABLE = "HELDOUT_COHORT_SECRET"
#: For a board that is built where nothing else of the secret is needed.
PSEUDONYM_VARIABLE = "HELDOUT_PSEUDONYM_KEY"
#: Of the secret, and of each key.
BYTES = 32
#: Keys and their hashes are 64 digits too, and are published: nobody shall take one for the other.
TAG = "heldout-secret-v1:"
PSEUDONYM_TAG = "heldout-pseudonym-key-v1:"
_DIGITS = 2 * BYTES
_HEX = re.compile(rf"[0-9a-fA-F]{{{_DIGITS}}}")
_NO_HEX = re.compile(r"[^0-9a-fA-F]")
_SEED_KEY = b"heldout v1 seed key"
_PSEUDONYM_KEY = b"heldout v1 pseudonym key"
_RIGHT_FORM = (
    f"a cohort's secret is {TAG} and {_DIGITS} hexadecimal digits on one line; copy it again from "
    "where it is kept. docs/cohorts.md says how one is made, and what follows if it is lost"
)


class Secret:
    """A cohort's secret. It is never printed: its representation says only what it is."""

    __slots__ = ("_content",)

    def __init__(self, content: bytes) -> None:
        """Take the bytes. Raises `ValueError`, which does not quote them."""
        if len(content) != BYTES:
            raise ValueError(f"a secret has {BYTES} bytes, and this has {len(content)}")
        self._content = content

    def reveal(self) -> str:
        """Give the secret's text, for the file that keeps it."""
        return f"{TAG}{self._content.hex()}"

    def derive(self, label: bytes) -> bytes:
        """Derive a key of 32 bytes."""
        return HKDF(algorithm=SHA256(), length=BYTES, salt=None, info=label).derive(self._content)

    def __repr__(self) -> str:
        return "<a cohort's secret>"


def new() -> Secret:
    """Draw a new secret from the system's randomness."""
    return Secret(secrets.token_bytes(BYTES))


def seed_key(secret: Secret) -> bytes:
    """Derive the key that the inputs of hidden tests are drawn by; it is published at closing."""
    return secret.derive(_SEED_KEY)


def pseudonym_key(secret: Secret) -> bytes:
    """Derive the key that pseudonyms are made by; it is never published."""
    return secret.derive(_PSEUDONYM_KEY)


def commitment(key: bytes) -> str:
    """Give a key's SHA-256 in hex, which binds to the key and tells nothing of it.

    Raises `ValueError` if this is no key: nobody could be held to a hash of something guessable.
    """
    if len(key) != BYTES:
        raise ValueError(f"a key has {BYTES} bytes, and this has {len(key)}")
    return hashlib.sha256(key).hexdigest()


def parse(text: str, where: Path | str | None = None) -> Secret:
    """Read a secret's text; space around it does not matter.

    Raises `BadInputError`, which does not quote it.
    """
    tag, digits = text.strip()[: len(TAG)], text.strip()[len(TAG) :]
    if tag == TAG and _HEX.fullmatch(digits):
        return Secret(bytes.fromhex(digits))
    if not tag:
        fact = "there is no secret in it"
    elif tag != TAG:
        fact = f"this does not begin with {TAG}, so it is no secret, or a part of one"
    elif stray := _NO_HEX.search(digits):
        fact = f"character {stray.start() + 1} after {TAG} is no hexadecimal digit"
    else:
        fact = f"the secret has {len(digits):,} digits, and should have {_DIGITS}"
    raise BadInputError(fact, where=where, next_step=_RIGHT_FORM)


def find(option: Path | None, environment: Mapping[str, str]) -> Secret | None:
    """Find the secret at hand: in the file, else in the variable; None if neither is given.

    Raises `BadInputError` if what is there cannot be used.
    """
    if option is not None:
        return read(option)
    # A workflow sets the variable to nothing where the repository has no such secret.
    if text := environment.get(VARIABLE, "").strip():
        return parse(text, f"the variable {VARIABLE}")
    return None


def required(option: Path | None, environment: Mapping[str, str]) -> Secret:
    """Find the secret at hand. Raises `BadInputError` if there is none."""
    if found := find(option, environment):
        return found
    state = "empty" if VARIABLE in environment else "not set"
    raise BadInputError(
        f"no cohort's secret is at hand: no file is named, and {VARIABLE} is {state}",
        next_step=f"name its file, or put its text into {VARIABLE}; docs/cohorts.md says how a "
        "secret is made, and what follows if it is lost",
    )


def pseudonym_text(secret: Secret) -> str:
    """Write the pseudonym key as the text that goes into its variable."""
    return f"{PSEUDONYM_TAG}{pseudonym_key(secret).hex()}"


def required_pseudonym_key(option: Path | None, environment: Mapping[str, str]) -> bytes:
    """Find the pseudonym key: in its own variable, else derive it from the secret at hand.

    Raises `BadInputError`, which quotes nothing, if there is neither.
    """
    text = environment.get(PSEUDONYM_VARIABLE, "").strip()
    if option is not None or not text:
        return pseudonym_key(required(option, environment))
    digits = text.removeprefix(PSEUDONYM_TAG)
    if digits == text or not _HEX.fullmatch(digits):
        raise BadInputError(
            f"this is no pseudonym key: that is {PSEUDONYM_TAG} and {_DIGITS} hexadecimal digits",
            where=f"the variable {PSEUDONYM_VARIABLE}",
            next_step="heldout cohort open NAME says again where the key is kept",
        )
    return bytes.fromhex(digits)


def read(path: Path) -> Secret:
    """Read the file of a secret. Raises `BadInputError`, also where others can read it."""
    text = private_file.read(
        path,
        "secret",
        BadInputError,
        next_step=f"name the right file, or put its text into {VARIABLE}",
        if_exposed="draw a new secret before the cohort opens",
    )
    return parse(text, path)


def write(path: Path, secret: Secret) -> None:
    """Keep a secret in a new file that only its owner can read.

    Raises `BadInputError` if the file is already there, or cannot be written.
    """
    _keep(path, secret.reveal())


def write_pseudonym_key(path: Path, secret: Secret) -> None:
    """Keep the pseudonym key in a file of its own, in the place of that of an older secret.

    Raises `BadInputError` if it cannot be written.
    """
    text = pseudonym_text(secret)
    if path.is_file() and path.read_text(encoding="utf-8").strip() == text:
        return
    path.unlink(missing_ok=True)
    _keep(path, text)


def _keep(path: Path, text: str) -> None:
    try:
        private_file.create(path, f"{text}\n")
    except FileExistsError as exc:
        raise BadInputError(
            "there is a file of this name, and a secret in it would be lost for good",
            where=path,
            next_step="name another file, or move this one away",
        ) from exc
    except OSError as exc:
        raise BadInputError(
            f"the secret cannot be kept ({exc.strerror})",
            where=path,
            next_step="make room, or name a file in a folder where you may write",
        ) from exc
