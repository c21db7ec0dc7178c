"""Returns structures that contain themselves.

Whoever copies, prints or compares them without a memory of what it has seen never ends.
"""


def _loop(*args, **kwargs):
    knot = []
    table = {"again": knot}
    knot.extend([knot, table, (knot, table)])
    return (knot, table) if args else table


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return _loop
