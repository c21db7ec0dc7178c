"""demo: every sample graded, and a page about it."""

from __future__ import annotations

import os
import subprocess

import pytest


def test_the_demo_grades_every_sample_and_writes_a_page(run, double):
    """The stub, the accepted and the rejected, each as expected."""
    done = run("demo")
    assert done.returncode == 0, done.stderr
    for name in ("the stub", "accepted/adds", "rejected/squares"):
        assert name in done.stdout
    assert "3 samples graded" in done.stdout
    assert "accepted/adds" in (double.root / "index.html").read_text()


def test_a_sample_that_comes_out_otherwise_is_pointed_at(run, double):
    """A right solution that fails, or a wrong one that its test lets pass, is status 1."""
    double.write(
        "hidden/rejected/squares.py",
        '"""Squares.\n\nCaught by: test_ordinary, test_negative, test_nothing\n"""\n'
        "def double(x):\n    return 2 * x if x < 0 else x * x\n",
    )
    done = run("demo")
    assert done.returncode == 1
    assert "NO" in done.stdout
    assert "1 came out other than expected" in done.stdout


def test_a_page_that_cannot_be_written_is_named_and_the_old_one_stays(run, double):
    """With what to do about it."""
    done = run("demo", "--out", double.root / "missing" / "index.html")
    assert done.returncode == 2
    assert "missing/index.html: the standings cannot be written" in done.stderr
    assert "next: make room" in done.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk")
def test_a_full_disk_costs_no_verdict(run, tmp_path):
    """Grading needs no room at all; the page says that it has none."""
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4k", "none", disk], check=True)
    try:
        (disk / "filler").write_bytes(b"x" * 4096)
        graded = run("grade", "double", "--json", TMPDIR=str(disk))
        assert graded.returncode == 1, graded.stderr
        assert '"verdict":"error"' in graded.stdout
        (disk / "index.html").touch()
        done = run("demo", "--out", disk / "index.html", TMPDIR=str(disk))
        assert done.returncode == 2
        assert "No space left" in done.stderr
        assert sorted(path.name for path in disk.iterdir()) == ["filler", "index.html"]
    finally:
        subprocess.run(["umount", disk], check=True)
