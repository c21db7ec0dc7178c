"""Keeps the set of rows that have each label, in truth and in prediction.

Differs from the reference: set operations instead of counts; a class has the rows in common as its
true positives.
"""

from collections import defaultdict
from statistics import fmean


def precision_recall_f1(y_true, y_pred, average=None):
    n = len(y_true)
    if n != len(y_pred) or n == 0:
        raise ValueError("bad lengths")
    there, claimed = defaultdict(set), defaultdict(set)
    for i in range(n):
        there[y_true[i]].add(i)
        claimed[y_pred[i]].add(i)
    table = []
    supports = []
    for c in sorted(set(there) | set(claimed)):
        relevant, retrieved = there.get(c, set()), claimed.get(c, set())
        both = len(relevant & retrieved)
        p = both / len(retrieved) if retrieved else 0.0
        r = both / len(relevant) if relevant else 0.0
        table.append((p, r, 2 * both / (len(relevant) + len(retrieved))))
        supports.append(len(relevant))
    precision, recall, f1 = zip(*table, strict=True)
    if average is None:
        return list(precision), list(recall), list(f1)
    if average == "macro":
        return fmean(precision), fmean(recall), fmean(f1)
    if average == "weighted":
        return fmean(precision, supports), fmean(recall, supports), fmean(f1, supports)
    if average == "micro":
        right = sum(len(there[c] & claimed[c]) for c in list(there) if c in claimed)
        return right / n, right / n, right / n
    raise ValueError(average)
