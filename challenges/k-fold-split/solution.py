"""k-fold split. README.md is the statement; `heldout check k-fold-split` runs the public tests."""

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
    raise NotImplementedError("write k_fold_split here")


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
    raise NotImplementedError("write stratified_k_fold_split here")
