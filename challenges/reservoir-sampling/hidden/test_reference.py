"""Holds the reference to the definition: all subsets alike, by SciPy's chi-square test."""

import itertools

import numpy as np
from scipy.stats import chisquare, hypergeom


def kept(solution, k, seed, *parts):
    sampler = solution.ReservoirSampler(k, seed)
    for part in parts:
        sampler.extend(list(part))
    return sampler.sample()


def test_subsets(solution, rng):
    """Every subset is as likely as any other, however the stream is cut; level 1e-9 each."""
    for k, parts in ((1, [[0, 1, 2], [3]]), (2, [range(5)]), (3, [[0], [], range(1, 6)])):
        n = sum(map(len, parts))
        counts = dict.fromkeys(itertools.combinations(range(n), k), 0)
        for seed in rng.integers(1 << 62, size=6_000).tolist():
            counts[tuple(sorted(kept(solution, k, seed, *parts)))] += 1
        assert chisquare(list(counts.values())).pvalue > 1e-9


def test_hypergeometric(solution, rng):
    """Of a long stream each tenth is kept as often as the hypergeometric distribution says."""
    items = kept(solution, 500, int(rng.integers(1 << 62)), range(3_000), range(3_000, 10_000))
    counts = np.bincount(np.array(items) // 1_000, minlength=10)
    tenth = hypergeom(10_000, 1_000, 500)
    assert len(set(items)) == 500
    assert (np.minimum(tenth.cdf(counts), tenth.sf(counts - 1)) > 1e-10).all()
