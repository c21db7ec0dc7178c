"""Which names a file gives itself, and which it has from elsewhere."""

from __future__ import annotations

import ast
from collections.abc import Iterator

#: Stands for a name that the file gives itself.
OWN = "_"
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


class Names:
    """Which names are the file's own, and what the imported ones are called at their source."""

    def __init__(self, tree: ast.Module) -> None:
        self.own: set[str] = set()
        self.attributes: set[str] = set()
        self.modules: set[str] = set()
        self.imported: dict[str, str] = {}
        for node in ast.walk(tree):
            self._read(node)

    def _read(self, node: ast.AST) -> None:
        if isinstance(node, _DEFINITIONS):
            self.own.add(node.name)
            if isinstance(node, ast.ClassDef):
                self.attributes |= set(_members(node))
        elif isinstance(node, ast.arg):
            self.own.add(node.arg)
        elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            self.own.add(node.id)
        elif isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load):
            self.attributes.add(node.attr)
        elif isinstance(node, ast.ExceptHandler) and node.name is not None:
            self.own.add(node.name)
        elif isinstance(node, ast.Import):
            self.modules |= {each.asname or each.name.partition(".")[0] for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            self.imported |= {each.asname or each.name: each.name for each in node.names}

    def written(self, name: str) -> str:
        """The token for a name on its own."""
        return OWN if name in self.own else self.imported.get(name, name)

    def is_module(self, node: ast.expr) -> bool:
        """Whether an expression is a module, or something in one: `np`, `np.linalg`."""
        while isinstance(node, ast.Attribute):
            node = node.value
        return isinstance(node, ast.Name) and node.id in self.modules - self.own


def _members(node: ast.ClassDef) -> Iterator[str]:
    for each in node.body:
        if isinstance(each, _DEFINITIONS):
            yield each.name
        elif isinstance(each, (ast.Assign, ast.AnnAssign)):
            targets = each.targets if isinstance(each, ast.Assign) else [each.target]
            yield from (target.id for target in targets if isinstance(target, ast.Name))
