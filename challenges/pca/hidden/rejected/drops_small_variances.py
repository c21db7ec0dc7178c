"""Takes every variance below 1e-10 for rounding and leaves its direction at zero.

Caught by: test_more_features_than_rows, test_fewer_dimensions_than_features, test_equal_rows, test_tiny_and_huge, test_small_next_to_large
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
        _, S, Vt = np.linalg.svd(X - self.mean, full_matrices=False)
        variances = S**2 / (n - 1)
        Vt = np.where(variances[:, None] > 1e-10, Vt, 0.0)
        self.components_ = Vt[: self.n_components]
        self.explained_variance_ = variances[: self.n_components]
        total = max(variances.sum(), 1e-300)
        self.explained_variance_ratio_ = self.explained_variance_ / total
        return self

    def transform(self, X):
        return (X - self.mean) @ self.components_.T

    def inverse_transform(self, scores):
        return scores @ self.components_ + self.mean
