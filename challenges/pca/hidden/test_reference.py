"""Holds the reference to scikit-learn's PCA, and to the eigenvalues of NumPy's covariance."""

import numpy as np
from sklearn.decomposition import PCA


def slanted(rng, n=40, d=5):
    """(n, d) data, features mixed and off the origin."""
    return rng.normal(size=(n, d)) @ rng.normal(size=(d, d)) + rng.normal(0.0, 9.0, d)


def test_scikit_learn(solution, rng):
    """Up to signs, everything is what scikit-learn finds, also with few rows."""
    for n, d, k in ((40, 5, 3), (5, 9, 4), (6, 6, 5), (30, 1, 1)):
        X, others = slanted(rng, n, d), rng.normal(size=(7, d))
        pca, other = solution.PCA(k), PCA(k, svd_solver="full").fit(X)
        pca.fit(X)
        signs = np.sign(np.sum(np.asarray(pca.components_) * other.components_, axis=1))
        assert np.allclose(pca.components_ * signs[:, None], other.components_, atol=1e-9)
        assert np.allclose(pca.explained_variance_, other.explained_variance_, rtol=1e-9)
        assert np.allclose(pca.explained_variance_ratio_, other.explained_variance_ratio_)
        assert np.allclose(pca.transform(others) * signs, other.transform(others), atol=1e-8)
        scores = rng.normal(size=(4, k))
        assert np.allclose(pca.inverse_transform(scores * signs), other.inverse_transform(scores))


def test_covariance(solution, rng):
    """The variances are the eigenvalues of the covariance matrix, and their shares sum to 1."""
    X = slanted(rng)
    pca = solution.PCA(5)
    pca.fit(X)
    assert np.allclose(pca.explained_variance_[::-1], np.linalg.eigvalsh(np.cov(X.T)))
    assert np.isclose(np.sum(pca.explained_variance_ratio_), 1.0)
