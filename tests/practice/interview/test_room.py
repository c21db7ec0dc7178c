"""What can be done in the room of an interview, and what that leaves behind."""

from __future__ import annotations

import pytest

from heldout.practice.interview import session
from heldout.practice.interview.room import Room
from tests.practice.interview.sample import Clock, repository, room


@pytest.fixture
def clock() -> Clock:
    """Seconds that pass when they are told to."""
    return Clock()


@pytest.fixture
def sat(tmp_path, clock) -> Room:
    """A room somebody has just sat down in."""
    return room(repository(tmp_path), clock)


def again(sat: Room, clock: Clock) -> Room:
    """Somebody else's terminal, after a crash: only the file is left."""
    made = Room(sat.root, sat.folder, clock, clock.now)
    made.enter()
    return made


def test_the_paper_is_a_copy_of_the_stub(sat):
    """The task's own file is not touched by what is written on it."""
    own = sat.root.challenge("double").solution
    before = own.read_bytes()
    assert sat.paper.read_bytes() == before
    sat.paper.write_text("def double(x):\n    return 2 * x\n")
    sat.lay_out()
    assert "return 2" in sat.paper.read_text()
    assert own.read_bytes() == before


def test_the_clock_runs_down_and_past_zero(sat, clock):
    """Of the phase and of the round; nobody is thrown out."""
    phase_s, round_s = sat.left_s()
    clock.s += 90.0
    assert sat.left_s() == (phase_s - 90.0, round_s - 90.0)
    clock.s += 3600.0
    assert sat.left_s()[0] < 0


def test_after_a_crash_it_goes_on_where_it_was(sat, clock):
    """What was sat since the last heartbeat is lost, and no more; the time away does not count."""
    clock.s += 20.0
    sat.beat()
    sat.note("Is the input sorted?")
    clock.s += 10.0
    clock.s += 86_400.0
    resumed = again(sat, clock)
    assert resumed.elapsed_s == pytest.approx(20.0)
    assert [type(each).__name__ for each in resumed.events] == [
        "Started",
        "Sat",
        "Noted",
        "Resumed",
    ]
    assert resumed.state.clock_s == pytest.approx(20.0)


def test_a_heartbeat_comes_when_nothing_else_did(sat, clock):
    """At most every so many seconds."""
    sat.beat()
    clock.s += session.HEARTBEAT_S
    sat.beat()
    sat.beat()
    assert [type(each).__name__ for each in sat.events] == ["Started", "Sat"]


def test_phases_and_rounds_follow_each_other_to_the_end(sat, clock):
    """The next round lays out its own paper; after the last phase the interview is over."""
    moves = sum(len(each.phases) for each in sat.state.loop.rounds)
    for _ in range(moves - 1):
        clock.s += 60.0
        assert sat.move()
    assert sat.round.slug == "churn"
    assert sat.paper.name == "churn.md"
    assert not sat.move()
    assert sat.state.is_finished
    assert [sum(each) for each in sat.state.spent_s] == [300.0, 240.0]


def test_hints_come_in_order_and_end(sat):
    """Each is recorded."""
    hints = sat.task.manifest.hints
    given = [sat.hint() for _ in range(len(hints) + 1)]
    assert given == [*enumerate(hints, start=1), None]
    assert sat.state.hints == {"double": len(hints)}


def test_answers_belong_to_the_question_before_them(sat):
    """What is said before any question is a note."""
    sat.answer("Let me think.")
    question = sat.ask()
    assert question is not None
    sat.answer("Because of the carry.")
    assert sat.answers("double") == [(question.text, "Because of the carry.")]
    assert isinstance(sat.events[1], session.Noted)


def test_what_cannot_be_kept_is_told(sat):
    """A folder that is gone, a full disk: the caller hears of it."""
    (sat.folder / "session.ndjson").unlink()
    (sat.folder / "session.ndjson").mkdir()
    with pytest.raises(OSError, match="directory"):
        sat.note("lost")
