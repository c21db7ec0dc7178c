"""`hidden.age`: opened in memory, by ours and by stock tools; nothing hostile is let through."""

from __future__ import annotations

import shutil
import subprocess
import tracemalloc
from pathlib import Path

import pytest

from heldout.errors import IdentityError, SealBrokenError, SuiteInTheWayError
from heldout.vault import age, seal
from heldout.vault.archive import Contents

FILES = {"test_hidden.py": b"def test(): ...\n", "accepted/loop.py": b"", "points.toml": b"\xff"}


@pytest.fixture
def sealed(tmp_path, ada) -> Path:
    """A sealed file, alone in a folder."""
    path = tmp_path / "double" / seal.FILE
    path.parent.mkdir()
    path.write_bytes(seal.seal(Contents(FILES, (ada.recipient,)), path))
    return path


def test_a_grader_opens_it_in_memory(sealed, ada, monkeypatch):
    """By names within the hidden folder; even where nothing can be written."""
    monkeypatch.setenv("TMPDIR", "/nowhere")
    sealed.parent.chmod(0o500)
    assert seal.open_sealed(sealed, [ada]) == FILES
    sealed.parent.chmod(0o700)
    assert list(sealed.parent.iterdir()) == [sealed]


def test_who_has_no_key_or_another_opens_nothing(sealed, grace):
    """The error is of the key, not of the file."""
    for keys in ([], [grace]):
        with pytest.raises(IdentityError):
            seal.open_sealed(sealed, keys)


@pytest.mark.skipif(
    not (shutil.which("age") and shutil.which("tar")),
    reason="the programs age and tar are not here",
)
def test_stock_tools_open_it(sealed, ada, tmp_path):
    """`age -d | tar x`, as the documents say."""
    key = tmp_path / "identity.txt"
    key.write_text(ada.reveal())
    out = tmp_path / "out"
    out.mkdir()
    command = f"age -d -i {key} {sealed} | tar x -C {out}"
    done = subprocess.run(command, shell=True, capture_output=True, check=True)
    assert done.stderr == b""
    read = {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*") if p.is_file()}
    assert read == FILES


@pytest.mark.skipif(not shutil.which("age"), reason="the program age is not here")
def test_what_stock_age_seals_is_opened_too(tmp_path, ada):
    """Its file of recipients is ours."""
    recipients = tmp_path / "recipients.txt"
    recipients.write_text(f"# Ada\n{ada.recipient}\n")
    sealed = subprocess.run(
        ["age", "-R", recipients], input=b"hi" * 99_999, capture_output=True, check=True
    ).stdout
    assert age.decrypt(sealed, [ada], tmp_path) == b"hi" * 99_999


def test_what_is_no_archive_of_ours_is_refused(sealed, ada):
    """Sealed for the right key all the same: whoever seals is not trusted."""
    sealed.write_bytes(age.encrypt(b"#!/bin/sh\n", [ada.recipient]))
    with pytest.raises(SealBrokenError, match=r"refused: .* no tar header") as caught:
        seal.open_sealed(sealed, [ada])
    assert "do not unpack it by hand" in caught.value.next_step


def test_a_file_of_any_size_is_not_read_whole(sealed, ada):
    """A gigabyte of holes costs as little as what a sealed folder can have."""
    with sealed.open("r+b") as file:
        file.truncate(1 << 30)
    tracemalloc.start()
    with pytest.raises(SealBrokenError, match="larger than the 70,205,440 bytes"):
        seal.open_sealed(sealed, [ada])
    _, most_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most_bytes < 1 << 28


def test_a_missing_file_is_told(tmp_path, ada):
    """With the command that would write it."""
    with pytest.raises(SealBrokenError, match="No such file") as caught:
        seal.open_sealed(tmp_path / seal.FILE, [ada])
    assert "heldout seal" in caught.value.next_step


def test_files_that_do_not_fit_are_not_sealed(ada):
    """The name is told."""
    with pytest.raises(SuiteInTheWayError, match="naive copy"):
        seal.seal(Contents({"naive copy?.py": b""}, (ada.recipient,)), Path("hidden"))
