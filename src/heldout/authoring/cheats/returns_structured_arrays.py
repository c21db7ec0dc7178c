"""Returns arrays of structured and void dtypes.

They have shape and length like any other, but compare field by field, or not at all.
"""

import numpy as np


def _structure(*args, **kwargs):
    shape = np.shape(args[0])[:1] if args else (1,)
    fields = [("value", "f8"), ("__class__", "V8"), ("shape", "O")]
    return np.zeros(shape, fields), np.zeros(shape, "V16")


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return _structure
