"""Entry points: what the stub promises, the reference keeps."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from heldout.authoring.finding import Finding
from heldout.authoring.package import Package
from heldout.authoring.rules import signature
from heldout.authoring.rules.rule import PackageRule
from heldout.authoring.rules.signature import Definition

STUB = "solution.py"
REFERENCE = "hidden/reference.py"


class NoEntryPoint(PackageRule):
    """{name} is not defined in {where}.

    The manifest names it as an entry point, so the suites call it.
    """

    code = "no-entry-point"
    next_step = "define {name} in {file} with def or class, or correct entry_points"
    blocks_proof = True

    def check(self, package: Package) -> Iterator[Finding]:
        """Look for each entry point in the stub and in the reference."""
        for file in (STUB, REFERENCE):
            tree = package.tree(file)
            for name in package.manifest.entry_points if package.manifest and tree else ():
                if tree and signature.defined(tree, name) is None:
                    yield self.found(package, file, name=name, where=file)


class OtherSignature(PackageRule):
    """The reference has {has} where the stub has {stub}.

    What candidates are asked to write must be called like what the suite was tried with.
    """

    code = "other-signature"
    next_step = "give both the same methods, with the same parameters and defaults"

    def check(self, package: Package) -> Iterator[Finding]:
        """Compare functions, or the public methods of classes; annotations do not count."""
        for asked, given in _pairs(package):
            if type(asked) is not type(given):
                kinds = {ast.FunctionDef: "function", ast.ClassDef: "class"}
                has, stub = (f"the {kinds[type(each)]} {each.name}" for each in (given, asked))
                yield self.found(package, REFERENCE, given.lineno, has=has, stub=stub)
                continue
            theirs, ours = signature.signatures(asked), signature.signatures(given)
            for name in (*theirs, *(name for name in ours if name not in theirs)):
                has, stub = (_shown(each, name) for each in (ours, theirs))
                if has != stub:
                    line = ours[name].lineno if name in ours else given.lineno
                    yield self.found(package, REFERENCE, line, has=has, stub=stub)


class OtherDocstring(PackageRule):
    """The docstring of {name} is not the same in the stub and in the reference.

    Both describe one contract. Where they differ, one of them is out of date.
    """

    code = "other-docstring"
    next_step = "copy the better docstring into the other file"

    def check(self, package: Package) -> Iterator[Finding]:
        """Compare the docstrings of whatever both define."""
        for asked, given in _pairs(package):
            # What differs in kind differs in everything, and is told above.
            is_like = type(asked) is type(given)
            theirs, ours = (_documented(each) if is_like else {} for each in (asked, given))
            for name, node in ours.items():
                if name in theirs and ast.get_docstring(node) != ast.get_docstring(theirs[name]):
                    yield self.found(package, REFERENCE, node.lineno, name=name)


def _pairs(package: Package) -> Iterator[tuple[Definition, Definition]]:
    """Find each entry point in the stub and in the reference, where both have it."""
    stub, reference = package.tree(STUB), package.tree(REFERENCE)
    if stub is None or reference is None or package.manifest is None:
        return
    for name in package.manifest.entry_points:
        asked, given = signature.defined(stub, name), signature.defined(reference, name)
        if asked is not None and given is not None:
            yield asked, given


def _shown(found: dict[str, ast.FunctionDef], name: str) -> str:
    return f"{name}{signature.show(found[name])}" if name in found else f"no {name}"


def _documented(node: Definition) -> dict[str, Definition]:
    return {node.name: node, **signature.signatures(node)}


RULES = (NoEntryPoint, OtherSignature, OtherDocstring)
