"""Byte-pair encoding. README.md is the statement; `heldout check byte-pair-encoding` tests it."""

import re

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
    raise NotImplementedError("write learn_merges here")


def encode(text: str, merges: list[tuple[int, int]]) -> list[int]:
    """Turn a text into tokens, by the merges in their order.

    Args:
        text: what to encode, perhaps empty.
        merges: pairs of tokens, as learned. Must not be changed.

    Returns:
        The tokens of all pieces, one after the other.
    """
    raise NotImplementedError("write encode here")


def decode(tokens: list[int], merges: list[tuple[int, int]]) -> str:
    """Turn tokens back into the text that they were made from.

    Args:
        tokens: the tokens of a whole text. Must not be changed.
        merges: the merges that they were made with. Must not be changed.

    Returns:
        The text.
    """
    raise NotImplementedError("write decode here")
