"""Cases and their outcomes -> a report. Pure: no clock, no process, no file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from heldout.judging.messages import Case, Finished, Outcome
from heldout.report import CaseResult, Report, Verdict

KIND = "challenge"

#: Verdicts that the suite itself could be to blame for.
_DOUBTFUL = (Verdict.FAILED, Verdict.ERROR)


def doubtful(outcomes: Iterable[Outcome]) -> tuple[str, ...]:
    """Name the tests to run again with the reference in the candidate's place."""
    return tuple(outcome.name for outcome in outcomes if outcome.verdict in _DOUBTFUL)


def blame(finished: Finished, doubtful: Sequence[str], control: Finished | None) -> Finished:
    """Turn a failure that the reference shares, on the same inputs, into a judge error."""
    sound = (
        {each.name for each in control.outcomes if each.verdict == Verdict.PASSED}
        if control
        else set()
    )
    outcomes = tuple(
        msgspec.structs.replace(each, verdict=Verdict.JUDGE_ERROR)
        if each.name in doubtful and each.name not in sound
        else each
        for each in finished.outcomes
    )
    return msgspec.structs.replace(finished, outcomes=outcomes)


def score(slug: str, cases: Sequence[Case], finished: Finished, *, obstacle: str = "") -> Report:
    """Weigh the outcomes. A case without an outcome crashed; a missed gate takes all points."""
    seen = {outcome.name: outcome for outcome in finished.outcomes}
    unseen = Outcome("", Verdict.CRASHED, None, "")
    verdicts = {case.name: Verdict(seen.get(case.name, unseen).verdict) for case in cases}
    missed = [case for case in cases if case.gate and verdicts[case.name] != Verdict.PASSED]
    results = tuple(
        CaseResult(
            name=case.name,
            title=case.title,
            group=case.group,
            verdict=verdicts[case.name],
            points=0.0 if missed or verdicts[case.name] != Verdict.PASSED else case.points,
            max_points=case.points,
            wall_s=seen.get(case.name, unseen).wall_s,
            detail=seen.get(case.name, unseen).detail,
        )
        for case in cases
    )
    verdict = _overall([result.verdict for result in results])
    return Report(
        slug=slug,
        kind=KIND,
        verdict=verdict,
        reason=obstacle or _reason(verdict, results, missed),
        points=sum(result.points for result in results),
        max_points=sum(result.max_points for result in results),
        speed_ratio=None if finished.speed_ratio is None else round(finished.speed_ratio, 2),
        cases=results,
    )


def unrun(slug: str, cases: Sequence[Case], verdict: Verdict, reason: str) -> Report:
    """Report a submission that no test got to judge."""
    outcomes = tuple(Outcome(case.name, verdict, None, "") for case in cases)
    report = score(slug, cases, Finished(outcomes))
    return msgspec.structs.replace(report, verdict=verdict, reason=reason)


def _overall(verdicts: Sequence[Verdict]) -> Verdict:
    if Verdict.JUDGE_ERROR in verdicts:
        return Verdict.JUDGE_ERROR
    kinds = set(verdicts)
    return kinds.pop() if len(kinds) == 1 else Verdict.FAILED


def _reason(verdict: Verdict, results: Sequence[CaseResult], missed: Sequence[Case]) -> str:
    passed = sum(result.verdict == Verdict.PASSED for result in results)
    count = f"{passed} of {len(results)} tests passed"
    if verdict == Verdict.JUDGE_ERROR:
        broken = [result.name for result in results if result.verdict == Verdict.JUDGE_ERROR]
        return f"the suite fails its own reference in {', '.join(broken)}; this costs nothing"
    if missed:
        return f"{count}; no points without the gate: {missed[0].title.rstrip('.')}"
    return count
