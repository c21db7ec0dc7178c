"""Nucleus sampling. README.md is the statement; check it with `heldout check nucleus-sampling`."""

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
    raise NotImplementedError("write next_token_probabilities here")


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
    raise NotImplementedError("write sample_tokens here")
