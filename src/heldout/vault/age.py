"""The age format, https://age-encryption.org/v1: bytes for those who hold one of several keys.

A stock `age` reads what is written here, and the other way round. Only X25519 keys are taken:
passphrases can be guessed, and whoever sealed for an SSH key cannot be told from the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyrage  # type: ignore[import-untyped]

from heldout.errors import IdentityError, SealBrokenError

MAGIC = b"age-encryption.org/v1\n"
_ARMOR = b"-----BEGIN AGE ENCRYPTED FILE-----"
#: age itself allows far less in a header of X25519 keys.
_MOST_HEADER = 1 << 20
_NOT_HELD = "No matching keys"


class Identity:
    """A private key. It is never printed: its representation is the public one."""

    def __init__(self, text: str) -> None:
        """Read `AGE-SECRET-KEY-1...`. Raises `ValueError`, which does not quote it."""
        try:
            self.key = pyrage.x25519.Identity.from_str(text.strip())
        except pyrage.IdentityError:
            raise ValueError("this is no X25519 identity") from None

    @property
    def recipient(self) -> str:
        """The public key, `age1...`."""
        return str(self.key.to_public())

    def reveal(self) -> str:
        """Give the private key's text, for the file that keeps it."""
        return str(self.key)

    def __repr__(self) -> str:
        return f"<identity of {self.recipient}>"


def new_identity() -> Identity:
    """Draw a new key from the system's randomness."""
    return Identity(str(pyrage.x25519.Identity.generate()))


def read_recipient(text: str) -> str:
    """Read `age1...` and give it back as it is usually written. Raises `ValueError`."""
    try:
        return str(pyrage.x25519.Recipient.from_str(text))
    except pyrage.RecipientError:
        raise ValueError("this is no X25519 recipient") from None


def encrypt(content: bytes, recipients: Sequence[str]) -> bytes:
    """Encrypt for any one of the recipients; twice the same is never the same bytes."""
    keys = [pyrage.x25519.Recipient.from_str(each) for each in recipients]
    return bytes(pyrage.encrypt(content, keys))


def decrypt(sealed: bytes, identities: Sequence[Identity], where: Path) -> bytes:
    """Decrypt with whichever identity fits; `where` is for the error.

    Raises `SealBrokenError` if this is damaged or not such a file, and `IdentityError` if none of
    the identities opens it.
    """
    _check_header(sealed, where)
    try:
        return bytes(pyrage.decrypt(sealed, [each.key for each in identities]))
    except pyrage.DecryptError as exc:
        if _NOT_HELD not in str(exc):
            raise SealBrokenError(
                f"the file is damaged or cut short: {len(sealed):,} bytes that do not decrypt",
                where=where,
                next_step=f"git checkout -- {where}, or have it sealed again from hidden/",
            ) from exc
    held = " nor ".join(each.recipient for each in identities)
    raise IdentityError(
        f"the file is sealed for other keys: {held} does not open it",
        where=where,
        next_step="use the identity of one of recipients.txt; with --identity FILE, or in the "
        "variable HELDOUT_IDENTITY. Who has one can seal it for you too: docs/vault.md",
    )


def _check_header(sealed: bytes, where: Path) -> None:
    if sealed.startswith(_ARMOR):
        fact, step = "this is age's text form", "age -d it, and let `heldout seal` write it anew"
    elif not sealed.startswith(MAGIC):
        fact, step = "this is not an age file", "have it sealed again: heldout seal SLUG"
    else:
        header, end, _ = sealed[:_MOST_HEADER].partition(b"\n--- ")
        kinds = [line.split()[1:2] for line in header.splitlines() if line.startswith(b"-> ")]
        if [b"scrypt"] in kinds:
            fact = "this is locked by a passphrase, not for the keys of recipients.txt"
            step = "age -d it with the passphrase, and let `heldout seal` write it anew"
        elif not end:
            fact = f"the file is cut short: its {len(sealed):,} bytes are less than a header"
            step = f"git checkout -- {where}, or have it sealed again from hidden/"
        elif [b"X25519"] not in kinds:
            fact = "this is sealed for keys of another kind than X25519, such as SSH keys"
            step = "open it with such a key, and let `heldout seal` write it anew"
        else:
            return
    raise SealBrokenError(fact, where=where, next_step=step)
