"""The line of a rejected solution that names what catches it."""

from __future__ import annotations

import pytest

from heldout.catalogue.mistakes import caught_by


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('"""X.\n\nCaught by: test_a\n"""', ("test_a",)),
        ('"""X.\n\nCaught by: test_a, test_b\n"""', ("test_a", "test_b")),
        ('"""X.\n\nCaught by: test_a,\ntest_b,\n"""\nx = 1', ("test_a", "test_b")),
        ('"""X.\n\nCaught by: test_a\n\nMore, of it.\n"""', ("test_a",)),
        ('"""X."""\n# Caught by: test_a', ()),
        ("x = 1", ()),
    ],
    ids=["one", "two", "over lines", "then a paragraph", "in a comment", "no docstring"],
)
def test_the_names_are_read_from_the_docstring(source, expected):
    """In order, over several lines, up to a blank one."""
    assert caught_by(source) == expected
