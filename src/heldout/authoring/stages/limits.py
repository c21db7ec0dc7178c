"""Limits far from right code, near enough to endless code, and of no matter to any verdict."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from heldout.authoring.bench import SUITE, Bench, failed
from heldout.authoring.finding import Finding
from heldout.authoring.rules import proof
from heldout.catalogue.challenge import Limits
from heldout.judging.trial import Trial
from heldout.report import Verdict

MANIFEST = "challenge.toml"
#: Right code may use this part of a limit, so that a machine three times as slow still passes it.
_SHARE = 1 / 3
_OUT_OF = (Verdict.TIMEOUT, Verdict.MEMORY)


def prove(bench: Bench) -> tuple[Finding, ...]:
    """Measure right code, stop endless code, and double the limits of what ran into them."""
    return (*_slow(bench), *_endless(bench), *_sensitive(bench))


def _slow(bench: Bench) -> Iterator[Finding]:
    limits = bench.challenge.limits
    for name in bench.right:
        # One at a time: nothing else may make it slow.
        (tried,) = bench.attempt(
            bench.hidden, [Trial(source=bench.source(name), seed=bench.seed(f"slow\0{name}"))]
        )
        for what, key, seconds, limit in (
            ("one call", "call_s", tried.cost.call_s, limits.call_s),
            ("the whole suite", "suite_s", tried.cost.suite_s, limits.suite_s),
        ):
            if seconds > _SHARE * limit:
                yield proof.SlowAccepted.found(
                    *(bench.package, MANIFEST, _line(bench, key)),
                    sample=name,
                    seconds=seconds,
                    what=what,
                    limit=limit,
                    key=key,
                )


def _endless(bench: Bench) -> Iterator[Finding]:
    (tried,) = bench.attempt(bench.hidden, [Trial(source=_endless_source(bench), until="failure")])
    if tried.report.verdict != Verdict.TIMEOUT:
        yield proof.EndlessNotStopped.found(
            bench.package, MANIFEST, _line(bench, "suite_s"), verdict=tried.report.verdict
        )


def _endless_source(bench: Bench) -> bytes:
    endless = "def {0}(*args, **kwargs):\n    while True:\n        pass\n"
    return "\n".join(map(endless.format, bench.challenge.manifest.entry_points)).encode()


def _sensitive(bench: Bench) -> Iterator[Finding]:
    doubled = _doubled(bench.challenge.limits)
    for name, before in bench.rejected.items():
        touched = {test for test, verdict in failed(before).items() if verdict in _OUT_OF}
        if not touched:
            continue
        again = Trial(
            source=bench.source(name),
            seed=bench.seed(name),
            tests=tuple(sorted(touched)),
            limits=doubled,
            control=False,
        )
        (tried,) = bench.attempt(bench.hidden, [again])
        passes = {case.name for case in tried.report.cases if case.verdict == Verdict.PASSED}
        for test in sorted(touched & passes):
            yield proof.SensitiveLimit.found(
                *(bench.package, SUITE, bench.line_of(SUITE, test)),
                sample=name,
                test=test,
                before=failed(before)[test],
                after=Verdict.PASSED,
            )


def _doubled(limits: Limits) -> Limits:
    return msgspec.structs.replace(
        limits,
        suite_s=2 * limits.suite_s,
        call_s=2 * limits.call_s,
        memory_mb=2 * limits.memory_mb,
    )


def _line(bench: Bench, key: str) -> int | None:
    lines = (bench.package.text(MANIFEST) or "").splitlines()
    return next((i for i, line in enumerate(lines, 1) if line.startswith(key)), None)
