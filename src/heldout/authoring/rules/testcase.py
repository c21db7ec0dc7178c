"""The tests of a package's suites, as they can be read without running them."""

from __future__ import annotations

from heldout.authoring.package import Package
from heldout.judging import marks
from heldout.judging.marks import TestCase, dotted

__all__ = ["HIDDEN", "PUBLIC", "TestCase", "dotted", "read"]

HIDDEN = "hidden/test_hidden.py"
PUBLIC = "test_public.py"


def read(package: Package, file: str) -> tuple[TestCase, ...]:
    """Read the tests of a suite in their order; none if it is missing or not Python."""
    tree = package.tree(file)
    return marks.read(tree) if tree else ()
