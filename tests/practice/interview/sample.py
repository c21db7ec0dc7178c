"""A repository with a challenge and a written prompt, a clock that is moved, and a room."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from heldout.catalogue.repository import Repository
from heldout.practice.interview import loop, session
from heldout.practice.interview.loop import Loop, Prompt
from heldout.practice.interview.room import Room
from tests.catalogue.churn import WIDE_KEY, Churn
from tests.conftest import Builder

AT = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
PROMPTS = (
    Prompt(slug="double", title="Double", kind="coding", level="easy", minutes=20),
    Prompt(slug="churn", title="Customer churn", kind="design", level="medium", minutes=30),
)


class Clock:
    """Seconds that pass when they are told to; the time of day goes along."""

    def __init__(self) -> None:
        self.s = 100.0

    def __call__(self) -> float:
        return self.s

    def now(self) -> datetime:
        """The time of day."""
        return AT + timedelta(seconds=self.s)


def repository(folder: Path) -> Repository:
    """Build the two tasks."""
    churn = Churn(folder)
    churn.write("hidden/points.toml", WIDE_KEY)
    Builder(folder)
    return Repository(folder)


def composed() -> Loop:
    """An hour with a round of each."""
    rounds = [
        each
        for prompt in PROMPTS
        for each in loop.compose(
            [prompt], "coding" if prompt.kind == "coding" else "design", "easy", 30, "S"
        ).rounds
    ]
    return Loop(seed="S", track="full", level="easy", minutes=60, rounds=tuple(rounds))


def room(root: Repository, clock: Clock, *, is_turned: bool = False) -> Room:
    """Begin a session and sit down in it; turned, the written prompt comes first."""
    loop = composed()
    if is_turned:
        loop = msgspec.structs.replace(loop, rounds=loop.rounds[::-1])
    folder = session.begin(root.root, session.Started(at=AT, clock_s=0.0, loop=loop))
    made = Room(root, folder, clock, clock.now)
    made.enter()
    return made
