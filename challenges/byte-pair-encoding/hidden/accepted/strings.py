"""Each token is a character of a string, so that str.replace does the merging.

Differs from the reference: Python's own replacing goes from left to right without overlaps, too;
decoding undoes the merges from the last to the first.
"""

import re
from collections import Counter
from itertools import pairwise

PIECE = re.compile(r" ?[^ ]+| +")


def as_string(piece):
    return piece.encode().decode("latin-1")


def learn_merges(text, num_merges):
    pieces = Counter(map(as_string, PIECE.findall(text)))
    merges = []
    while len(merges) < num_merges:
        counts = Counter()
        for piece, n in pieces.items():
            for left, right in pairwise(piece):
                counts[left + right] += n
        if not counts:
            return merges
        most = max(counts.values())
        best = min(pair for pair, n in counts.items() if n == most)
        new = chr(256 + len(merges))
        merges.append((ord(best[0]), ord(best[1])))
        pieces = {piece.replace(best, new): n for piece, n in pieces.items()}
    return merges


def encode(text, merges):
    tokens = []
    for piece in PIECE.findall(text):
        string = as_string(piece)
        for i, (left, right) in enumerate(merges):
            string = string.replace(chr(left) + chr(right), chr(256 + i))
        tokens.extend(map(ord, string))
    return tokens


def decode(tokens, merges):
    string = "".join(map(chr, tokens))
    for i in range(len(merges) - 1, -1, -1):
        left, right = merges[i]
        string = string.replace(chr(256 + i), chr(left) + chr(right))
    return string.encode("latin-1").decode()
