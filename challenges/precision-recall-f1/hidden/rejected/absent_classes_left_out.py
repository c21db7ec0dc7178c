"""Leaves classes without a row, or without a prediction, out of the means by nanmean.

Their scores are undefined, so it seems fair to skip them; but then it pays never to predict a class.

Caught by: test_text, test_only_predicted, test_never_predicted, test_tiny_scores,
test_rare_classes
"""

import numpy as np


def precision_recall_f1(y_true, y_pred, average=None):
    if len(y_true) != len(y_pred) or len(y_true) == 0:
        raise ValueError("bad lengths")
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError("bad average")
    classes, codes = np.unique(np.concatenate((y_true, y_pred)), return_inverse=True)
    true, pred = codes[: len(y_true)], codes[len(y_true) :]
    k = len(classes)
    tp = np.bincount(true[true == pred], minlength=k)
    there, claimed = np.bincount(true, minlength=k), np.bincount(pred, minlength=k)
    if average == "micro":
        return (float(tp.sum() / there.sum()),) * 3
    with np.errstate(all="ignore"):
        parts = tp / claimed, tp / there, 2 * tp / (there + claimed)
    if average is None:
        return tuple(np.nan_to_num(each) for each in parts)
    if average == "macro":
        return tuple(float(np.nanmean(each)) for each in parts)
    return tuple(float(np.nansum(there * each) / there.sum()) for each in parts)
