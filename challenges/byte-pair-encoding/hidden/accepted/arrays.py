"""NumPy on one array for the whole text, with a separator between pieces.

Differs from the reference: a pair is one number, and np.unique counts them; where both halves are
the same token, every other place of a run is taken. Results are lists of NumPy integers.
"""

import re

import numpy as np

PIECE = re.compile(r" ?[^ ]+| +")
GAP = -1


def array_of(text):
    parts = [np.array([GAP])]
    for piece in PIECE.findall(text):
        parts += [np.frombuffer(piece.encode(), dtype=np.uint8).astype(np.int64), [GAP]]
    return np.concatenate(parts)


def merged(ids, left, right, new):
    hits = np.flatnonzero((ids[:-1] == left) & (ids[1:] == right))
    if left == right and hits.size:
        starts = np.flatnonzero(np.append(True, np.diff(hits) > 1))
        lengths = np.diff(np.append(starts, hits.size))
        place_in_run = np.arange(hits.size) - np.repeat(starts, lengths)
        hits = hits[place_in_run % 2 == 0]
    ids = ids.copy()
    ids[hits] = new
    return np.delete(ids, hits + 1)


def learn_merges(text, num_merges):
    ids = array_of(text)
    merges = []
    while len(merges) < num_merges:
        whole = (ids[:-1] != GAP) & (ids[1:] != GAP)
        base = 256 + len(merges)
        pairs, counts = np.unique(ids[:-1][whole] * base + ids[1:][whole], return_counts=True)
        if not pairs.size:
            break
        left, right = divmod(pairs[counts.argmax()], base)
        merges.append((left, right))
        ids = merged(ids, left, right, base)
    return merges


def encode(text, merges):
    ids = array_of(text)
    for new, (left, right) in enumerate(merges, 256):
        ids = merged(ids, left, right, new)
    return list(ids[ids != GAP])


def decode(tokens, merges):
    table = [bytes([i]) for i in range(256)]
    for left, right in merges:
        table.append(table[left] + table[right])
    return b"".join([table[token] for token in tokens]).decode()
