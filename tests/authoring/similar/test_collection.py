"""Files that are read to be compared, whatever is in them."""

from __future__ import annotations

import pytest

from heldout.authoring.similar import collection
from heldout.authoring.similar.collection import LeftOut
from heldout.errors import BadInputError

#: What a stranger may hand in -> what is said of it.
HOSTILE = {
    "not Python": (b"def f(:\n", "line 1 is not Python"),
    "nested": (b"x = " + b"(" * 5000 + b")" * 5000, "not Python|nested too deeply"),
    "nested operators": (b"x = " + b"-" * 50_000 + b"1", "nested too deeply|not Python"),
    "long": (b"x = 1 + 2\n" * 20_000, "more than"),
    "huge": (b"#" * 300_000, "more than"),
    "not text": (b"\xff\xfe", "not UTF-8"),
    "empty": (b"", "empty"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_cannot_be_compared_is_left_out_with_the_reason(tmp_path, name):
    """Never a crash, and nothing of it is run."""
    content, reason = HOSTILE[name]
    path = tmp_path / "a.py"
    path.write_bytes(content)
    found = collection.read(path, "a.py")
    assert isinstance(found, LeftOut)
    assert any(each in found.reason for each in reason.split("|")), found.reason


def test_a_link_is_left_out(tmp_path):
    """It could name any file that the maintainer may read."""
    (tmp_path / "a.py").symlink_to("/etc/passwd")
    found = collection.read(tmp_path / "a.py", "a.py")
    assert isinstance(found, LeftOut)
    assert "symbolic link" in found.reason


def test_a_folder_stands_for_the_python_files_below_it(tmp_path):
    """Each once, in order, whatever else lies there."""
    for name in ("b/solution.py", "a/solution.py", "notes.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("")
    wanted = [tmp_path / "a" / "solution.py", tmp_path / "b" / "solution.py"]
    assert collection.find([tmp_path, tmp_path / "a"]) == wanted


def test_a_folder_without_python_files_is_bad_input(tmp_path):
    """It was probably the wrong one."""
    with pytest.raises(BadInputError, match="no Python file"):
        collection.find([tmp_path])


def test_too_many_files_are_bad_input(tmp_path):
    """Every pair is compared, so their number decides how long that takes."""
    for n in range(collection.FILE_LIMIT + 1):
        (tmp_path / f"{n}.py").touch()
    with pytest.raises(BadInputError, match="more than 1,000"):
        collection.find([tmp_path])
