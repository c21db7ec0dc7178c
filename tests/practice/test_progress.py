"""How somebody grows: facts and a clock in, a Progress out."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from heldout.practice.progress import days, summary
from heldout.practice.progress.facts import Facts, Interview, Task, Work
from heldout.practice.progress.model import Progress, TaskRow
from heldout.report import CaseResult, Report, Verdict
from tests.board.test_scorecard import EVALUATION

NOW = datetime(2026, 12, 2, 12, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


def local(at: datetime) -> datetime:
    """Turn a time into Berlin's."""
    return at.astimezone(BERLIN)


def task(slug: str, kind: str = "challenge", track: str = "ml-coding", **given: object) -> Task:
    """Something to do."""
    facts = {"title": slug.title(), "level": "easy", "minutes": 20, **given}
    return Task(slug=slug, kind=kind, track=track, **facts)


def work(
    slug: str,
    found: float,
    most: float = 10,
    *,
    kind: str = "challenge",
    ago: float = 1,
    origin: str = "receipt",
    verdict: Verdict | None = None,
    group: str = "correctness",
) -> Work:
    """A work of `found` points, so many days ago; full marks pass."""
    came_to = verdict or (Verdict.PASSED if found >= most else Verdict.FAILED)
    case = CaseResult(
        name="case", title="Case.", group=group, verdict=came_to, points=found, max_points=most,
        wall_s=None,
    )  # fmt: skip
    report = Report(
        slug=slug, kind=kind, verdict=came_to, reason="", points=found, max_points=most,
        speed_ratio=None, cases=(case,),
    )  # fmt: skip
    at = NOW - timedelta(days=ago)
    return Work(at=at, origin=origin, solution=f"{slug} {ago}", report=report)


def check(slug: str, verdict: Verdict, ago: float = 1, kind: str = "challenge") -> Work:
    """A check on this machine."""
    report = Report.without_cases(slug, kind, verdict, "")
    at = NOW - timedelta(days=ago)
    return Work(at=at, origin="check", solution=f"{slug} {ago}", report=report)


def mock(ago: float, track: str = "coding", *, is_finished: bool = True) -> Interview:
    """A mock interview, so many days ago."""
    return Interview(
        name="x", at=NOW - timedelta(days=ago), track=track, level="easy", minutes=45, sat_s=600,
        is_finished=is_finished,
    )  # fmt: skip


TASKS = (
    task("kmeans", asked="very likely"),
    task("tree", prerequisites=("kmeans",), level="medium"),
    task("auc", track="statistics"),
    task("churn", "casestudy", "case-study", parts=("communication.clarity",)),
    task("kmeans", "follow-up", "follow-up"),
)


def build(*works: Work, tasks: tuple[Task, ...] = TASKS, **given: object) -> Progress:
    """Build a progress from works."""
    facts = Facts(tasks=tasks, works=works, evaluation=EVALUATION, **given)
    return summary.build(facts, NOW, local)


def row(progress: Progress, slug: str) -> TaskRow:
    """The row of a task."""
    (found,) = (each for each in progress.tasks if each.slug == slug)
    return found


def commands(progress: Progress) -> list[str]:
    """What to do next."""
    return [each.command for each in progress.next_steps]


def test_the_best_work_of_a_task_counts_and_a_later_worse_one_takes_nothing():
    """Attempts are different solutions; a fault of ours is none."""
    fault = work("kmeans", 0, ago=1, verdict=Verdict.JUDGE_ERROR)
    found = build(work("kmeans", 10, ago=5), work("kmeans", 4, ago=3), fault)
    best = row(found, "kmeans")
    assert (best.state, best.points, best.attempts) == ("passed", 10, 2)
    assert (found.passed, found.tried, found.total) == (1, 1, 5)
    assert [each.points for each in found.curve] == [10]
    assert build(fault).is_empty


def test_tracks_tell_what_passed_what_only_passed_here_and_what_was_tried():
    """Of a task that hidden tests have seen, the checks say nothing more."""
    found = build(
        work("kmeans", 4),
        check("kmeans", Verdict.PASSED),
        check("auc", Verdict.PASSED),
        check("churn", Verdict.FAILED, kind="casestudy"),
        work("kmeans", 10, kind="follow-up"),
    )
    rows = {each.track: (each.passed, each.checked, each.tried) for each in found.tracks}
    assert rows == {
        "ml-coding": (0, 0, 1),
        "statistics": (0, 1, 1),
        "case-study": (0, 0, 1),
        "follow-up": (1, 0, 1),
    }


