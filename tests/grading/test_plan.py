"""plan: what becomes of each work, and what is graded again."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from heldout.catalogue.cohort import Late
from heldout.grading.plan import Declined, Grade, Known, Reused, attempts, plan, regrade
from heldout.report import Verdict
from tests.grading.sample import (
    BEFORE,
    DAY,
    FOLLOW_UP,
    GRADERS,
    HOUR,
    KMEANS,
    NOON,
    NOW,
    TODAY,
    cohort,
    failed,
    receipt,
    sha,
    work,
)

MARCH = cohort()
BERLIN = ZoneInfo(MARCH.time_zone)


def outcome(one, receipts=(), group=MARCH, graders=GRADERS):
    """What becomes of a single work."""
    (found,) = plan([one], receipts, graders, group, NOW).outcomes
    assert found.work == one
    return found


def kinds(works, receipts=(), group=MARCH) -> list[str]:
    """What becomes of several, in words."""
    made = plan(works, receipts, GRADERS, group, NOW)
    return [type(each).__name__ for each in made.outcomes]


def declined(one, receipts=(), group=MARCH) -> str:
    """Why it is not graded."""
    found = outcome(one, receipts, group)
    assert isinstance(found, Declined)
    return found.reason


def test_a_new_solution_is_graded_by_today_s_grader():
    """With a cohort and without."""
    assert outcome(work()) == Grade(work(), TODAY)
    assert outcome(work(), group=None) == Grade(work(), TODAY)


@pytest.mark.parametrize(
    "changes",
    [
        {"suite_sha256": "0" * 64},
        {"harness": "heldout 0.0"},
        {"limits": None},
        {"seed_commitment": None},
        {"solution_sha": sha(99)},
        {"kind": "follow-up"},
        {"slug": "other"},
        {"verdict": Verdict.JUDGE_ERROR},
    ],
)
@pytest.mark.parametrize("user_id", [7, 8])
def test_a_receipt_of_anything_else_is_no_grade(changes, user_id):
    """Another suite, harness, limits, key, solution or task, or none of their fault."""
    assert isinstance(outcome(work(), [receipt(user_id=user_id, **changes)]), Grade)


def test_the_same_submission_again_is_known():
    """A workflow that runs again records nothing."""
    assert outcome(work(), [receipt(2), receipt()]) == Known(work(), receipt())
    late = msgspec.structs.replace(receipt(), points=4.0, graded_at=NOW)
    assert outcome(work(), [late, receipt()]) == Known(work(), late)


def test_the_same_bytes_again_are_known_by_their_first_receipt():
    """They are no new attempt, and the earlier time is the better one."""
    again = work(at=NOON + 3 * DAY)
    assert outcome(again, [receipt()]) == Known(again, receipt())
    both = [receipt(), receipt(at=again.submitter.submitted_at)]
    assert outcome(again, both) == Known(again, both[1])


def test_what_was_graded_stands_whatever_the_cohort_says_now():
    """Nothing is run, nothing is recorded, and nobody is told that they have nothing."""
    gone = cohort(roster=("bob",), closes=NOON - DAY, attempts_per_day=1)
    assert outcome(work(), [receipt()], gone) == Known(work(), receipt())


def test_a_receipt_from_a_later_time_or_before_the_opening_does_not_stand():
    """It counts for less than this work would, so this work has a receipt of its own."""
    for at in (NOON + HOUR, datetime(2026, 2, 1, tzinfo=UTC)):
        old = receipt(at=at)
        found = outcome(work(), [old])
        assert isinstance(found, Reused)
        assert found.receipt == msgspec.structs.replace(old, submitted_at=NOON, graded_at=NOW)


def test_somebody_else_s_receipt_is_reused_under_one_s_own_name():
    """What came of it is theirs; who, what and when are the work's."""
    theirs = receipt(user_id=8, at=NOON - HOUR, points=4.5, pull_request=3, head_sha="d" * 40)
    mine = work(head_sha="e" * 40)
    expected = receipt(points=4.5, pull_request=12, head_sha="e" * 40, graded_at=NOW)
    assert outcome(mine, [theirs]) == Reused(mine, expected)


def test_of_several_receipts_the_last_is_reused():
    """A grade that was corrected is not brought back, in whatever order they are read."""
    first = receipt(user_id=8, points=1.0)
    last = receipt(user_id=9, points=2.0, graded_at=NOON + HOUR)
    for receipts in ([first, last], [last, first]):
        assert outcome(work(), receipts).receipt.points == 2.0


