"""A session as a file: whole after a crash, one sitter at a time, and its own clock."""

from __future__ import annotations

from datetime import timedelta

import pytest

from heldout.errors import BadInputError
from heldout.practice.interview import session
from heldout.practice.interview.session import Finished, Helped, Moved, Resumed, Sat, Started
from tests.practice.interview.sample import AT, composed


def event(kind, clock_s: float, **facts: object):
    """An event of a kind; the time of day is of no matter."""
    return kind(at=AT - timedelta(days=clock_s), clock_s=clock_s, **facts)


STARTED = Started(at=AT, clock_s=0.0, loop=composed())


def test_events_come_back_in_their_order(tmp_path):
    """With the loop that was begun."""
    folder = session.begin(tmp_path, STARTED)
    events = [event(Moved, 60.0, round=0, phase=1), event(Finished, 90.0)]
    for each in events:
        session.append(folder, each)
    assert session.read(folder) == [STARTED, *events]
    assert session.find(tmp_path) == [folder]


def test_two_sessions_of_one_minute_have_folders_of_their_own(tmp_path):
    """Nothing is written over."""
    first, second = (session.begin(tmp_path, STARTED) for _ in range(2))
    assert first != second
    assert session.find(tmp_path) == [second, first]


@pytest.mark.parametrize("cut", [1, 10, 40])
def test_a_torn_line_costs_itself_only(tmp_path, cut):
    """The next event is on a line of its own."""
    folder = session.begin(tmp_path, STARTED)
    session.append(folder, event(Sat, 30.0))
    path = folder / "session.ndjson"
    path.write_bytes(path.read_bytes()[:-cut])
    session.append(folder, event(Resumed, 31.0))
    assert session.read(folder)[-1] == event(Resumed, 31.0)
    assert session.read(folder)[0] == STARTED


@pytest.mark.parametrize("content", [b"", b"{}\n", b"\xff\n", b'{"what":"sat"}\n'])
def test_a_session_without_its_beginning_is_told(tmp_path, content):
    """And the file stays."""
    folder = session.begin(tmp_path, STARTED)
    (folder / "session.ndjson").write_bytes(content)
    with pytest.raises(BadInputError, match="lost its beginning"):
        session.read(folder)


def test_the_clock_counts_what_was_sat_in_each_phase():
    """Not the days between two sittings, whatever the time of day says."""
    events = [
        STARTED,
        event(Sat, 50.0),
        event(Moved, 60.0, round=0, phase=1),
        event(Sat, 100.0),
        event(Resumed, 100.0),
        event(Moved, 130.0, round=1, phase=0),
        event(Helped, 140.0, slug="churn", number=1),
    ]
    state = session.state(events)
    assert state.clock_s == 140.0
    assert (state.round, state.phase) == (1, 0)
    assert state.spent_s[0][:2] == (60.0, 70.0)
    assert state.spent_s[1][0] == 10.0
    assert state.hints == {"churn": 1}
    assert not state.is_finished
    assert session.state([*events, event(Finished, 150.0)]).is_finished


def test_a_clock_that_goes_back_takes_nothing_away():
    """A file that was put together by hand, say."""
    state = session.state([STARTED, event(Sat, 50.0), event(Sat, 20.0)])
    assert state.clock_s == 50.0
    assert sum(map(sum, state.spent_s)) == 50.0


def test_one_sits_at_a_time(tmp_path):
    """The second is told where to go; afterwards the seat is free."""
    folder = session.begin(tmp_path, STARTED)
    second = session.seat(folder)
    with (
        session.seat(folder),
        pytest.raises(BadInputError, match="another terminal is in this interview"),
    ):
        second.__enter__()
    with session.seat(folder):
        pass
