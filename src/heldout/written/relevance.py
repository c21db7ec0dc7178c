"""How much a unit of text is like what a point's key says: BM25 against anchors and descriptions.

A document is one anchor, or a point's title and description; a query is a unit. The score is
divided by what the anchor scores against itself, so 1 is a verbatim anchor, whatever its length.
Okapi BM25: S. Robertson and H. Zaragoza, The Probabilistic Relevance Framework (2009).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import bm25s
import numpy as np
import Stemmer
from numpy.typing import NDArray

from heldout.written.answer import words
from heldout.written.lexicon import FUNCTION_WORDS

if TYPE_CHECKING:
    from heldout.written.prompt import Prompt


@cache
def _stemmer() -> Any:
    return Stemmer.Stemmer("english")


def stems(text: str) -> list[str]:
    """Reduce a text to the stems of its content words; what hyphens join comes apart."""
    parts = (part for word in words(text) for part in word.split("-"))
    return [
        str(stem)
        for stem in _stemmer().stemWords([part for part in parts if part not in FUNCTION_WORDS])
    ]


class Relevance:
    """The keys of a prompt's points, indexed once; those that have one are the columns."""

    def __init__(self, prompt: Prompt) -> None:
        documents: list[list[str]] = []
        owners: list[int] = []
        keyed = (point for point in prompt.points if point.id in prompt.keys)
        for n, point in enumerate(keyed):
            for text in (f"{point.title}. {point.description}", *prompt.keys[point.id].anchors):
                documents.append(stems(text))
                owners.append(n)
        self._starts = np.flatnonzero(np.diff(np.array([-1, *owners])))
        self._known = {stem for document in documents for stem in document}
        self._index = bm25s.BM25(method="lucene")
        self._index.index(documents, show_progress=False)
        own = [float(self._scores(each)[n]) for n, each in enumerate(documents)]
        self._own = np.maximum(np.array(own, dtype=np.float32), np.float32(1e-6))

    def of(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Compare texts with every point: (n_texts, n_points) float32, 0 to about 1."""
        found = np.zeros((len(texts), len(self._starts)), dtype=np.float32)
        for n, text in enumerate(texts):
            query = [stem for stem in stems(text) if stem in self._known]
            if query:
                found[n] = np.maximum.reduceat(self._scores(query) / self._own, self._starts)
        return found

    def _scores(self, query: list[str]) -> NDArray[np.float32]:
        # A word counts once: saying it again makes nothing more like an anchor.
        scores: NDArray[np.float32] = self._index.get_scores(list(dict.fromkeys(query)))
        return scores
