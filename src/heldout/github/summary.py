"""Verifications -> the summary of a job, in Markdown, for somebody who never saw one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from heldout.authoring.finding import Finding
from heldout.authoring.verification import Verification
from heldout.github import pieces
from heldout.github.markdown import block, code, escape
from heldout.github.pieces import count
from heldout.report import Severity

#: What GitHub takes for one step; more is dropped whole.
LIMIT_BYTES = 1024 * 1024
#: Characters.
_LONGEST_NAME = 200
_LONGEST_DIFF = 2000
#: Diffs of a folder, and names in a cell.
_MOST = 40

_INTRODUCTION = """\
A challenge can be merged once it is proved: right solutions pass, wrong ones fail in the tests that
they name, small mistakes and tricks are noticed, and nothing hangs on luck.

"""
_NOTHING = """\
## Nothing to verify

No folder of `challenges/` or `casestudies/` has changed.
"""
_LEFT_OUT = """
**The rest is left out**, since GitHub shows at most 1 MiB here; `./run heldout verify` prints it.
"""
_AGAIN = """
{command} shows the same on your machine; `./run heldout verify --explain CODE` says why each thing
is asked for.
"""


def render(verifications: Sequence[Verification], limit_bytes: int = LIMIT_BYTES) -> str:
    """Write the summary; past so many bytes it ends early, and says so."""
    return pieces.join(_pieces(verifications), limit_bytes, _LEFT_OUT, pieces.utf8)


def _pieces(verifications: Sequence[Verification]) -> Iterator[str]:
    """Cut the summary into pieces, what matters most first."""
    if not verifications:
        yield _NOTHING
        return
    sound = sum(each.ok for each in verifications)
    yield f"## {sound} of {count(len(verifications), 'folder')} in order\n\n{_INTRODUCTION}"
    for each in verifications:
        yield _line(each)
    for each in verifications:
        yield from _section(each)


def _line(each: Verification) -> str:
    errors = count(_count(each.findings, Severity.ERROR), "error")
    outcome = {
        (True, True): "✅ {}: proved",
        (True, False): "✅ {}: in order",
        (False, True): f"❌ {{}}: not proved yet, {errors}",
        (False, False): f"❌ {{}}: not in order yet, {errors}; nothing was tried",
    }[each.ok, each.is_proved]
    warnings = _count(each.findings, Severity.WARNING)
    worth = f"; {count(warnings, 'warning')} worth a look" if warnings else ""
    return f"- {outcome.format(f'**{escape(each.slug, _LONGEST_NAME)}**')}{worth}\n"


def _section(each: Verification) -> Iterator[str]:
    yield f"\n### {escape(each.slug, _LONGEST_NAME)}\n"
    if each.findings:
        yield "\n| where | what is wrong | what to do next |\n|---|---|---|\n"
        for finding in each.findings:
            yield _row(finding)
        yield _AGAIN.format(command=code(f"./run heldout verify {each.slug}", _LONGEST_NAME))
    if each.kill_rate is not None or each.cheats:
        yield "\n| what was tried | result | what it means |\n|---|---|---|\n"
        for name, figure, meaning in _figures(each):
            yield f"| {name} | {figure} | {meaning} |\n"
    if each.survivors:
        yield _survivors(each.survivors)


def _row(finding: Finding) -> str:
    line = "" if finding.line is None else f":{finding.line}"
    where = code(f"{finding.file}{line}", _LONGEST_NAME)
    mark = "❌" if finding.severity == Severity.ERROR else "⚠️"
    what = f"{mark} {escape(finding.message)} ({code(finding.code, _LONGEST_NAME)})"
    return f"| {where} | {what} | {escape(finding.next_step)} |\n"


def _figures(each: Verification) -> Iterator[tuple[str, str, str]]:
    if each.kill_rate is not None:
        yield (
            "mutants killed",
            f"{each.killed} of {each.mutants} ({each.kill_rate:.1%})",
            "A mutant is the reference with one small mistake; at least 95% must be noticed.",
        )
    yield (
        "idle tests",
        _names(each.idle_tests),
        "An idle test rejects none of the wrong solutions, so nobody would notice if it broke.",
    )
    yield (
        "flaky tests",
        _names(each.flaky_tests),
        "A flaky test sometimes fails right code, by bad luck or on a busy machine.",
    )
    yield (
        "cheats",
        f"{each.cheats} tried, {each.cheat_points:g} points earned",
        "A cheat tries to score without solving anything, and none of them may earn a point.",
    )
    yield "time", f"{each.seconds:.0f} s", "This is how long the proof took."


def _survivors(diffs: Sequence[str]) -> str:
    """Fold the diffs away, in one piece: an element left open would swallow what follows."""
    shown = [block(diff, "diff", _LONGEST_DIFF) for diff in diffs[:_MOST]]
    left = len(diffs) - len(shown)
    if left:
        shown.append(f"... and {left} more.")
    title = f"{count(len(diffs), 'mutant')} survived: mistakes that no hidden test notices"
    listing = "\n\n".join(shown)
    return f"\n<details><summary>{title}</summary>\n\n{listing}\n\n</details>\n"


def _names(names: Sequence[str]) -> str:
    if not names:
        return "none"
    shown = [code(name, _LONGEST_NAME) for name in names[:_MOST]]
    left = len(names) - len(shown)
    return ", ".join(shown) + (f" and {left} more" if left else "")


def _count(findings: Sequence[Finding], severity: Severity) -> int:
    return sum(each.severity == severity for each in findings)
