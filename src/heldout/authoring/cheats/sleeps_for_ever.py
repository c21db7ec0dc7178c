"""Sleeps in every call and uses no processor time at all.

A deadline that counts processor time alone would never come.
"""

import time


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return lambda *args, **kwargs: time.sleep(10**9)
