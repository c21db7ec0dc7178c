"""Right solutions, run again and again."""

from __future__ import annotations

import re
import subprocess
import sys

from heldout.authoring.stages import stability
from tests.conftest import HIDDEN

#: Wrong for one number in ten.
UNLUCKY = '"""Adds."""\ndef double(x):\n    return x + x if x % 10 else None\n'


def test_sound_samples_never_flip(bench):
    """Every test passes every time."""
    assert stability.prove(bench(), 5).findings == ()


def test_a_test_that_flips_is_told_with_the_seed_that_shows_it(bench, double):
    """The command that is offered fails on the spot, on the same input."""
    path = double.write("hidden/accepted/adds.py", UNLUCKY)
    (finding,) = stability.prove(bench(), 30).findings
    assert finding.code == "flaky-test"
    assert (finding.file, finding.line) == ("challenges/double/hidden/test_hidden.py", 4)
    assert "hidden/accepted/adds.py passed it" in finding.message
    seed = re.search(r"--heldout-seed ([0-9a-f]{64}) ", finding.next_step)[1]
    suite = f"{double.folder}/hidden/test_hidden.py::test_ordinary"
    argv = [sys.executable, "-m", "pytest", "-q", "--rootdir", str(double.root), suite]
    for given, status in ((seed, 1), ("00", 0)):
        options = [f"--heldout-seed={given}", f"--heldout-solution={path}"]
        done = subprocess.run([*argv, *options], capture_output=True, check=False, timeout=60)
        assert done.returncode == status, done.stdout.decode()


def test_a_test_that_always_fails_is_not_called_flaky(bench, double):
    """Then the sample, or the reference, does not do what the suite asks."""
    double.write("hidden/accepted/adds.py", '"""Adds."""\ndef double(x):\n    return 0\n')
    found = stability.prove(bench(), 3).findings
    assert {finding.code for finding in found} == {"accepted-fails"}
    double.write("hidden/reference.py", "def double(x):\n    return 0\n")
    assert "reference-fails" in {finding.code for finding in stability.prove(bench(), 3).findings}


def test_tests_that_hang_on_their_order_are_found(bench, double):
    """A solution that remembers is right only in the suite's own order."""
    double.write(
        "hidden/accepted/adds.py",
        '"""Adds."""\nseen = []\ndef double(x):\n    seen.append(x)\n'
        "    return None if seen[0] == -3 else x + x\n",
    )
    assert {each.code for each in stability.prove(bench(), 10).findings} == {"flaky-test"}
    assert "test_negative" in HIDDEN
