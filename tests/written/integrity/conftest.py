"""A prompt, an honest answer to it, and what can be made of it."""

from __future__ import annotations

import random

from heldout.catalogue.rubric import Point, Section
from heldout.written import answer
from heldout.written.answer import Answer
from heldout.written.integrity import find
from heldout.written.prompt import Prompt

STATEMENT = """# Tram delays

## Scenario

A city runs 90 trams on 12 lines. Passengers see on a board at the stop when the next tram
comes, and every fourth of these times is wrong by more than two minutes. You are asked to
forecast arrivals from positions that each tram sends every ten seconds.

## Constraints

- The board must be updated within five seconds of a position.
- Some trams lose their signal in the tunnel for up to four minutes.
"""
TEMPLATE = """# Tram delays

<!-- Write below the headings and leave them as they are; this comment is no part of it. -->

## Questions first

## Approach

## How I would check it
"""
HONEST = """# Tram delays

## Questions first

Who reads the board, and does a passenger mind a tram that is early more than one that is
late? I assume early is worse, since whoever misses it waits ten minutes. Are the tunnel and
the depot on the same network, so that we know when a signal is only lost? Until told
otherwise I take it that timetables change twice a year.

## Approach

I would start with the plain rule that is in use: distance left over the mean speed of that
hour. On top of it a boosted tree learns the rest, with the weekday, the rain of the last hour
and how long the tram before it needed for the same stretch. A bigger network might be a
little better, but one person has to keep this alive, and a tree retrains in four minutes on a
laptop.

In the tunnel there is no position, so the model goes on from the last one and the board shows
a range instead of a minute. If a tram is silent for longer than five minutes, we take it off
the board, because a ghost is worse than a gap. New lines have no history; they borrow that of
the line whose stops lie closest.

## How I would check it

We cut by week and never at random: two trams on the same afternoon are stuck in the same jam.
What counts is the share of times that are off by more than two minutes, for each line,
against today's rule. Ten stops get the new times for a month, ten stay as they are, and a
person with a watch stands at both on three mornings. When the share gets worse for two days
in a row, the old rule comes back by itself.
"""
OTHER = Prompt(
    slug="bread-orders",
    sections=(Section("all", "All", "All of it.", 900),),
    points=(
        Point("waste", "Waste against empty shelves", description="Prices both kinds of error."),
        Point("season", "Holidays and weather", description="Names what moves the sales of bread."),
    ),
    min_words=1,
    max_words=900,
    pass_mark=0.6,
    mistakes=(),
    statement=(
        "A bakery with thirty shops orders loaves, rolls and cakes the evening before. What"
        " is left at"
        " closing is thrown away; empty shelves lose customers. Forecast the sales of each shop."
    ),
    template="# Bread orders\n\n## All\n",
    keys={},
)
PROMPT = Prompt(
    slug="tram-delays",
    sections=(
        Section("questions", "Questions first", "What you would ask.", 300, asks=True),
        Section("approach", "Approach", "What you would do.", 600),
        Section("checking", "How I would check it", "How you know that it works.", 400),
    ),
    points=(
        Point(
            "lost-signal",
            "Handling of lost signals",
            description=(
                "Says what the display shows while positions are missing, and when a vehicle"
                " is removed"
                " from it. Mentioning gaps without a consequence is not enough."
            ),
        ),
        Point(
            "temporal-split",
            "Temporal validation split",
            description=(
                "Separates training and evaluation by time, with an explanation why random sampling"
                " overstates the quality of forecasts."
            ),
        ),
        Point(
            "baseline-comparison",
            "Baseline comparison",
            description="Compares against the current estimate by a metric that commuters feel.",
        ),
    ),
    min_words=100,
    max_words=900,
    pass_mark=0.6,
    mistakes=(),
    statement=STATEMENT,
    template=TEMPLATE,
    keys={},
)


def read(text: str, prompt: Prompt = PROMPT) -> Answer:
    """Read an answer to the prompt."""
    return answer.read(text, prompt.sections)


def under_headings(*sentences: str) -> str:
    """Share sentences out over the prompt's headings."""
    n = -(-len(sentences) // len(PROMPT.sections))
    return "# Tram delays\n" + "".join(
        f"\n## {section.title}\n\n" + " ".join(sentences[k * n : (k + 1) * n]) + "\n"
        for k, section in enumerate(PROMPT.sections)
    )


def sentences() -> list[str]:
    """The honest answer's sentences."""
    return [unit.text for unit in read(HONEST).units]


def shuffled(text: str, seed: int = 1) -> str:
    """The words of a sentence in another order."""
    words = text.rstrip(".?").split()
    random.Random(seed).shuffle(words)
    return " ".join(words) + "."


def codes(text: str) -> set[str]:
    """The codes of what is found in an answer."""
    return {each.code for each in find(PROMPT, read(text), (OTHER,))}