def test_a_reused_receipt_stands_for_the_rest_of_the_plan():
    """The same bytes once more, later, are known by it."""
    works = [work(at=NOON + HOUR), work()]
    known, reused = plan(works, [receipt(user_id=8)], GRADERS, MARCH, NOW).outcomes
    assert isinstance(reused, Reused)
    assert known == Known(works[0], reused.receipt)


def test_a_task_that_nothing_grades_is_declined():
    """The slug is shown so that it can be printed."""
    assert declined(work(slug="gone")) == "there is nothing here that grades gone"
    assert "\x1b" not in declined(work(slug="\x1b[2J"))


@pytest.mark.parametrize(
    ("one", "changes", "words"),
    [
        (work(user_id=9), {}, "you are not on the roster of Spring; "),
        (work(), {"challenges": {"svm": 1.0}}, "Spring does not count kmeans, so nothing"),
        (
            work(kind="follow-up"),
            {"challenges": {"kmeans": 1.0}},
            "Spring does not count the follow-up questions of kmeans, so nothing",
        ),
        (
            work(at=datetime(2026, 2, 28, 23, 59, tzinfo=UTC)),
            {},
            "Spring has not opened yet; push again from 2026-03-01 01:00+01:00 (Europe/Berlin) on",
        ),
        (
            work(at=datetime(2026, 4, 1, 0, 0, 1, tzinfo=UTC)),
            {},
            (
                "Spring closed at 2026-04-01 02:00+02:00 (Europe/Berlin), and this was handed in "
                "at 2026-04-01 02:00:01+02:00 (Europe/Berlin); late work: does not count"
            ),
        ),
        (
            work(at=datetime(2026, 4, 3, tzinfo=UTC)),
            {"late": Late("penalty", per_day=0.5)},
            "late work: 50 % less for every day begun after the closing",
        ),
    ],
)
def test_the_cohort_declines_and_says_why(one, changes, words):
    """By who, what and when, whatever others have a receipt for."""
    reason = declined(one, [receipt(user_id=8)], cohort(**changes))
    assert words in reason


def test_late_work_that_still_counts_is_graded():
    """As the late policy says; capitals of a login make no difference."""
    one = work(at=datetime(2026, 4, 1, 12, tzinfo=UTC))
    group = cohort(late=Late("penalty", per_day=0.5), roster=("ADA",))
    assert isinstance(outcome(one, group=group), Grade)


def test_the_attempts_of_a_day_are_used_up():
    """With the time from which there are more: midnight in the cohort's zone."""
    spent = [receipt(n) for n in (1, 2, 3)]
    assert declined(work(), spent) == (
        "all 3 attempts of 2026-03-10 at kmeans are used up; to have this graded, "
        "push again from 2026-03-11 00:00+01:00 (Europe/Berlin) on: "
        "git commit --allow-empty -m again && git push"
    )
    assert isinstance(outcome(work(), spent[1:]), Grade)
    assert "the 1 attempt of 2026-03-10 at kmeans is used up" in declined(
        work(), spent[:1], cohort(attempts_per_day=1)
    )
    assert isinstance(outcome(work(), spent, cohort(attempts_per_day=None)), Grade)
    assert isinstance(outcome(work(), spent, None), Grade)


def test_a_day_begins_at_midnight_in_the_cohort_s_zone():
    """23:00 in UTC is the next day in Berlin."""
    spent = [receipt(n, at=datetime(2026, 3, 9, 23, n, tzinfo=UTC)) for n in (1, 2, 3)]
    assert "of 2026-03-10" in declined(work(), spent)
    late = [receipt(n, at=NOON + DAY) for n in (1, 2, 3)]
    assert "of 2026-03-11" in declined(work(at=datetime(2026, 3, 10, 23, tzinfo=UTC)), late)
    before = [receipt(n, at=datetime(2026, 3, 9, 22, n, tzinfo=UTC)) for n in (1, 2, 3)]
    assert isinstance(outcome(work(), before), Grade)


def test_where_clocks_skip_midnight_the_day_begins_at_one():
    """A time that no clock shows would be no help."""
    egypt = cohort(time_zone="Africa/Cairo", closes=datetime(2026, 6, 1, tzinfo=UTC))
    day = datetime(2026, 4, 23, 12, tzinfo=UTC)
    reason = declined(work(at=day), [receipt(n, at=day) for n in (1, 2, 3)], egypt)
    assert "push again from 2026-04-24 01:00+03:00 (Africa/Cairo) on:" in reason


