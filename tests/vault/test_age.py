"""The age format: who can open what, and what is said to who cannot."""

from __future__ import annotations

import base64
from pathlib import Path

import pyrage
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from heldout.errors import IdentityError, SealBrokenError
from heldout.vault import age

WHERE = Path("challenges/double/hidden.age")
#: "hi", locked by the passphrase "secret"; to lock it takes seconds.
LOCKED = base64.b64decode(
    "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCBsQ1VaVVRjVThzVmJENVpDdll1NFlnIDIwCm9R"
    "WHVmUEdYMTFnSHFjRlkvUER0ZkovTVNaazVxZUtvOVVOazRPTC9vTmcKLS0tIFg4WUQ4VzFmV3d4YVoz"
    "MzFHUVh5UVpndVBRWjFNM0dwcGt5eVZ6ZWFKSjAKwBiZFYtwLS0uqH6PV42ad0l98bogDVeUbMH0Yexw"
    "rEKnnw=="
)
TEXT = b"assert solution.double(2) == 4\n" * 5000


def test_any_one_of_several_recipients_opens_it(ada, grace):
    """Each alone, and with other keys beside it."""
    sealed = age.encrypt(TEXT, [ada.recipient, grace.recipient])
    assert age.decrypt(sealed, [ada], WHERE) == TEXT
    assert age.decrypt(sealed, [age.new_identity(), grace], WHERE) == TEXT
    assert b"solution" not in sealed


def test_a_wrong_key_is_told_from_a_damaged_file(ada, grace):
    """The public half of the key that was tried is named, the private one is not."""
    sealed = age.encrypt(TEXT, [ada.recipient])
    with pytest.raises(IdentityError, match="other keys") as caught:
        age.decrypt(sealed, [grace], WHERE)
    assert grace.recipient in str(caught.value)
    assert grace.reveal() not in str(caught.value)
    assert "recipients.txt" in caught.value.next_step


@pytest.mark.parametrize("length", [22, 40, 180, 400, 66_000, -1])
def test_a_file_cut_anywhere_is_damaged(ada, length):
    """In its header or its body, it says how much is there."""
    with pytest.raises(SealBrokenError, match=r"cut short: .*bytes") as caught:
        age.decrypt(age.encrypt(TEXT, [ada.recipient])[:length], [ada], WHERE)
    assert "git checkout -- challenges/double/hidden.age" in caught.value.next_step


@pytest.mark.parametrize("at", [-1, -70_000, -len(TEXT)])
def test_a_changed_bit_is_damage(ada, at):
    """Nothing is given out that was not written by who sealed it."""
    sealed = bytearray(age.encrypt(TEXT, [ada.recipient]))
    sealed[at] ^= 1
    with pytest.raises(SealBrokenError, match="damaged"):
        age.decrypt(bytes(sealed), [ada], WHERE)


def ssh() -> pyrage.ssh.Recipient:
    """A key of another kind."""
    public = Ed25519PrivateKey.generate().public_key()
    encoding, form = serialization.Encoding.OpenSSH, serialization.PublicFormat.OpenSSH
    return pyrage.ssh.Recipient.from_str(public.public_bytes(encoding, form).decode())


@pytest.mark.parametrize(
    ("sealed", "fact"),
    [
        (lambda _: b"", "not an age file"),
        (lambda _: b"version https://git-lfs.github.com/spec/v1\n", "not an age file"),
        (lambda _: LOCKED, "locked by a passphrase"),
        (lambda _: pyrage.encrypt(b"hi", [ssh()]), "another kind than X25519"),
        (
            lambda key: pyrage.encrypt(
                b"hi", [pyrage.x25519.Recipient.from_str(key.recipient)], armored=True
            ),
            "age's text form",
        ),
    ],
    ids=["empty", "lfs", "passphrase", "ssh", "armor"],
)
def test_other_files_are_named_for_what_they_are(ada, sealed, fact):
    """Not one of them is called damaged."""
    with pytest.raises(SealBrokenError, match=fact):
        age.decrypt(sealed(ada), [ada], WHERE)


def test_a_private_key_does_not_show_itself(ada):
    """Neither in a representation nor in the error for a bad one."""
    assert ada.reveal() not in f"{ada} {ada!r}"
    assert ada.recipient in repr(ada)
    with pytest.raises(ValueError, match="no X25519 identity") as caught:
        age.Identity(ada.reveal()[:-1])
    assert ada.reveal()[16:-1] not in str(caught.value)
