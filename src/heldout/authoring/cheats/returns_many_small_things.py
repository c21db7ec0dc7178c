"""Returns hundreds of thousands of empty containers, which are small to send and large to hold.

One megabyte of reply would become a hundred in the tester, and seconds of its time.
"""


def _many(*args, **kwargs):
    return [()] * (1 << 18)


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return _many
