"""A folder -> its verification: the rules that read it, then the stages that try it out."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from heldout.authoring.bench import PUBLIC, SUITE, Bench, Watch
from heldout.authoring.finding import Finding
from heldout.authoring.package import Package
from heldout.authoring.rules import EVERY_RULE, PACKAGE_RULES, proof
from heldout.authoring.stages import (
    answers,
    corpus,
    feedback,
    independent,
    limits,
    mutation,
    samples,
    stability,
)
from heldout.authoring.verification import Verification, is_sound
from heldout.errors import CatalogueError, SuiteBrokenError
from heldout.judging.judge import Judge

_BLOCKING = {rule.code for rule in EVERY_RULE if rule.blocks_proof}


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """How thoroughly to prove. `seed` is 32 bytes, or None: then it follows from the files."""

    cheats: tuple[Path, ...]
    runs: int = 6
    seed: bytes | None = None


def read(package: Package) -> tuple[Finding, ...]:
    """Apply the rules that run nothing, in the order of files and lines."""
    rules = [rule for rule in PACKAGE_RULES if package.kind in rule.kinds]
    found = [finding for rule in rules for finding in rule.check(package)]
    return tuple(sorted(found, key=lambda each: (each.file, each.line or 0, each.code)))


def may_prove(findings: Sequence[Finding]) -> bool:
    """Whether a folder is in such an order that a proof says something new."""
    return not any(each.code in _BLOCKING for each in findings)


def try_answers(package: Package) -> Verification:
    """Read every sample answer of a written prompt that `may_prove`. It runs nothing."""
    start_s = time.monotonic()
    found = tuple(answers.prove(package))
    return Verification(
        slug=package.slug,
        ok=is_sound(found),
        findings=found,
        is_proved=True,
        seconds=round(time.monotonic() - start_s, 1),
    )


def unrun(package: Package, findings: tuple[Finding, ...]) -> Verification:
    """The verification of a folder that was only read."""
    return Verification(slug=package.slug, ok=is_sound(findings), findings=findings, seconds=0.0)


def run(judge: Judge, package: Package, plan: Plan, watch: Watch | None = None) -> Verification:
    """Run every stage on a challenge that `may_prove`. What is found is of the stages alone.

    Raises `SandboxMissingError` or `SandboxRefusedError`.
    """
    start_s = time.monotonic()
    try:
        # The same files are tried with the same inputs, so that a finding can be had again.
        bench = Bench(judge, package, plan.seed or package.digest(), watch)
        judge.cases(bench.hidden)
        judge.cases(bench.public)
    except SuiteBrokenError as exc:
        is_public = Path(str(exc.where)).name == PUBLIC
        return _broken(package, exc.fact, PUBLIC if is_public else SUITE)
    except CatalogueError as exc:
        # The rules that read say the same with a line; this is for what they might overlook.
        return _broken(package, exc.fact, SUITE)
    bench.watch.begin("samples")
    tried = samples.prove(bench)
    bench.watch.begin("reference")
    checked = independent.prove(bench)
    bench.watch.begin("stability")
    repeated = stability.prove(bench, plan.runs)
    bench.watch.begin("mutants")
    mutated = mutation.prove(bench)
    bench.watch.begin("cheats")
    cheated = corpus.prove(bench, plan.cheats)
    bench.watch.begin("limits")
    limited = limits.prove(bench)
    bench.watch.begin("feedback")
    told = feedback.prove(bench)
    bench.watch.begin("follow-ups")
    asked = tuple(answers.prove_followups(package))
    found = (
        *tried.findings,
        *checked,
        *repeated.findings,
        *mutated.findings,
        *cheated.findings,
        *limited,
        *told,
        *asked,
    )
    return Verification(
        slug=package.slug,
        ok=is_sound(found),
        findings=found,
        is_proved=True,
        mutants=mutated.mutants,
        killed=mutated.killed,
        kill_rate=round(mutated.killed / mutated.mutants, 4) if mutated.mutants else None,
        survivors=mutated.survivors,
        idle_tests=tried.idle_tests,
        flaky_tests=repeated.flaky_tests,
        cheats=len(plan.cheats),
        cheat_points=cheated.points,
        seconds=round(time.monotonic() - start_s, 1),
    )


def together(findings: tuple[Finding, ...], proved: Verification) -> Verification:
    """Join what was read and what was run."""
    every = (*findings, *proved.findings)
    return msgspec.structs.replace(proved, ok=is_sound(every), findings=every)


def _broken(package: Package, fact: str, file: str) -> Verification:
    # pytest marks the lines of an error with an E; the last one says what it was.
    last = fact.strip().splitlines()[-1].removeprefix("E ").strip()
    finding = proof.BrokenSuite.found(package, file, fact=last.rstrip("."))
    return unrun(package, (finding,))
