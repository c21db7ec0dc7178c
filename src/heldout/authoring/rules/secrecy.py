"""Nothing of the hidden half is in what candidates read, but for the titles of hidden tests."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from heldout.authoring.finding import Finding
from heldout.authoring.package import Package
from heldout.authoring.rules import likeness, literals, testcase
from heldout.authoring.rules.copies import PUBLIC, REFERENCE, copies
from heldout.authoring.rules.likeness import Haystack
from heldout.authoring.rules.rule import PackageRule
from heldout.authoring.rules.testcase import HIDDEN

STUB = "solution.py"
#: Shorter lines, in characters without space, are alike by chance.
_LINE_CHARACTERS = 28
_OPEN = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)
_PLAIN_SETTING = re.compile(r"^\s*\w+\s*=\s*[\d._]+\s*(?:#.*)?$", re.MULTILINE)


class NearCopy(PackageRule):
    """This repeats {original} of {source}, but for names and details.

    Renamed code is the same code: it shows candidates the hidden test, or the solution.
    """

    code = "near-copy"
    next_step = "take it out of {file}, or write something else there"

    def check(self, package: Package) -> Iterator[Finding]:
        """Compare bodies of public code with hidden tests and functions of the reference."""
        for copy in copies(package):
            facts = {"original": copy.original, "source": copy.source}
            yield self.found(package, copy.file, copy.first, **facts)


class HiddenName(PackageRule):
    """{test} is the name of a hidden test.

    Names say what is tested; candidates are told the titles instead. A public test of the same name
    would also be taken for the hidden one.
    """

    code = "hidden-name"
    next_step = "choose another name in {file}"

    def check(self, package: Package) -> Iterator[Finding]:
        """Look for the name of each hidden test in each public file."""
        names = {test.name for test in testcase.read(package, HIDDEN)}
        for file, line, text in _public_lines(package):
            for test in sorted(names.intersection(re.findall(r"\w+", text))):
                yield self.found(package, file, line, test=test)


class HiddenValue(PackageRule):
    """{value} is also in {source}.

    A value as odd as this is not in both by chance, and an answer that is known need not be worked
    out. What belongs to the contract is a named constant of the stub, or a default in its
    signatures.
    """

    code = "hidden-value"
    next_step = "take it out of {file}, or use another value in {source}"

    def check(self, package: Package) -> Iterator[Finding]:
        """Look for odd literals, at most one on a line."""
        found = {}
        for file, line, value, source in (*_numbers(package), *_texts(package)):
            # Of several on one line the last is kept: a list, which holds its numbers.
            found[file, line] = self.found(package, file, line, value=value, source=source)
        yield from found.values()


class HiddenCode(PackageRule):
    """`{code_line}` is a line of the reference.

    A candidate would read part of the solution.
    """

    code = "hidden-code"
    next_step = "say in words what is to be done, or give the stub this line too"

    def check(self, package: Package) -> Iterator[Finding]:
        """Look for each statement of the reference in each public file."""
        stub, reference = package.tree(STUB), package.tree(REFERENCE)
        given = set(_statements(stub)) if stub else set()
        haystacks = _haystacks(package)
        for statement in dict.fromkeys(_statements(reference) if reference else ()):
            for file, haystack in haystacks.items():
                line = None if statement in given else haystack.line_of(statement)
                if line is not None:
                    yield self.found(package, file, line, code_line=statement)


def _texts_without_copies(package: Package) -> dict[str, str]:
    """Read the public files; lines found to be copies, and bare settings, are left blank."""
    texts = {}
    for file in PUBLIC:
        text = package.text(file) or ""
        if file.endswith(".toml"):
            text = _PLAIN_SETTING.sub("", text)
        lines = text.splitlines()
        for copy in copies(package):
            if copy.file == file:
                lines[copy.first - 1 : copy.last] = [""] * (copy.last - copy.first + 1)
        texts[file] = "\n".join(lines)
    return texts


def _haystacks(package: Package) -> dict[str, Haystack]:
    return {file: Haystack(text) for file, text in _texts_without_copies(package).items()}


def _public_lines(package: Package) -> Iterator[tuple[str, int, str]]:
    for file, text in _texts_without_copies(package).items():
        for line, content in enumerate(text.splitlines(), 1):
            yield file, line, content


def _numbers(package: Package) -> Iterator[tuple[str, int, str, str]]:
    """Find odd numbers of the hidden half: file, line, the number as written, where it is from."""
    contract = _contract(package)
    for source in (REFERENCE, HIDDEN):
        tree = package.tree(source)
        odd = literals.odd_numbers(tree) - contract if tree else set()
        for file, line, text in _public_lines(package):
            for written, value in literals.numbers_in(text):
                if value in odd:
                    yield file, line, written, source


def _texts(package: Package) -> Iterator[tuple[str, int, str, str]]:
    """Find odd strings and lists of the hidden suite, like `_numbers`."""
    tree = package.tree(HIDDEN)
    if tree is None:
        return
    haystacks = _haystacks(package)
    for value in (*sorted(literals.odd_strings(tree)), *dict.fromkeys(literals.odd_lists(tree))):
        for file, haystack in haystacks.items():
            line = haystack.line_of(value)
            if line is not None:
                yield file, line, value, HIDDEN


def _contract(package: Package) -> set[float]:
    """Collect the numbers that the stub names: constants of the module, and defaults."""
    stub = package.tree(STUB)
    declared = (
        node
        for node in (ast.walk(stub) if stub else ())
        if isinstance(node, (ast.Assign, ast.AnnAssign, ast.arguments))
    )
    return {value for node in declared for value in literals.odd_numbers(node)}


def _statements(tree: ast.Module) -> Iterator[str]:
    """Write out the statements that are long enough, and the first lines of compound ones.

    Imports and signatures are no secret, and docstrings are the stub's too.
    """
    for node in ast.walk(tree):
        is_string = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if isinstance(node, ast.stmt) and not isinstance(node, _OPEN) and not is_string:
            line = ast.unparse(node).splitlines()[0]
            if len(likeness.compact(line)) >= _LINE_CHARACTERS:
                yield line


RULES = (NearCopy, HiddenName, HiddenValue, HiddenCode)
