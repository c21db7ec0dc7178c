"""What is taken from a candidate, and what is refused with a reason."""

from __future__ import annotations

import os
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heldout.submission import source
from heldout.submission.source import Refusal, Source


def test_a_regular_file_is_taken_as_it_is(tmp_path):
    """Byte for byte; a byte order mark and Windows line ends are fine."""
    path = tmp_path / "solution.py"
    for content in (b"x = 1\n", b"\xef\xbb\xbfx = 1\r\n", "ä = 'ß'\n".encode()):
        path.write_bytes(content)
        assert source.read(path) == Source(content)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"x = 1\n\xff = 2\n", "line 2 is not UTF-8"),
        ("x = 1\n".encode("utf-16"), "not UTF-8"),
        (b"x = 1\n\ny = '\0'\n", "line 3 holds a NUL"),
        (b"#" * (source.SIZE_LIMIT_BYTES + 1), "262,145 bytes"),
    ],
)
def test_content_that_cannot_be_code_is_refused(tmp_path, content, words):
    """The reason names the file and the fact."""
    path = tmp_path / "solution.py"
    path.write_bytes(content)
    refusal = source.read(path)
    assert isinstance(refusal, Refusal)
    assert str(path) in refusal.reason
    assert words in refusal.reason


def test_what_is_not_a_regular_file_is_refused(tmp_path):
    """Links would name any file the grader can read; a pipe would hold it for ever."""
    (tmp_path / "real.py").write_text("x = 1")
    (tmp_path / "link.py").symlink_to(tmp_path / "real.py")
    os.mkfifo(tmp_path / "pipe.py")
    (tmp_path / "folder.py").mkdir()
    reasons = {
        name: source.read(tmp_path / name).reason
        for name in ("link.py", "pipe.py", "folder.py", "missing.py")
    }
    assert "symbolic link" in reasons["link.py"]
    assert "not a regular file" in reasons["pipe.py"]
    assert "not a regular file" in reasons["folder.py"]
    assert "no such file" in reasons["missing.py"]


def test_a_gigantic_file_is_refused_without_being_read(tmp_path):
    """Its size is enough."""
    path = tmp_path / "solution.py"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    assert "bytes" in source.read(path).reason


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_an_unreadable_file_is_refused(tmp_path):
    """With the remedy."""
    path = tmp_path / "solution.py"
    path.write_text("x = 1")
    path.chmod(0)
    assert "permissions" in source.read(path).reason


@given(st.binary(max_size=300))
def test_any_bytes_are_taken_or_refused(content):
    """With a reason of one printable line, never an exception."""
    found = source.examine("solution.py", content)
    assert isinstance(found, (Source, Refusal))
    if isinstance(found, Refusal):
        assert found.reason.isprintable()


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_a_solution_is_named_as_git_names_it(tmp_path, algorithm):
    """The receipt's id can be found in the repository."""
    path = tmp_path / "solution.py"
    path.write_bytes(b"x = 1\n")
    command = ["git", "init", "-q", f"--object-format={algorithm}", str(tmp_path)]
    subprocess.run(command, check=True)
    words = ["git", "-C", str(tmp_path), "hash-object", str(path)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert source.solution_sha(path.read_bytes(), algorithm) == done.stdout.strip()
