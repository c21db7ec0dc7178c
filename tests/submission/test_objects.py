"""Objects of git as data."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heldout.submission import objects
from heldout.submission.change import Entry
from heldout.submission.objects import Malformed

NONE = bytes(20)


def test_a_tree_is_its_entries(store):
    """As `git ls-tree` shows them: modes, names as bytes, objects in hex."""
    tree = store.git("rev-parse", "main^{tree}")
    found = objects.entries(
        objects.contents(store.folder, [objects.headers(store.folder, [tree])[tree]])[tree], 20
    )
    shown = store.git("ls-tree", tree).splitlines()
    assert [
        f"{entry.mode:06o} {'tree' if entry.is_folder else 'blob'} {entry.object}\t{name.decode()}"
        for name, entry in found.items()
    ] == shown


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"100644 .git\0" + NONE, "named '.git'"),
        (b"40000 .GIT\0" + NONE, "named '.GIT'"),
        (b"100644 .\0" + NONE, "named '.'"),
        (b"40000 ..\0" + NONE, "named '..'"),
        (b"100644 a/../../b\0" + NONE, "named 'a/../../b'"),
        (b"100644 \0" + NONE, "named ''"),
        (2 * (b"100644 solution.py\0" + NONE), "two entries named 'solution.py'"),
        (b"100644 x\0" + NONE + b"40000 x\0" + NONE, "two entries named 'x'"),
        (b"20000 device\0" + NONE, "the mode 20000"),
        (b"100644 cut\0" + NONE[1:], "no tree of git's"),
        (b"100644", "no tree of git's"),
        (b"100644\0" + NONE, "no tree of git's"),
        (b"+100644 sign\0" + NONE, "no tree of git's"),
    ],
)
def test_what_git_would_not_write_is_no_tree(content, words):
    """The fact names the entry."""
    found = objects.entries(content, 20)
    assert isinstance(found, Malformed)
    assert words in found.fact


@given(st.binary(max_size=200))
def test_any_bytes_are_a_tree_or_none(content):
    """With a fact that can be printed, never an exception."""
    found = objects.entries(content, 20)
    assert found.fact.isprintable() if isinstance(found, Malformed) else isinstance(found, dict)


def test_modes_tell_what_an_entry_is():
    """Exactly one of four."""
    kinds = ("is_file", "is_folder", "is_link", "is_submodule")
    modes = {0o100644: 0, 0o100755: 0, 0o100664: 0, 0o40000: 1, 0o120000: 2, 0o160000: 3}
    for mode, kind in modes.items():
        entry = Entry(mode, "a" * 40)
        assert [getattr(entry, each) for each in kinds] == [n == kind for n in range(4)]
