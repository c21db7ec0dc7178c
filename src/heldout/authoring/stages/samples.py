"""The stub, the right solutions and the wrong ones, once each, against both suites."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from heldout.authoring.bench import PUBLIC, REFERENCE, STUB, SUITE, Bench, failed
from heldout.authoring.finding import Finding
from heldout.authoring.rules import proof
from heldout.judging.trial import Trial
from heldout.report import Verdict


class Samples(NamedTuple):
    """What came of the samples, and the tests that catch none of them."""

    findings: tuple[Finding, ...]
    idle_tests: tuple[str, ...]


def prove(bench: Bench) -> Samples:
    """Grade every sample, and say where it comes out other than the folder says."""
    found = (*_stub(bench), *_public(bench), *_caught(bench))
    idle_tests = _idle_tests(bench)
    return Samples((*found, *(_idle(bench, test) for test in idle_tests)), idle_tests)


def _stub(bench: Bench) -> Iterator[Finding]:
    stub = Trial(source=bench.source(STUB), seed=bench.seed(STUB))
    for suite, file in ((bench.public, PUBLIC), (bench.hidden, SUITE)):
        (tried,) = bench.attempt(suite, [stub])
        for case in tried.report.cases:
            line = bench.line_of(file, case.name)
            if case.verdict == Verdict.PASSED:
                yield proof.StubPasses.found(bench.package, file, line, test=case.name)
            elif case.verdict not in (Verdict.ERROR, Verdict.FAILED) or (
                suite.explain and "NotImplementedError" not in case.detail
            ):
                yield proof.StubUnkind.found(
                    bench.package, file, line, test=case.name, verdict=case.verdict
                )


def _public(bench: Bench) -> Iterator[Finding]:
    trials = [Trial(source=bench.source(name), seed=bench.seed(name)) for name in bench.right]
    for name, tried in zip(bench.right, bench.attempt(bench.public, trials), strict=True):
        rule = proof.ReferenceFails if name == REFERENCE else proof.PublicRejects
        for test, verdict in failed(tried.report).items():
            yield rule.found(
                bench.package,
                PUBLIC,
                bench.line_of(PUBLIC, test),
                test=test,
                verdict=verdict,
                sample=name,
                which="public",
                suite=bench.package.named(PUBLIC),
                path=bench.package.named(name),
                seed=bench.seed(name).hex(),
            )


def _caught(bench: Bench) -> Iterator[Finding]:
    for name, report in bench.rejected.items():
        if report.verdict == Verdict.JUDGE_ERROR:
            yield proof.Unproved.found(bench.package, name, what=name, fact=report.reason)
            continue
        missed = [case.name for case in report.cases if case.verdict == Verdict.PASSED]
        if len(missed) == len(report.cases) and _passes(bench, name):
            yield proof.RejectedPasses.found(bench.package, name, 1, sample=name)
            continue
        named = bench.caught_by(name)
        for test in missed:
            if test in named:
                path = bench.package.named(name)
                yield proof.NotCaught.found(
                    bench.package, name, 1, sample=name, test=test, path=path
                )


def _passes(bench: Bench, name: str) -> bool:
    """Whether a wrong solution that its own tests let pass passes the others as well."""
    trial = Trial(source=bench.source(name), seed=bench.seed(name), until="failure", control=False)
    (tried,) = bench.attempt(bench.hidden, [trial])
    return tried.report.verdict == Verdict.PASSED


def _idle_tests(bench: Bench) -> tuple[str, ...]:
    """Name the hidden tests that catch no wrong solution, whether one names them or not."""
    tests = [case.name for case in bench.judge.cases(bench.hidden)]
    busy = {test for report in bench.rejected.values() for test in failed(report)}
    unsure = tuple(test for test in tests if test not in busy)
    if not unsure:
        return ()
    trials = [
        Trial(source=bench.source(name), seed=bench.seed(name), tests=unsure, control=False)
        for name in bench.rejected
    ]
    for tried in bench.attempt(bench.hidden, trials):
        busy.update(failed(tried.report))
    return tuple(test for test in unsure if test not in busy)


def _idle(bench: Bench, test: str) -> Finding:
    return proof.IdleTest.found(bench.package, SUITE, bench.line_of(SUITE, test), test=test)
