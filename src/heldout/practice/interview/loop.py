"""A seed, a track and the catalogue -> the rounds of an interview, each with its phases.

What is chosen depends on nothing else, so a peer who has the seed gets the same loop. Who has no
seed gets one whose prompts were done least lately.
"""

from __future__ import annotations

import hashlib
import random
import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Literal

import msgspec

Track = Literal["coding", "design", "behavioral", "full"]
Level = Literal["easy", "medium", "hard"]
Kind = Literal["coding", "theory", "design", "behavioral"]

TRACKS: tuple[Track, ...] = ("coding", "design", "behavioral", "full")
LEVELS: tuple[Level, ...] = ("easy", "medium", "hard")
#: What a catalogue's challenge track or prompt kind is asked as.
KINDS: Mapping[str, Kind] = {
    "algorithms": "coding",
    "ml-coding": "coding",
    "statistics": "coding",
    "theory": "theory",
    "system-design": "design",
    "production": "design",
    "case-study": "design",
    "research": "design",
    "behavioral": "behavioral",
}
#: The rounds of each track, in their order, as often as they fit into the time.
_ORDER: Mapping[Track, tuple[Kind, ...]] = {
    "coding": ("theory", "coding"),
    "design": ("theory", "design"),
    "behavioral": ("behavioral",),
    "full": ("theory", "coding", "design", "behavioral"),
}
#: Minutes that an interview usually has.
MINUTES: Mapping[Track, int] = {"coding": 45, "design": 60, "behavioral": 40, "full": 150}
#: A round is never cut below this share of the time that its prompt is meant for.
_LEAST = 0.75
_SHORTEST = 5
_SEED_DIGITS = 6
_TRIES = 64
#: Letters and digits that nobody takes for others when a seed is read out.
_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


class Phase(msgspec.Struct, frozen=True):
    """A part of a round: its name, its minutes, and what an interviewer looks for in it."""

    name: str
    minutes: int
    advice: str


class Prompt(msgspec.Struct, frozen=True, kw_only=True):
    """A task that could be asked. `minutes` are those that its author gives it."""

    slug: str
    title: str
    kind: Kind
    level: Level
    minutes: int


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """One prompt, and how its time is meant to be spent."""

    slug: str
    title: str
    kind: Kind
    minutes: int
    phases: tuple[Phase, ...]


class Loop(msgspec.Struct, frozen=True, kw_only=True):
    """An interview before it begins."""

    seed: str
    track: Track
    level: Level
    minutes: int
    rounds: tuple[Round, ...]


_Parts = tuple[tuple[str, float, str], ...]
#: How a real interview of each kind is spent, as shares of a round.
_PHASES: Mapping[Kind, _Parts] = {
    "coding": (
        (
            "clarify",
            0.10,
            "Say the problem back. Ask about inputs, sizes, ties and what is invalid.",
        ),
        ("plan", 0.15, "Say an approach, its cost, and why not another one, before you type."),
        ("build", 0.45, "Write it, talking. Plain first; name things as the field does."),
        ("test", 0.15, "Try ordinary input, then the edges. Say what each test would find."),
        ("discuss", 0.15, "Answer what comes next: limits, growth, what you would change."),
    ),
    "theory": (
        ("clarify", 0.10, "Say what is asked in your own words; ask if it could mean two things."),
        ("plan", 0.10, "Name the two or three points that you will make."),
        ("build", 0.50, "Explain it: why before what, with one example and one limit."),
        ("test", 0.10, "Say how one would notice that it goes wrong."),
        ("discuss", 0.20, "Answer what comes next."),
    ),
    "design": (
        ("clarify", 0.15, "Who uses it, what must it achieve, how is that measured, what is out?"),
        ("plan", 0.15, "The few numbers that decide the design, and the parts it will have."),
        ("build", 0.40, "Data, features, model, serving: what you choose at each, and why."),
        ("test", 0.15, "How it is evaluated, watched and rolled back; what fails first."),
        ("discuss", 0.15, "Trade-offs, cost, growth, fairness; answer what comes next."),
    ),
    "behavioral": (
        ("clarify", 0.10, "Choose the story. Ask what they want to hear of, if it is open."),
        ("plan", 0.10, "Situation and task in a few sentences: whose problem, and your part."),
        ("build", 0.45, "What you did, step by step, and why; I rather than we."),
        ("test", 0.15, "What came of it, in numbers, and how you know."),
        ("discuss", 0.20, "What you learned, and would do otherwise; then your own questions."),
    ),
}


