"""Inverted dropout: one array of factors for both passes, in plain NumPy.

Dropout: N. Srivastava and others, "Dropout: a simple way to prevent neural networks from
overfitting" (2014), whose section 10 has the variant that scales in training.
"""

import numpy as np


class Dropout:
    """Inverted dropout with a forward and a backward pass."""

    def __init__(self, p: float, seed: int) -> None:
        """Set up the layer.

        Args:
            p: probability that an element is dropped, 0 <= p < 1.
            seed: from 0 to 2^63 - 1; all chance comes from a generator made of it.

        Raises:
            ValueError: p is below 0, or 1 or above.
        """
        if not 0 <= p < 1:
            raise ValueError(f"p is {p}, and a probability from 0 to below 1 is asked for")
        self.p = p
        self.rng = np.random.default_rng(seed)

    def forward(self, x: np.ndarray, training: bool = True) -> np.ndarray:
        """Drop elements at random and scale the others, or pass on all of them.

        Args:
            x: array of any shape, float64, float32 or int64. Must not be changed.
            training: whether elements are dropped.

        Returns:
            array of the same shape; float32 for float32, otherwise float64.
        """
        self.factors = np.ones(x.shape)
        if training:
            self.factors = (self.rng.random(x.shape) >= self.p) / (1 - self.p)
        return self.backward(x)

    def backward(self, grad_output: np.ndarray) -> np.ndarray:
        """Compute the gradient with respect to the x of the last forward pass.

        Args:
            grad_output: gradient of its output, of the same shape. Must not be changed.

        Returns:
            array of the same shape and dtype as grad_output.
        """
        return (grad_output * self.factors).astype(np.result_type(grad_output, np.float32))
