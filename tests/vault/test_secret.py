"""A cohort's secret: read strictly, kept to its owner, never shown, and the keys it gives."""

from __future__ import annotations

import hashlib
import hmac
import re
import shutil
import subprocess
import traceback
from pathlib import Path

import pytest

from heldout.errors import BadInputError
from heldout.vault import secret as secrets
from heldout.vault.secret import Secret

DIGITS = bytes(range(32)).hex()
TAG = "heldout-secret-v1:"
TEXT = f"{TAG}{DIGITS}"
OTHER = TAG + "ff" * 32


@pytest.mark.parametrize(
    ("text", "seed_key", "pseudonym_key", "commitment"),
    [
        (
            TEXT,
            "6b188a075199f3694d3efdc6803814e37928c050cc45a4f60b1f264a02eb02f5",
            "ea78b332d6a1208cfef7b73c05ff9b5e76ed06fb97993c27594f928303a889a9",
            "454fd4483d8115b1daf3db1cb266f7dbdb3cb853b11b70755fcfc385267011b4",
        ),
        (
            OTHER,
            "35503ec3402ab41a58bbf6373530279b5b31c181d95361e6757063802c54beaf",
            "6f7e22311bb56d302dc0924b7ffad0385a0365ac610f24db95ee32d33396ad4a",
            "45378c7fd7df0f915a132d55a744f5bced91c48bbf86bdffe9017f78f8bf9e0d",
        ),
    ],
)
def test_the_keys_of_a_secret_never_change(text, seed_key, pseudonym_key, commitment):
    """Computed once from RFC 5869 with HMAC alone; receipts and boards depend on them."""
    secret = secrets.parse(text)
    assert secrets.seed_key(secret).hex() == seed_key
    assert secrets.pseudonym_key(secret).hex() == pseudonym_key
    assert secrets.commitment(secrets.seed_key(secret)) == commitment


def test_a_key_is_hkdf_as_the_rfc_has_it():
    """Extract and expand by hand; with the label and without a salt."""
    extracted = hmac.digest(bytes(32), bytes.fromhex(DIGITS), hashlib.sha256)
    assert secrets.parse(TEXT).derive(b"any") == hmac.digest(extracted, b"any\x01", hashlib.sha256)


def test_new_secrets_differ_and_are_read_back():
    """From the system's randomness, as text."""
    one, other = secrets.new(), secrets.new()
    assert one.reveal() != other.reveal()
    assert secrets.parse(one.reveal()).reveal() == one.reveal()


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
def test_the_documented_command_makes_a_secret(tmp_path):
    """In a file that is its owner's alone."""
    document = Path(__file__).parents[2] / "docs" / "cohorts.md"
    command = re.search(r"```sh\n(.+)\n", document.read_text(encoding="utf-8"))[1]
    subprocess.run(["/bin/sh", "-c", command], cwd=tmp_path, check=True)
    assert secrets.read(tmp_path / "spring.secret").reveal().startswith(TAG)


@pytest.mark.parametrize("text", [f"{TEXT}\n", f"  {TEXT}\r\n", TAG + DIGITS.upper(), f"\n{TEXT}"])
def test_space_around_a_secret_and_capitals_do_not_matter(text):
    """Editors and web forms add them."""
    assert secrets.parse(text).reveal() == TEXT


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("", "there is no secret in it"),
        (" \n", "there is no secret in it"),
        (TAG, "the secret has 0 digits, and should have 64"),
        (TEXT[:-1], "the secret has 63 digits, and should have 64"),
        (TEXT + DIGITS, "the secret has 128 digits, and should have 64"),
        (f"{TAG}{DIGITS[:32]} {DIGITS[32:]}", f"character 33 after {TAG} is no hexadecimal digit"),
        (f"{TEXT}\n{TEXT}", f"character 65 after {TAG} is no hexadecimal digit"),
        (f"{TAG}S{DIGITS[1:]}", f"character 1 after {TAG} is no hexadecimal digit"),
        (TAG + "\u0661" * 64, f"character 1 after {TAG} is no hexadecimal digit"),
        (DIGITS, f"this does not begin with {TAG}, so it is no secret"),
        (TEXT.replace("v1", "v2"), f"this does not begin with {TAG}"),
        (TEXT.upper(), f"this does not begin with {TAG}"),
        (f"HELDOUT_COHORT_SECRET={TEXT}", f"this does not begin with {TAG}"),
    ],
)
def test_what_is_no_secret_is_said_without_quoting_it(text, fact):
    """It may be the real one with a slip; no part of it gets into a message or a traceback."""
    with pytest.raises(BadInputError) as caught:
        secrets.parse(text, "the file")
    told = "".join(traceback.format_exception(caught.value))
    assert caught.value.fact.startswith(fact)
    assert str(caught.value).startswith("the file: ")
    assert not any(part in told for part in (DIGITS[:8], DIGITS[-8:-1], DIGITS[32:40]))


