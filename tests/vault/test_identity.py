"""Where a private key comes from, and that it goes nowhere else."""

from __future__ import annotations

import os
import stat

import pytest

from heldout.errors import IdentityError
from heldout.vault import identity
from heldout.vault.identity import VARIABLE


def recipients(found) -> list[str]:
    """The public halves."""
    return [each.recipient for each in found]


@pytest.fixture
def write(tmp_path):
    """Write an identity file that only its owner can read."""

    def written(name: str, text: str, mode: int = 0o600):
        path = tmp_path / name
        path.write_text(text)
        path.chmod(mode)
        return path

    return written


def test_the_first_of_three_places_is_used(write, ada, grace, tmp_path):
    """The option, then the variable, then the user's own file."""
    default = write("identity.txt", grace.reveal())
    option = write("other.txt", ada.reveal())
    variable = {VARIABLE: ada.reveal()}
    assert recipients(identity.find(None, {}, default)) == [grace.recipient]
    assert recipients(identity.find(None, variable, default)) == [ada.recipient]
    assert recipients(identity.find(option, {VARIABLE: "x"}, default)) == [ada.recipient]
    assert identity.find(None, {}, tmp_path / "none") == ()


def test_a_file_of_age_keygen_is_read_with_all_its_keys(write, ada, grace):
    """Comments, empty lines and CRLF are fine; during a rotation there are two keys."""
    text = (
        f"# created: today\r\n# public key: {ada.recipient}\r\n{ada.reveal()}\r\n\n{grace.reveal()}"
    )
    found = identity.find(write("key", text), {}, write("identity.txt", ""))
    assert recipients(found) == [ada.recipient, grace.recipient]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o620])
def test_an_identity_that_others_can_read_is_refused(write, ada, mode):
    """With the command that closes it."""
    path = write("it's mine.txt", ada.reveal(), mode)
    with pytest.raises(IdentityError, match=f"mode {mode:04o}") as caught:
        identity.find(None, {}, path)
    assert caught.value.next_step.startswith("chmod 600 '")
    os.system(caught.value.next_step.partition(";")[0])
    assert recipients(identity.find(None, {}, path)) == [ada.recipient]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("", "no identity is in it"),
        ("AGE-SECRET-KEY-1QQQ", "line 1 is no age identity"),
        ("# mine\nage-encryption.org/v1\n-> scrypt", "line 2 is no age identity"),
        ("A" * 70_000, "larger than 65,536 bytes"),
    ],
)
def test_what_is_no_identity_is_told_and_not_quoted(write, text, fact):
    """It may be one with a letter missing."""
    with pytest.raises(IdentityError, match=fact) as caught:
        identity.find(write("key", text), {}, write("identity.txt", ""))
    assert "1QQQ" not in str(caught.value)


def test_no_identity_is_told_with_every_place_for_one(tmp_path):
    """An empty variable is what a workflow has where there is no such secret."""
    default = tmp_path / "identity.txt"
    with pytest.raises(IdentityError, match="HELDOUT_IDENTITY is not set") as caught:
        identity.required(None, {}, default)
    assert str(default) in caught.value.fact
    assert "docs/vault.md" in caught.value.next_step
    with pytest.raises(IdentityError, match="HELDOUT_IDENTITY is empty"):
        identity.required(None, {VARIABLE: " \n"}, default)


def test_a_missing_option_is_not_replaced_by_another_key(write, ada, tmp_path):
    """Who names a file means that file."""
    with pytest.raises(IdentityError, match="No such file"):
        identity.find(tmp_path / "none", {VARIABLE: ada.reveal()}, write("key", ada.reveal()))


def test_a_new_identity_is_kept_for_its_owner_alone(tmp_path):
    """Mode 0600 in a folder of its own, and it is found again."""
    path = tmp_path / "config" / "heldout" / "identity.txt"
    made = identity.make(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert recipients(identity.find(None, {}, path)) == [made.recipient]
    assert list(path.parent.iterdir()) == [path]


def test_a_key_that_is_there_is_never_replaced(write, ada):
    """It may be the only one that opens what is sealed."""
    path = write("identity.txt", ada.reveal())
    with pytest.raises(IdentityError, match="File exists"):
        identity.make(path)
    assert path.read_text() == ada.reveal()
    assert list(path.parent.iterdir()) == [path]
