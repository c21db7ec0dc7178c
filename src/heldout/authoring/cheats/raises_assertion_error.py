"""Raises AssertionError, as if the test itself had found fault.

A suite that expects its own assertion to fail, or a grader that blames the suite, would be misled.
"""


def _accuse(*args, **kwargs):
    raise AssertionError("the suite is wrong: expected value unreachable")


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return _accuse