@pytest.mark.parametrize(
    ("receipts", "is_graded"),
    [
        ([receipt(1), receipt(2), receipt(3, user_id=8)], True),
        ([receipt(1), receipt(2), receipt(3, kind="follow-up")], True),
        ([receipt(1), receipt(2), failed(3)], True),
        ([receipt(1), receipt(2), failed(3), receipt(3, graded_at=NOW)], False),
        ([receipt(1), receipt(2), receipt(2, at=NOON + HOUR)], True),
        ([receipt(1), receipt(2), receipt(3, at=NOON + 2 * HOUR)], False),
        ([receipt(1), receipt(2), receipt(3, user_id=8, at=NOON - HOUR), receipt(3)], True),
        ([receipt(1), receipt(2), receipt(3), receipt(3, user_id=8, at=NOON + HOUR)], False),
        ([receipt(1), receipt(2), receipt(2, by=BEFORE, graded_at=NOW)], True),
        ([receipt(n, by=BEFORE) for n in (1, 2, 3)], False),
        ([receipt(1), receipt(2), failed(3, user_id=8, at=NOON - HOUR), receipt(3)], False),
        ([receipt(1), receipt(2), receipt(at=NOON - DAY, by=BEFORE), receipt(3)], True),
    ],
)
def test_an_attempt_is_a_solution_that_was_new(receipts, is_graded):
    """Not another's or at another task, a judge-error, the same bytes, a reuse or a regrade."""
    for order in (receipts, receipts[::-1]):
        assert isinstance(outcome(work(), order), Grade if is_graded else Declined)


def test_a_reuse_needs_no_attempt():
    """It tells nothing that nobody had been told."""
    spent = [receipt(n) for n in (1, 2, 3)]
    assert isinstance(outcome(work(), [*spent, receipt(user_id=8)]), Reused)


def test_the_works_of_a_plan_count_among_each_other():
    """In the order of handing in, day by day, whatever order they are given in."""
    works = [work(n, at=NOON + n % 2 * DAY + n * HOUR) for n in range(10)]
    expected = ["Grade"] * 6 + ["Declined"] * 4
    assert kinds(works) == expected
    assert kinds(works[::-1]) == expected[::-1]
    assert kinds([work(n % 2, at=NOON + n * HOUR) for n in range(5)] + works[2:4]) == (
        ["Grade"] * 5 + ["Grade", "Grade"]
    )
    assert kinds([work(n, user_id=7 + n % 2) for n in range(6)]) == ["Grade"] * 6


def test_a_plan_is_sorted_by_what_is_to_be_done():
    """Each kind by itself, in the order of the works."""
    works = [work(0), work(1), work(2), work(3, user_id=9)]
    made = plan(works, [receipt(0), receipt(1, user_id=8)], GRADERS, MARCH, NOW)
    assert [each.work for each in made.known] == works[:1]
    assert [each.work for each in made.reused] == works[1:2]
    assert [each.work for each in made.grades] == works[2:3]
    assert [each.work for each in made.declined] == works[3:]


TIMES = st.integers(0, 9).map(lambda n: NOON + n * 7 * HOUR)
FACTS = st.tuples(st.integers(0, 4), st.sampled_from([7, 8, 9]), TIMES)
TASKS = st.sampled_from(["kmeans", "gone"])
WORKS = st.lists(st.builds(lambda facts, slug: work(*facts, slug=slug), FACTS, TASKS), max_size=6)
RECEIPTS = st.lists(
    st.builds(
        lambda facts, by, make: make(*facts, by=by),
        FACTS,
        st.sampled_from([TODAY, BEFORE]),
        st.sampled_from([receipt, receipt, failed]),
    ),
    max_size=6,
)
COHORTS = st.sampled_from([None, MARCH, cohort(attempts_per_day=1), cohort(closes=NOON + DAY)])


