"""Holds the reference to SciPy's binomial tests, and its gradient to finite differences."""

import numpy as np
from scipy.stats import binomtest, chisquare


def test_binomial(solution, rng):
    """The number of elements that are kept passes an exact binomial test at a level of 1e-9."""
    for p in (0.05, 0.3, 0.5, 0.9):
        x = rng.uniform(1.0, 2.0, (300, 300))
        output = solution.Dropout(p, int(rng.integers(1 << 60))).forward(x)
        kept = np.count_nonzero(output)
        assert binomtest(kept, x.size, 1.0 - p).pvalue > 1e-9
        # Eight standard errors: the output is the input on average.
        assert abs(output.mean() - x.mean()) <= 8.0 * x.max() * (p / (1 - p) / x.size) ** 0.5


def test_patterns(solution, rng):
    """All 16 patterns of four neighbours are as likely as they should be, at a level of 1e-9."""
    output = solution.Dropout(0.4, int(rng.integers(1 << 60))).forward(np.ones((20_000, 4)))
    counts = np.bincount((output != 0.0) @ [8, 4, 2, 1], minlength=16)
    n_kept = np.array([pattern.bit_count() for pattern in range(16)])
    assert chisquare(counts, 20_000 * 0.6**n_kept * 0.4 ** (4 - n_kept)).pvalue > 1e-9


def test_finite_differences(solution, rng):
    """The gradient is that of the output, for the same mask, by differences."""
    for training in (True, False):
        x, weights = rng.normal(0.0, 1.0, (2, 3, 4))
        seed = int(rng.integers(1 << 60))
        layer = solution.Dropout(0.5, seed)
        layer.forward(x, training)
        grad = layer.backward(weights)
        for place in np.ndindex(x.shape):
            ends = []
            for step in (1e-6, -1e-6):
                moved = x.copy()
                moved[place] += step
                # The same seed draws the same mask.
                ends.append((solution.Dropout(0.5, seed).forward(moved, training) * weights).sum())
            assert abs((ends[0] - ends[1]) / 2e-6 - grad[place]) <= 1e-7
