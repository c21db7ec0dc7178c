"""Slices the rows of eigh's matrix, whose eigenvectors are the columns.

The matrix is orthogonal either way, so nothing looks wrong.

Caught by: test_directions, test_coordinates, test_more_features_than_rows, test_fewer_dimensions_than_features, test_equal_spreads, test_kinds_of_numbers, test_fitted_again, test_arguments_unchanged, test_large_offset, test_tiny_and_huge, test_small_next_to_large, test_long_and_wide
"""

import numpy as np


class PCA:
    def __init__(self, n_components):
        self.n_components = n_components

    def fit(self, X):
        n, d = X.shape
        if not 1 <= self.n_components <= min(n, d):
            raise ValueError("bad n_components")
        X = X.astype(float)
        self.mean = X.mean(axis=0)
        values, vectors = np.linalg.eigh(np.cov(X.T).reshape(d, d))
        order = np.argsort(values)[::-1]
        variances, Vt = np.maximum(values[order], 0.0), vectors[order]
        self.components_ = Vt[: self.n_components]
        self.explained_variance_ = variances[: self.n_components]
        total = max(variances.sum(), 1e-300)
        self.explained_variance_ratio_ = self.explained_variance_ / total
        return self

    def transform(self, X):
        return (X - self.mean) @ self.components_.T

    def inverse_transform(self, scores):
        return scores @ self.components_ + self.mean
