"""What a file becomes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from heldout.ledger import extension
from tests.ledger.sample import NOW, altered, entries, line


def test_new_lines_go_behind_the_old_ones():
    """Which stay as they are, known here or not."""
    old = line(1) + b"no receipt\n" + altered(2, version=9, verdict="new")
    extended = extension.extend(old, entries(3, 4))
    assert extended.content == old + line(3) + line(4)
    assert extended.added == (*entries(3, 4),)
    assert (extended.torn, extended.known) == (b"", ())


def test_what_is_recorded_is_not_recorded_again():
    """Neither from the file nor from the same batch; another result of the same work is."""
    other = entries(1, points=4.0)
    again = entries(1, graded_at=NOW, speed_ratio=9.0)
    extended = extension.extend(line(1), [*again, *entries(2, 2), *other])
    assert extended.content == line(1) + line(2) + line(1, points=4.0)
    assert extended.known == (*again, *entries(2))
    assert extended.added == (*entries(2), *other)


def test_a_torn_line_is_taken_out():
    """What would come behind it would be unreadable too."""
    torn = line(2)[:-20]
    extended = extension.extend(line(1) + torn, entries(2))
    assert extended.content == line(1) + line(2)
    assert extended.torn == torn


def test_a_whole_last_line_gets_its_end():
    """And counts as recorded."""
    extended = extension.extend(line(1).rstrip(), entries(1, 2))
    assert extended.content == line(1) + line(2)
    assert extended.known == (*entries(1),)


def test_keys_of_a_newer_version_are_recorded_too():
    """A line is never rewritten."""
    newer = altered(1, version=2, mood="good").rstrip()
    (entry,) = entries(1)
    kept = extension.Entry(entry.receipt, newer)
    assert extension.extend(b"", [kept]).content == newer + b"\n"


@given(old=st.binary(max_size=300))
def test_no_byte_is_ever_lost(old):
    """Whatever was there: what is kept and what is set aside make it up."""
    extended = extension.extend(old, entries(1))
    kept = extended.content.removesuffix(line(1))
    assert kept + extended.torn in (old, old + b"\n")
    assert extended.content.endswith(line(1))


def test_files_go_by_number():
    """A torn piece's name is taken by no reader of *.ndjson."""
    assert extension.file_name(7) == "7.ndjson"
    assert extension.torn_name(7, 1) == "7.torn"
    assert extension.torn_name(7, 2) == "7-2.torn"
