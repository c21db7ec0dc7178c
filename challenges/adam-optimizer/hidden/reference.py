"""Adam for a list of arrays, in plain NumPy.

Method: D. Kingma and J. Ba, "Adam: a method for stochastic optimization" (2015), algorithm 1.
"""

import numpy as np


class Adam:
    """Adam for a list of parameters, with both moments corrected for their start at zero."""

    def __init__(
        self,
        learning_rate: float = 0.001,
        beta1: float = 0.9,
        beta2: float = 0.999,
        epsilon: float = 1e-8,
    ) -> None:
        """Keep the settings; no step has been made.

        Args:
            learning_rate: about the length of a step, positive.
            beta1: how much of the mean gradient is kept in a step, at least 0 and below 1.
            beta2: how much of the mean square is kept in a step, at least 0 and below 1.
            epsilon: added to the root of the mean square, positive.
        """
        self.learning_rate = learning_rate
        self.beta1, self.beta2 = beta1, beta2
        self.epsilon = epsilon
        self.steps = 0

    def step(self, params: list[np.ndarray], grads: list[np.ndarray]) -> list[np.ndarray]:
        """Make one step, and return what becomes of the parameters.

        Args:
            params: arrays of float64 or float32, or Python floats. Must not be changed.
            grads: their gradients in the same order. Must not be changed.

        Returns:
            The new parameters in the same order, each of the same shape and dtype as before.

        Raises:
            ValueError: there is not one gradient for each parameter, or a shape differs.
        """
        if [np.shape(param) for param in params] != [np.shape(grad) for grad in grads]:
            raise ValueError("each parameter needs one gradient of its own shape")
        if not self.steps:
            self.means = [np.zeros_like(param) for param in params]
            self.squares = [np.zeros_like(param) for param in params]
        self.steps += 1
        updated = []
        for i in range(len(params)):
            self.means[i] = self.beta1 * self.means[i] + (1.0 - self.beta1) * grads[i]
            self.squares[i] = self.beta2 * self.squares[i] + (1.0 - self.beta2) * grads[i] ** 2
            mean = self.means[i] / (1.0 - self.beta1**self.steps)
            square = self.squares[i] / (1.0 - self.beta2**self.steps)
            move = self.learning_rate * mean / (np.sqrt(square) + self.epsilon)
            updated.append(params[i] - move)
        return updated
