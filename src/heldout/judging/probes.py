"""Questions that a suite may ask of a solution besides calling it."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from heldout.judging.local import LocalFunction
from heldout.judging.remote import RemoteFunction

#: A function or method of the `solution` or `reference` fixture.
Probed = RemoteFunction | LocalFunction

#: The ratios measured since the tester last cleared the list; the report's `speed_ratio`.
measured_ratios: list[float] = []

_SHORTEST_S = 1e-5


def speed_ratio(
    candidate: Probed,
    reference: Probed,
    args: Sequence[Any] | Callable[[], Sequence[Any]] = (),
    kwargs: Mapping[str, Any] | None = None,
    rounds: int = 5,
    check: Callable[..., object] | None = None,
) -> float:
    """Measure the candidate's CPU time over the reference's, for the same calls.

    The two take turns, `rounds` times each, while the other's worker is frozen; the clock is the
    worker's own, read from outside. Returns the ratio of the medians.

    `args` may be a function that draws new ones for each round, so that remembered answers are of
    no use, and `check(result, *args)` asserts on what each measured call of the candidate returned,
    so that it has to be worked out. A suite should give both.
    """
    candidate_s, reference_s = [], []
    for _ in range(rounds):
        drawn = args() if callable(args) else args
        seconds, result = _timed(candidate, reference, drawn, kwargs or {})
        candidate_s.append(seconds)
        if check is not None:
            check(result, *drawn)
        reference_s.append(_timed(reference, candidate, drawn, kwargs or {})[0])
    ratio = statistics.median(candidate_s) / max(statistics.median(reference_s), _SHORTEST_S)
    measured_ratios.append(ratio)
    return ratio


def sets_global_seed(call: Probed, *args: Any, **kwargs: Any) -> bool:
    """Tell whether a call sets NumPy's global random state rather than drawing from it.

    Two calls that start from different states end in the same one only if the state was set.
    """
    states = []
    for seed in (1, 2):
        call.link.reseed(seed)
        call(*args, **kwargs)
        states.append(call.link.random_state())
    return states[0] == states[1]


def _timed(
    call: Probed, other: Probed, args: Sequence[Any], kwargs: Mapping[str, Any]
) -> tuple[float, Any]:
    with other.link.stopped():
        before_s = call.link.cpu_s()
        result = call(*args, **kwargs)
        return call.link.cpu_s() - before_s, result
