"""Written prompts: what a candidate reads and fills in, and the answers that prove the prompt.

All rules of `casestudies/` are listed at the end; those about manifest and key are in `prompts` and
`keys`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from heldout.authoring.finding import Finding
from heldout.authoring.package import Package
from heldout.authoring.prompt import prompt_of
from heldout.authoring.rules import keys, markdown, prompts
from heldout.authoring.rules.rule import PackageRule
from heldout.catalogue.casestudy import FILES
from heldout.catalogue.flaws import CODES, rejection
from heldout.catalogue.rubric import Section, normalised

_README, _ANSWER = FILES
_LEAST = {"accepted": 2, "rejected": 5}
_SCENARIO = ("scenario", "question")
_CONSTRAINTS = ("constraints",)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
#: Numbers that only count items or are part of an address.
_NO_FIGURE = re.compile(r"^\s*\d+[.)]\s|\]\([^)]*\)|<[^>\s]*>", re.MULTILINE)


class _Part(NamedTuple):
    """A heading and the text below it, up to the next heading of any level; without comments."""

    level: int
    title: str
    line: int
    text: str


class NoScenario(PackageRule):
    """The statement does not say what the situation or the question is.

    An answer can only be as concrete as what was asked.
    """

    code = "no-scenario"
    next_step = "write it in {file} under the heading `## Scenario`, or `## Question`"
    kinds = ("casestudy",)

    def check(self, package: Package) -> Iterator[Finding]:
        """Look for text below the heading."""
        text = package.text(_README)
        if text is not None and not re.search(r"\w", _below(text, _SCENARIO)):
            yield self.found(package, _README, _line(text, _SCENARIO))


class NoConstraint(PackageRule):
    """The statement has no constraint with a number.

    How many, how fast, how much: without figures every design is right.
    """

    code = "no-constraint"
    next_step = "list constraints in {file} under `## Constraints`, one at least with a figure"
    kinds = ("casestudy",)

    def check(self, package: Package) -> Iterator[Finding]:
        """Look for a figure below the heading."""
        text = package.text(_README)
        if text is None:
            return
        if not re.search(r"\d", _NO_FIGURE.sub(" ", _below(text, _CONSTRAINTS))):
            yield self.found(package, _README, _line(text, _CONSTRAINTS))


class MissingHeading(PackageRule):
    """There is no heading for the section "{title}".

    A candidate who fills in the template should have nothing missing.
    """

    code = "missing-heading"
    next_step = "add the line `## {title}` to {file}"
    kinds = ("casestudy",)

    def check(self, package: Package) -> Iterator[Finding]:
        """Look for each section that is required."""
        text = package.text(_ANSWER)
        if text is None:
            return
        present = {section.id for section, _ in _headed(package, text)}
        for section in prompt_of(package).sections or ():
            if section.required and section.id not in present:
                yield self.found(package, _ANSWER, title=section.title)


class HeadingOrder(PackageRule):
    """The heading of "{title}" stands after that of "{other}", which comes later.

    Answers are read in the rubric's order.
    """

    code = "heading-order"
    next_step = "put the headings of {file} into the order of the rubric"
    kinds = ("casestudy",)

    def check(self, package: Package) -> Iterator[Finding]:
        """Find the first heading that comes too late."""
        order = {section.id: n for n, section in enumerate(prompt_of(package).sections or ())}
        last: Section | None = None
        for section, part in _headed(package, package.text(_ANSWER) or ""):
            if last is not None and order[section.id] < order[last.id]:
                yield self.found(package, _ANSWER, part.line, title=section.title, other=last.title)
                return
            last = section


class FilledIn(PackageRule):
    """The template is filled in below "{title}".

    What stands there would be handed in by every candidate. Comments say what belongs there, and
    are not part of an answer.
    """

    code = "filled-in"
    next_step = "put it into a comment, `<!-- ... -->`, or take it out of {file}"
    kinds = ("casestudy",)

    def check(self, package: Package) -> Iterator[Finding]:
        """Look for text below each section's heading, and those below it."""
        for part in _parts(package.text(_ANSWER) or ""):
            if part.level > 1 and part.text.strip():
                yield self.found(package, _ANSWER, part.line, title=part.title)


