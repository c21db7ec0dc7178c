"""Principal components from the singular values of the centred data, in plain NumPy.

Method: K. Pearson, "On lines and planes of closest fit to systems of points in space" (1901) and
H. Hotelling (1933); the factorisation is that of G. Golub and C. Reinsch, "Singular value
decomposition and least squares solutions" (1970), which never forms the squares.
"""

import numpy as np


class PCA:
    """The directions along which centred data spread most."""

    def __init__(self, n_components: int) -> None:
        """Say how many components to keep.

        Args:
            n_components: 1 <= n_components <= min(n, d) of the data that will be fitted.
        """
        self.n_components = n_components

    def fit(self, X: np.ndarray) -> "PCA":
        """Find the components; set three attributes.

        components_: (n_components, d) float64, orthonormal rows, largest variance first.
        explained_variance_: (n_components,) float64, with divisor n - 1.
        explained_variance_ratio_: (n_components,) float64, shares of the variance of all features.

        Args:
            X: (n, d) int64, float32 or float64, n >= 2. Must not be changed.

        Returns:
            Itself, or anything else.

        Raises:
            ValueError: n_components is not in 1..min(n, d).
        """
        k = self.n_components
        if not 1 <= k <= min(X.shape):
            raise ValueError(f"n_components must be in 1..{min(X.shape)} for this data, not {k}")
        self.mean_ = X.mean(axis=0, dtype=np.float64)
        _, spreads, directions = np.linalg.svd(X - self.mean_, full_matrices=False)
        variances = spreads**2 / (len(X) - 1)
        self.components_ = directions[:k]
        self.explained_variance_ = variances[:k]
        # With equal rows there is no variance to share.
        self.explained_variance_ratio_ = variances[:k] / (variances.sum() or 1.0)
        return self

    def transform(self, X: np.ndarray) -> np.ndarray:
        """Compute coordinates along the components, from the mean of the fitted data.

        Args:
            X: (n, d) int64, float32 or float64, n >= 1. Must not be changed.

        Returns:
            scores: (n, n_components) float64.
        """
        return (X - self.mean_) @ self.components_.T

    def inverse_transform(self, scores: np.ndarray) -> np.ndarray:
        """Find the points that have these coordinates.

        Args:
            scores: (m, n_components) float64. Must not be changed.

        Returns:
            X: (m, d) float64.
        """
        return scores @ self.components_ + self.mean_