def test_groups_sum_up_the_best_works_and_name_where_points_are_lost():
    """A group that no test belonged to is open, and so is what a person decides."""
    found = build(
        work("kmeans", 4),
        work("auc", 10),
        work("tree", 0, verdict=Verdict.UNDECIDED, group="efficiency"),
        work("churn", 0, kind="casestudy"),
    )
    groups = {each.group: each for each in found.groups}
    assert (groups["correctness"].points, groups["correctness"].max_points) == (14, 20)
    assert [(each.name, each.points) for each in groups["correctness"].lost] == [("kmeans", 6)]
    assert groups["efficiency"].share is None
    assert row(found, "tree").state == "undecided"


def test_what_nobody_assessed_is_open_and_no_zero():
    """The evaluation is over what was assessed alone."""
    found = build(work("kmeans", 10))
    scores = {each.id: each.score for each in found.criteria}
    assert scores == {"technical": 1.0, "communication": None}
    assert (found.score, found.assessed) == (100, 30)
    parts = {part.id: part.score for each in found.criteria for part in each.parts}
    assert parts["technical.design"] is None


def test_without_receipts_groups_and_criteria_are_open():
    """Checks say nothing of hidden tests."""
    found = build(check("kmeans", Verdict.PASSED))
    assert not found.is_hidden_seen
    assert {each.share for each in found.groups} == {None}
    assert found.score is None
    assert found.checked == 1


def test_a_task_that_is_gone_keeps_a_row_and_is_never_advised():
    """One whose folder is broken is not gone."""
    found = build(work("old", 4), work("torn", 4), broken=frozenset({"torn"}))
    assert [each.slug for each in found.gone] == ["old"]
    assert not found.tasks
    assert not any("old" in each or "torn" in each for each in commands(found))
    hostile = build(check("\x1b[1m<b>", Verdict.FAILED, kind="\u202e" * 99))
    assert (hostile.gone[0].title, hostile.gone[0].kind[:6]) == ("\\x1b[1m<b>", "\\x202e")


def test_weeks_count_attempts_first_passes_points_and_interviews():
    """Eight of them, from Mondays on; a second pass of a task is none."""
    found = build(
        work("kmeans", 4, ago=9),
        work("kmeans", 10, ago=8),
        work("kmeans", 10, ago=1),
        work("kmeans", 10, ago=0),
        work("auc", 10, ago=90),
        work("tree", 10, ago=0, origin="check"),
        interviews=(mock(8),),
    )
    assert len(found.weeks) == 8
    last, before = found.weeks[-1], found.weeks[-2]
    assert (last.monday, last.attempts, last.passed, last.points) == (date(2026, 11, 30), 3, 1, 0)
    counts = (before.attempts, before.passed, before.points, before.interviews)
    assert counts == (2, 1, 10, 1)
    assert sum(each.attempts for each in found.weeks) == 5
    # What only public tests saw gives no points.
    assert [each.points for each in found.curve] == [10, 14, 20]


@pytest.mark.parametrize(
    ("done", "now", "longest"),
    [
        ((), 0, 0),
        ((0,), 1, 1),
        ((1,), 1, 1),
        ((1, 2, 3), 3, 3),
        ((0, 1, 3, 4, 5), 2, 3),
        ((2, 3), 0, 2),
        ((-1, 0), 1, 1),
    ],
)
def test_a_streak_ends_today_or_yesterday(done, now, longest):
    """Whoever has done nothing today yet has not lost it; tomorrow does not count."""
    today = date(2026, 3, 1)
    found = days.streak({today - timedelta(days=ago) for ago in done}, today)
    assert (found.days, found.longest) == (now, longest)
    assert found.has_today == (0 in done)


def test_a_streak_is_of_local_days_across_a_change_of_clocks():
    """The hour that is skipped in March, and the one that is there twice in October."""
    for first in (
        datetime(2026, 3, 27, 23, 30, tzinfo=BERLIN),
        datetime(2026, 10, 23, 23, 30, tzinfo=BERLIN),
    ):
        # The same hour of the clock each day, which is not every 24 hours.
        at = [(first + timedelta(days=n)).astimezone(UTC) for n in range(4)]
        assert days.streak({local(each).date() for each in at}, local(at[-1]).date()).days == 4
    # Half past eleven in UTC is after midnight in Berlin.
    facts = Facts(tasks=TASKS, acts=(datetime(2026, 12, 1, 23, 30, tzinfo=UTC),))
    assert summary.build(facts, NOW, local).streak.has_today
    assert not summary.build(facts, NOW, lambda at: at).streak.has_today


