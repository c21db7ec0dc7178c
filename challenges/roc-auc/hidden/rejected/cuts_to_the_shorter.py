"""Pairs labels and scores with zip, which drops what is left over.

With equal lengths it is right; with different ones it answers for part of the data.

Caught by: test_lengths_that_differ
"""


def roc_auc(y_true, y_score):
    rows = sorted(zip(y_score.tolist(), y_true.tolist(), strict=False))
    n_pos = sum(label for _, label in rows)
    n_neg = len(rows) - n_pos
    if n_pos == 0 or n_neg == 0:
        raise ValueError("one class only")
    wins, below, i = 0.0, 0, 0
    while i < len(rows):
        j = i
        while j < len(rows) and rows[j][0] == rows[i][0]:
            j += 1
        tied_positives = sum(label for _, label in rows[i:j])
        tied_negatives = j - i - tied_positives
        wins += tied_positives * (below + tied_negatives / 2)
        below += tied_negatives
        i = j
    return wins / (n_pos * n_neg)
