"""What a candidate reads: the statement, and the docstrings of the stub."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from heldout.authoring.finding import Finding
from heldout.authoring.package import Package
from heldout.authoring.rules import markdown, signature
from heldout.authoring.rules.rule import PackageRule
from heldout.written.answer import Piece

README = "README.md"
STUB = "solution.py"

#: Words that leave to the reader what the suite has decided. Most are among those that ISO/IEC/IEEE
#: 29148, section 5.2.7, warns of: loopholes, open ends and judgements without a measure.
_AMBIGUOUS = re.compile(
    r"""(?<![\w-])(
        appropriate(?:ly)? | suitabl[ey] | reasonabl[ey] | sensibl[ey] | adequate(?:ly)?
      | properly | gracefully | ideally | preferably | usually | typically | generally
      | normally(?!\s+distributed) | user-friendly | and/or
      | etc\b\.? | et\s+cetera | and\s+so\s+(?:on|forth) | and\s+(?:the\s+like|similar)
      | or\s+(?:the\s+like|similar|so|something)
      | (?:if|when|where|wherever|whenever|as)\s+
        (?:necessary|needed|required|possible|applicable|fit)
      | as\s+(?:usual|expected|far\s+as\s+possible|little\s+as\s+possible|much\s+as\s+possible)
      | some\s+(?:kind|sort)s?\s+of | and\s+others | but\s+not\s+limited\s+to | as\s+a\s+minimum
      | (?:fast|quick|slow|large|big|small|long|short)\s+enough
      | not\s+too\s+(?:fast|slow|large|big|small|long|short|many|much|few)
      | to\s+be\s+(?:defined|decided|determined)
    )(?![\w-])""",
    re.IGNORECASE | re.VERBOSE,
)
_SPAN = re.compile(r"`[^`\n]*`")


class OtherTitle(PackageRule):
    """The heading of the statement is {heading}, the manifest's title is {title}.

    A reader of the list and a reader of the page should know that it is the same challenge.
    """

    code = "other-title"
    next_step = "open {file} with the line `# {title}`, or change the title in challenge.toml"

    def check(self, package: Package) -> Iterator[Finding]:
        """Compare the first heading with the manifest."""
        text = package.text(README)
        if text is None or package.manifest is None:
            return
        top = [each for each in markdown.read(text).headings if each.level == 1]
        heading, line = (top[0].title, top[0].line) if top else ("missing", 1)
        if heading != package.manifest.title:
            title = package.manifest.title
            yield self.found(package, README, line, heading=heading, title=title)


class StatementSignature(PackageRule):
    """The statement does not show {name} as the stub has it: {shown}.

    How the code will be called is the first thing that a candidate needs to know.
    """

    code = "statement-signature"
    next_step = "show `{shown}` in a block of Python code in {file}"

    def check(self, package: Package) -> Iterator[Finding]:
        """Look for each signature in the blocks of code."""
        text, stub = package.text(README), package.tree(STUB)
        if text is None or stub is None or package.manifest is None:
            return
        told = list(_told(markdown.read(text).code))
        for entry_point in package.manifest.entry_points:
            node = signature.defined(stub, entry_point)
            for name, function in (signature.signatures(node) if node else {}).items():
                shown = f"{name}{signature.show(function)}"
                if all(shown != each for each, _ in told):
                    lines = [line for each, line in told if each.partition("(")[0] == name]
                    line = lines[0] if lines else None
                    yield self.found(package, README, line, name=name, shown=shown)


class NoExample(PackageRule):
    """The statement has no example that calls {names}.

    One worked example settles what a page of words leaves open.
    """

    code = "no-example"
    next_step = "add a block of code to {file} that calls it and shows what comes out"

    def check(self, package: Package) -> Iterator[Finding]:
        """Look for a call in the blocks of code."""
        text = package.text(README)
        if text is None or package.manifest is None:
            return
        names = package.manifest.entry_points
        call = re.compile(rf"(?<!def )(?<!class )\b(?:{'|'.join(names)})\(")
        if not any(call.search(block.text) for block in markdown.read(text).code):
            yield self.found(package, README, names=" or ".join(names))


class AmbiguousWord(PackageRule):
    """The statement leaves open what is meant by "{word}".

    Two sound solutions could read it differently, and the hidden suite would be right about one of
    them only. Say the number, the list or the rule instead.
    """

    code = "ambiguous-word"
    next_step = "say in {file} what exactly holds, or leave the word out"

    def check(self, package: Package) -> Iterator[Finding]:
        """Read the statement's prose and the stub's docstrings; code is passed over."""
        pieces = {
            README: markdown.read(package.text(README) or "").prose,
            STUB: tuple(_docstrings(package)),
        }
        for name, texts in pieces.items():
            for text, line in texts:
                for found in _AMBIGUOUS.finditer(text):
                    at = line + text.count("\n", 0, found.start())
                    yield self.found(package, name, at, word=" ".join(found[0].split()))


def _told(blocks: tuple[Piece, ...]) -> Iterator[tuple[str, int]]:
    """Read the signatures in blocks of code, with their lines; other languages are passed over."""
    for code, line in blocks:
        try:
            tree = ast.parse(code)
        except (SyntaxError, ValueError):
            continue
        for node in tree.body:
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                for name, function in signature.signatures(node).items():
                    yield f"{name}{signature.show(function)}", line + function.lineno - 1


def _docstrings(package: Package) -> Iterator[Piece]:
    """Read the stub's docstrings as they stand, code spans blanked."""
    tree, lines = package.tree(STUB), (package.text(STUB) or "").splitlines()
    for node in ast.walk(tree) if tree else ():
        if not isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)):
            continue
        if ast.get_docstring(node) is not None:
            string = node.body[0]
            text = "\n".join(lines[string.lineno - 1 : string.end_lineno])
            yield Piece(_SPAN.sub("``", text), string.lineno)


RULES = (OtherTitle, StatementSignature, NoExample, AmbiguousWord)
