"""Returns a list in a list in a list, a hundred thousand deep.

Whoever walks it by recursion would overflow the stack: in C that is a crash of the tester.
"""


def _deep(*args, **kwargs):
    value = ()
    for turn in range(10**5):
        value = ([value], (value,), {"x": value})[turn % 3]
    return value


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return _deep
