"""One small class for each thing that can be wrong; its docstring is the message.

rule       what a rule is
proof      what only running a challenge can show
reading    what only reading a written prompt's sample answers can show

Rules that read the files of a challenge:

layout     which files there are, and that they can be read
manifest   challenge.toml, the slug and the title
links      where links in the public pages lead
statement  the page and the docstrings that a candidate reads
entries    what the stub promises, the reference keeps
stub       nothing solved, nothing imported that may not be
suite      how many tests, titles, marks, groups and gates
chance     what cannot be replayed, what hangs on the machine
samples    enough right and wrong solutions, each explained
followups  the questions, and the key to their answers
secrecy    nothing hidden in public files

Rules that read the files of a written prompt are in answers, prompts and keys.
unwritten  places that a new folder leaves to its author, in either

What they read with:

markdown   a page -> headings, links, code, comments, prose
toml       a dotted path -> its line
signature  how a function or class is called
testcase   the tests of a suite and their marks
copies     lines of public files that repeat a hidden one
likeness   code that is the same but for names
literals   values too odd to be there by chance
"""

from __future__ import annotations

from heldout.authoring.rules import (
    answers,
    chance,
    entries,
    followups,
    layout,
    links,
    manifest,
    proof,
    reading,
    samples,
    secrecy,
    statement,
    stub,
    suite,
    unwritten,
)
from heldout.authoring.rules.rule import PackageRule, Rule

_MODULES = (
    *(
        layout,
        manifest,
        links,
        statement,
        entries,
        stub,
        suite,
        chance,
        samples,
        followups,
        secrecy,
    ),
    *(answers, unwritten),
)
_PROOF = tuple(
    kind
    for kind in (*vars(proof).values(), *vars(reading).values())
    if isinstance(kind, type) and issubclass(kind, Rule) and kind is not Rule
)

#: Every rule that reads files, for challenges and for case studies.
PACKAGE_RULES: tuple[PackageRule, ...] = tuple(
    kind() for module in _MODULES for kind in module.RULES
)
#: Every rule there is, by code.
EVERY_RULE: tuple[type[Rule], ...] = tuple(
    sorted((*map(type, PACKAGE_RULES), *_PROOF), key=lambda kind: kind.code)
)
