"""The stub, the right solutions and the wrong ones, once each, against both suites."""

from __future__ import annotations

from collections.abc import Iterator

from heldout.authoring.bench import PUBLIC, REFERENCE, STUB, SUITE, Bench, failed
from heldout.authoring.finding import Finding
from heldout.authoring.rules import proof
from heldout.catalogue.mistakes import caught_by
from heldout.judging.trial import Trial
from heldout.report import Verdict


def prove(bench: Bench) -> tuple[Finding, ...]:
    """Grade every sample, and say where it comes out other than the folder says."""
    return (*_stub(bench), *_public(bench), *_caught(bench), *_idle(bench))


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
        caught = failed(report)
        if report.verdict == Verdict.JUDGE_ERROR:
            yield proof.Unproved.found(bench.package, name, what=name, fact=report.reason)
        elif report.verdict == Verdict.PASSED:
            yield proof.RejectedPasses.found(bench.package, name, 1, sample=name)
        else:
            known = {case.name for case in report.cases}
            for test in caught_by(bench.package.text(name) or ""):
                if test in known and test not in caught:
                    path = bench.package.named(name)
                    yield proof.NotCaught.found(
                        bench.package, name, 1, sample=name, test=test, path=path
                    )


def _idle(bench: Bench) -> Iterator[Finding]:
    busy = {test for report in bench.rejected.values() for test in failed(report)}
    for case in bench.judge.cases(bench.hidden):
        if case.name not in busy:
            line = bench.line_of(SUITE, case.name)
            yield proof.IdleTest.found(bench.package, SUITE, line, test=case.name)
