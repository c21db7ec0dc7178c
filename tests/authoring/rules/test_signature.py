"""How code is called."""

from __future__ import annotations

import ast

from heldout.authoring.rules import signature

CODE = """
def twice(x): ...
def twice(x, /, y: int = 0x10, *rest, key="a", **more) -> int: ...
class Net:
    size = 3
    def __init__(self, layers: list[int]): ...
    def forward(self, X): ...
    def _own(self): ...
"""


def test_a_signature_is_shown_without_annotations():
    """Names, kinds and defaults, of the definition that counts."""
    function = signature.defined(ast.parse(CODE), "twice")
    assert signature.show(function) == "(x, /, y=16, *rest, key='a', **more)"
    assert ast.unparse(function.args.args[0].annotation) == "int"


def test_a_class_is_called_through_its_public_methods():
    """Its start among them."""
    found = signature.signatures(signature.defined(ast.parse(CODE), "Net"))
    assert {name: signature.show(method) for name, method in found.items()} == {
        "Net.__init__": "(self, layers)",
        "Net.forward": "(self, X)",
    }


def test_what_is_only_assigned_is_not_defined():
    """Nothing is known of how it is called."""
    assert signature.defined(ast.parse("twice = len"), "twice") is None
