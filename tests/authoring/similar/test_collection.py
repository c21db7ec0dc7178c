"""Strangers' files, read as data."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from heldout.authoring.similar import collection
from heldout.authoring.similar.collection import LeftOut
from heldout.authoring.similar.fingerprint import Fingerprint
from heldout.errors import BadInputError


def reason(tmp_path, content: bytes) -> str:
    """Why a file with some content is left out."""
    path = tmp_path / "a.py"
    path.write_bytes(content)
    read = collection.read(path, "a.py")
    assert isinstance(read, LeftOut), read
    return read.reason


def test_a_folder_is_every_python_file_below_it(tmp_path):
    """In order, each once, by its path; other files are nobody's submission."""
    for name in ("b/x.py", "a/x.py", "a/notes.txt", "c.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = collection.find([tmp_path, tmp_path / "c.py", tmp_path / "gone.py"])
    names = [path.relative_to(tmp_path).as_posix() for path in found]
    assert names == ["c.py", "a/x.py", "b/x.py", "gone.py"]


def test_one_file_by_two_paths_is_one_submission(tmp_path, monkeypatch):
    """Or it would be a copy of itself."""
    (tmp_path / "c.py").touch()
    monkeypatch.chdir(tmp_path)
    assert collection.find([Path("c.py"), tmp_path / "c.py"]) == [Path("c.py")]


def test_a_folder_without_submissions_is_named(tmp_path):
    """A slip of the hand is no clean result."""
    with pytest.raises(BadInputError, match="no Python file is in this folder"):
        collection.find([tmp_path])


def test_a_folder_that_cannot_be_listed_is_named(tmp_path, monkeypatch):
    """It may hold the very copy."""

    def scandir(path):
        raise PermissionError(13, "Permission denied", path)

    # As root, who runs tests in containers, no folder is closed.
    monkeypatch.setattr(os, "scandir", scandir)
    with pytest.raises(BadInputError, match="cannot be listed"):
        collection.find([tmp_path])


def test_too_many_files_are_refused_before_any_is_read(tmp_path):
    """Ten thousand of them are fifty million pairs."""
    for n in range(10_000):
        os.mknod(tmp_path / f"{n}.py")
    with pytest.raises(BadInputError, match="more than 1,000 Python files"):
        collection.find([tmp_path])


def test_too_much_is_refused_before_any_is_read(tmp_path):
    """Files that are too long to be parsed cost nothing, and do not count."""
    for n in range(200):
        (tmp_path / f"{n}.py").write_bytes(b"#" * (100 << 10 if n < 100 else 60 << 10))
    assert len(collection.find([tmp_path])) == 200
    for n in range(200, 240):
        (tmp_path / f"{n}.py").write_bytes(b"#" * (60 << 10))
    with pytest.raises(BadInputError, match="more than 8 MB of Python files"):
        collection.find([tmp_path])


def test_links_are_refused_and_not_followed(tmp_path):
    """To a file, to a folder, or round in a circle."""
    folder = tmp_path / "submissions"
    folder.mkdir()
    (tmp_path / "x.py").write_text("x = 1\n")
    (folder / "file.py").symlink_to(tmp_path / "x.py")
    (folder / "folder").symlink_to(tmp_path)
    (folder / "loop.py").symlink_to("loop.py")
    files = collection.find([folder])
    assert sorted(path.name for path in files) == ["file.py", "folder", "loop.py"]
    for path in files:
        read = collection.read(path, path.name)
        assert isinstance(read, LeftOut)
        assert read.reason == "is a symbolic link; hand in the file itself"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"def f(:\n", "line 1 is not Python (invalid syntax)"),
        (b"x = 1\nx = \xff\n", "line 2 is not UTF-8"),
        (b"x = \0\n", "NUL character"),
        (b"", "the file is empty"),
        (b"x=1;" * 100_000, "the file has 400,000 bytes"),
        (
            b"x = 1  # padding\n" * 15_000,
            "has 255,000 bytes, more than the 65,536 that are compared",
        ),
        (b"a=b+c\n" * 10_000, "has 50,000 tokens, more than the 3,000 that are compared"),
        (b"x=" + b"-" * 60_000 + b"1", "nested too deeply"),
        (b"x=f" + b"()" * 400, "nested too deeply"),
        (b"x=a" + b".b" * 30_000, "nested too deeply"),
        (b"if x: pass\n" + b"elif x: pass\n" * 4_000, "nested too deeply"),
    ],
    ids=lambda each: each[:8] if isinstance(each, bytes) else "",
)
def test_what_cannot_be_compared_says_why(tmp_path, content, expected):
    """And nothing fails, however hostile."""
    assert expected in reason(tmp_path, content)


@pytest.mark.parametrize("start", [b"\xef\xbb\xbf", b"\r\n", b"# coding: rot13\n"])
def test_odd_beginnings_are_read_like_any_other(tmp_path, start):
    """A byte order mark, other line ends, and a declared encoding that is not to be trusted."""
    path = tmp_path / "a.py"
    path.write_bytes(start + b"x = f(1)\r\n")
    plain = tmp_path / "b.py"
    plain.write_bytes(b"x = f(1)\n")
    one, other = (collection.read(each, each.name) for each in (path, plain))
    assert isinstance(one, Fingerprint)
    assert isinstance(other, Fingerprint)
    assert one.fragments == other.fragments


def test_a_file_is_not_run(tmp_path):
    """Not even its first line."""
    path = tmp_path / "a.py"
    path.write_text(f"open({str(tmp_path / 'ran')!r}, 'w').close()\n")
    assert isinstance(collection.read(path, "a.py"), Fingerprint)
    assert not (tmp_path / "ran").exists()
