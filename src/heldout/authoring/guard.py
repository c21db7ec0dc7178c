"""Keeps solved stubs out of the authoring edition: a hook before each commit.

    python -m heldout.authoring.guard challenges/kmeans/solution.py ...

Where the hidden half lies in the clear, `solution.py` is what every candidate starts from. In a
cohort edition it is where a candidate works, and the guard lets everything pass. Files are read,
never imported.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from heldout.authoring.finding import Finding
from heldout.authoring.package import Package
from heldout.authoring.rules.entries import NoEntryPoint
from heldout.authoring.rules.layout import NotPython
from heldout.authoring.rules.stub import STUB, SolvedStub

#: What `heldout verify` says of a stub that is none any more.
_RULES = (SolvedStub(), NoEntryPoint(), NotPython())


def check(stub: Path) -> list[Finding]:
    """Find what keeps a `solution.py` from being committed; nothing in a cohort edition."""
    folder = stub.absolute().parent
    if not (folder / "hidden").is_dir():
        return []
    package = Package(folder.parents[1], folder)
    found = [finding for rule in _RULES for finding in rule.check(package)]
    return [each for each in found if each.file == package.named(STUB)]


def main(names: Sequence[str]) -> int:
    """Check the files named and print what is found. Returns the exit status: 1 if anything is."""
    findings = [finding for name in names for finding in check(Path(name))]
    for each in findings:
        place = each.file if each.line is None else f"{each.file}:{each.line}"
        print(f"error: {place}: {each.message}\n  next: {each.next_step}")
    for file in dict.fromkeys(each.file for each in findings):
        print(
            "\nCandidates start from this file. To have the last committed stub back, copy your own"
            f" solution elsewhere, then\n  git restore --staged --worktree {file}"
        )
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
