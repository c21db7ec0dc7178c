"""Looks each positive up among the sorted negatives with bisect.

Differs from the reference: lists of NumPy scalars, each positive looked up by itself.
"""

from bisect import bisect_left, bisect_right


def roc_auc(y_true, y_score):
    if y_true.size != y_score.size:
        raise ValueError("sizes differ")
    positives = [score for score, label in zip(y_score, y_true, strict=True) if label == 1]
    negatives = sorted(score for score, label in zip(y_score, y_true, strict=True) if label == 0)
    if len(positives) < 1 or len(negatives) < 1:
        raise ValueError("one class only")
    area = 0.0
    for score in positives:
        lower = bisect_left(negatives, score)
        area += (lower + 0.5 * (bisect_right(negatives, score) - lower)) / len(negatives)
    return area / len(positives)
