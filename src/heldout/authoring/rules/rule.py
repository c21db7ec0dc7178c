"""What a rule is: a code, the message as a docstring, and a check."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import ClassVar

from heldout.authoring.finding import Finding
from heldout.authoring.package import Kind, Package
from heldout.report import Severity


class Rule:
    """One thing that can be wrong with a folder.

    A rule's docstring opens with the message, whose fields in braces `found` fills; what follows
    says why it matters, and is what `heldout verify --explain CODE` adds.
    """

    code: ClassVar[str]
    #: What to type or do next; fields in braces as in the message.
    next_step: ClassVar[str]
    severity: ClassVar[Severity] = Severity.ERROR
    kinds: ClassVar[tuple[Kind, ...]] = ("challenge",)
    #: Whether to run the folder would only say the same again, less clearly.
    blocks_proof: ClassVar[bool] = False

    @classmethod
    def message(cls) -> str:
        """The docstring's first paragraph, on one line."""
        return " ".join(inspect.cleandoc(cls.__doc__ or "").partition("\n\n")[0].split())

    @classmethod
    def why(cls) -> str:
        """The rest of the docstring."""
        return inspect.cleandoc(cls.__doc__ or "").partition("\n\n")[2]

    @classmethod
    def found(
        cls, package: Package, file: str, line: int | None = None, /, **facts: object
    ) -> Finding:
        """Make a finding in a file of the package."""
        return Finding(
            code=cls.code,
            severity=cls.severity,
            file=package.named(file),
            line=line,
            message=cls.message().format(slug=package.slug, **facts),
            next_step=cls.next_step.format(slug=package.slug, file=package.named(file), **facts),
        )


class PackageRule(Rule):
    """A rule that reads the folder's files and runs nothing."""

    def check(self, package: Package) -> Iterator[Finding]:
        """Find every place where the rule is broken."""
        raise NotImplementedError
