"""Catalogues, standings and settings: a small one that is known, and any that there could be."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

from hypothesis import strategies as st

from heldout.practice.plan import draft
from heldout.practice.plan.model import WEEK, WEEKDAYS, Plan, Settings
from heldout.practice.plan.sessions import Task
from heldout.practice.plan.standing import Standing

START = date(2026, 12, 1)
TRACKS = ("theory", "ml-coding", "algorithms", "system-design", "case-study", "behavioral")


def settings(**changes: object) -> Settings:
    """Eight weeks of eight hours from a Tuesday, Sundays free."""
    facts = {"start": START, "days": 56, "hours": 8, "rest": ("sunday",), **changes}
    return Settings(**facts)


def task(slug: str, track: str = "ml-coding", **changes: object) -> Task:
    """A task of half an hour."""
    facts = {
        "title": slug.title(),
        "text": f"[{slug.title()}](challenges/{slug}/README.md)",
        "level": "medium",
        "minutes": 30,
        **changes,
    }
    return Task(slug=slug, track=track, **facts)


def weak(on: date, share: float = 0.2) -> Standing:
    """A task that was failed on a day."""
    return Standing(is_weak=True, on=on, share=share, passed_on=())


def passed(on: date) -> Standing:
    """A task that passed on a day."""
    return Standing(is_weak=False, on=on, share=1.0, passed_on=(on,))


CATALOGUE = (
    task("overfitting", "theory", level="easy", minutes=10),
    task("kernels", "theory", level="hard", minutes=12),
    task("descent", level="easy", minutes=20),
    task("regression", prerequisites=("descent",)),
    task("softmax", prerequisites=("regression",)),
    task("network", level="hard", minutes=45),
    task("cache", "algorithms"),
    task("fraud", "system-design", level="hard", minutes=45),
    task("churn", "case-study", minutes=40),
    task("project", "behavioral", minutes=20),
)


def drawn(
    standings: Mapping[str, Standing] | None = None,
    tasks: tuple[Task, ...] = CATALOGUE,
    **changes: object,
) -> Plan:
    """A plan for the known catalogue."""
    return draft.draw_up(settings(**changes), tasks, standings or {})


@st.composite
def catalogues(draw: st.DrawFn) -> tuple[Task, ...]:
    """Any catalogue; a task needs some of those before it, and once in a while one after it."""
    count = draw(st.integers(1, 14))
    slugs = [f"task-{n}" for n in range(count)]
    return tuple(
        task(
            slug,
            draw(st.sampled_from(TRACKS)),
            level=draw(st.sampled_from(("easy", "medium", "hard"))),
            minutes=draw(st.integers(5, 240)),
            asked=draw(st.sampled_from(("very likely", "common"))),
            prerequisites=tuple(draw(st.lists(st.sampled_from([*slugs[:n], "absent"]), max_size=2)))
            if n
            else (),
        )
        for n, slug in enumerate(slugs)
    )


@st.composite
def any_settings(draw: st.DrawFn) -> Settings:
    """Any settings with a day to work on."""
    days = draw(st.integers(7, 80))
    rest = draw(st.sets(st.sampled_from(WEEKDAYS), max_size=6))
    return settings(
        start=START + timedelta(days=draw(st.integers(0, 6))),
        days=days,
        hours=draw(st.integers(1, 20)),
        rest=tuple(day for day in WEEKDAYS if day in rest),
    )


@st.composite
def standings_of(draw: st.DrawFn, tasks: tuple[Task, ...]) -> dict[str, Standing]:
    """Any standing of some of the tasks, around the start."""
    found = {}
    for each in tasks:
        on = START + timedelta(days=draw(st.integers(-20, 20)))
        made = draw(st.sampled_from((None, None, weak(on), passed(on))))
        if made is not None:
            found[each.slug] = made
    return found


def check_sound(plan: Plan, tasks: tuple[Task, ...], since: date) -> None:
    """No day of rest, no week over its hours, nothing before what it needs, from a day on."""
    own = plan.settings
    ahead = [
        each for each in plan.items
        if each.day is not None and not each.is_done and each.day >= since
    ]  # fmt: skip
    assert not [each for each in ahead if own.is_rest(each.day) or each.day > own.end]
    minutes: Counter[int] = Counter()
    open_in: defaultdict[int, int] = defaultdict(int)
    for each in plan.items:
        if each.day is not None:
            minutes[own.week(each.day)] += each.minutes
            open_in[own.week(each.day)] += not each.is_done
    for week, used in minutes.items():
        length = min(WEEK, own.days - (week - 1) * WEEK)
        assert not open_in[week] or used <= own.hours * 60 * length / WEEK
    place = {each.key: n for n, each in enumerate(plan.items) if each.day is not None}
    is_open = {each.key for each in plan.items if not each.is_done}
    for each in tasks:
        for needed in each.prerequisites:
            if {each.slug, needed} <= is_open and each.slug in place:
                assert place.get(needed, 9999) < place[each.slug], (needed, each.slug)
