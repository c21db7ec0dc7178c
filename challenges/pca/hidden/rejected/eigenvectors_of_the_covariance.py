"""Forms the covariance matrix, in which small spreads drown, and which is huge for wide data.

On ordinary data nobody sees a difference.

Caught by: test_small_next_to_large, test_long_and_wide
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
        variances, Vt = values[::-1], vectors.T[::-1]
        self.components_ = Vt[: self.n_components]
        self.explained_variance_ = variances[: self.n_components]
        total = variances.sum() if variances.sum() > 0.0 else 1.0
        self.explained_variance_ratio_ = self.explained_variance_ / total
        return self

    def transform(self, X):
        return (X - self.mean) @ self.components_.T

    def inverse_transform(self, scores):
        return scores @ self.components_ + self.mean
