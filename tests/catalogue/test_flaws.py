"""The comment on top of a rejected answer."""

from __future__ import annotations

import pytest

from heldout.catalogue.flaws import CODES, INTEGRITY, MISTAKES, STRUCTURE, rejection


@pytest.mark.parametrize(
    ("text", "why", "names"),
    [
        ("<!--\nToo short.\n\nRejected for: a, b-c\n-->\n# X\n", "Too short.", ("a", "b-c")),
        (
            "\n<!-- Too\nshort.\nRejected for: a,\n  b,\n\nOr so. -->",
            "Too short. Or so.",
            ("a", "b"),
        ),
        ("<!-- Rejected for: a -->", "", ("a",)),
        ("<!-- Too short. -->\nRejected for: a\n", "Too short.", ()),
        ("<!-- Rejected for: -->", "", ()),
        ("# X\n\n<!-- Too short.\nRejected for: a -->", "", ()),
        ("<!-- never closed\nRejected for: a\n", "", ()),
        ("", "", ()),
    ],
    ids=[
        *("both", "over lines", "no reason", "list outside", "empty list", "not on top", "open"),
        "empty",
    ],
)
def test_a_rejected_answer_says_why_and_for_what(text, why, names):
    """In one comment, above everything else."""
    assert rejection(text) == (why, names)


def test_a_code_belongs_to_one_group():
    """Common mistakes, structure and integrity are told apart by it."""
    assert len(CODES) == len(MISTAKES) + len(STRUCTURE) + len(INTEGRITY)
