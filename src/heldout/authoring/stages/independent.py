"""The reference, held to something that was not written together with it.

`hidden/test_reference.py` runs with the reference as its solution. It is never graded by: it may
use whatever is installed for development, and says where the truth of the suite comes from.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from heldout.authoring.bench import REFERENCE, Bench, failed
from heldout.authoring.finding import Finding
from heldout.authoring.rules import proof
from heldout.errors import SuiteBrokenError
from heldout.judging.suite import Suite
from heldout.judging.trial import Trial

CHECK = "hidden/test_reference.py"


def prove(bench: Bench) -> tuple[Finding, ...]:
    """Hold the reference to its check, and the check to the wrong solutions."""
    if CHECK not in bench.package.files:
        return ()
    suite = msgspec.structs.replace(
        bench.hidden, file_name=CHECK.rpartition("/")[2], source=bench.source(CHECK), explain=True
    )
    try:
        bench.judge.cases(suite)
    except SuiteBrokenError as exc:
        return (
            proof.BrokenSuite.found(bench.package, CHECK, fact=exc.fact.strip().splitlines()[-1]),
        )
    # Of a check that is wrong itself it says nothing what it lets pass.
    return tuple(_wrong(bench, suite)) or tuple(_idle(bench, suite))


def _wrong(bench: Bench, suite: Suite) -> Iterator[Finding]:
    trial = Trial(source=bench.source(REFERENCE), seed=bench.seed(CHECK), control=False)
    (tried,) = bench.attempt(suite, [trial])
    for test, verdict in failed(tried.report).items():
        yield proof.ReferenceWrong.found(
            bench.package,
            CHECK,
            bench.line_of(CHECK, test),
            test=test,
            verdict=verdict,
            suite=bench.package.named(CHECK),
            path=bench.package.named(REFERENCE),
            seed=bench.seed(CHECK).hex(),
        )


def _idle(bench: Bench, suite: Suite) -> Iterator[Finding]:
    """Tell of a check that would let every mistake pass."""
    trials = [
        Trial(source=bench.source(name), seed=bench.seed(name), until="failure", control=False)
        for name in bench.package.rejected
    ]
    if trials and not any(failed(tried.report) for tried in bench.attempt(suite, trials)):
        yield proof.IdleCheck.found(bench.package, CHECK)
