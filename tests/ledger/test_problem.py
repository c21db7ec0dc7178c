"""What a problem says, and how."""

from __future__ import annotations

from heldout.ledger import problem


def test_what_is_quoted_of_a_line_is_cut_and_prints():
    """A bad value can be megabytes of anything, and a decoder quotes it whole."""
    shown = problem.shown("\x1b[2J" + "a" * 5_000)
    assert shown.startswith("\\x1b[2J")
    assert shown.endswith("a ...")
    assert len(shown) < 310
    assert problem.shown("a" * 300) == "a" * 300


def test_the_name_of_a_file_prints_and_is_whole():
    """Whoever wrote the file named it: for the terminal, or with no text at all."""
    made = problem.note("\x1b[2J\udcff" + "a" * 400, None, "empty", "message", next_step="none")
    assert made.file == "\\x1b[2J\\xdcff" + "a" * 400
