"""What was decided about a pull request, and why: what a candidate reads."""

from __future__ import annotations

from typing import Literal

import msgspec

from heldout.submission.change import Kind

#: submission    it hands in: each of its items is taken or refused by itself
#: contribution  it changes other files only: nothing is graded
#: refused       the tree as a whole is not one to take anything from
#: empty         it changes nothing, or no more than what the base branch did itself
Decision = Literal["submission", "contribution", "refused", "empty"]


class Remedy(msgspec.Struct, frozen=True):
    """A way to set something right; the commands are to be typed in this order."""

    text: str
    commands: tuple[str, ...] = ()


class Reason(msgspec.Struct, frozen=True):
    """A fact, and the ways to set it right: one of them is enough."""

    code: str
    fact: str
    remedies: tuple[Remedy, ...] = ()

    def __str__(self) -> str:
        lines = [self.fact]
        for remedy in self.remedies:
            lines += [f"  next: {remedy.text}", *(f"    {line}" for line in remedy.commands)]
        return "\n".join(lines)


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A file that is handed in: either its `content` or its `refusal` is None.

    `solution_sha` is the blob's name in its repository; None if the file was deleted.
    """

    slug: str
    kind: Kind
    path: str
    solution_sha: str | None
    content: bytes | None
    refusal: Reason | None


class Ruling(msgspec.Struct, frozen=True):
    """The decision; without a submission there are no items."""

    decision: Decision
    reasons: tuple[Reason, ...] = ()
    items: tuple[Item, ...] = ()