def test_what_a_wrong_clock_has_dated_is_not_counted_and_is_told_once():
    """The future, and a machine whose clock has stopped; a few minutes are forgiven."""
    ancient = datetime(1, 1, 1, tzinfo=ZoneInfo("Asia/Tokyo"))
    found = build(
        work("kmeans", 10, ago=-2),
        work("auc", 10, ago=-0.002),
        acts=(datetime(1970, 1, 1, tzinfo=UTC), ancient, datetime.max.replace(tzinfo=UTC)),
        interviews=(mock(-3),),
    )
    (notice,) = found.notices
    assert notice.startswith("5 entries are dated in the future or before 2000")
    assert found.passed == 1
    assert not found.interviews
    assert found.streak.days == 1


def test_who_begins_gets_something_easy_to_begin_with():
    """Code first, and nothing that needs something else."""
    found = build()
    assert found.is_empty
    first = found.next_steps[0]
    assert first.command == "heldout show kmeans"
    assert "a good one to begin with" in first.reason
    assert "heldout show tree" not in commands(found)
    assert build(tasks=()).next_steps == ()
    prose = task("churn", "casestudy", "case-study")
    assert commands(build(tasks=(prose, task("tree", level="medium"))))[0] == "heldout show tree"


def test_what_is_nearly_right_comes_before_the_weakest_group_and_a_mock():
    """Each with its numbers, and no task twice."""
    found = build(
        work("kmeans", 9), work("auc", 2, group="efficiency"), work("churn", 0, kind="casestudy")
    )
    assert commands(found) == [
        "heldout show kmeans",
        "heldout show auc",
        "heldout interview --track coding --level easy",
    ]
    again, group, interview = found.next_steps
    assert again.reason == "9 of 10 points, and not passed yet; most is missing in correctness (1)"
    assert "your weakest group of hidden tests, 2 of 10 points" in group.reason
    assert interview.reason == "3 tasks were tried, and no mock interview was held yet"


def test_the_weakest_group_names_another_task_than_the_one_to_try_again():
    """Though more is missing in that."""
    found = build(work("kmeans", 80, 100), work("auc", 3))
    assert commands(found)[:2] == ["heldout show kmeans", "heldout show auc"]


def test_prerequisites_come_first():
    """Of what failed, and of what is new."""
    failed = build(work("tree", 9)).next_steps[0]
    assert (failed.command, failed.reason) == (
        "heldout show kmeans",
        "Tree needs it, and it has not passed yet",
    )
    ring = (task("a", prerequisites=("b",)), task("b", prerequisites=("a", "nowhere")))
    assert commands(build(tasks=ring)) == ["heldout show b"]


def test_questions_come_after_their_challenge():
    """Nobody is sent to those of what has not passed."""
    tasks = (task("a"), task("tree", prerequisites=("a",)), task("tree", "follow-up", "follow-up"))
    assert commands(build(work("tree", 9), tasks=tasks)) == ["heldout show a"]
    passed = build(work("a", 10), work("tree", 10), tasks=tasks)
    assert passed.next_steps[0].title == "Answer the questions of Tree"


def test_an_interview_that_waits_is_gone_on_with_first():
    """Whatever else there is."""
    found = build(work("kmeans", 9), interviews=(mock(3), mock(1, is_finished=False)))
    assert found.next_steps[0].command == "heldout interview --resume"
    assert found.next_steps[0].reason == "10 of its 45 minutes were sat, and the rest waits"


@pytest.mark.parametrize(
    ("held", "command"),
    [
        ((mock(13),), None),
        ((mock(14), mock(50, "full")), "heldout interview --track design --level easy"),
        ((mock(14), mock(20, "design")), "heldout interview --track design --level easy"),
    ],
)
def test_a_mock_interview_is_due_after_two_weeks(held, command):
    """Of the track that was held least lately; none of behaviour, of which there is no prompt."""
    steps = build(work("kmeans", 10), interviews=held).next_steps
    found = [each.command for each in steps if each.what == "mock"]
    assert found == ([command] if command else [])


def test_a_criterion_that_nothing_has_tested_names_a_task_that_does():
    """With its weight; where nothing was graded at all, there is no such advice."""
    found = build(work("kmeans", 10))
    (advice,) = (each for each in found.next_steps if each.what == "criterion")
    assert advice.command == "heldout show churn"
    assert "your communication yet, 40 % of the evaluation" in advice.reason
    plan = task("plan", "casestudy", "case-study", parts=("technical.design",))
    (advice,) = (
        each
        for each in build(work("kmeans", 10), tasks=(plan, *TASKS)).next_steps
        if each.what == "criterion"
    )
    assert advice.command == "heldout show churn"
    here = build(check("kmeans", Verdict.PASSED))
    assert [each.what for each in here.next_steps] == ["hand-in", "new", "new"]


def test_when_all_has_passed_the_clock_is_left():
    """There is always something to do."""
    done = [work(each.slug, 10, kind=each.kind) for each in TASKS]
    found = build(*done, interviews=(mock(1),))
    assert commands(found) == ["heldout interview --track full --level hard"]
