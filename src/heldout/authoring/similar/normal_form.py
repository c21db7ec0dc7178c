"""Source code -> its statements as tokens, without what a copier changes first.

Every name that the file gives itself becomes the same token; imported and built-in names stay, by
the name they have where they come from. Comments, docstrings, type hints, messages and imports are
gone. What can be said in two orders or two spellings is said in one: sums and products,
comparisons, `x += y`, `a, b = c, d`, `X.sum()` and `np.sum(X)`, `A.dot(B)` and `A @ B`. Statements
stand for themselves, so their order and the functions they are in are no part of the result.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator
from typing import NamedTuple

from heldout.authoring.similar.names import OWN, Names

#: Fields that hold type hints.
_HINTS = ("annotation", "returns", "type_params", "type_comment")
_SILENT = (ast.Import, ast.ImportFrom, ast.Pass, ast.Global, ast.Nonlocal)
_COMMUTATIVE = (ast.Add, ast.Mult, ast.BitAnd, ast.BitOr, ast.BitXor)
_MIRRORED: dict[type[ast.cmpop], str] = {ast.Gt: "Lt", ast.GtE: "LtE"}
_SYMMETRIC = (ast.Eq, ast.NotEq)
_PRODUCTS = ("dot", "matmul")
#: Past these, a number's digits are no habit of anybody's, and are costly to write out.
_INTEGER_BITS = 64


class Token(NamedTuple):
    """A word of the normal form, and the line it comes from, counted from 1."""

    text: str
    line: int


Statement = list[Token]


def statements(source: str) -> list[Statement]:
    """Write a file in normal form; the head of a compound statement is a statement of its own.

    Raises SyntaxError or ValueError for what is not Python, and RecursionError or MemoryError for
    what is nested more deeply than Python's parser or this module goes.
    """
    with warnings.catch_warnings():
        # Odd escapes in a stranger's strings are no news, and a warning would quote them.
        warnings.simplefilter("ignore")
        tree = ast.parse(source)
    writer = _Writer(Names(tree))
    writer.block(tree.body)
    return writer.found


class _Writer(ast.NodeVisitor):
    """Writes expressions in prefix notation, operators and functions before what they work on."""

    def __init__(self, names: Names) -> None:
        self.found: list[Statement] = []
        self._names = names
        self._line = 1

    def block(self, body: list[ast.stmt]) -> None:
        """Write statements, each followed by those inside it."""
        for each in body:
            if isinstance(each, _SILENT) or _is_remark(each):
                continue
            nested: list[ast.stmt] = []
            self._line = each.lineno
            if pairs := _pairs(each):
                for target, value in pairs:
                    self.found.append([self._at("Assign"), *self.visit(target), *self.visit(value)])
            else:
                self.found.append([*self._head(each, nested)])
            self.block(nested)

    def _head(self, node: ast.stmt, nested: list[ast.stmt]) -> Iterator[Token]:
        if isinstance(node, ast.AugAssign):
            yield self._at("Assign")
            yield from self.visit(node.target)
            yield from self.visit(ast.BinOp(node.target, node.op, node.value))
            return
        yield self._at(type(node).__name__.removeprefix("Ann"))
        yield from self._inner(node, nested)

    def _inner(self, node: ast.AST, nested: list[ast.stmt]) -> Iterator[Token]:
        for child in _children(node):
            if isinstance(child, ast.stmt):
                nested.append(child)
            elif isinstance(child, ast.expr):
                yield from self.visit(child)
            elif isinstance(child, ast.arg):
                yield self._at("arg")
            else:
                # What lies between a statement and its parts: arguments, handlers, cases.
                yield from self._inner(child, nested)

    def _at(self, text: str) -> Token:
        return Token(text, self._line)

    def visit(self, node: ast.AST) -> Statement:
        """Write an expression, or a part of one."""
        self._line = getattr(node, "lineno", self._line)
        written: Statement = super().visit(node)
        return written

    def generic_visit(self, node: ast.AST) -> Statement:
        """Write any node: its kind, then its parts."""
        head = self._at(type(node).__name__)
        return [head, *(token for child in _children(node) for token in self.visit(child))]

    def visit_Name(self, node: ast.Name) -> Statement:
        return [self._at(self._names.written(node.id))]

    def visit_Constant(self, node: ast.Constant) -> Statement:
        return [self._at(_written(node.value))]

    def visit_JoinedStr(self, _node: ast.JoinedStr) -> Statement:
        return [self._at("str")]

    def visit_Attribute(self, node: ast.Attribute) -> Statement:
        if self._names.is_module(node):
            return [self._at(node.attr)]
        if node.attr not in self._names.attributes:
            return [self._at(f".{node.attr}"), *self.visit(node.value)]
        if isinstance(node.value, ast.Name):
            # `self.weights` is as good a name as `weights`.
            return [self._at(OWN)]
        return [self._at("."), *self.visit(node.value), self._at(OWN)]

    def visit_Call(self, node: ast.Call) -> Statement:
        head = self._at("")
        arguments = [self.visit(each) for each in node.args]
        name, receiver = self._callee(node.func)
        if receiver is not None:
            arguments.insert(0, self.visit(receiver))
        words = sorted(node.keywords, key=lambda each: each.arg or "")
        written = [token for each in arguments for token in each]
        if name in _PRODUCTS and len(arguments) == 2 and not words:
            return [Token("MatMult", head.line), *written]
        for each in words:
            # A parameter of the file's own function has a name of the file's own.
            written += [self._at(f"{OWN if name == OWN else each.arg}=")]
            written += self.visit(each.value)
        return [Token(f"{name}(", head.line), *written, Token(")", head.line)]

    def _callee(self, function: ast.expr) -> tuple[str, ast.expr | None]:
        """What is called, by its last name, and the object that it is a method of."""
        if isinstance(function, ast.Name):
            return self._names.written(function.id), None
        if isinstance(function, ast.Attribute):
            if self._names.is_module(function):
                return function.attr, None
            if function.attr not in self._names.attributes:
                return function.attr, function.value
            return OWN, None
        return "", function

    def visit_UnaryOp(self, node: ast.UnaryOp) -> Statement:
        return [self._at(type(node.op).__name__), *self.visit(node.operand)]

    def visit_BinOp(self, node: ast.BinOp) -> Statement:
        head = self._at(type(node.op).__name__)
        if not isinstance(node.op, _COMMUTATIVE):
            return [head, *self.visit(node.left), *self.visit(node.right)]
        terms = [self.visit(each) for each in _terms(node, type(node.op))]
        return [*[head] * (len(terms) - 1), *_in_order(terms)]

    def visit_BoolOp(self, node: ast.BoolOp) -> Statement:
        head = self._at(type(node.op).__name__)
        return [head, *_in_order([self.visit(each) for each in node.values])]

    def visit_Compare(self, node: ast.Compare) -> Statement:
        head = self._at("Compare")
        sides = [self.visit(each) for each in (node.left, *node.comparators)]
        if len(node.ops) > 1:
            kinds = [Token(type(each).__name__, head.line) for each in node.ops]
            return [head, *kinds, *(token for side in sides for token in side)]
        kind = type(node.ops[0])
        if kind in _MIRRORED:
            sides.reverse()
        elif kind in _SYMMETRIC:
            sides.sort(key=_texts)
        return [Token(_MIRRORED.get(kind, kind.__name__), head.line), *sides[0], *sides[1]]


def _children(node: ast.AST) -> Iterator[ast.AST]:
    for field, value in ast.iter_fields(node):
        if field not in _HINTS:
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, ast.AST) and not isinstance(each, ast.expr_context):
                    yield each


def _is_remark(node: ast.stmt) -> bool:
    """Whether a statement does nothing: a docstring, `...`, a name with a hint only."""
    if isinstance(node, ast.AnnAssign):
        return node.value is None
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _pairs(node: ast.stmt) -> list[tuple[ast.expr, ast.expr]]:
    """Take `a, b = c, d` apart."""
    if isinstance(node, ast.Assign) and len(node.targets) == 1:
        sides = [getattr(each, "elts", []) for each in (node.targets[0], node.value)]
        if len(sides[0]) == len(sides[1]):
            return list(zip(*sides, strict=True))
    return []


def _terms(node: ast.expr, operator: type[ast.operator]) -> Iterator[ast.expr]:
    """The terms of a sum, or the factors of a product."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, operator):
        yield from _terms(node.left, operator)
        yield from _terms(node.right, operator)
    else:
        yield node


def _in_order(parts: list[Statement]) -> Iterator[Token]:
    for each in sorted(parts, key=_texts):
        yield from each


def _texts(tokens: Statement) -> list[str]:
    return [token.text for token in tokens]


def _written(value: object) -> str:
    """A constant as a token: texts are alike, and so are 2 and 2.0."""
    if isinstance(value, (str, bytes)):
        return "str"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and value.bit_length() > _INTEGER_BITS:
        return "int"
    return repr(value)
