"""A plan brought up to date: what is done, what slipped, what failed, what is gone."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.errors import BadInputError
from heldout.practice.plan import draft, revision
from heldout.practice.plan.revision import Happened
from tests.practice.plan import sample
from tests.practice.plan.sample import CATALOGUE, START, drawn, passed, weak

SLUGS = frozenset(each.slug for each in CATALOGUE)


def happened(today: date, **changes: object) -> Happened:
    """Nothing but a day, and what is said."""
    return Happened(**{"today": today, "standings": {}, "names": SLUGS, **changes})


def revised(plan, today: date, *, tasks=CATALOGUE, own=None, **changes: object):
    """A plan brought up to date."""
    return revision.revise(plan, own or plan.settings, tasks, happened(today, **changes))


def item(plan, key: str):
    """The item of a key."""
    (found,) = (each for each in plan.items if each.key == key)
    return found


def with_item(plan, key: str, **changes: object):
    """A plan with one item changed."""
    items = [
        msgspec.structs.replace(each, **changes) if each.key == key else each for each in plan.items
    ]
    return msgspec.structs.replace(plan, items=tuple(items))


@settings(max_examples=25)
@given(st.data())
def test_any_update_loses_nothing_and_keeps_to_the_rules(data):
    """No tick, no note, no item; and what is still to do is planned as in a new plan."""
    tasks = data.draw(sample.catalogues())
    own = data.draw(sample.any_settings())
    plan = draft.draw_up(own, tasks, data.draw(sample.standings_of(tasks)))
    ticked = data.draw(st.sets(st.sampled_from([each.key for each in plan.items])))
    items = tuple(
        msgspec.structs.replace(each, is_done=each.key in ticked, notes=(f"of {each.key}",))
        for each in plan.items
    )
    plan = msgspec.structs.replace(plan, items=items, notes={"week/1": ("hard",)})
    today = own.start + timedelta(days=data.draw(st.integers(-3, own.days - 1)))
    changed = data.draw(st.sampled_from([own, msgspec.structs.replace(own, hours=5, days=40)]))
    names = frozenset(each.slug for each in tasks)
    drawn_standings = data.draw(sample.standings_of(tasks))
    standings = {slug: each for slug, each in drawn_standings.items() if each.on < today}
    what = Happened(today=today, standings=standings, names=names)
    if not [day for day in _days(changed) if day >= today]:
        with pytest.raises(BadInputError):
            revision.revise(plan, changed, tasks, what)
        return
    after = revision.revise(plan, changed, tasks, what).plan
    found = {each.key: each for each in after.items}
    assert len(found) == len(after.items)
    for each in items:
        assert found[each.key].notes == each.notes
        assert not each.is_done or found[each.key] == each
        if not found[each.key].is_done and found[each.key].day is not None:
            assert found[each.key].day >= today
    assert after.notes == plan.notes
    sample.check_sound(after, tasks, today)
    again = revision.revise(after, after.settings, tasks, what)
    assert again.ticked == again.added == again.gone == ()


def _days(own):
    every = [own.start + timedelta(days=n) for n in range(own.days)]
    return [day for day in every if not own.is_rest(day)]


def test_nothing_happened_and_nothing_changes():
    """Not even the edition."""
    plan = drawn({"softmax": weak(START)})
    found = revised(plan, START, standings={"softmax": weak(START)})
    assert found.plan == plan
    assert not found.is_changed


def test_only_what_slipped_moves():
    """What is ticked, and what is still to come, stays on its day."""
    plan = drawn()
    plan = with_item(plan, "overfitting", is_done=True)
    today = START + timedelta(days=4)
    found = revised(plan, today)
    late = {each.key for each in plan.items if each.day < today and not each.is_done}
    assert late
    assert set(found.moved) == late
    assert all(item(found.plan, key).day >= today for key in late)
    rest = {each.key: each for each in plan.items if each.key not in late}
    assert rest == {each.key: each for each in found.plan.items if each.key not in late}
    assert found.plan.settings.edition == 2


def test_what_needs_what_slipped_waits_for_it():
    """Regression comes before softmax, though only the first is late."""
    plan = drawn()
    today = item(plan, "regression").day + timedelta(days=1)
    plan = with_item(plan, "descent", is_done=True)
    plan = with_item(plan, "softmax", day=today)
    after = revised(plan, today).plan
    order = [each.key for each in after.items if each.day is not None]
    assert order.index("regression") < order.index("softmax")


def test_what_is_too_much_is_left_out_and_told():
    """Half of the time is gone; the interview still takes place."""
    plan = drawn(days=14)
    found = revised(plan, START + timedelta(days=10))
    assert found.left_out
    assert set(found.left_out) == {each.key for each in found.plan.items if each.day is None} - {
        each.key for each in plan.items if each.day is None
    }
    assert item(found.plan, "mock/full/1").day is not None


def test_what_has_passed_is_ticked():
    """A task, and a mock interview by its seed; a repetition by a pass on its day or later."""
    plan = drawn({"cache": weak(START), "softmax": weak(START)})
    seed = item(plan, "mock/coding/1").text.split("--seed ")[1][:6]
    first = item(plan, "review/cache/1").day
    found = revised(
        plan,
        first + timedelta(days=1),
        standings={"cache": passed(first), "overfitting": passed(START), "softmax": weak(START)},
        finished_seeds=frozenset({seed}),
    )
    assert set(found.ticked) == {"cache", "overfitting", "review/cache/1", "mock/coding/1"}
    assert item(found.plan, "review/cache/2").day > first
    assert item(found.plan, "cache").day == item(plan, "cache").day


def test_one_pass_is_one_repetition():
    """Though two were due by then."""
    plan = drawn({"cache": weak(START)})
    day = item(plan, "review/cache/2").day
    found = revised(plan, day, standings={"cache": passed(day)})
    assert set(found.ticked) == {"cache", "review/cache/1"}


def test_a_tick_by_hand_counts_though_the_records_do_not_know():
    """A check that failed takes no tick away."""
    plan = with_item(drawn(), "cache", is_done=True)
    found = revised(plan, START, standings={"cache": weak(START - timedelta(days=1))})
    assert item(found.plan, "cache").is_done


def test_what_fails_later_comes_again():
    """Once; and again if it fails after all of that is done."""
    plan = with_item(drawn(), "overfitting", is_done=True)
    today = START + timedelta(days=3)
    failed = {"overfitting": weak(START + timedelta(days=2))}
    found = revised(plan, today, standings=failed)
    reviews = [f"review/overfitting/{n}" for n in (1, 2, 3, 4)]
    assert sorted(found.added) == reviews
    at = [item(found.plan, key).day for key in reviews]
    assert at[0] >= today
    assert [(b - a).days for a, b in pairwise(at)] >= [2, 4, 9]
    assert not revised(found.plan, today, standings=failed).is_changed
    done = found.plan
    for key in reviews:
        done = with_item(done, key, is_done=True)
    assert not revised(done, at[3], standings=failed).added
    last = at[3] + timedelta(days=1)
    once_more = revised(done, last, standings={"overfitting": weak(last)}).added
    assert once_more[0] == "review/overfitting/5"


def test_a_task_that_was_removed_stays_on_paper():
    """Ticked as it was, open without a day; and it comes back with the task."""
    plan = with_item(drawn(), "descent", is_done=True)
    plan = with_item(plan, "cache", notes=("mine",))
    tasks = tuple(each for each in CATALOGUE if each.slug not in ("descent", "cache"))
    names = SLUGS - {"descent", "cache"}
    found = revised(plan, START, tasks=tasks, names=names)
    assert found.gone == ("cache",)
    assert item(found.plan, "descent") == item(plan, "descent")
    gone = item(found.plan, "cache")
    assert gone.day is None
    assert gone.text.endswith(revision.GONE)
    assert gone.notes == ("mine",)
    assert not revised(found.plan, START, tasks=tasks, names=names).is_changed
    back = item(revised(found.plan, START).plan, "cache")
    assert back.text == item(plan, "cache").text
    assert back.day is not None
    broken = revised(plan, START, tasks=tasks)
    assert not broken.gone
    assert not broken.is_changed


def test_other_settings_lay_the_plan_out_anew():
    """More hours take in what did not fit; a new day of rest is kept free."""
    plan = drawn(days=14)
    missing = [each.key for each in plan.items if each.day is None]
    wider = msgspec.structs.replace(plan.settings, hours=30)
    after = revised(plan, START, own=wider).plan
    assert missing
    assert not [each.key for each in after.items if each.day is None]
    free = msgspec.structs.replace(plan.settings, rest=("sunday", "monday"))
    after = revised(plan, START, own=free).plan
    assert not [each for each in after.items if each.day and each.day.weekday() == 0]


def test_a_plan_that_is_over_says_so():
    """And what to do."""
    with pytest.raises(BadInputError, match="the plan ended on 2027-01-25"):
        revised(drawn(), date(2027, 1, 26))
