"""A written prompt's files, and what `casestudy.toml` says beside its rubric.

casestudies/<slug>/
    README.md  casestudy.toml  answer.md
    hidden/
        points.toml  accepted/*.md  rejected/*.md
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from heldout.authoring.finding import Finding
from heldout.authoring.package import SEALED, Package
from heldout.authoring.prompt import prompt_of
from heldout.authoring.rules import toml
from heldout.authoring.rules.rule import PackageRule
from heldout.catalogue import manifest
from heldout.catalogue.casestudy import FILES, KEY, MANIFEST, Manifest

_REQUIRED = (*FILES, MANIFEST, KEY)
_SAMPLE = re.compile(r"hidden/(?:accepted|rejected)/[a-z0-9]+(?:[-_][a-z0-9]+)*\.md")


class MissingPromptFile(PackageRule):
    """{name} is missing.

    A written prompt is a folder of its own, and each of its files answers for a part of it.
    """

    code = "missing-prompt-file"
    next_step = "write {file}; rubrics/README.md says what it holds"
    kinds = ("casestudy",)
    blocks_proof = True

    def check(self, package: Package) -> Iterator[Finding]:
        """Look for each file that a written prompt must have."""
        for name in _REQUIRED:
            is_sealed = name == KEY and package.is_sealed
            if not is_sealed and not os.path.lexists(package.folder / name):
                yield self.found(package, name, name=name)


class StrayPromptFile(PackageRule):
    """{name} has no place in a written prompt.

    What nobody reads is never checked, and may tell a candidate what should stay hidden. Answers
    are directly in `hidden/accepted` or `hidden/rejected`, named in lower-case words.
    """

    code = "stray-prompt-file"
    next_step = "remove {file}, or move what it holds into one of the prompt's own files"
    kinds = ("casestudy",)

    def check(self, package: Package) -> Iterator[Finding]:
        """Look for files that are not in the layout; links are another rule's."""
        for name in package.files:
            is_link = (package.folder / name).is_symlink()
            if name not in (*_REQUIRED, SEALED) and not _SAMPLE.fullmatch(name) and not is_link:
                yield self.found(package, name, name=name)


class BadCaseStudy(PackageRule):
    """The manifest has a mistake: {fact}.

    Unknown and missing keys are errors, so that a misspelt one is never silently ignored.
    """

    code = "bad-casestudy"
    next_step = "correct {file}; rubrics/README.md lists the keys and what they may be"
    kinds = ("casestudy",)
    blocks_proof = True

    def check(self, package: Package) -> Iterator[Finding]:
        """Read the manifest, for all its mistakes at once."""
        text = package.text(MANIFEST)
        if text is None:
            return
        mistakes = manifest.read(package.folder / MANIFEST, Manifest)[1]
        for fact, line in toml.placed(text, mistakes):
            yield self.found(package, MANIFEST, line, fact=fact)


class UnknownRubric(PackageRule):
    """The rubric cannot be used: {fact}.

    It says which sections an answer has, and which points every prompt of its kind shares.
    """

    code = "unknown-rubric"
    next_step = "name a file of rubrics/ in {file}, without .toml, or correct that file"
    kinds = ("casestudy",)
    blocks_proof = True

    def check(self, package: Package) -> Iterator[Finding]:
        """Load the rubric, and the evaluation beside it."""
        line = toml.line_of(package.text(MANIFEST) or "", "rubric")
        for fact in prompt_of(package).rubric_facts:
            yield self.found(package, MANIFEST, line, fact=fact)


class _Slipped(PackageRule):
    """A rule about parts that do not fit together; the catalogue knows how to find them."""

    kinds = ("casestudy",)
    blocks_proof = True

    def check(self, package: Package) -> Iterator[Finding]:
        """Pick those of this rule's code."""
        for slip in prompt_of(package).slips:
            if slip.code == self.code:
                line = toml.line_of(package.text(MANIFEST) or "", slip.path)
                yield self.found(package, MANIFEST, line, path=slip.path, fact=slip.fact)


class WrongRubric(_Slipped):
    """The rubric does not fit the kind: {fact}.

    Its sections are those of another kind of answer.
    """

    code = "wrong-rubric"
    next_step = "change `rubric` or `kind` in {file}, or add the kind to the rubric's `kinds`"


class DuplicateId(_Slipped):
    """{path}: {fact}.

    Reports, keys and rejected answers name points and sections by their ids.
    """

    code = "duplicate-id"
    next_step = "give each its own id in {file}"


class UnknownSection(_Slipped):
    """{path}: {fact}.

    A point that is expected in a section that nobody writes would never be found there.
    """

    code = "unknown-section"
    next_step = "name a section of the rubric or of {file}"


class UnknownCriterion(_Slipped):
    """{path}: {fact}.

    Every point feeds one part of the evaluation, or its score would go nowhere.
    """

    code = "unknown-criterion"
    next_step = "name a sub-criterion as `criterion.part`, such as technical.system-design"


class BadSection(_Slipped):
    """{path}: {fact}.

    No answer could meet the limits, or tell by its heading which section it is in.
    """

    code = "bad-section"
    next_step = "change the limits or the names of the sections in {file}"
