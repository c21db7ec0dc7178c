"""Every random number of a grade comes from one seed, and nobody without the key can know it."""

from __future__ import annotations

import hashlib
import hmac
import subprocess

from heldout.judging import seed


def test_the_seed_is_the_documented_hmac():
    """Whoever holds the key can compute it with any tool."""
    expected = hmac.new(b"key", b"v1\0kmeans\0suite\0solution", hashlib.sha256).digest()
    assert seed.derive(b"key", "kmeans", "suite", "solution") == expected


def test_each_ingredient_changes_the_seed():
    """Another key, challenge, suite or solution has other inputs."""
    seeds = {
        seed.derive(*given)
        for given in (
            (b"k", "a", "b", "c"),
            (b"K", "a", "b", "c"),
            (b"k", "A", "b", "c"),
            (b"k", "a", "B", "c"),
            (b"k", "a", "b", "C"),
        )
    }
    assert len(seeds) == 5


def test_a_solution_is_named_as_git_names_it(tmp_path):
    """The receipt's id can be found in the repository."""
    path = tmp_path / "solution.py"
    path.write_bytes(b"x = 1\n")
    done = subprocess.run(["git", "hash-object", path], capture_output=True, text=True, check=True)
    assert seed.solution_sha(path.read_bytes()) == done.stdout.strip()


def test_a_tests_numbers_do_not_depend_on_the_other_tests():
    """The same test sees the same inputs, alone or in company."""
    given = b"s" * 32
    first = seed.generator(given, "test_a").integers(1 << 60)
    seed.generator(given, "test_b").integers(1 << 60, size=100)
    assert seed.generator(given, "test_a").integers(1 << 60) == first
    assert seed.generator(given, "test_b").integers(1 << 60) != first
