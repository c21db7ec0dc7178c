"""One line of bounded length, whatever the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from heldout.github.line import clip, one_line
from heldout.report.text import printable


@given(st.text(), st.integers(1, 50))
def test_any_text_becomes_one_short_line_that_prints(text, longest):
    """Nothing in it moves a cursor, ends a line or turns the direction of writing."""
    line = one_line(text, longest)
    assert line.isprintable()
    assert len(line) <= longest


def test_lines_are_joined_and_what_prints_nothing_is_spelt_out():
    """A reader sees that something was there."""
    assert one_line("a\r\n  b\tc\u2028d", 99) == "a b c d"
    assert printable("\x1b[31m\u202e") == "\\x1b[31m\\x202e"


def test_a_long_text_ends_in_an_ellipsis():
    """And a text of just the length does not."""
    assert clip("abcdef", 4) == "abc…"
    assert clip("abcd", 4) == "abcd"
