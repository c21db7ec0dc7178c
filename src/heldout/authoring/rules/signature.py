"""How a function or class is called: names, kinds and defaults of its parameters."""

from __future__ import annotations

import ast
import copy
from typing import TypeAlias

#: What an entry point may be.
Definition: TypeAlias = ast.FunctionDef | ast.ClassDef


def defined(tree: ast.Module, name: str) -> Definition | None:
    """Find the function or class of this name; the last one counts, as when the module runs."""
    found = [
        node
        for node in tree.body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name == name
    ]
    return found[-1] if found else None


def signatures(node: Definition) -> dict[str, ast.FunctionDef]:
    """List what can be called, by name: the function, or a class's public methods."""
    if isinstance(node, ast.FunctionDef):
        return {node.name: node}
    return {
        f"{node.name}.{method.name}": method
        for method in node.body
        if isinstance(method, ast.FunctionDef) and _is_public(method.name)
    }


def show(function: ast.FunctionDef) -> str:
    """Write the parameters as they are declared, without annotations: `(X, k, rounds=100)`."""
    bare = copy.deepcopy(function.args)
    for node in ast.walk(bare):
        if isinstance(node, ast.arg):
            node.annotation = None
    return f"({ast.unparse(bare)})"


def _is_public(method: str) -> bool:
    return not method.startswith("_") or (method.startswith("__") and method.endswith("__"))
