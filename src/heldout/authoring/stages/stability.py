"""The right solutions again and again: other seeds, other orders of the tests, under load."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from heldout.authoring.bench import REFERENCE, SUITE, Bench
from heldout.authoring.finding import Finding
from heldout.authoring.rules import proof
from heldout.authoring.rules.rule import Rule
from heldout.judging.trial import Trial
from heldout.report import Verdict


class _Miss(NamedTuple):
    seed: bytes
    verdict: Verdict


class Stability(NamedTuple):
    """What came of the repetitions, and the tests that flip."""

    findings: tuple[Finding, ...]
    flaky_tests: tuple[str, ...]


def prove(bench: Bench, runs: int) -> Stability:
    """Run each right solution `runs` times; every test must pass every time."""
    tests = [case.name for case in bench.judge.cases(bench.hidden)]
    names = [name for _ in range(runs) for name in bench.right]
    trials = [
        Trial(
            source=bench.source(name),
            seed=(seed := bench.seed(f"{name}\0{i}")),
            tests=tuple(random.Random(seed).sample(tests, len(tests))),
            # A failure that the reference shares is a flip all the same.
            control=False,
        )
        for i, name in enumerate(names)
    ]
    misses: dict[tuple[str, str], list[_Miss]] = defaultdict(list)
    for name, trial, tried in zip(names, trials, bench.attempt(bench.hidden, trials), strict=True):
        for case in tried.report.cases:
            if case.verdict != Verdict.PASSED:
                misses[name, case.name].append(_Miss(trial.seed or b"", case.verdict))
    flaky = {test for (_, test), missed in misses.items() if len(missed) < runs}
    found = tuple(_findings(bench, runs, misses))
    return Stability(found, tuple(test for test in tests if test in flaky))


def _findings(
    bench: Bench, runs: int, misses: dict[tuple[str, str], list[_Miss]]
) -> Iterator[Finding]:
    for (name, test), missed in misses.items():
        yield _rule(name, len(missed), runs).found(
            bench.package,
            SUITE,
            bench.line_of(SUITE, test),
            test=test,
            sample=name,
            which="hidden",
            verdict=missed[0].verdict,
            passes=runs - len(missed),
            runs=runs,
            suite=bench.package.named(SUITE),
            path=bench.package.named(name),
            seed=missed[0].seed.hex(),
        )


def _rule(name: str, missed: int, runs: int) -> type[Rule]:
    if missed < runs:
        return proof.FlakyTest
    return proof.ReferenceFails if name == REFERENCE else proof.AcceptedFails
