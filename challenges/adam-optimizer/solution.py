"""The Adam optimizer. README.md is the statement; `heldout check adam-optimizer` tries it."""

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
        raise NotImplementedError("write Adam.__init__ here")

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
        raise NotImplementedError("write Adam.step here")
