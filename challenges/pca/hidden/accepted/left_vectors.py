"""Puts samples into columns, as textbooks do, and takes the left singular vectors.

Differs from the reference: everything is transposed, scaled to a largest entry of one first, and
the scores of zero are moved by the projection of the mean instead of by the mean.
"""

import numpy as np


class PCA:
    """As in the statement."""

    def __init__(self, n_components):
        self.n_components = n_components

    def fit(self, X):
        d, n = X.T.shape
        if self.n_components not in range(1, min(d, n) + 1):
            raise ValueError("n_components out of range")
        A = X.T.astype(np.float64)
        self.mean = A.sum(axis=1, keepdims=True) / n
        A = A - self.mean
        unit = np.abs(A).max()
        if unit == 0.0:
            unit = 1.0
        U, s, _ = np.linalg.svd(A / unit, full_matrices=False)
        all_variances = (unit * s) ** 2 / (n - 1.0)
        self.U = U[:, : self.n_components]
        self.components_ = self.U.T.tolist()
        self.explained_variance_ = all_variances[: self.n_components].tolist()
        total = sum(all_variances) or 1.0
        self.explained_variance_ratio_ = [v / total for v in self.explained_variance_]

    def transform(self, X):
        return (self.U.T @ (X.T - self.mean)).T

    def inverse_transform(self, scores):
        return (self.U @ scores.T + self.mean).T
