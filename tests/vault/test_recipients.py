"""`recipients.txt`: for whom to seal."""

from __future__ import annotations

import pytest

from heldout.errors import RecipientsError
from heldout.vault import recipients


def test_recipients_are_read_one_a_line(tmp_path, ada, grace):
    """Comments, empty lines, repetition, a BOM and CRLF change nothing."""
    path = tmp_path / recipients.FILE
    lines = ["\ufeff# the cohort", "", ada.recipient, f"  {grace.recipient} ", ada.recipient]
    path.write_bytes("\r\n".join(lines).encode())
    assert recipients.read(path) == tuple(sorted([ada.recipient, grace.recipient]))


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("", "no recipient"),
        ("# nobody\n", "no recipient"),
        ("\nage1nonsense\n", "line 2 is no age recipient: 'age1nonsense'"),
        ("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5 ada", "line 1 is no age recipient"),
        ("{0} # Ada", "line 1 is no age recipient"),
    ],
)
def test_a_line_that_names_nobody_is_told(tmp_path, ada, text, fact):
    """By its number; a comment has a line of its own, as stock age wants it."""
    with pytest.raises(RecipientsError, match=fact):
        recipients.parse(text.format(ada.recipient), tmp_path)


def test_a_private_key_there_is_an_alarm_that_does_not_quote_it(tmp_path, ada):
    """Nobody should push it, not even in a comment, and no log should have it."""
    for text in (ada.reveal().lower(), f"# {ada.reveal()}"):
        with pytest.raises(RecipientsError, match="line 1 holds a private key") as caught:
            recipients.parse(text, tmp_path)
        assert ada.reveal()[20:] not in str(caught.value).upper()


def test_a_missing_file_is_told_with_two_ways_to_have_one(tmp_path):
    """One for who has keys, one for who has none."""
    with pytest.raises(RecipientsError, match="nobody is named") as caught:
        recipients.read(tmp_path / recipients.FILE)
    assert "age-keygen" in caught.value.next_step
    assert "heldout publish" in caught.value.next_step


def test_a_file_that_is_no_text_is_told(tmp_path):
    """And so is a folder."""
    path = tmp_path / recipients.FILE
    path.write_bytes(b"\xff\xfe")
    for each in (path, tmp_path):
        with pytest.raises(RecipientsError, match="cannot be read as text"):
            recipients.read(each)
