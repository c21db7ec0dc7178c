"""Holds the reference to SciPy's normal distribution: the power at its size, and at one fewer."""

import numpy as np
from scipy.stats import norm


def power_of(n, baseline, treated, alpha, ratio):
    """Power of the pooled z-test in the direction of the effect, n and ratio * n people."""
    pooled = (n * baseline + ratio * n * treated) / (n + ratio * n)
    line = norm.isf(alpha / 2) * np.sqrt(pooled * (1 - pooled) * (1 / n + 1 / (ratio * n)))
    variance = baseline * (1 - baseline) / n + treated * (1 - treated) / (ratio * n)
    return norm.sf(line, loc=abs(treated - baseline), scale=np.sqrt(variance))


def test_power_is_just_reached(solution, rng):
    """The control's people reach the power, and one fewer do not; likewise in the treatment."""
    for _ in range(200):
        baseline, treated = rng.uniform(0.02, 0.98, 2).tolist()
        alpha, power = float(rng.uniform(0.001, 0.3)), float(rng.uniform(0.5, 0.99))
        ratio = float(rng.choice([1.0, 2.0, 0.4]))
        got = solution.sample_sizes(baseline, treated - baseline, alpha, power, ratio)
        for people, n in zip(got, (got[0], got[1] / ratio), strict=True):
            one = n / people
            assert power_of(n, baseline, treated, alpha, ratio) >= power - 1e-9
            if people > 1:
                assert power_of(n - one, baseline, treated, alpha, ratio) < power + 1e-9


def test_simulated_tests(solution, rng):
    """Tests that are really made find the effect about as often as they should."""
    for baseline, effect, ratio in ((0.3, 0.1, 1.0), (0.5, -0.08, 2.0)):
        n_control, n_treatment = solution.sample_sizes(baseline, effect, ratio=ratio)
        control = rng.binomial(n_control, baseline, 100_000) / n_control
        treatment = rng.binomial(n_treatment, baseline + effect, 100_000) / n_treatment
        pooled = (n_control * control + n_treatment * treatment) / (n_control + n_treatment)
        spread = np.sqrt(pooled * (1 - pooled) * (1 / n_control + 1 / n_treatment))
        found = (np.abs(treatment - control) / spread > norm.isf(0.025)).mean()
        # The normal approximation is good to 0.01 here; six deviations of the share are 0.008.
        assert abs(found - 0.8) < 0.02
