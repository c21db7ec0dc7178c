"""Folders as they stand, broken or not."""

from __future__ import annotations

from heldout.authoring.package import Package


def test_what_is_broken_or_missing_reads_as_none(double):
    """So that each rule can say its own part about it."""
    double.write("solution.py", "def double(x:\n")
    (double.folder / "README.md").write_bytes(b"\xff\xfe")
    double.write("challenge.toml", "title = 3\n")
    package = Package(double.root, double.folder)
    assert package.tree("solution.py") is None
    assert package.text("solution.py") == "def double(x:\n"
    assert package.text("README.md") is None
    assert package.text("nothing.md") is None
    assert package.manifest is None


def test_files_are_listed_without_by_products(double):
    """What an interpreter leaves behind is nobody's mistake."""
    double.write("__pycache__/solution.cpython-311.pyc", "")
    package = Package(double.root, double.folder)
    assert "hidden/accepted/adds.py" in package.files
    assert not any("__pycache__" in name for name in package.files)
    assert package.accepted == ("hidden/accepted/adds.py",)
    assert package.rejected == ("hidden/rejected/squares.py",)
