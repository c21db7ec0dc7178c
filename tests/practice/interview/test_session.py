"""A session as a file: whole after a crash, one sitter at a time, and its own clock."""

from __future__ import annotations

import resource
from datetime import timedelta

import pytest

from heldout.errors import BadInputError
from heldout.practice.interview import session
from heldout.practice.interview.session import Finished, Helped, Moved, Noted, Resumed, Sat, Started
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


def test_a_disk_that_takes_a_part_of_a_line_is_told_of(tmp_path):
    """And the next line, when there is room again, stands on its own."""
    folder = session.begin(tmp_path, STARTED)
    file = session.file(folder)
    limit, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (file.stat().st_size + 20, most))
    try:
        with pytest.raises(OSError, match="too large"):
            session.append(folder, event(Noted, 1.0, text="half of it"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, most))
    session.append(folder, event(Noted, 2.0, text="all of it"))
    assert [each.text for each in session.read(folder)[1:]] == ["all of it"]


def test_a_move_to_where_there_is_nothing_is_passed_over(tmp_path):
    """A file that somebody has changed by hand opens all the same."""
    folder = session.begin(tmp_path, STARTED)
    for place in ((7, 0), (0, 99), (-1, 0)):
        moved = event(Moved, 1.0, round=place[0], phase=place[1])
        session.append(folder, moved)
    state = session.state(session.read(folder))
    assert (state.round, state.phase) == (0, 0)


def test_what_comes_after_the_end_does_not_undo_it(tmp_path):
    """A heartbeat that was under way."""
    folder = session.begin(tmp_path, STARTED)
    session.append(folder, event(Finished, 1.0))
    session.append(folder, event(Sat, 1.0))
    assert session.state(session.read(folder)).is_finished


def test_an_interview_remembers_when_its_tasks_were_asked(tmp_path):
    """Those of rounds that were not come to were not asked; what cannot be read is passed over."""
    folder = session.begin(tmp_path, STARTED)
    assert session.asked_at(tmp_path) == {"double": AT}
    session.append(folder, event(Moved, 1.0, round=1, phase=0))
    assert session.asked_at(tmp_path) == {"double": AT, "churn": AT}
    session.file(folder).write_bytes(b"{\n")
    assert session.asked_at(tmp_path) == {}
