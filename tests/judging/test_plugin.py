"""Public suites under plain pytest: no sandbox, a debugger at hand, and no hidden tests."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest


def run_pytest(*arguments: object, cwd: object) -> subprocess.CompletedProcess[str]:
    """Run pytest as a candidate does."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "--import-mode=importlib",
        *map(str, arguments),
    ]
    return subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, check=False, env=dict(os.environ)
    )


@pytest.fixture
def folder(double):
    """The folder of `double`, with this repository's pytest settings."""
    settings = '[tool.pytest.ini_options]\nnorecursedirs = ["hidden"]\n'
    double.write("pyproject.toml", settings, below=double.root)
    return double.folder


def test_the_stub_fails_and_the_hidden_suite_is_not_collected(double):
    """Only the public test runs, and it says what is missing."""
    done = run_pytest("challenges/double", cwd=double.root)
    assert done.returncode == 1
    assert "write double" in done.stdout
    assert "1 failed" in done.stdout


def test_a_right_solution_passes(folder, double):
    """The same test that `heldout check` runs."""
    double.write("solution.py", "def double(x):\n    return 2 * x\n")
    done = run_pytest(folder, cwd=double.root)
    assert done.returncode == 0, done.stdout
    assert "1 passed" in done.stdout


def test_a_traceback_leads_into_the_solution(folder, double):
    """A debugger would stop there."""
    double.write("solution.py", "def double(x):\n    half = x / 0\n    return half\n")
    done = run_pytest(folder, cwd=double.root)
    assert "solution.py:2: ZeroDivisionError" in done.stdout.replace("/", "/")


def test_changed_arguments_are_known_here_too(folder, double):
    """A public test about side effects works in both places."""
    double.write("solution.py", "def double(x):\n    x *= 2\n    return x\n")
    double.write(
        "test_public.py",
        "import numpy as np\n"
        "def test_x(solution):\n"
        "    assert solution.double(np.ones(2)).tolist() == [2, 2]\n"
        "    assert solution.double.changed_arguments\n",
    )
    assert run_pytest(folder, cwd=double.root).returncode == 0


def test_this_repositorys_settings_leave_hidden_suites_alone(repository):
    """`pytest challenges` collects public tests and nothing else."""
    done = run_pytest("--collect-only", "challenges", cwd=repository.root)
    assert "test_public.py" in done.stdout
    assert "test_hidden.py" not in done.stdout
