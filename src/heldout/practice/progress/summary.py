"""Facts and a clock -> a Progress."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

import msgspec

from heldout.practice.progress import advice, days, measures, tasks
from heldout.practice.progress.days import Local
from heldout.practice.progress.facts import Facts, Work
from heldout.practice.progress.model import Progress

#: Stands in for a name nobody gave.
YOU = "you"


def build(facts: Facts, now: datetime, local: Local) -> Progress:
    """Say how somebody has come along. What a wrong clock has dated is not counted, and is told."""
    facts = _sound(facts, now)
    works = tasks.grouped(facts.works)
    rows, gone = tasks.rows(facts, works)
    tracks = tasks.tracks(facts.tasks, rows)
    counted = [each for own in works.values() for each in own]
    # What is gone cannot be mended, so it would only blur what can be.
    known = {task.key for task in facts.tasks}
    chosen = [tasks.best(own) for key, own in works.items() if key in known]
    best = [each for each in chosen if each is not None]
    groups = measures.groups(best)
    card = (
        None
        if facts.evaluation is None
        else measures.card(facts.candidate or YOU, facts.evaluation, best)
    )
    criteria = () if card is None else measures.criteria(card)
    ground = advice.Ground(
        tasks={task.key: task for task in facts.tasks},
        rows={(row.slug, row.kind): row for row in rows},
        tracks=tracks,
        groups=groups,
        criteria=criteria,
        interviews=facts.interviews,
        now=now,
        local=local,
    )
    active = {local(at).date() for at in _times(facts, counted)}
    return Progress(
        candidate=facts.candidate,
        as_of=local(now),
        receipts=facts.receipts,
        counts={
            "receipts": sum(each.origin == "receipt" for each in facts.works),
            "checks": sum(each.origin == "check" for each in facts.works),
            "interviews": len(facts.interviews),
        },
        is_hidden_seen=bool(best),
        score=None if card is None else card.score,
        assessed=0.0 if card is None else card.assessed,
        tracks=tracks,
        tasks=rows,
        gone=gone,
        groups=groups,
        criteria=criteria,
        weeks=days.weeks(counted, facts.interviews, now, local),
        streak=days.streak(active, local(now).date()),
        curve=days.curve(counted, local),
        interviews=tuple(sorted(facts.interviews, key=lambda each: each.at, reverse=True)),
        next_steps=advice.suggest(ground),
        notices=facts.notices,
    )


def _sound(facts: Facts, now: datetime) -> Facts:
    """Leave out what is dated in the future, or before there was anything to do."""
    wrong = {at for at in _times(facts, facts.works) if not days.is_sound(at, now)}
    if not wrong:
        return facts
    what = "1 entry is" if len(wrong) == 1 else f"{len(wrong)} entries are"
    works = tuple(each for each in facts.works if each.at not in wrong)
    acts = tuple(at for at in facts.acts if at not in wrong)
    held = tuple(each for each in facts.interviews if each.at not in wrong)
    notice = f"{what} dated in the future or before 2000, and not counted: a clock was wrong"
    notices = (*facts.notices, notice)
    return msgspec.structs.replace(facts, works=works, acts=acts, interviews=held, notices=notices)


def _times(facts: Facts, works: Iterable[Work]) -> Iterator[datetime]:
    yield from facts.acts
    yield from (each.at for each in works)
    yield from (each.at for each in facts.interviews)
