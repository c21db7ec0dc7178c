"""Dropout layer. README.md is the statement; check it with `heldout check dropout`."""

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
        raise NotImplementedError("write Dropout.__init__ here")

    def forward(self, x: np.ndarray, training: bool = True) -> np.ndarray:
        """Drop elements at random and scale the others, or pass on all of them.

        Args:
            x: array of any shape, float64, float32 or int64. Must not be changed.
            training: whether elements are dropped.

        Returns:
            array of the same shape; float32 for float32, otherwise float64.
        """
        raise NotImplementedError("write Dropout.forward here")

    def backward(self, grad_output: np.ndarray) -> np.ndarray:
        """Compute the gradient with respect to the x of the last forward pass.

        Args:
            grad_output: gradient of its output, of the same shape. Must not be changed.

        Returns:
            array of the same shape and dtype as grad_output.
        """
        raise NotImplementedError("write Dropout.backward here")
