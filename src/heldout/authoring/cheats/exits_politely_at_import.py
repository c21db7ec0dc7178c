"""Raises SystemExit(0) while it is being loaded.

A test runner that imports it would stop collecting and leave with status 0.
"""

import sys

sys.exit(0)
