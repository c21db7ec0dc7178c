"""The challenges of this repository as a table for its README, between two marks.

`./run python -m heldout.authoring.overview` writes it there; a test holds it to the folders.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from heldout.catalogue import repository
from heldout.catalogue.challenge import Challenge

BEGIN, END = "<!-- challenges -->", "<!-- /challenges -->"
_BETWEEN = re.compile(f"(?<={re.escape(BEGIN)}\n).*(?={re.escape(END)})", re.DOTALL)
_TRACKS = {"ml-coding": "machine learning", "statistics": "statistics", "algorithms": "algorithms"}
_LEVELS = ("easy", "medium", "hard")


def table(challenges: Iterable[Challenge]) -> str:
    """Write the table, by track, level and minutes."""
    rows = sorted(
        challenges,
        key=lambda each: (
            list(_TRACKS).index(each.manifest.track),
            _LEVELS.index(each.manifest.difficulty),
            each.manifest.minutes,
            each.slug,
        ),
    )
    lines = [
        f"| [{each.manifest.title}](challenges/{each.slug}/README.md) "
        f"| {_TRACKS[each.manifest.track]} | {each.manifest.difficulty} "
        f"| {each.manifest.minutes} | {each.manifest.asked} |"
        for each in rows
    ]
    return "\n".join(
        ("", "| challenge | track | level | minutes | asked |", "|---|---|---|---|---|", *lines, "")
    )


def written(text: str, challenges: Iterable[Challenge]) -> str:
    """Put the table into a text, between the two marks."""
    return _BETWEEN.sub(lambda _: f"{table(challenges)}\n", text, count=1)


if __name__ == "__main__":
    root = repository.find(Path.cwd())
    readme = root.root / "README.md"
    sound, _ = root.challenges()
    readme.write_text(written(readme.read_text(encoding="utf-8"), sound), encoding="utf-8")
