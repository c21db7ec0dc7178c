"""Prompt x answer -> Report: structure, integrity and coverage, put together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from heldout.report import CaseResult, Finding, Report, Severity, Status, Verdict
from heldout.written import answer as answers
from heldout.written import coverage, fusion, integrity, mistakes, structure
from heldout.written.answer import Answer
from heldout.written.coverage import Reading
from heldout.written.prompt import Prompt, filled_in
from heldout.written.signals import Reader

#: An answer of 4,000 words has some 28 KiB; what is longer than this is not read at all.
SIZE_LIMIT_BYTES = 64 << 10
#: Units beyond these are counted and not read; 4,000 words in honest sentences are some 300.
MOST_UNITS = 1500
#: Attempts to look like an answer after which no point counts before a person has looked.
_DOUBTS = frozenset(
    {
        *("all-negated", "all-questions", "hand-waving", "homoglyphs", "invisible-characters"),
        *("keyword-stuffing", "off-topic", "other-topic", "pasted-prompt", "pasted-rubric"),
        *("random-text", "shuffled-words"),
    }
)
_VERDICTS = {
    Status.COVERED: Verdict.PASSED,
    Status.NOT_FOUND: Verdict.FAILED,
    Status.NEEDS_PERSON: Verdict.UNDECIDED,
}


class Assessor:
    """Reads answers to one prompt.

    `others` gives the prompts that an answer might belong to instead; it is asked once, if at all.
    """

    def __init__(self, prompt: Prompt, others: Callable[[], Sequence[Prompt]] = tuple) -> None:
        self.prompt = prompt
        self._load_others = others

    def filled_in(self) -> Assessor:
        """Give one for whoever wrote over the template: what was there before is not known."""
        return Assessor(filled_in(self.prompt), lambda: self._others)

    @cached_property
    def _others(self) -> Sequence[Prompt]:
        return self._load_others()

    @cached_property
    def _reader(self) -> Reader:
        return Reader(self.prompt)

    def refuse(self, reason: str) -> Report:
        """Report a file that cannot be taken at all."""
        finding = _unreadable(None, reason, "hand in a text file, answer.md")
        return _report(self.prompt, _unread(self.prompt), (finding,))

    def check(self, content: bytes) -> Report:
        """Look at the form of an answer; its points are not read."""
        read = _decoded(content, self.prompt)
        if isinstance(read, Finding):
            return _report(self.prompt, (), (read,))
        return _report(self.prompt, (), self._findings(read))

    def grade(self, content: bytes, copy: Finding | None = None) -> Report:
        """Read an answer, its points too. `copy` says that it repeats another one, if it does."""
        read = _decoded(content, self.prompt)
        if isinstance(read, Finding):
            return _report(self.prompt, _unread(self.prompt), (read,))
        findings = (*self._findings(read), *([copy] if copy else []))
        cut = first_units(read)
        distrusted = integrity.distrusted(self.prompt, cut)
        found = (
            coverage.read(self._reader, fusion.fitted(), cut, distrusted)
            if self.prompt.keys
            else ()
        )
        by_point = {each.point.id: each for each in found}
        readings = tuple(
            by_point.get(point.id) or coverage.open_(point) for point in self.prompt.points
        )
        if _DOUBTS.intersection(finding.code for finding in findings):
            readings = tuple(map(coverage.doubted, readings))
        return _report(self.prompt, readings, findings)

    def _findings(self, read: Answer) -> tuple[Finding, ...]:
        found = [*structure.find(self.prompt, read)]
        if not any(each.code == "untouched-template" for each in found):
            cut = first_units(read)
            found += integrity.find(self.prompt, cut, self._others)
            # What is missed in another language may well be there.
            if not any(each.code == "unreadable" for each in found):
                found += mistakes.find(self.prompt, cut)
        return tuple(sorted(found, key=lambda each: (each.line or 0, each.column, each.code)))


def decode(content: bytes) -> str | Finding:
    """Decode an answer's bytes, or say why it cannot be read."""
    if len(content) > SIZE_LIMIT_BYTES:
        return _unreadable(
            None,
            f"the file has {len(content):,} bytes, and at most {SIZE_LIMIT_BYTES:,} are read",
            "hand in the text alone, without images or data pasted into it",
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        line = content[: exc.start].count(b"\n") + 1
        return _unreadable(line, "this line is not UTF-8", "save the file as UTF-8")
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        return _unreadable(line, "this line holds a NUL character", "remove it; answers are text")
    if not text.strip():
        return _unreadable(
            None, "the file is empty", "start again from the template: heldout reset"
        )
    return text


def _decoded(content: bytes, prompt: Prompt) -> Answer | Finding:
    text = decode(content)
    return text if isinstance(text, Finding) else answers.read(text, prompt.sections)


def first_units(read: Answer) -> Answer:
    """Cut an answer down to the units that are read at all."""
    return read._replace(units=read.units[:MOST_UNITS])


def _unreadable(line: int | None, message: str, next_step: str) -> Finding:
    return Finding(
        code="unreadable",
        severity=Severity.ERROR,
        line=line,
        message=message,
        next_step=next_step,
    )


def _unread(prompt: Prompt) -> tuple[Reading, ...]:
    return tuple(
        Reading(point=point, status=Status.NOT_FOUND, confidence=1.0, evidence=())
        for point in prompt.points
    )


def _report(prompt: Prompt, readings: tuple[Reading, ...], findings: tuple[Finding, ...]) -> Report:
    cases = tuple(map(_case, readings))
    verdict, reason = judged(prompt, cases, findings)
    return Report(
        slug=prompt.slug,
        kind=prompt.kind,
        verdict=verdict,
        reason=reason,
        points=sum(case.points for case in cases),
        max_points=sum(case.max_points for case in cases),
        speed_ratio=None,
        cases=cases,
        findings=findings,
    )


def _case(reading: Reading) -> CaseResult:
    point = reading.point
    return CaseResult(
        name=point.id,
        title=point.title,
        group=point.criterion or "",
        verdict=_VERDICTS[reading.status],
        points=point.weight if reading.status == Status.COVERED else 0.0,
        max_points=point.weight,
        wall_s=None,
        status=reading.status,
        confidence=reading.confidence,
        evidence=reading.evidence,
    )


def judged(
    prompt: Prompt, cases: tuple[CaseResult, ...], findings: tuple[Finding, ...]
) -> tuple[Verdict, str]:
    """Decide from points and findings: the verdict, and the reason in words."""
    blocking = [each for each in findings if each.severity == Severity.ERROR]
    if blocking:
        first = blocking[0]
        place = f"line {first.line}: " if first.line else ""
        more = f", and {len(blocking) - 1} more" if len(blocking) > 1 else ""
        return Verdict.REFUSED, f"{place}{first.message} ({first.code}){more}"
    if not cases:
        return Verdict.PASSED, "the form is in order; what it says is read when it is graded"
    covered = sum(case.points for case in cases)
    open_ = sum(case.max_points for case in cases if case.verdict == Verdict.UNDECIDED)
    asked = prompt.pass_mark * sum(case.max_points for case in cases)
    n_covered, n_open = (
        sum(case.status == status for case in cases)
        for status in (Status.COVERED, Status.NEEDS_PERSON)
    )
    said = f"{n_covered} of {len(cases)} points covered"
    if n_open:
        said += f", {n_open} for a person to decide"
    said += f"; to pass takes {asked:g} of {sum(case.max_points for case in cases):g} by weight"
    if covered >= asked:
        return Verdict.PASSED, said
    return (Verdict.UNDECIDED if covered + open_ >= asked else Verdict.FAILED), said
