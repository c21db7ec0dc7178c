"""Unpredictable yet repeatable inputs: every random number of a grade comes from one seed."""

from __future__ import annotations

import hmac

import numpy as np

from heldout.submission.source import solution_sha

__all__ = ["derive", "generator", "solution_sha", "worker_seed"]


def derive(key: bytes, slug: str, suite_sha256: str, solution_sha: str) -> bytes:
    """Derive a submission's seed: HMAC-SHA256 over what is graded, keyed by the cohort."""
    text = "\0".join(("v1", slug, suite_sha256, solution_sha))
    return hmac.digest(key, text.encode(), "sha256")


def generator(seed: bytes, test: str) -> np.random.Generator:
    """Make one test's generator: the same for a test whatever runs before it."""
    return np.random.default_rng(_integer(seed, test))


def worker_seed(seed: bytes) -> int:
    """Give the seed of `random` and `numpy.random` inside the workers; unrelated to the inputs'."""
    return _integer(seed, "\0worker") % (1 << 64)


def _integer(seed: bytes, label: str) -> int:
    return int.from_bytes(hmac.digest(seed, label.encode(), "sha256"), "little")
