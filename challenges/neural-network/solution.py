"""A neural network. README.md is the statement; `heldout check neural-network` runs the tests."""

import numpy as np


class NeuralNetwork:
    """A fully connected network with a sigmoid output, trained by gradient descent."""

    def __init__(self, layers: list[int]) -> None:
        """Set up weights and biases, with a random start in which units differ.

        Args:
            layers: sizes [inputs, hidden..., outputs], at least two of them, each at least 1.
        """
        raise NotImplementedError("write NeuralNetwork.__init__ here")

    def forward(self, X: np.ndarray) -> np.ndarray:
        """Compute the outputs for each row.

        Args:
            X: (n, layers[0]) float64, any finite numbers. Must not be changed.

        Returns:
            (n, layers[-1]) float64, each in [0, 1].
        """
        raise NotImplementedError("write NeuralNetwork.forward here")

    def backward(self, X: np.ndarray, y: np.ndarray, learning_rate: float = 0.01) -> None:
        """Take one step of gradient descent on the mean loss over all rows.

        Args:
            X: (n, layers[0]) float64. Must not be changed.
            y: (n, layers[-1]) float64, each in [0, 1]. Must not be changed.
            learning_rate: size of the step, positive.
        """
        raise NotImplementedError("write NeuralNetwork.backward here")