class FewAnswers(PackageRule):
    """There are {count} {kind} answers; {least} are the least.

    Good answers in different voices show that the key is fair, bad ones that it is strict.
    """

    code = "few-answers"
    next_step = "write more in {file}; a rejected one opens with a comment that says why"
    kinds = ("casestudy",)

    def check(self, package: Package) -> Iterator[Finding]:
        """Count the answers of both kinds, where they can be seen."""
        if package.is_sealed:
            return
        for kind, names in (("accepted", package.accepted), ("rejected", package.rejected)):
            if len(names) < _LEAST[kind]:
                yield self.found(
                    *(package, f"hidden/{kind}"), kind=kind, count=len(names), least=_LEAST[kind]
                )


class UnexplainedRejection(PackageRule):
    """The rejected answer {sample} does not say {what}.

    An answer that merely fails may fail for another reason than its mistake.
    """

    code = "unexplained-rejection"
    next_step = (
        "open {file} with a comment: a sentence on what is wrong, then `Rejected for:` and codes "
        "of findings, or ids of points that it misses"
    )
    kinds = ("casestudy",)

    def check(self, package: Package) -> Iterator[Finding]:
        """Read the comment on top of each rejected answer."""
        for name in package.rejected:
            text = package.text(name)
            if text is None:
                continue
            why, names = rejection(text)
            if not why or not names:
                what = (
                    "which codes or points it is rejected for" if why else "what is wrong with it"
                )
                yield self.found(package, name, 1, sample=name, what=what)


class UnknownReason(PackageRule):
    """{sample} is rejected for {reason}, which is neither a code nor a point of this prompt.

    Nothing could ever find it.
    """

    code = "unknown-reason"
    next_step = "correct the line `Rejected for:` in {file}; rubrics/README.md lists the codes"
    kinds = ("casestudy",)

    def check(self, package: Package) -> Iterator[Finding]:
        """Look for each name among the codes and the points."""
        points = prompt_of(package).points
        if points is None:
            return
        known = CODES | {point.id for point in points}
        for name in package.rejected:
            text = package.text(name) or ""
            for reason in rejection(text).names:
                if reason not in known:
                    at = text.find(reason, text.find("Rejected for:"))
                    line = text.count("\n", 0, at) + 1
                    yield self.found(package, name, line, sample=name, reason=reason)


def _parts(text: str) -> tuple[_Part, ...]:
    lines, headings = text.splitlines(), markdown.read(text).headings
    ends = [*(heading.line for heading in headings[1:]), len(lines) + 1]
    return tuple(
        _Part(*heading[:1], heading.title, heading.line, _COMMENT.sub("", "\n".join(body)))
        for heading, end in zip(headings, ends, strict=False)
        for body in [lines[heading.line : end - 1]]
    )


def _below(text: str, titles: tuple[str, ...]) -> str:
    """Join what stands below a heading, and below those of a deeper level after it."""
    found, level = [], 0
    for part in _parts(text):
        if level and part.level <= level:
            level = 0
        if not level and normalised(part.title).removeprefix("the ") in titles:
            level = part.level
        if level:
            found.append(part.text)
    return "\n".join(found)


def _line(text: str, titles: tuple[str, ...]) -> int | None:
    lines = (p.line for p in _parts(text) if normalised(p.title).removeprefix("the ") in titles)
    return next(lines, None)


def _headed(package: Package, answer: str) -> Iterator[tuple[Section, _Part]]:
    """Find the headings of the second level that are those of sections, in the text's order."""
    for part in _parts(answer):
        for section in prompt_of(package).sections or ():
            if part.level == 2 and section.is_headed(part.title):
                yield section, part


RULES = (
    prompts.MissingPromptFile,
    prompts.StrayPromptFile,
    prompts.BadCaseStudy,
    prompts.UnknownRubric,
    prompts.WrongRubric,
    prompts.DuplicateId,
    prompts.UnknownSection,
    prompts.UnknownCriterion,
    prompts.BadSection,
    keys.BadPoints,
    keys.PointWithoutKey,
    keys.KeyWithoutPoint,
    keys.LeakedKey,
    NoScenario,
    NoConstraint,
    MissingHeading,
    HeadingOrder,
    FilledIn,
    FewAnswers,
    UnexplainedRejection,
    UnknownReason,
)
