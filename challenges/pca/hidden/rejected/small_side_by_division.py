"""For wide data, takes the eigenvectors of the n by n products and divides by their spreads.

A saving for wide data; where there is no variance left it divides zero by zero.

Caught by: test_more_features_than_rows, test_small_next_to_large
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
        centred = X - self.mean
        if n >= d:
            _, S, Vt = np.linalg.svd(centred, full_matrices=False)
        else:
            values, U = np.linalg.eigh(centred @ centred.T)
            S = np.sqrt(np.maximum(values[::-1], 0.0))
            Vt = (U[:, ::-1].T @ centred) / np.maximum(S, 1e-300)[:, None]
        variances = S**2 / (n - 1)
        self.components_ = Vt[: self.n_components]
        self.explained_variance_ = variances[: self.n_components]
        total = max(variances.sum(), 1e-300)
        self.explained_variance_ratio_ = self.explained_variance_ / total
        return self

    def transform(self, X):
        return (X - self.mean) @ self.components_.T

    def inverse_transform(self, scores):
        return scores @ self.components_ + self.mean
