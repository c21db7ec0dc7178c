"""Precision, recall and F1 of each class from three counts, in plain NumPy.

Method: C. van Rijsbergen, "Information Retrieval" (1979), chapter 7; F1 is one minus his E with
equal weights. Micro and macro averages are D. Lewis, "Evaluating text categorization" (1991).
"""

import numpy as np


def precision_recall_f1(
    y_true: np.ndarray, y_pred: np.ndarray, average: str | None = None
) -> tuple[np.ndarray, np.ndarray, np.ndarray] | tuple[float, float, float]:
    """Score the predictions of each class, or of all classes on average.

    Args:
        y_true: (n,) right labels, n >= 1, int64 or text. Must not be changed.
        y_pred: (n,) predicted labels, of the same kind. Must not be changed.
        average: None, "macro", "micro" or "weighted".

    Returns:
        precision, recall, f1: each (k,) float64, the classes in ascending order, or each a float
        with an average. A score whose denominator is zero is 0.

    Raises:
        ValueError: the lengths differ, there are no rows, or the average is not one of the four.
    """
    if len(y_true) != len(y_pred) or not len(y_true):
        raise ValueError(f"{len(y_true)} labels and {len(y_pred)} predictions cannot be compared")
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError(f"there is no average {average!r}")
    if average == "micro":
        # Each wrong row is a false positive of one class and a false negative of another.
        accuracy = float(np.mean(y_true == y_pred))
        return accuracy, accuracy, accuracy
    classes, codes = np.unique(np.concatenate((y_true, y_pred)), return_inverse=True)
    true, predicted = np.split(codes, 2)
    actual, claimed, right = (
        np.bincount(rows, minlength=len(classes))
        for rows in (true, predicted, true[true == predicted])
    )
    scores = _share(right, claimed), _share(right, actual), _share(2 * right, claimed + actual)
    if average is None:
        return scores
    weights = {"macro": None, "weighted": actual}[average]
    precision, recall, f1 = (float(np.average(each, weights=weights)) for each in scores)
    return precision, recall, f1


def _share(parts: np.ndarray, wholes: np.ndarray) -> np.ndarray:
    """(k,) and (k,) counts -> (k,) float64. Nothing of nothing is 0."""
    return parts / np.maximum(wholes, 1)
