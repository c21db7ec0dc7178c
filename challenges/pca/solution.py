"""Principal component analysis. README.md is the statement; `heldout check pca` runs the tests."""

import numpy as np


class PCA:
    """The directions along which centred data spread most."""

    def __init__(self, n_components: int) -> None:
        """Say how many components to keep.

        Args:
            n_components: 1 <= n_components <= min(n, d) of the data that will be fitted.
        """
        raise NotImplementedError("write PCA.__init__ here")

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
        raise NotImplementedError("write PCA.fit here")

    def transform(self, X: np.ndarray) -> np.ndarray:
        """Compute coordinates along the components, from the mean of the fitted data.

        Args:
            X: (n, d) int64, float32 or float64, n >= 1. Must not be changed.

        Returns:
            scores: (n, n_components) float64.
        """
        raise NotImplementedError("write PCA.transform here")

    def inverse_transform(self, scores: np.ndarray) -> np.ndarray:
        """Find the points that have these coordinates.

        Args:
            scores: (m, n_components) float64. Must not be changed.

        Returns:
            X: (m, d) float64.
        """
        raise NotImplementedError("write PCA.inverse_transform here")
