"""shards: legs that take equally long, and the file that a plan travels as."""

from __future__ import annotations

import math

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from heldout.errors import BadInputError
from heldout.grading.shards import (
    MOST_LEGS,
    START_S,
    Job,
    decode_plan,
    decode_seconds,
    encode_plan,
    encode_seconds,
    expected_s,
    leg_name,
    medians,
    shards,
)
from tests.grading.sample import FOLLOW_UP, KMEANS, grade

TIMES = st.lists(st.one_of(st.just(0.0), st.floats(0.001, 500)), max_size=30)


def jobs(*seconds: float) -> list[Job]:
    """Jobs that are named by their place."""
    return [Job(str(n), each) for n, each in enumerate(seconds)]


def loads(legs) -> list[float]:
    """How long each leg takes."""
    return [math.fsum(job.seconds for job in leg) for leg in legs]


@given(TIMES, st.integers(1, 12), st.sampled_from([0.0, 1.0, 30.0]))
def test_every_job_is_in_one_leg_and_no_leg_is_idle(times, at_most, start_s):
    """Whatever they take; of several legs each works for as long as it took to start."""
    given_jobs = jobs(*times)
    legs = shards(given_jobs, at_most, start_s)
    assert sorted((job for leg in legs for job in leg), key=lambda job: int(job.name)) == given_jobs
    assert len(legs) <= at_most
    assert all(legs)
    assert len(legs) == 1 or min(loads(legs), default=start_s) >= start_s


@given(st.lists(st.integers(1, 12), min_size=1, max_size=8), st.integers(1, 3))
def test_the_longest_leg_is_within_graham_s_bound(times, at_most):
    """At most 4/3 - 1/(3n) times as long as in the best of all ways to deal the jobs."""
    legs = shards(jobs(*times), at_most, 0.0)
    ways = {(0,) * len(legs)}
    for each in times:
        ways = {
            tuple(sorted((*way[:n], way[n] + each, *way[n + 1 :])))
            for way in ways
            for n in range(len(legs))
        }
    best = min(map(max, ways))
    assert max(loads(legs)) <= (4 / 3 - 1 / (3 * len(legs))) * best + 1e-9


@pytest.mark.parametrize(
    ("seconds", "sizes"),
    [
        ([], []),
        ([5.0], [1]),
        ([29.0, 29.0], [2]),
        ([30.0, 30.0], [1, 1]),
        ([40.0, 29.0], [2]),
        ([1000.0, 1.0, 1.0], [3]),
        ([60.0] * 4, [1, 1, 1, 1]),
        ([1.0] * 90, [30, 30, 30]),
        ([0.0] * 5, [5]),
    ],
)
def test_a_leg_that_would_not_be_worth_its_start_is_not_made(seconds, sizes):
    """By itself it would be done before it had started."""
    assert [len(leg) for leg in shards(jobs(*seconds))] == sizes


def test_there_are_no_more_legs_than_a_matrix_has_jobs():
    """However much work there is."""
    many = jobs(*[2 * START_S] * 1000)
    assert len(shards(many)) == MOST_LEGS == 256
    assert len(shards(many, at_most=3)) == 3
    with pytest.raises(ValueError, match="at_most is 0"):
        shards(many, at_most=0)


def test_the_longest_jobs_are_dealt_first_and_kept_in_order():
    """The same each time; within a leg they are in the plan's order."""
    legs = shards(jobs(30, 40, 50, 60, 70, 80), at_most=3)
    assert [[job.seconds for job in leg] for leg in legs] == [[30, 80], [40, 70], [50, 60]]
    assert legs == shards(jobs(30, 40, 50, 60, 70, 80), at_most=3)


def test_jobs_that_take_no_time_are_spread_too():
    """Where a start costs nothing no leg stays empty."""
    assert [len(leg) for leg in shards(jobs(0, 0, 0, 5), 3, 0.0)] == [1, 2, 1]


def test_ten_thousand_jobs_are_dealt_at_once():
    """One giant beside dust: as many legs as the dust fills."""
    legs = shards(jobs(1e6, *[0.01] * 10_000))
    assert len(legs) == 1 + 100 // 30


def test_legs_are_named_by_number():
    """So that names sort as numbers do."""
    assert [leg_name(n) for n in (0, 7, 255)] == ["000", "007", "255"]


def test_a_task_that_nobody_measured_is_like_the_median_one():
    """And where nothing was measured, like a guess."""
    measured = {("a", "challenge"): 1.0, ("b", "challenge"): 9.0, ("c", "challenge"): 2.0}
    assert expected_s([("b", "challenge"), ("b", "follow-up")], measured) == [9.0, 2.0]
    assert expected_s([KMEANS], {}, default_s=7.0) == [7.0]


def test_measured_times_are_medians_and_come_back():
    """One slow runner makes no task slow; lines that cannot be read are passed over."""
    measured = medians([(KMEANS, 1.0), (FOLLOW_UP, 0.5), (KMEANS, 99.0), (KMEANS, 2.0)])
    assert measured == {KMEANS: 2.0, FOLLOW_UP: 0.5}
    content = encode_seconds(measured)
    assert decode_seconds(content) == measured
    more = b'{"slug":"kmeans","kind":"challenge","seconds":%s}\n'
    for bad in (b"-1", b"1e400", b'"x"', b"NaN", b"1e9"):
        assert decode_seconds(content + more % bad) == measured
    assert decode_seconds(b"\xff{\n" + content + b"[" * 9999) == measured
    assert decode_seconds(content + more % b"4" + b"\n") == {KMEANS: 3.0, FOLLOW_UP: 0.5}


def test_a_plan_comes_back_from_its_file():
    """Each line is one work; keys of a later version are passed over."""
    grades = (grade(1), grade(2, user_id=8, head_sha=None))
    content = encode_plan(grades)
    assert content.count(b"\n") == 2
    assert decode_plan(content, "plan.ndjson") == grades
    known = msgspec.json.decode(content.splitlines()[0])
    line = msgspec.json.encode({**known, "later": 1})
    assert decode_plan(line + b"\n\n", "plan.ndjson") == grades[:1]
    assert decode_plan(b"", "plan.ndjson") == ()


@pytest.mark.parametrize(
    ("spoilt", "line", "words"),
    [
        (lambda line: line + line[:-1], 2, "has no end"),
        (lambda line: line + b"{}\n", 2, "is no work to be graded: .*version"),
        (lambda line: b"\xff\n" + line, 1, "is no work to be graded"),
        (lambda _: b"[" * 99_999 + b"\n", 1, "is no work to be graded"),
        (lambda line: line.replace(b'"version":1', b'"version":2'), 1, "version 2, here 1"),
        (lambda _: b'{"version": 2}\n', 1, "version 2, here 1"),
        (
            lambda line: line.replace(b'"challenge"', b'"\\u001b%s"' % (b"x" * 999)),
            1,
            "is no work to be graded",
        ),
    ],
)
def test_a_plan_that_cannot_be_read_is_named_by_its_line(spoilt, line, words):
    """All of it is refused: what is left out of a plan is missed by nobody."""
    with pytest.raises(BadInputError, match=words) as caught:
        decode_plan(spoilt(encode_plan([grade()])), "plan.ndjson")
    assert caught.value.where == f"plan.ndjson:{line}"
    assert "\x1b" not in str(caught.value)
    assert len(caught.value.fact) < 400
