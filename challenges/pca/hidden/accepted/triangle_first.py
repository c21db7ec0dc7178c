"""Reduces the data to a small triangle by QR before anything is decomposed.

Differs from the reference: works on the longer side's QR factor, which has the same singular
values; the largest entry of each component is made positive; checks in the constructor too.
"""

import numpy as np


class PCA:
    """As in the statement."""

    def __init__(self, n_components):
        if n_components < 1:
            raise ValueError("n_components must be positive")
        self.n_components = n_components

    def fit(self, X):
        X = np.asarray(X, dtype=float)
        n_samples, n_features = X.shape
        if self.n_components > n_samples or self.n_components > n_features:
            raise ValueError("n_components is too large")
        self.mean_ = np.mean(X, axis=0)
        Xc = X - self.mean_
        if n_samples >= n_features:
            R = np.linalg.qr(Xc, mode="r")
            _, S, Vt = np.linalg.svd(R)
        else:
            Q, R = np.linalg.qr(Xc.T)
            U, S, _ = np.linalg.svd(R)
            Vt = (Q @ U).T
        largest = np.argmax(np.abs(Vt), axis=1)
        Vt = Vt * np.sign(Vt[np.arange(len(Vt)), largest])[:, None]
        k = self.n_components
        self.components_ = Vt[:k].copy()
        self.explained_variance_ = np.square(S[:k]) / (n_samples - 1)
        total = np.var(X, axis=0, ddof=1).sum()
        if total > 0.0:
            self.explained_variance_ratio_ = self.explained_variance_ / total
        else:
            self.explained_variance_ratio_ = np.full(k, 1.0 / k)
        return self

    def transform(self, X):
        return np.einsum("nd,kd->nk", np.asarray(X, dtype=float) - self.mean_, self.components_)

    def inverse_transform(self, scores):
        return self.mean_ + np.einsum("nk,kd->nd", scores, self.components_)
