"""Pairs the labels with zip, which drops what is left over, and scores no rows with zeros.

Caught by: test_rows_that_do_not_match
"""

from collections import Counter


def precision_recall_f1(y_true, y_pred, average=None):
    rows = list(zip(y_true.tolist(), y_pred.tolist(), strict=False))
    there, claimed = Counter(t for t, _ in rows), Counter(p for _, p in rows)
    right = Counter(t for t, p in rows if t == p)
    labels = sorted(there | claimed)
    precision = [right[c] / claimed[c] if claimed[c] else 0.0 for c in labels]
    recall = [right[c] / there[c] if there[c] else 0.0 for c in labels]
    f1 = [2 * right[c] / (there[c] + claimed[c]) for c in labels]
    if average is None:
        return precision, recall, f1
    if average not in ("macro", "micro", "weighted"):
        raise ValueError("bad average")
    if not rows:
        return 0.0, 0.0, 0.0
    if average == "micro":
        return (right.total() / len(rows),) * 3
    weights = [there[c] if average == "weighted" else 1 for c in labels]
    total = sum(weights)
    return tuple(
        sum(w * x for w, x in zip(weights, each, strict=True)) / total
        for each in (precision, recall, f1)
    )
