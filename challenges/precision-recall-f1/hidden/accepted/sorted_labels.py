"""Sorts the labels and finds the end of each class by bisection.

Differs from the reference: no codes and no bincount; counts are differences of np.searchsorted.
"""

import numpy as np


def precision_recall_f1(y_true, y_pred, average=None):
    if len(y_true) != len(y_pred):
        raise ValueError("lengths differ")
    if len(y_true) < 1:
        raise ValueError("empty")
    if average not in {None, "macro", "micro", "weighted"}:
        raise ValueError("average must be None, macro, micro or weighted")
    if average == "micro":
        accuracy = float(np.mean(y_true == y_pred))
        return accuracy, accuracy, accuracy
    labels = np.union1d(y_true, y_pred)
    support = count(y_true, labels)
    predicted = count(y_pred, labels)
    hits = count(y_true[y_true == y_pred], labels)
    precision, recall, f1 = np.zeros((3, len(labels)))
    has = predicted > 0
    precision[has] = hits[has] / predicted[has]
    has = support > 0
    recall[has] = hits[has] / support[has]
    has = hits > 0
    f1[has] = 2 / (1 / precision[has] + 1 / recall[has])
    if average == "macro":
        return precision.mean(), recall.mean(), f1.mean()
    if average == "weighted":
        return tuple(
            float((each * support).sum() / support.sum()) for each in (precision, recall, f1)
        )
    return precision, recall, f1


def count(labels, classes):
    labels = np.sort(labels)
    return np.searchsorted(labels, classes, "right") - np.searchsorted(labels, classes, "left")