def test_neither_a_key_nor_its_hash_is_taken_for_a_secret():
    """Both are published, and a grade by one of them could be foreseen by anybody."""
    key = secrets.seed_key(secrets.new())
    for published in (key.hex(), secrets.commitment(key)):
        with pytest.raises(BadInputError, match="so it is no secret"):
            secrets.parse(published)


def test_a_secret_does_not_show_itself():
    """Not when it is printed, formatted or in a container."""
    secret = secrets.parse(TEXT)
    assert DIGITS[:8] not in f"{secret} {secret!r} {[secret]}"
    assert not hasattr(secret, "__dict__")


@pytest.mark.parametrize("size", [0, 31, 33])
def test_other_lengths_are_no_secret_and_no_key(size):
    """A short key could be guessed from its commitment."""
    with pytest.raises(ValueError, match=f"32 bytes, and this has {size}"):
        Secret(bytes(size))
    with pytest.raises(ValueError, match=f"32 bytes, and this has {size}"):
        secrets.commitment(bytes(size))


def test_a_kept_secret_is_its_owners_alone(tmp_path):
    """Mode 0600 from the start, and nothing beside it."""
    path = tmp_path / "spring.secret"
    secret = secrets.new()
    secrets.write(path, secret)
    assert path.stat().st_mode & 0o777 == 0o600
    assert secrets.read(path).reveal() == secret.reveal()
    assert list(tmp_path.iterdir()) == [path]


def test_a_secret_is_never_written_over_another(tmp_path):
    """The one that is there may be the only copy."""
    path = tmp_path / "spring.secret"
    secrets.write(path, secrets.parse(TEXT))
    with pytest.raises(BadInputError, match="there is a file of this name"):
        secrets.write(path, secrets.new())
    assert secrets.read(path).reveal() == TEXT
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_said(tmp_path):
    """As what it is, with what to do."""
    with pytest.raises(BadInputError, match="cannot be kept"):
        secrets.write(tmp_path / "none" / "spring.secret", secrets.new())


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o777])
def test_a_secret_that_others_can_read_or_change_is_refused(tmp_path, mode):
    """With the command that corrects it."""
    path = tmp_path / "spring.secret"
    secrets.write(path, secrets.parse(TEXT))
    path.chmod(mode)
    with pytest.raises(BadInputError, match=f"mode 0{mode:o}") as caught:
        secrets.read(path)
    assert f"chmod 600 {path}" in caught.value.next_step


@pytest.mark.parametrize(
    ("content", "fact"),
    [
        (b"\xff" * 64, "this does not begin with"),
        (b"0" * 70_000, "larger than 65,536 bytes"),
        (b"", "there is no secret in it"),
    ],
)
def test_a_file_that_holds_no_secret_is_named(tmp_path, content, fact):
    """Whatever its bytes."""
    path = tmp_path / "spring.secret"
    path.touch(mode=0o600)
    path.write_bytes(content)
    with pytest.raises(BadInputError, match=fact) as caught:
        secrets.read(path)
    assert caught.value.where == path


def test_a_file_that_is_missing_is_named(tmp_path):
    """And a folder in its place."""
    for path in (tmp_path / "none", tmp_path):
        with pytest.raises(BadInputError, match="cannot be read") as caught:
            secrets.read(path)
        assert caught.value.where == path


def test_a_named_file_counts_before_the_variable(tmp_path):
    """Which counts where no file is named."""
    path = tmp_path / "spring.secret"
    secrets.write(path, secrets.parse(TEXT))
    environment = {secrets.VARIABLE: f"{OTHER}\n"}
    assert secrets.required(path, environment).reveal() == TEXT
    assert secrets.required(None, environment).reveal() == OTHER


@pytest.mark.parametrize(
    ("environment", "state"), [({}, "is not set"), ({secrets.VARIABLE: " \n"}, "is empty")]
)
def test_without_a_secret_the_error_says_where_to_put_it(environment, state):
    """A workflow sets an unknown secret to nothing; that is none, and not a broken one."""
    assert secrets.find(None, environment) is None
    with pytest.raises(BadInputError, match=f"HELDOUT_COHORT_SECRET {state}") as caught:
        secrets.required(None, environment)
    assert caught.value.exit_status == 2


def test_a_broken_variable_is_named():
    """It is not taken for none."""
    with pytest.raises(BadInputError, match=r"the variable HELDOUT_COHORT_SECRET: .* 2 digits,"):
        secrets.find(None, {secrets.VARIABLE: f"{TAG}ab"})
