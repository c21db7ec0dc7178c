"""Byte-pair encoding on the UTF-8 bytes of words, in plain Python.

Method: P. Gage, "A new algorithm for data compression" (1994); within words it is R. Sennrich,
B. Haddow and A. Birch, "Neural machine translation of rare words with subword units" (2016); on
bytes A. Radford et al., "Language models are unsupervised multitask learners" (2019).
"""

import re
from collections import Counter
from itertools import pairwise

#: A word with one space before it, or several spaces. Joined, the pieces are the text.
PIECE = re.compile(r" ?[^ ]+| +")


def learn_merges(text: str, num_merges: int) -> list[tuple[int, int]]:
    """Learn which pairs of neighbouring tokens to merge, the most frequent one first.

    Args:
        text: what to learn from, perhaps empty.
        num_merges: how many merges to learn, at least 0; fewer if no pair is left.

    Returns:
        Pairs of tokens in the order in which they were merged; pair i makes token 256 + i.
    """
    pieces = [list(piece.encode()) for piece in PIECE.findall(text)]
    merges = []
    for new in range(256, 256 + num_merges):
        counts = Counter(pair for tokens in pieces for pair in pairwise(tokens))
        if not counts:
            return merges
        # Of equally frequent pairs max keeps the first.
        best = max(sorted(counts), key=counts.get)
        merges.append(best)
        pieces = [_merge(tokens, best, new) for tokens in pieces]
    return merges


def encode(text: str, merges: list[tuple[int, int]]) -> list[int]:
    """Turn a text into tokens, by the merges in their order.

    Args:
        text: what to encode, perhaps empty.
        merges: pairs of tokens, as learned. Must not be changed.

    Returns:
        The tokens of all pieces, one after the other.
    """
    encoded = []
    for piece in PIECE.findall(text):
        tokens = list(piece.encode())
        for new, pair in enumerate(merges, 256):
            tokens = _merge(tokens, pair, new)
        encoded.extend(tokens)
    return encoded


def decode(tokens: list[int], merges: list[tuple[int, int]]) -> str:
    """Turn tokens back into the text that they were made from.

    Args:
        tokens: the tokens of a whole text. Must not be changed.
        merges: the merges that they were made with. Must not be changed.

    Returns:
        The text.
    """
    meanings = [bytes([byte]) for byte in range(256)]
    for left, right in merges:
        meanings.append(meanings[left] + meanings[right])
    return b"".join(meanings[token] for token in tokens).decode()


def _merge(tokens: list[int], pair: tuple[int, int], new: int) -> list[int]:
    """Replace the pair by the new token, from left to right."""
    merged = []
    for token in tokens:
        if merged and (merged[-1], token) == pair:
            merged[-1] = new
        else:
            merged.append(token)
    return merged
