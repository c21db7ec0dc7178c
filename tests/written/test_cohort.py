"""Copies among answers handed in together."""

from __future__ import annotations

from heldout.report import Severity
from heldout.written import cohort
from tests.written import toy
from tests.written.test_assess import GOOD

OTHER = """\
## Questions

Who phones whom, and what does a call cost us? My guess is that a customer brings ten euros each
month, and that nobody may be phoned twice within the same quarter, as the law has it here.

## Plan

A rule of thumb first: whoever has not opened the app since the first of the month. Then boosted
trees on sums over thirty and ninety days, cut where the expected margin pays for the minutes that
an agent spends. Every Monday somebody compares the list with those who were left alone.
"""


def test_the_later_of_two_alike_is_a_copy():
    """Also if words were changed and paragraphs swapped."""
    head, _, plan = GOOD.partition("## Plan")
    swapped = f"## Plan{plan.replace('week', 'month')}\n{head.replace('lost', 'gone')}"
    found = cohort.copied(
        toy.prompt(), {"ada": GOOD.encode(), "grace": OTHER.encode(), "eve": swapped.encode()}
    )
    assert found.keys() == {"eve"}
    assert (found["eve"].code, found["eve"].severity) == ("near-copy", Severity.ERROR)


def test_three_alike_leave_the_first_alone():
    """Each is compared with those before it, not with those after."""
    found = cohort.copied(toy.prompt(), dict.fromkeys("abc", GOOD.encode()))
    assert found.keys() == {"b", "c"}


def test_what_cannot_be_read_is_no_copy():
    """It has a finding of its own."""
    assert cohort.copied(toy.prompt(), {"a": b"\xff", "b": b"\xff", "c": b""}) == {}
