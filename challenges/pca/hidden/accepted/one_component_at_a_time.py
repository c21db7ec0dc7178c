"""One component after another by power iteration, each taken out of the data before the next.

Differs from the reference: NIPALS of H. Wold (1966), with every vector kept perpendicular to those
found before; only matrix-vector products; the total variance comes from the data themselves.
"""

import numpy as np


class PCA:
    """As in the statement."""

    def __init__(self, n_components):
        self.k = n_components

    def fit(self, X):
        n, d = X.shape
        if not 0 < self.k <= min(n, d):
            raise ValueError("bad n_components")
        X = np.array(X, dtype=np.float64)
        self.mu = X.mean(axis=0)
        rest = X - self.mu
        total = (rest**2).sum() / (n - 1)
        tiny = 1e-14 * np.sqrt((rest**2).sum())
        rng = np.random.default_rng(0)
        W = np.zeros((0, d))
        spreads = []
        for _ in range(self.k):
            w = perpendicular(rng.normal(size=d), W)
            for _ in range(4000):
                pushed = rest.T @ (rest @ w)
                size = np.linalg.norm(rest @ w)
                if size <= tiny:
                    break
                new = perpendicular(pushed / size**2, W)
                moved = np.linalg.norm(new - w)
                w = new
                if moved < 1e-13:
                    break
            t = rest @ w
            rest = rest - np.outer(t, w)
            W = np.vstack((W, w))
            spreads.append(t @ t / (n - 1))
        self.components_ = W
        self.explained_variance_ = np.array(spreads)
        self.explained_variance_ratio_ = np.array(spreads) / (total or 1.0)
        return self

    def transform(self, X):
        return np.dot(X - self.mu, self.components_.T)

    def inverse_transform(self, scores):
        return np.dot(scores, self.components_) + self.mu


def perpendicular(v, W):
    for _ in range(2):
        v = v - W.T @ (W @ v)
        v = v / np.linalg.norm(v)
    return v
