"""Returns an integer of millions of digits.

Whoever prints it, or an assertion that shows it, would spend minutes on the decimal digits.
"""


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return lambda *args, **kwargs: (1 << 50_000_000) - 1
