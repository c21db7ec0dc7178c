"""What the rest of a run takes: nothing said too early, wide at first, right in the end."""

from __future__ import annotations

import random

import pytest

from heldout.grading import pace
from heldout.grading.pace import Pace, Rest

KMEANS = ("kmeans", "challenge")
LRU = ("lru-cache", "challenge")
CHURN = ("churn", "casestudy")


def run(plan, seconds, stop, start_s=0.0):
    """Do the first so many grades of a plan; give the pace, and the time it is."""
    left = {task: plan.count(task) for task in plan}
    kept, now_s = Pace(left, start_s), start_s
    for task in plan[:stop]:
        now_s += seconds(task)
        kept.done(task, now_s)
    return kept, now_s


def test_nothing_is_said_before_there_is_evidence():
    """Neither after a few grades, nor within the first seconds."""
    for stop, each_s in ((4, 10.0), (10, 0.1)):
        kept, now_s = run([KMEANS] * 100, lambda _, s=each_s: s, stop)
        assert kept.rest(now_s) is None
        assert pace.told(kept.rest(now_s)) == ""


def test_the_rest_of_one_task_follows_from_what_its_grades_took():
    """And the more were seen, the narrower it is."""
    widths = []
    for stop in (10, 100, 900):
        kept, now_s = run([KMEANS] * 1_000, lambda _: 0.5, stop)
        rest = kept.rest(now_s)
        assert rest.low_s <= 0.5 * (1_000 - stop) <= rest.high_s
        widths.append(rest.high_s / rest.low_s)
    assert widths == sorted(widths, reverse=True)
    assert widths[-1] < 1.1


def test_a_start_is_not_taken_for_a_grade():
    """The first of a task waits for boxes; a thousand others do not."""
    first = iter([30.0])
    kept, now_s = run([KMEANS] * 1_000, lambda _: next(first, 0.1), 50)
    assert kept.rest(now_s).high_s < 150


def test_tasks_that_were_not_seen_widen_it():
    """With one task known of two there is hardly more than an order of magnitude."""
    kept, now_s = run([KMEANS] * 100 + [LRU] * 100, lambda _: 1.0, 100)
    alone, _ = run([KMEANS] * 200, lambda _: 1.0, 100)
    wide, narrow = kept.rest(now_s), alone.rest(now_s)
    assert wide.high_s / wide.low_s > 3 * narrow.high_s / narrow.low_s
    assert wide.low_s < 100 < wide.high_s


def test_it_grows_while_nothing_gets_done():
    """A grade that hangs is told within the second, not when it ends."""
    kept, now_s = run([KMEANS] * 100, lambda _: 1.0, 50)
    assert kept.rest(now_s + 60).high_s >= kept.rest(now_s).high_s + 59


def test_what_is_skipped_takes_no_time():
    """It is not left, and it says nothing of the others."""
    kept, now_s = run([KMEANS] * 20 + [CHURN] * 20, lambda _: 1.0, 20)
    for _ in range(20):
        kept.skipped(CHURN)
    assert kept.rest(now_s) == Rest(0.0, 0.0)


def test_a_plan_of_one_grade_a_task_is_estimated_too():
    """Each pays for its start."""
    plan = [(f"task-{n}", "challenge") for n in range(50)]
    kept, now_s = run(plan, lambda _: 2.0, 10)
    rest = kept.rest(now_s)
    assert rest.low_s < 80 < rest.high_s


def test_the_range_nearly_always_holds():
    """Tasks of very different costs, at any moment: nine times in ten it has the truth."""
    held = []
    for seed in range(10):
        chance = random.Random(seed)
        tasks = [(f"task-{n}", "challenge") for n in range(12)]
        cost = {task: chance.lognormvariate(-2, 0.8) for task in tasks}
        plan = [task for task in tasks for _ in range(40)]
        times = [cost[task] * chance.uniform(0.5, 2.0) for task in plan]
        kept, now_s, left_s = Pace(dict.fromkeys(tasks, 40), 0.0), 0.0, sum(times)
        for n, (task, seconds) in enumerate(zip(plan, times, strict=True)):
            now_s, left_s = now_s + seconds, left_s - seconds
            kept.done(task, now_s)
            rest = kept.rest(now_s)
            if rest is not None and n % 20 == 0:
                held.append(rest.low_s <= left_s <= rest.high_s)
    assert len(held) > 150
    assert sum(held) >= 0.9 * len(held)


@pytest.mark.parametrize(
    ("rest", "words"),
    [
        (None, ""),
        (Rest(0, 0), "a few seconds left"),
        (Rest(31, 34), "about 30 s left"),
        (Rest(20, 80), "about 20 to 80 s left"),
        (Rest(40, 200), "about 40 s to 3 min left"),
        (Rest(600, 610), "about 10 min left"),
        (Rest(3_600, 9_000), "about 60 min to 2.5 h left"),
        (Rest(10_000, 40_000), "about 3 to 11 h left"),
    ],
)
def test_it_is_told_as_roughly_as_it_is_known(rest, words):
    """One number where the range is narrow, two where it is not."""
    assert pace.told(rest) == words
