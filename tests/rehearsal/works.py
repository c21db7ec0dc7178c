"""What candidates hand in on the stage: where it belongs, and what there is to write."""

from __future__ import annotations

from tests.github.conftest import ROOT

DOUBLE = "challenges/double/solution.py"
FOLLOWUPS = "challenges/double/followups.md"
TRIPLE = "challenges/triple/solution.py"
ANSWER = "casestudies/overfitting/answer.md"

#: 6 of 6 points.
RIGHT = "def double(x):\n    return x + x\n"
TRIPLED = "def triple(x):\n    return x + x + x\n"
#: Through the gate, and then wrong twice: 3 of 6.
HALF_RIGHT = "def double(x):\n    return int(abs(x) * 2.0)\n"
#: Not through the gate.
WRONG = "def double(x):\n    return x * x\n"

#: 1 of 1.
EXPLAINED = """\
## Why is doubling a number an addition of the number to itself, and is it exact?

Doubling a number means adding it to itself, so a single addition is enough and no multiplication
is needed. For integers in Python the result is exact, however large they are, because the sum of a
number and itself never leaves the integers. A detour over floating point would round large values,
and taking the absolute value first would lose the sign of negative ones. The one limit is memory:
a number with twice as many digits as fit would fail, and so would its double.
"""
#: Graded, and worth something.
WRITTEN = (ROOT / "casestudies/overfitting/hidden/accepted/the-pupil.md").read_text("utf-8")
