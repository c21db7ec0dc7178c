"""Every mutant of the reference against the hidden suite: a mistake that survives is not tested."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from heldout.authoring.bench import REFERENCE, Bench, failed
from heldout.authoring.finding import Finding
from heldout.authoring.mutation import equivalents
from heldout.authoring.mutation.equivalents import Declared
from heldout.authoring.mutation.mutants import Mutant, mutants
from heldout.authoring.rules import proof
from heldout.authoring.rules.rule import Rule
from heldout.judging.trial import Trial, Tried
from heldout.report import Verdict

EQUIVALENTS = "hidden/equivalents.toml"
KILL_RATE = 0.95
DECLARED_SHARE = 0.15
#: So many declarations are tried again, each with so many other inputs.
_SAMPLE = 6
_SEEDS = 2


class Mutation(NamedTuple):
    """What came of the mutants that are not declared equivalent."""

    findings: tuple[Finding, ...]
    mutants: int
    killed: int
    survivors: tuple[str, ...]


class _Fate(NamedTuple):
    """A mutant, the declaration that names it, and the test that killed it."""

    mutant: Mutant
    declared: Declared | None
    killer: str


def prove(bench: Bench) -> Mutation:
    """Grade mutants like submissions, and look again at those that are declared equivalent."""
    original = bench.package.text(REFERENCE) or ""
    made = mutants(original)
    declared, mistakes = equivalents.read(bench.package.folder / EQUIVALENTS)
    found = [proof.BadEquivalents.found(bench.package, EQUIVALENTS, fact=m) for m in mistakes]
    fates = []
    for mutant, tried in zip(made, _tried(bench, made), strict=True):
        if tried.report.verdict == Verdict.JUDGE_ERROR:
            what = f"the mutant `{mutant.becomes}`"
            found.append(
                proof.Unproved.found(bench.package, REFERENCE, what=what, fact=tried.report.reason)
            )
            continue
        excuse = next((each for each in declared if each.names(mutant)), None)
        fates.append(_Fate(mutant, excuse, next(iter(failed(tried.report)), "")))
    counted = [fate for fate in fates if fate.declared is None]
    alive = [fate.mutant for fate in counted if not fate.killer]
    killed = len(counted) - len(alive)
    found += _too_few_killed(bench, alive, killed)
    found += _declarations(bench, declared, fates)
    survivors = tuple(mutant.diff(original, REFERENCE) for mutant in alive)
    return Mutation(tuple(found), len(counted), killed, survivors)


def _tried(bench: Bench, made: Sequence[Mutant]) -> Iterator[Tried]:
    seed, tests = bench.seed("mutants"), _quickest_first(bench)
    trials = [
        Trial(
            source=mutant.source.encode(),
            seed=seed,
            tests=tests,
            until="failure",
            # Whether the reference shares a failure is no question here: it passes.
            control=False,
        )
        for mutant in made
    ]
    return bench.attempt(bench.hidden, trials)


def _quickest_first(bench: Bench) -> tuple[str, ...]:
    """Most mutants die in any test at all: ask the cheap ones first."""
    (tried,) = bench.attempt(bench.hidden, [Trial(source=bench.source(REFERENCE))])
    cases = sorted(tried.report.cases, key=lambda case: case.wall_s or 0.0)
    return tuple(case.name for case in cases)


def _too_few_killed(bench: Bench, alive: Sequence[Mutant], killed: int) -> Iterator[Finding]:
    total = killed + len(alive)
    if total and killed / total < KILL_RATE:
        yield proof.SurvivingMutants.found(
            *(bench.package, REFERENCE, alive[0].line),
            killed=killed,
            mutants=total,
            rate=killed / total,
            equivalents=bench.package.named(EQUIVALENTS),
        )


def _declarations(
    bench: Bench, declared: Sequence[Declared], fates: Sequence[_Fate]
) -> Iterator[Finding]:
    excused = [fate for fate in fates if fate.declared is not None]
    if excused and len(excused) / len(fates) > DECLARED_SHARE:
        yield proof.TooManyEquivalents.found(
            *(bench.package, EQUIVALENTS, 1),
            declared=len(excused),
            made=len(fates),
            rate=len(excused) / len(fates),
        )
    for each in declared:
        if not any(each is fate.declared for fate in fates):
            yield _about(bench, proof.StaleEquivalent, each, {})
    for fate in excused:
        if fate.killer and fate.declared:
            yield _about(bench, proof.KilledEquivalent, fate.declared, {"test": fate.killer})
    yield from _differences(bench, [fate for fate in excused if not fate.killer])


def _differences(bench: Bench, excused: Sequence[_Fate]) -> Iterator[Finding]:
    """Try a sample again: `same` is compared call by call, `allowed` must pass on other inputs."""
    drawn = random.Random(bench.seed("equivalents"))
    sample = drawn.sample(excused, min(_SAMPLE, len(excused)))
    again = [
        (
            fate,
            Trial(
                source=fate.mutant.source.encode(),
                seed=bench.seed(f"equivalents\0{i}"),
                until="failure",
                control=False,
                compare=fate.declared is not None and fate.declared.claim == "same",
            ),
        )
        for fate in sample
        for i in range(_SEEDS)
    ]
    told: set[Declared] = set()
    tried = bench.attempt(bench.hidden, [trial for _, trial in again])
    for (fate, _), each in zip(again, tried, strict=True):
        differs = next(iter(failed(each.report)), "")
        if differs and fate.declared and fate.declared not in told:
            told.add(fate.declared)
            is_same = fate.declared.claim == "same"
            rule = proof.DifferentEquivalent if is_same else proof.KilledEquivalent
            yield _about(bench, rule, fate.declared, {"test": differs})


def _about(
    bench: Bench,
    rule: type[Rule],
    declared: Declared,
    facts: Mapping[str, object],
) -> Finding:
    line = _line(bench, declared)
    names = {"was": declared.was, "becomes": declared.becomes}
    return rule.found(bench.package, EQUIVALENTS, line, **names, **facts)


def _line(bench: Bench, declared: Declared) -> int | None:
    lines = (bench.package.text(EQUIVALENTS) or "").splitlines()
    return next((i for i, line in enumerate(lines, 1) if declared.becomes in line), None)
