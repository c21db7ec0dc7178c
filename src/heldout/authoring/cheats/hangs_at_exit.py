"""Makes the interpreter hang when it shuts down, then asks it to.

A grader that closes the channel and waits for a polite end would wait for ever.
"""

import atexit
import sys
import threading
import time


class _Clingy:
    def __del__(self):
        time.sleep(10**9)


_kept = _Clingy()
atexit.register(time.sleep, 10**9)
threading._register_atexit(time.sleep, 10**9)


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return lambda *args, **kwargs: sys.exit(0)
