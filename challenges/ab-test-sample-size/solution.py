"""Sample size of an A/B test. `heldout check ab-test-sample-size` runs the tests of README.md."""


def sample_sizes(
    baseline: float,
    effect: float,
    alpha: float = 0.05,
    power: float = 0.8,
    ratio: float = 1.0,
) -> tuple[int, int]:
    """Compute how many people a two-sided z-test of two proportions needs.

    Args:
        baseline: rate of the control, strictly between 0 and 1.
        effect: absolute difference to find, negative or positive; baseline + effect is a rate too.
        alpha: level of the two-sided test, strictly between 0 and 1.
        power: probability of finding the effect, at least 0.5 and below 1.
        ratio: people in the treatment for each in the control, positive and finite.

    Returns:
        People in the control and in the treatment, each rounded up.

    Raises:
        ValueError: an argument is outside its limits, or NaN.
    """
    raise NotImplementedError("write sample_sizes here")
