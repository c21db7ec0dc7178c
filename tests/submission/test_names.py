"""Names of strangers: which are odd, which are alike, and how they are shown."""

from __future__ import annotations

import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heldout.submission import names


@pytest.mark.parametrize(
    "name",
    [
        *("a\x00b", "a\tb", "a\x7fb", "a\u200bb", "a\u202eb", "\ufeffa", "a\u00a0b", "a\\b", "a:b"),
        *(" a", "a ", "a.", "...", "con", "CON", "nul.md", "com1.txt", "LPT9", "aux .x", "CONIN$"),
        *("com¹", "a*", "a?", 'a"b', "a<b", "a>b", "a|b", "SOLUTI~1.PY", "git~1", "a" * 256),
    ],
)
def test_a_name_that_could_be_taken_for_another_is_odd(name):
    """For each reason there is."""
    fact = names.oddity(name.encode())
    assert fact
    assert fact.isprintable()


@pytest.mark.parametrize(
    "name",
    [
        "solution.py",
        ".gitignore",
        "a b",
        "né.md",
        "e\u0301",
        "console",
        "com10",
        "aux-x",
        "a~b",
        "~1x",
    ],
)
def test_an_ordinary_name_is_not(name):
    """Accents, spaces inside and dots before are ordinary."""
    assert names.oddity(name.encode()) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kmeans", "kmeans"),
        ("é", "e\u0301"),
        ("straße", "STRASSE"),
        ("\uff4bmeans", "kmeans"),
        ("\u212aMEANS", "kmeans"),  # the sign for kelvin
        ("k\u200dmeans", "kmeans"),
        ("a\\b", "a/b"),
        ("a./b ", "a/b"),
        ("\u03c2", "\u03c3"),  # two ways to write a small sigma
    ],
)
def test_names_that_some_system_takes_for_one_fold_to_one(one, other):
    """Others stay apart."""
    assert names.fold(one.encode()) == names.fold(other.encode())
    assert names.fold(one.encode()) != names.fold(b"other")


@given(st.binary(max_size=300))
def test_any_bytes_have_a_word_a_form_and_a_look(path):
    """All of which can be printed, on one line."""
    assert names.word(path).isprintable()
    assert names.show(path).isprintable()
    assert len(names.show(path)) <= 130
    assert (names.oddity(path) or "x").isprintable()
    names.fold(path).encode(errors="surrogateescape")


def test_a_word_is_that_path_to_a_shell():
    """Whatever is in it; what git would read as a pattern is marked as a name."""
    paths = [b"a/b.py", b"a b", b"$(touch x)", b"`x`", b"a'b", b"\xff'", b"\x1b2J\n", b"-x"]
    paths += ["ä".encode(), b"~", b"#", b"!x", b"a;b", b"a&b"]
    script = "printf '%s\\0' " + " ".join(map(names.word, paths))
    done = subprocess.run(["bash", "-c", script], capture_output=True, check=True)
    assert done.stdout == b"\0".join([*paths, b""])
    for path in (b"we*ird", b"[a]", b":odd", b"a?", b"a\\b"):
        assert names.word(path).startswith("':(literal)")
