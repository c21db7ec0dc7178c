"""A bench around the tiny challenge."""

from __future__ import annotations

import pytest

from heldout.authoring.bench import Bench
from heldout.authoring.package import Package


@pytest.fixture
def bench(judge, double):
    """Build a bench of the challenge `double` as it stands when called."""
    caught = '"""Squares.\n\nCaught by: test_ordinary, test_negative\n"""\n'
    double.write("hidden/rejected/squares.py", f"{caught}def double(x):\n    return x * x\n")

    def build() -> Bench:
        package = Package(double.root, double.folder)
        return Bench(judge, package, b"a seed of the tests")

    return build