def compose(prompts: Iterable[Prompt], track: Track, level: Level, minutes: int, seed: str) -> Loop:
    """Choose the rounds by a seed. Prompts of the level come first, then those next to it.

    There may be no rounds, if no prompt fits into the time.
    """
    drawn = random.Random(f"heldout interview v1\0{seed}\0{track}\0{level}\0{minutes}")
    pool = sorted(prompts, key=lambda each: each.slug)
    drawn.shuffle(pool)
    pool.sort(key=lambda each: _distance(each.level, level))
    order = _ORDER[track]
    chosen: list[Prompt] = []
    left = minutes
    while True:
        before = len(chosen)
        for kind in _affordable(order, left):
            fits = (
                each
                for each in pool
                if each.kind == kind and each not in chosen and each.minutes * _LEAST <= left
            )
            if (found := next(fits, None)) is not None:
                chosen.append(found)
                left -= min(found.minutes, left)
        if len(chosen) == before or left < _SHORTEST:
            break
    chosen.sort(key=lambda each: order.index(each.kind))
    return Loop(
        seed=seed,
        track=track,
        level=level,
        minutes=minutes,
        rounds=tuple(_rounds(chosen, minutes)),
    )


def draw(
    prompts: Sequence[Prompt],
    track: Track,
    level: Level,
    minutes: int,
    done_at: Mapping[str, datetime],
) -> Loop:
    """Draw seeds, and take the one whose prompts were done least lately, or never."""
    loops = [compose(prompts, track, level, minutes, new_seed()) for _ in range(_TRIES)]

    def staleness(loop: Loop) -> tuple[int, list[datetime]]:
        done = sorted(
            (done_at[each.slug] for each in loop.rounds if each.slug in done_at), reverse=True
        )
        return len(done), done

    return min(loops, key=staleness)


def new_seed() -> str:
    """Draw a seed that can be read out over a telephone."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(_SEED_DIGITS))


def seed_of(what: str) -> str:
    """Derive a seed from a text: always the same one."""
    digest = hashlib.sha256(what.encode()).digest()
    return "".join(_ALPHABET[byte % len(_ALPHABET)] for byte in digest[:_SEED_DIGITS])


def phases(kind: Kind, minutes: int) -> tuple[Phase, ...]:
    """Divide a round's minutes among its phases; each has one at least, and they add up."""
    parts = _PHASES[kind]
    shares = [max(1, int(minutes * share)) for _, share, _ in parts]
    # What rounding has left, or taken, belongs to the longest.
    longest = max(range(len(parts)), key=lambda n: parts[n][1])
    shares[longest] = max(1, shares[longest] + minutes - sum(shares))
    return tuple(
        Phase(name, share, advice) for (name, _, advice), share in zip(parts, shares, strict=True)
    )


def _affordable(order: Sequence[Kind], left: int) -> Sequence[Kind]:
    """Leave the warm-up out where there is hardly time for the matter itself."""
    return order if left > 2 * _SHORTEST * len(order) else order[1:] or order


def _rounds(chosen: Sequence[Prompt], minutes: int) -> Iterable[Round]:
    wanted = sum(each.minutes for each in chosen)
    scale = min(1.0, minutes / wanted) if wanted else 1.0
    for each in chosen:
        own = max(_SHORTEST, int(each.minutes * scale))
        yield Round(
            slug=each.slug,
            title=each.title,
            kind=each.kind,
            minutes=own,
            phases=phases(each.kind, own),
        )


def _distance(level: Level, wanted: Level) -> int:
    return abs(LEVELS.index(level) - LEVELS.index(wanted))
