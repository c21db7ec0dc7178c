"""Whether an answer is about this prompt, about another one, or about none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from math import log

import msgspec

from heldout.written.integrity import vocabulary
from heldout.written.prompt import Prompt


class Fit(msgspec.Struct, frozen=True):
    """How well words fit a prompt and the best of others: shares of their rare words' weight."""

    own: float
    best: float
    best_slug: str

    @property
    def ratio(self) -> float:
        """How many times better the other one fits."""
        return self.best / self.own if self.own else float(self.best > 0) * 99


def compare(stems: Collection[str], prompt: Prompt, others: Sequence[Prompt]) -> Fit | None:
    """Compare how a text's stems fit; None if there is nothing to compare with.

    A stem weighs log(prompts / prompts that have it), so what all prompts say weighs nothing. Only
    what is public counts: a key may speak of anything that people tell.
    """
    rivals = [other for other in others if other.slug != prompt.slug]
    if not rivals:
        return None
    known = [vocabulary.of(each).public for each in (prompt, *rivals)]
    spread = Counter(stem for own in known for stem in own)
    weights = {stem: log(len(known) / spread[stem]) for stem in set(stems) if stem in spread}
    total = sum(weights.values()) or 1.0
    own, *rest = (
        sum(weight for stem, weight in weights.items() if stem in each) / total for each in known
    )
    best = max(range(len(rest)), key=rest.__getitem__)
    return Fit(own, rest[best], rivals[best].slug)
