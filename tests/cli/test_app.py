"""The command line as a whole: help, version, and ways out."""

from __future__ import annotations

import heldout


def test_the_version_is_the_packages(run):
    """One place says it."""
    assert run("--version").stdout == f"heldout {heldout.__version__}\n"


def test_no_command_shows_the_help(run):
    """And is bad usage."""
    done = run()
    assert done.returncode == 2
    assert "grade" in done.stdout + done.stderr


def test_an_unknown_command_is_bad_usage(run):
    """Status 2, as for every wrong word."""
    assert run("grad").returncode == 2


def test_completion_can_be_shown(run):
    """For the shells that typer knows."""
    done = run(_HELDOUT_COMPLETE="source_bash")
    assert "complete" in done.stdout


def test_slugs_are_completed(run):
    """The shell asks through the environment."""
    done = run(
        _HELDOUT_COMPLETE="complete_bash",
        _TYPER_COMPLETE_ARGS="heldout show d",
        COMP_WORDS="heldout show d",
        COMP_CWORD="2",
    )
    assert "double" in done.stdout


def test_an_error_of_our_own_is_kind_and_keeps_its_traceback(run, double, tmp_path):
    """Status 3, one line, and a file to report."""
    double.write("README.md", "x")
    (double.folder / "README.md").write_bytes(b"\xff")
    done = run("show", "double", TMPDIR=str(tmp_path))
    assert done.returncode == 3
    assert "our fault" in done.stderr
    (kept,) = tmp_path.glob("heldout-*.traceback")
    assert "UnicodeDecodeError" in kept.read_text()
