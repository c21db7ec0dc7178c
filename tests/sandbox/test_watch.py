"""The deadline of one call: processor seconds, and a clock that stands still for the starved."""

from __future__ import annotations

import pytest

from heldout.sandbox.watch import FLOOR_S, WALL_FACTOR, Watch


class Call:
    """A call in flight, told by three clocks that a test sets."""

    def __init__(self) -> None:
        self.now_s = self.cpu_s = self.waited_s = 0.0
        self._told_s = 0.0

    def used_at_least_s(self) -> float:
        """What a worker is asked."""
        return self.cpu_s

    def waited_at_most_s(self) -> float:
        """What a worker is asked."""
        self._told_s, earlier_s = self.waited_s, self._told_s
        return self.waited_s - earlier_s

    def goes_on(self, *, runs_s: float = 0.0, waits_s: float = 0.0, sleeps_s: float = 0.0) -> None:
        """Let time pass."""
        self.now_s += runs_s + waits_s + sleeps_s
        self.cpu_s += runs_s
        self.waited_s += waits_s


@pytest.fixture
def call() -> Call:
    """A call that has just begun."""
    return Call()


def watch(call: Call, ask_fair_s=None) -> Watch:
    """Watch it, with a budget of 2 s."""
    return Watch(call, 2.0, ask_fair_s, lambda: call.now_s)


def test_a_call_that_uses_up_its_processor_seconds_is_out_of_time(call):
    """However quick or slow the clock is meanwhile."""
    watched = watch(call)
    for _ in range(5):
        call.goes_on(runs_s=0.39, waits_s=5.0)
        assert watched.remaining_s() > 0
    call.goes_on(runs_s=0.1)
    with pytest.raises(TimeoutError):
        watched.remaining_s()


def test_a_call_that_sleeps_is_cut_by_the_clock(call):
    """At so many times its budget, and it is looked at by then."""
    watched = watch(call)
    call.goes_on(sleeps_s=2.5)
    assert watched.remaining_s() <= WALL_FACTOR * 2.0 - 2.5
    call.goes_on(sleeps_s=WALL_FACTOR * 2.0 - 2.5)
    with pytest.raises(TimeoutError):
        watched.remaining_s()


def test_a_call_that_others_keep_from_the_processor_is_not_cut(call):
    """A hundred times its budget on the clock, and hardly a second of its own."""
    watched = watch(call)
    for _ in range(20):
        call.goes_on(runs_s=0.05, waits_s=10.0)
        assert watched.remaining_s() > 0
    call.goes_on(sleeps_s=WALL_FACTOR * 2.0)
    with pytest.raises(TimeoutError):
        watched.remaining_s()


def test_a_call_does_not_pay_for_the_question_about_it(call):
    """It is frozen while the reference shows what is fair."""
    watched = watch(call, lambda: call.goes_on(sleeps_s=50.0) or 1.5)
    call.goes_on(runs_s=FLOOR_S)
    assert watched.remaining_s() == pytest.approx(1.5 - FLOOR_S)
    assert watched.elapsed_s() == pytest.approx(FLOOR_S)
    call.goes_on(runs_s=0.6)
    with pytest.raises(TimeoutError):
        watched.remaining_s()
