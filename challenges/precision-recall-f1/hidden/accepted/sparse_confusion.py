"""Counts pairs of labels, the cells of the confusion matrix that are not zero, and adds them up.

Differs from the reference: a Counter of pairs, then NumPy arrays of TP, FP and FN; np.divide leaves
the zeros out.
"""

from collections import Counter

import numpy as np


def precision_recall_f1(y_true, y_pred, average=None):
    if y_true.shape != y_pred.shape or y_true.size == 0:
        raise ValueError("two arrays of equal length, with a row at least, are needed")
    cells = Counter(zip(y_true.tolist(), y_pred.tolist(), strict=True))
    labels = sorted({label for pair in cells for label in pair})
    place = {label: i for i, label in enumerate(labels)}
    tp, fp, fn = np.zeros((3, len(labels)))
    for (true, pred), count in cells.items():
        if true == pred:
            tp[place[true]] += count
        else:
            fn[place[true]] += count
            fp[place[pred]] += count
    match average:
        case None:
            return ratios(tp, fp, fn)
        case "macro":
            return tuple(each.mean() for each in ratios(tp, fp, fn))
        case "weighted":
            weights = (tp + fn) / (tp + fn).sum()
            return tuple(weights @ each for each in ratios(tp, fp, fn))
        case "micro":
            sums = (np.array([each.sum()]) for each in (tp, fp, fn))
            return tuple(each[0] for each in ratios(*sums))
    raise ValueError(f"unknown average: {average}")


def ratios(tp, fp, fn):
    def divide(over, under):
        return np.divide(over, under, out=np.zeros_like(over), where=under != 0)

    return divide(tp, tp + fp), divide(tp, tp + fn), divide(2 * tp, 2 * tp + fp + fn)