@given(WORKS, RECEIPTS, COHORTS)
def test_every_work_comes_out_once_and_no_day_has_too_many_attempts(works, receipts, group):
    """In its place; what was reused is told by today's grader under the work's own name."""
    made = plan(works, receipts, GRADERS, group, NOW)
    assert [each.work for each in made.outcomes] == works
    kinds_made = (made.grades, made.known, made.reused, made.declined)
    assert sum(map(len, kinds_made)) == len(works)
    for each in (*made.known, *made.reused):
        by = each.work.submitter
        assert TODAY.graded(each.receipt)
        assert each.receipt.verdict != Verdict.JUDGE_ERROR
        assert (each.receipt.user_id, each.receipt.solution_sha) == (
            by.user_id,
            each.work.solution_sha,
        )
    if group is not None:
        tried = {(each.user_id, each.solution_sha) for each in receipts if each.points}
        first = {}
        for each in sorted(made.grades, key=lambda each: each.work.submitter.submitted_at):
            by = each.work.submitter
            day = by.submitted_at.astimezone(BERLIN).date()
            first.setdefault((by.user_id, each.work.solution_sha), day)
        days = Counter((who, day) for (who, name), day in first.items() if (who, name) not in tried)
        assert all(count <= group.attempts_per_day for count in days.values())


@given(WORKS, RECEIPTS, COHORTS)
def test_what_was_graded_and_recorded_is_known_from_then_on(works, receipts, group):
    """Planned again it costs nothing, and nobody who was taken is declined."""
    made = plan(works, receipts, GRADERS, group, NOW)
    done = [each.receipt(receipt(), NOW) for each in made.grades]
    done += [each.receipt for each in made.reused]
    again = plan(works, [*receipts, *done], GRADERS, group, NOW).outcomes
    for before, after in zip(made.outcomes, again, strict=True):
        assert isinstance(before, Declined) or isinstance(after, Known)


def test_what_is_stale_or_failed_is_graded_again():
    """At its own time; by its last receipt, in whatever order they are read."""
    receipts = [
        receipt(0),
        receipt(1, by=BEFORE),
        failed(2, at=NOON + HOUR),
        receipt(3, by=BEFORE),
        receipt(3, graded_at=NOW),
        receipt(4, user_id=8, at=NOON + 2 * HOUR),
        receipt(4, user_id=8, at=NOON + 2 * HOUR, by=BEFORE, graded_at=NOW),
        receipt(5, slug="gone", by=BEFORE),
    ]
    expected = [
        Grade(work(4, user_id=8, at=NOON + 2 * HOUR), TODAY),
        Grade(work(2, at=NOON + HOUR), TODAY),
        Grade(work(1), TODAY),
    ]
    for order in (receipts, receipts[::-1]):
        assert regrade(order, GRADERS) == expected


def test_all_that_was_graded_can_be_graded_again():
    """The most recent first, and a submission once; fewer graders make it less."""
    receipts = [
        *(receipt(n, at=NOON + n * HOUR) for n in range(3)),
        receipt(0, graded_at=NOW),
        receipt(9, kind="follow-up", head_sha=None, pull_request=None),
    ]
    again = regrade(receipts, GRADERS, "all")
    assert [each.work.solution_sha for each in again] == [sha(2), sha(1), sha(0), sha(9)]
    assert again[-1].work.head_sha is None
    assert regrade(receipts, {FOLLOW_UP: GRADERS[FOLLOW_UP]}, "all") == again[-1:]
    assert regrade(receipts, {KMEANS: TODAY}) == []


def test_what_was_handed_in_at_once_is_graded_again_by_user():
    """In one order, however it is read."""
    receipts = [receipt(n, user_id) for n, user_id in enumerate((8, 7, 9))]
    for order in (receipts, receipts[::-1]):
        again = regrade(order, GRADERS, "all")
        assert [each.work.submitter.user_id for each in again] == [7, 8, 9]


def test_times_are_the_same_in_every_zone():
    """One instant is one submission, however its offset is written."""
    there = NOON.astimezone(datetime.fromisoformat("2026-03-10T00:00:00+09:00").tzinfo)
    assert there.utcoffset() == timedelta(hours=9)
    assert isinstance(outcome(work(at=there), [receipt()]), Known)
    assert len(regrade([receipt(), receipt(at=there)], GRADERS, "all")) == 1


def test_attempts_are_listed_as_the_plan_counts_them():
    """Another solution is one; the same again, a judge error and what was told are none."""
    solutions = [
        receipt(1, at=NOON),
        receipt(1, at=NOON + HOUR),
        receipt(2, at=NOON + HOUR),
        receipt(3, at=NOON + HOUR, verdict=Verdict.JUDGE_ERROR, points=0.0),
        receipt(2, user_id=8, at=NOON + 2 * HOUR),
        receipt(4, user_id=8, at=NOON + 2 * HOUR),
    ]
    assert attempts(solutions, 7) == {KMEANS: [NOON, NOON + HOUR]}
    assert attempts(solutions, 8) == {KMEANS: [NOON + 2 * HOUR]}
    assert attempts(solutions, 9) == {}
