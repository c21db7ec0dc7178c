"""What a new folder marks as still to be written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from heldout.authoring.finding import Finding
from heldout.authoring.package import Package
from heldout.authoring.rules.rule import PackageRule

MARK = "TODO(author)"
#: What closes a string, and perhaps the call or list that it is in.
_CLOSING = re.compile(r"""["']+[\]),;]*$""")
_LONGEST = 200


class Unwritten(PackageRule):
    """{what} is still to be written.

    `heldout new` marks every place that only the author can fill; a folder is complete when no mark
    is left.
    """

    code = "unwritten"
    blocks_proof = True
    next_step = "write it in {file}, and take the mark away"
    kinds = ("challenge", "casestudy")

    def check(self, package: Package) -> Iterator[Finding]:
        """Find every mark, in any file that is text."""
        for name in package.files:
            for line, what in marks(package.text(name) or ""):
                yield self.found(package, name, line, what=what)


def marks(text: str) -> Iterator[tuple[int, str]]:
    """Find the marks in a text: the line of each, from 1, and what is to be written there."""
    for line, content in enumerate(text.split("\n"), start=1):
        for after in content.split(MARK)[1:]:
            what = after[:_LONGEST].partition("-->")[0].strip(": \t")
            what = _CLOSING.sub("", what).rstrip(" .;:,") or "something"
            yield line, f"{what[0].upper()}{what[1:]}"


RULES = (Unwritten,)
