"""Which rounds an interview has: by its seed alone, and within its time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heldout.practice.interview import loop
from heldout.practice.interview.loop import KINDS, LEVELS, TRACKS, Prompt

KIND = ("coding", "theory", "design", "behavioral")
POOL = [
    Prompt(slug=f"{kind}-{level}-{n}", title=kind, kind=kind, level=level, minutes=minutes)
    for kind, minutes in zip(KIND, (35, 10, 45, 20), strict=True)
    for level in LEVELS
    for n in range(4)
]


def slugs(made: loop.Loop) -> list[str]:
    """What is asked."""
    return [each.slug for each in made.rounds]


def test_the_same_seed_gives_anybody_the_same_interview():
    """Whatever the order in which the catalogue is listed; another seed gives another one."""
    first = loop.compose(POOL, "full", "medium", 150, "ABC")
    assert loop.compose(POOL[::-1], "full", "medium", 150, "ABC") == first
    others = {tuple(slugs(loop.compose(POOL, "full", "medium", 150, f"S{n}"))) for n in range(20)}
    assert len(others) > 10


@pytest.mark.parametrize("track", TRACKS)
def test_a_track_has_its_kinds_in_its_order(track):
    """And fills the usual time, each prompt once."""
    made = loop.compose(POOL, track, "medium", loop.MINUTES[track], "ABC")
    whole = ("theory", "coding", "design", "behavioral")
    order = {"full": whole, "coding": ("theory", "coding"), "design": ("theory", "design")}
    kinds = [each.kind for each in made.rounds]
    places = [order.get(track, ("behavioral",)).index(kind) for kind in kinds]
    assert places == sorted(places)
    assert len(set(slugs(made))) == len(made.rounds)
    total = sum(each.minutes for each in made.rounds)
    assert 0.7 * loop.MINUTES[track] <= total <= loop.MINUTES[track]
    if track == "full":
        assert set(kinds) == set(KIND)


@pytest.mark.parametrize("level", LEVELS)
def test_prompts_of_the_level_come_first_and_neighbours_fill_up(level):
    """A long interview needs more than there are of one level."""
    made = loop.compose(POOL, "coding", level, 45, "ABC")
    assert {each.slug.split("-")[1] for each in made.rounds} == {level}
    long = loop.compose(POOL, "behavioral", level, 240, "ABC")
    assert len(long.rounds) > 4


@given(st.sampled_from(TRACKS), st.integers(10, 480), st.text(max_size=8))
def test_rounds_fit_into_the_time_and_phases_into_the_rounds(track, minutes, seed):
    """To the minute, each phase with one at least."""
    made = loop.compose(POOL, track, "medium", minutes, seed)
    assert sum(each.minutes for each in made.rounds) <= minutes
    for each in made.rounds:
        assert sum(phase.minutes for phase in each.phases) == each.minutes
        assert all(phase.minutes >= 1 for phase in each.phases)
        names = [phase.name for phase in each.phases]
        assert names == ["clarify", "plan", "build", "test", "discuss"]


def test_without_a_seed_what_was_done_lately_is_not_asked_again():
    """The oldest comes back first where everything was done."""
    now = datetime(2026, 12, 1, tzinfo=UTC)
    pool = [each for each in POOL if each.kind == "behavioral" and each.level == "easy"]
    lately = {each.slug: now for each in pool[1:]}
    made = loop.draw(pool, "behavioral", "easy", 20, lately)
    assert slugs(made) == [pool[0].slug]
    assert loop.compose(pool, "behavioral", "easy", 20, made.seed) == made
    everything = {each.slug: now - timedelta(days=n) for n, each in enumerate(pool)}
    assert slugs(loop.draw(pool, "behavioral", "easy", 20, everything)) == [pool[-1].slug]


def test_too_little_time_leaves_no_round():
    """A design is not asked in a quarter of an hour."""
    assert loop.compose(POOL, "design", "medium", 12, "ABC").rounds == ()


def test_every_kind_of_task_can_be_asked():
    """Whatever tracks and kinds the catalogue knows."""
    assert set(KINDS.values()) == set(KIND)


def test_a_seed_can_be_read_out():
    """Nothing in it is taken for something else."""
    assert not set(loop.new_seed()) & set("01IO")
    assert len({loop.new_seed() for _ in range(50)}) == 50
