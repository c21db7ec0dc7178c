"""Precision, recall and F1. README.md is the statement; `heldout check` runs the public tests."""

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
    raise NotImplementedError("write precision_recall_f1 here")
