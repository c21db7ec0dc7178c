"""Returns arrays of "not a time", numpy's NaN of dates.

NaT is unequal to everything and no number, so checks for NaN alone let it through.
"""

import numpy as np


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return lambda *args, **kwargs: np.full(np.shape(args[0]) if args else (), "NaT", "M8[s]")
