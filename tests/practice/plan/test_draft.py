"""A new plan: what comes first, what never happens, and what there is no time for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.errors import BadInputError
from heldout.practice.plan import draft, stages
from tests.practice.plan import sample
from tests.practice.plan.sample import CATALOGUE, START, drawn, passed, task, weak


def days(plan) -> dict[str, date]:
    """The day of each item that has one."""
    return {each.key: each.day for each in plan.items if each.day is not None}


@settings(max_examples=25)
@given(st.data())
def test_any_plan_keeps_to_its_rules(data):
    """No day of rest, no week over its hours, nothing before what it needs, nothing twice."""
    tasks = data.draw(sample.catalogues())
    own = data.draw(sample.any_settings())
    standings = data.draw(sample.standings_of(tasks))
    plan = draft.draw_up(own, tasks, standings)
    sample.check_sound(plan, tasks, own.start)
    keys = [each.key for each in plan.items]
    assert len(keys) == len(set(keys))
    never = {each.slug for each in tasks if each.slug not in standings}
    assert never <= set(keys)
    assert plan == draft.draw_up(own, tasks[::-1], dict(reversed(standings.items())))


def test_the_stages_are_those_of_the_eight_weeks():
    """Theory, code, stories and cases, then whole interviews; a mock in weeks 4 to 8."""
    plan = drawn()
    week = {each.key: plan.settings.week(each.day) for each in plan.items if each.day}
    assert {week["overfitting"], week["kernels"], week["descent"]} <= {1, 2}
    assert {week["regression"], week["network"], week["fraud"]} <= {3, 4}
    assert {week["churn"], week["project"], week["do/company"]} <= {5, 6}
    mocks = {key: n for key, n in week.items() if key.startswith("mock/")}
    assert mocks == {
        "mock/coding/1": 4, "mock/design/1": 5, "mock/behavioral/1": 6,
        "mock/full/1": 7, "mock/full/2": 8,
    }  # fmt: skip
    at = days(plan)
    assert at["do/feedback/mock/full/2"] > at["mock/full/2"]
    assert at["do/ready"] == plan.settings.end


@pytest.mark.parametrize("weeks", [2, 3, 16, 52])
def test_other_lengths_have_the_same_stages(weeks):
    """Each a fourth of the days, and a full-length interview in the last."""
    plan = drawn(days=7 * weeks)
    own, at = plan.settings, days(plan)
    assert at["descent"] < at["regression"] < at["churn"]
    assert any(own.stage(day) == stages.FINAL for key, day in at.items() if "mock/full" in key)
    assert own.stage(at["do/company"]) == stages.SPECIALIZED


def test_code_is_written_every_day_of_the_technical_stage():
    """A problem from elsewhere where the catalogue has none for the day."""
    plan = drawn()
    own = plan.settings
    code = {"descent", "regression", "softmax", "network", "cache"}
    coded = {each.day for each in plan.items if each.key in code or "unseen" in each.key}
    every = [own.start + timedelta(days=n) for n in range(own.days)]
    wanted = [day for day in every if own.stage(day) == 1 and not own.is_rest(day)]
    busy = {each.day for each in plan.items if each.minutes >= 60}
    assert len(wanted) == 12
    assert set(wanted) - busy <= coded


def test_what_failed_comes_first_and_again_after_1_3_7_and_16_days():
    """With what it needs before it; the lowest share of points first."""
    standings = {
        "softmax": weak(START, 0.5),
        "project": weak(START, 0.0),
        "descent": passed(START),
    }
    plan = drawn(standings)
    at = days(plan)
    order = [each.key for each in plan.items if not each.key.startswith("review")]
    assert order[:3] == ["project", "regression", "softmax"]
    for slug in ("project", "softmax"):
        reviews = [at[f"review/{slug}/{n}"] for n in (1, 2, 3, 4)]
        gaps = [(day - at[slug]).days for day in reviews]
        # A Sunday moves one by a day, and those after it.
        for gap, least in zip(gaps, stages.REVIEW_DAYS, strict=True):
            assert least <= gap <= least + 2
    assert "descent" not in order
    assert plan.settings.stage(at["again/descent"]) == stages.FINAL


def test_repetitions_after_the_end_are_not_planned():
    """Nor counted as what did not fit."""
    plan = drawn({"softmax": weak(START)}, days=7)
    keys = {each.key for each in plan.items}
    assert "review/softmax/1" in keys
    assert "review/softmax/4" not in keys
    assert all(each.day for each in plan.items if each.key.startswith("review/"))


def test_difficulty_rises():
    """Of each kind of work the easy comes before the hard."""
    tasks = tuple(
        task(f"{track}-{level}-{n}", track, level=level)
        for track in ("theory", "ml-coding")
        for level in ("hard", "easy", "medium")
        for n in range(4)
    )
    at = days(drawn(tasks=tasks))
    for track in ("theory", "ml-coding"):
        order = sorted((day, key) for key, day in at.items() if key.startswith(track))
        levels = [key.removeprefix(f"{track}-").split("-")[0] for _, key in order]
        ranks = [("easy", "medium", "hard").index(level) for level in levels]
        by_day = [(day, rank) for (day, _), rank in zip(order, ranks, strict=True)]
        assert by_day == sorted(by_day)
        assert len(ranks) == 12


def test_what_does_not_fit_has_no_day_and_is_not_lost():
    """In a tight plan each kind of work gets its part, and an interview is held."""
    tasks = tuple(task(f"{track}-{n}", track) for track in sample.TRACKS for n in range(12))
    plan = drawn(tasks=tasks, days=14)
    dated, missing = days(plan), [each for each in plan.items if each.day is None]
    assert len(missing) > 30
    assert {each.slug for each in tasks} <= {each.key for each in plan.items}
    for track in ("theory", "ml-coding", "system-design", "case-study", "behavioral"):
        assert any(key.startswith(track) for key in dated)
    assert "mock/full/1" in dated
    assert "do/logistics" in dated
    late = {key for key, day in dated.items() if day > plan.settings.end - timedelta(days=2)}
    assert not late & {each.slug for each in tasks}
    used = sum(each.minutes for each in plan.items if each.day is not None)
    assert used >= 0.9 * 16 * 60


def test_where_time_is_short_what_failed_is_not_weighed_against_anything():
    """And the order in which tasks are listed decides nothing."""
    tasks = tuple(task(f"{track}-{n}", track) for track in sample.TRACKS for n in range(12))
    standings = {f"behavioral-{n}": weak(START) for n in range(6)}
    plan = drawn(standings, tasks=tasks, days=14, hours=4)
    assert standings.keys() <= days(plan).keys()
    assert plan == drawn(standings, tasks=tasks[::-1], days=14, hours=4)


def test_nothing_new_is_learnt_in_the_last_two_days():
    """Not even what is short enough to fit."""
    tasks = tuple(task(f"theory-{n}", "theory", minutes=12) for n in range(99))
    plan = drawn(tasks=tasks, days=14)
    late = {key for key, day in days(plan).items() if day > plan.settings.end - timedelta(days=2)}
    assert any(each.day is None for each in plan.items if each.key.startswith("theory"))
    assert not [key for key in late if key.startswith("theory")]


def test_an_hour_a_week_is_used_too():
    """A session that is longer than an even day stands alone on its day."""
    plan = drawn(hours=1, days=28)
    assert len(days(plan)) >= 4


def test_nothing_to_do_and_no_day_are_refused():
    """And a kind of interview that no prompt is there for is left out."""
    with pytest.raises(BadInputError, match="no task here"):
        drawn(tasks=())
    with pytest.raises(BadInputError, match="every day from 2026-12-01 to 2026-12-02 is a day of"):
        drawn(days=2, rest=("tuesday", "wednesday"))
    only = drawn(tasks=(task("churn", "case-study"),))
    assert not [each.key for each in only.items if each.key.startswith("mock/behavioral")]
    assert [each.key for each in only.items if each.key.startswith("mock/design")]


def test_prerequisites_in_a_circle_are_cut():
    """All of them are planned."""
    circle = (task("a", prerequisites=("b",)), task("b", prerequisites=("a",)))
    assert {"a", "b"} <= set(days(drawn(tasks=circle)))


def test_a_leap_day_is_a_day():
    """29 February 2028 is used."""
    plan = drawn(start=date(2028, 2, 28), days=7, rest=())
    assert date(2028, 2, 29) in set(days(plan).values())
    assert plan.settings.end == date(2028, 3, 5)


def test_the_interviews_of_a_plan_are_always_the_same():
    """Their seeds come from its dates."""
    texts = {each.text for each in drawn().items if each.key.startswith("mock/")}
    assert texts == {each.text for each in drawn(hours=9).items if each.key.startswith("mock/")}
    other = drawn(start=date(2026, 12, 2)).items
    assert texts.isdisjoint({each.text for each in other})
    assert len(texts) == 5
    assert len(CATALOGUE) == 10
