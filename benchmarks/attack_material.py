"""What a maker of attacks has at hand: prompt, honest answers and, at worst, the answer key."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from heldout.catalogue.rubric import Point
from heldout.written import answer
from heldout.written.lexicon import FUNCTION_WORDS
from heldout.written.prompt import Prompt


class Material(NamedTuple):
    """What an attacker may know. `good` are honest answers to the prompt, `foreign` to others."""

    prompt: Prompt
    good: Sequence[str]
    foreign: Sequence[str]

    @property
    def titles(self) -> list[str]:
        """What the points are about."""
        return [_about(point) for point in self.prompt.points]

    @property
    def descriptions(self) -> list[str]:
        """The points' descriptions, sentence by sentence."""
        return [
            sentence
            for point in self.prompt.points
            for sentence in re.split(r"(?<=\.) ", point.description)
            if sentence
        ]

    @property
    def anchors(self) -> list[tuple[str, str]]:
        """Model sentences of the key, each with its point; none if there is no key."""
        return [
            (name, anchor)
            for name, key in self.prompt.keys.items()
            for anchor in key.anchors
            if "point" not in anchor
        ]

    @property
    def keywords(self) -> list[str]:
        """Content words and pairs of them from titles and descriptions."""
        found: dict[str, None] = {}
        for text in (*self.titles, *self.descriptions):
            content = [w for w in answer.words(text) if w not in FUNCTION_WORDS and len(w) > 2]
            found |= dict.fromkeys(content)
            found |= dict.fromkeys(" ".join(pair) for pair in pairwise(content))
        return list(found)

    @property
    def pattern_words(self) -> list[str]:
        """The words that the key's patterns look for: what nobody but its author knows."""
        found: dict[str, None] = {}
        for key in self.prompt.keys.values():
            for pattern in key.patterns:
                literal = re.sub(
                    r"\\[a-zA-Z]|\{[\d,]*\}|\(\?[:=!]|[\\^$.|?*+()\[\]]", " ", pattern.pattern
                )
                found |= dict.fromkeys(w for w in answer.words(literal) if len(w) > 2)
        return list(found)

    def sentences(self, draw: random.Random) -> list[str]:
        """The sentences of one good answer, in order."""
        if not self.good:
            return [text for _, text in self.anchors] or self.descriptions
        read = answer.read(draw.choice(self.good), self.prompt.sections)
        return [unit.text for unit in read.units if len(unit.words) > 4]


def _about(point: Point) -> str:
    title = point.title.split(":")[-1].strip()
    return title[:1].lower() + title[1:]


def laid_out(material: Material, pieces: Sequence[str], between: str = " ") -> str:
    """Share pieces out over the headings that an answer has to have."""
    sections = material.prompt.sections
    each = max(1, -(-len(pieces) // len(sections)))
    blocks = [
        f"## {section.title}\n\n{between.join(pieces[n * each : (n + 1) * each])}\n"
        for n, section in enumerate(sections)
    ]
    return "# Answer\n\n" + "\n".join(blocks)
