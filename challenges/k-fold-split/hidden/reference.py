"""Folds for cross-validation, by the number of the fold of each row.

Cross-validation: M. Stone, "Cross-validatory choice and assessment of statistical predictions"
(1974). Stratified folds: R. Kohavi, "A study of cross-validation and bootstrap for accuracy
estimation and model selection" (1995).
"""

import numpy as np


def k_fold_split(
    n: int, k: int, shuffle: bool = False, seed: int | None = None
) -> list[tuple[np.ndarray, np.ndarray]]:
    """Divide n rows into k folds whose sizes differ by at most one.

    Args:
        n: number of rows, at least 2.
        k: number of folds, 2 <= k <= n.
        shuffle: whether to shuffle the rows first; if not, folds are blocks of consecutive rows,
            and the first n mod k of them have one row more.
        seed: decides the shuffle, 0 <= seed < 2**32; None for another one in each call.

    Returns:
        k pairs (train, test) of row numbers, in any order within each part.

    Raises:
        ValueError: k is not in 2..n.
    """
    return _folds(_rows(n, k, shuffle, seed), np.sort(np.arange(n) % k))


def stratified_k_fold_split(
    y: np.ndarray, k: int, shuffle: bool = False, seed: int | None = None
) -> list[tuple[np.ndarray, np.ndarray]]:
    """Divide rows into k folds that have equal shares of each class.

    Each fold tests c / k of the c rows of a class, rounded down or up, and the sizes of the folds
    differ by at most one.

    Args:
        y: (n,) int64 classes, any whole numbers, n >= 2. Must not be changed.
        k: number of folds, 2 <= k <= n.
        shuffle: whether to shuffle the rows of each class first.
        seed: decides the shuffle, 0 <= seed < 2**32; None for another one in each call.

    Returns:
        k pairs (train, test) of row numbers, in any order within each part.

    Raises:
        ValueError: k is not in 2..n.
    """
    rows = _rows(len(y), k, shuffle, seed)
    # Dealt like cards, class after class: no fold gets more than one leftover.
    return _folds(rows[np.argsort(y[rows])], np.arange(len(y)) % k)


def _rows(n: int, k: int, shuffle: bool, seed: int | None) -> np.ndarray:
    """All rows, (n,) int64, in the order in which they are divided."""
    if not 2 <= k <= n:
        raise ValueError(f"k must be between 2 and {n}, not {k}")
    return np.random.default_rng(seed).permutation(n) if shuffle else np.arange(n)


def _folds(rows: np.ndarray, numbers: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    """(n,) rows and the number of the fold of each -> (train, test) of each fold."""
    return [(rows[numbers != i], rows[numbers == i]) for i in np.unique(numbers)]
