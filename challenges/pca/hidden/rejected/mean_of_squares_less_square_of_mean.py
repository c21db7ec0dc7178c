"""Takes the covariance as mean of products less product of means, which cancels at an offset.

Caught by: test_large_offset, test_small_next_to_large
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
        second = (X.T @ X - n * np.outer(self.mean, self.mean)) / (n - 1)
        values, vectors = np.linalg.eigh(second)
        variances, Vt = values[::-1], vectors.T[::-1]
        self.components_ = Vt[: self.n_components]
        self.explained_variance_ = variances[: self.n_components]
        total = max(abs(variances.sum()), 1e-300)
        self.explained_variance_ratio_ = self.explained_variance_ / total
        return self

    def transform(self, X):
        return (X - self.mean) @ self.components_.T

    def inverse_transform(self, scores):
        return scores @ self.components_ + self.mean
