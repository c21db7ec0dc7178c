"""Temperature, top-k and top-p on sorted logits, in plain NumPy.

Method: A. Holtzman and others, "The curious case of neural text degeneration" (2020) for top-p;
A. Fan, M. Lewis and Y. Dauphin, "Hierarchical neural story generation" (2018) for top-k.
"""

import numpy as np


def next_token_probabilities(
    logits: np.ndarray, temperature: float = 1.0, top_k: int | None = None, top_p: float = 1.0
) -> np.ndarray:
    """Turn logits into probabilities: temperature first, then top-k, then top-p.

    Args:
        logits: (V,) int64 or float64; some may be minus infinity, never all. Must not be changed.
        temperature: 0 for greedy, or from 1e-300 to 1e300.
        top_k: how many tokens are kept at most; None keeps all.
        top_p: the smallest number of tokens whose sum is at least this is kept; 1 keeps all.

    Returns:
        probabilities: (V,) float64 with a sum of 1, exactly 0 for what was cut off.

    Raises:
        ValueError: temperature is negative, top_k below 1, or top_p not in 0 < top_p <= 1.
    """
    if temperature < 0:
        raise ValueError(f"temperature must not be negative, and {temperature} is")
    if top_k is not None and top_k < 1:
        raise ValueError(f"top_k must keep a token at least, and {top_k} does not")
    if not 0 < top_p <= 1:
        raise ValueError(f"top_p must be above 0 and at most 1, and {top_p} is not")
    if not temperature:
        temperature, top_k = 1.0, 1
    # Stable, so that of equal logits the lower index comes first.
    order = np.argsort(-logits, kind="stable")
    with np.errstate(over="ignore"):
        # All at most 0, so what overflows is minus infinity, whose exp is right.
        ranked = (logits[order] - logits[order[0]]) / temperature
    powers = np.exp(ranked[:top_k])
    kept = powers / powers.sum()
    if top_p < 1:
        nucleus = kept[: np.searchsorted(kept.cumsum(), top_p) + 1]
        kept = nucleus / nucleus.sum()
    probabilities = np.zeros(len(logits))
    probabilities[order[: len(kept)]] = kept
    return probabilities


def sample_tokens(
    logits: np.ndarray,
    n: int,
    rng: np.random.Generator | int,
    temperature: float = 1.0,
    top_k: int | None = None,
    top_p: float = 1.0,
) -> np.ndarray:
    """Draw tokens independently, with the probabilities of next_token_probabilities.

    Args:
        logits, temperature, top_k, top_p: as for next_token_probabilities.
        n: how many tokens to draw, at least 1.
        rng: where all chance comes from; np.random.default_rng takes either kind.

    Returns:
        tokens: (n,) whole numbers, indices into logits.

    Raises:
        ValueError: as next_token_probabilities.
    """
    probabilities = next_token_probabilities(logits, temperature, top_k, top_p)
    return np.random.default_rng(rng).choice(len(logits), size=n, p=probabilities)
