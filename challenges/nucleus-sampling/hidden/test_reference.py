"""Holds the reference to exact fractions, to SciPy's softmax, and its draws to SciPy's tests."""

from fractions import Fraction

import numpy as np
from scipy.special import softmax
from scipy.stats import chisquare


def by_fractions(weights, top_k, top_p):
    """Filters on whole weights, with exact sums; weights are the powers of e of the logits."""
    order = sorted(range(len(weights)), key=lambda i: -weights[i])[:top_k]
    total = sum(weights[i] for i in order)
    nucleus = []
    for i in order:
        nucleus.append(i)
        if sum(Fraction(weights[j], total) for j in nucleus) >= top_p:
            break
    total = sum(weights[i] for i in nucleus)
    return [float(Fraction(w, total)) if i in nucleus else 0.0 for i, w in enumerate(weights)]


def test_fractions(solution, rng):
    """Exact sums of whole weights give the same, also with equal weights."""
    for _ in range(200):
        weights = [int(w) for w in rng.integers(1, 12, 9)]
        # 211 is a prime above any sum of weights, so no sum of probabilities is equal to top_p.
        top_k, top_p = int(rng.integers(1, 12)), Fraction(int(rng.integers(1, 211)), 211)
        found = solution.next_token_probabilities(np.log(weights), 1.0, top_k, float(top_p))
        assert np.allclose(found, by_fractions(weights, top_k, top_p), rtol=1e-12, atol=0.0)
        greedy = solution.next_token_probabilities(np.log(weights), 0.0, top_k, float(top_p))
        assert np.argmax(greedy) == np.argmax(weights)
        assert np.max(greedy) == 1.0


def test_scipy(solution, rng):
    """Without filters it is SciPy's softmax of the logits over the temperature."""
    for size in (1.0, 100.0, 1e5):
        for temperature in (0.1, 1.0, 30.0):
            logits = rng.normal(0.0, size, 20)
            found = solution.next_token_probabilities(logits, temperature)
            assert np.allclose(found, softmax(logits / temperature), rtol=1e-8, atol=1e-300)


def test_draws(solution, rng):
    """Tokens, and pairs of neighbours, pass a chi-square test at a level of 1e-9 each."""
    logits = np.log([4.0, 1.0, 3.0, 2.0, 5.0])
    tokens = np.asarray(solution.sample_tokens(logits, 40_000, int(rng.integers(1 << 62))))
    expected = np.array([4.0, 1.0, 3.0, 2.0, 5.0]) / 15.0
    counts = np.bincount(tokens, minlength=5)
    assert chisquare(counts, 40_000 * expected).pvalue > 1e-9
    pairs = np.bincount(5 * tokens[::2] + tokens[1::2], minlength=25)
    assert chisquare(pairs, 20_000 * np.outer(expected, expected).ravel()).pvalue > 1e-9
