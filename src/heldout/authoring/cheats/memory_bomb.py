"""Takes memory without end, and touches it.

Without a limit the kernel would look for a victim, and it might choose the grader.
"""


def _hoard(*args, **kwargs):
    kept = []
    while True:
        kept.append(bytearray(b"x") * (1 << 24))


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return _hoard
