"""Operators for the mistakes that people make with NumPy.

Each is a function from a node of the syntax tree to what it could be mistaken for, as source code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from cosmic_ray.operators.operator import Example, Operator
from parso.python.tree import Name
from parso.tree import NodeOrLeaf

#: A node -> the codes that may stand in its place.
Rewrite = Callable[[NodeOrLeaf], Iterable[str]]

_MISTAKEN = {
    "all": ["any"],
    "any": ["all"],
    "argmax": ["argmin"],
    "argmin": ["argmax"],
    "array": ["asarray"],
    "ceil": ["floor"],
    "cov": ["corrcoef"],
    "cumprod": ["cumsum"],
    "cumsum": ["cumprod"],
    "expm1": ["exp"],
    "float64": ["float32", "int64"],
    "floor": ["ceil"],
    "hstack": ["vstack"],
    "int64": ["int32", "float64"],
    "log1p": ["log"],
    "logical_and": ["logical_or"],
    "logical_or": ["logical_and"],
    "max": ["min"],
    "maximum": ["minimum"],
    "mean": ["sum", "median"],
    "median": ["mean"],
    "min": ["max"],
    "minimum": ["maximum"],
    "nanmean": ["mean"],
    "nansum": ["sum"],
    "ones": ["zeros"],
    "ones_like": ["zeros_like"],
    "prod": ["sum"],
    "std": ["var"],
    "sum": ["mean"],
    "var": ["std"],
    "vstack": ["hstack"],
    "zeros": ["ones"],
    "zeros_like": ["ones_like"],
}
#: What no array has as a method.
_FUNCTIONS_ONLY = {"median", "hstack", "vstack"}
#: Methods without which the same value comes out, or nearly.
_DROPPED_METHODS = {"copy", "astype", "ravel", "flatten", "squeeze"}
_DROPPED_ARGUMENTS = {"axis", "copy", "ddof", "dtype", "initial", "keepdims", "kind", "side"}
_MAXIMUM = re.compile(r"\b(?:max|amax|nanmax|logsumexp)\(")
_IN_PLACE = {"+", "-", "*", "/", "//", "**", "%", "@"}


def swap_function(node: NodeOrLeaf) -> Iterator[str]:
    """Take the neighbouring function: `argmin` for `argmax`, `sum` for `mean`."""
    if node.type == "name" and node.parent.type == "trailer":
        of_numpy = _code(node.parent.get_previous_sibling()) in {"np", "numpy"}
        for mistaken in _MISTAKEN.get(node.value, ()):
            if of_numpy or mistaken not in _FUNCTIONS_ONLY:
                yield mistaken


def drop_argument(node: NodeOrLeaf) -> Iterator[str]:
    """Forget `axis`, `dtype`, `keepdims` or `ddof`."""
    if node.type == "arglist":
        parts = [child for child in node.children if child.type != "operator"]
        for dropped in parts:
            if _keyword(dropped) in _DROPPED_ARGUMENTS:
                yield ", ".join(_code(part) for part in parts if part is not dropped)
    elif node.type == "trailer" and _keyword(node.children[1]) in _DROPPED_ARGUMENTS:
        yield "()"


def swap_axes(node: NodeOrLeaf) -> Iterator[str]:
    """Reduce along the axis counted from the other end."""
    others = {"0": "axis=-1", "1": "axis=-2"}
    if _keyword(node) == "axis" and _code(node.children[2]) in others:
        yield others[_code(node.children[2])]


def keep_dimensions(node: NodeOrLeaf) -> Iterator[str]:
    """Keep a reduced axis where it is not wanted."""
    if _keyword(node) == "axis" and "keepdims" not in _code(node.parent):
        yield f"{_code(node)}, keepdims=True"


def forget_maximum(node: NodeOrLeaf) -> Iterator[str]:
    """Leave out the maximum whose subtraction keeps exponentials finite."""
    if node.type == "arith_expr":
        for i in range(1, len(node.children), 2):
            if node.children[i].value == "-" and _MAXIMUM.search(_code(node.children[i + 1])):
                yield "".join(c.get_code() for c in (*node.children[:i], *node.children[i + 2 :]))


def drop_method(node: NodeOrLeaf) -> Iterator[str]:
    """Leave out `.copy()`, `.T` or `.astype(...)`."""
    if node.type not in ("power", "atom_expr"):
        return
    parts = node.children
    for i in range(1, len(parts)):
        name = _attribute(parts[i])
        is_called = i + 1 < len(parts) and _code(parts[i + 1]).startswith("(")
        if name == "T" or (name in _DROPPED_METHODS and is_called):
            rest = parts[i + 1 + is_called :]
            yield "".join(_code(part) for part in (*parts[:i], *rest))


def work_in_place(node: NodeOrLeaf) -> Iterator[str]:
    """Turn `x = x - y` into `x -= y`, which changes an argument, or an integer array's type."""
    if node.type != "expr_stmt" or len(node.children) != 3 or _code(node.children[1]) != "=":
        return
    target, _, value = node.children
    if value.type in ("arith_expr", "term") and len(value.children) == 3:
        left, operator, right = map(_code, value.children)
        if left == _code(target) and operator in _IN_PLACE:
            yield f"{left} {operator}= {right}"


def work_on_a_copy(node: NodeOrLeaf) -> Iterator[str]:
    """Turn `x -= y` into `x = x - y`, which leaves the array that others see as it was."""
    if node.type != "expr_stmt" or len(node.children) != 3:
        return
    target, operator, value = map(_code, node.children)
    if operator.endswith("=") and operator[:-1] in _IN_PLACE:
        yield f"{target} = {target} {operator[:-1]} ({value})"


def multiply_entries(node: NodeOrLeaf) -> Iterator[str]:
    """Multiply entry by entry instead of rows with columns."""
    if node.type == "operator" and node.value == "@" and node.parent.type == "term":
        yield "*"


def move_slice(node: NodeOrLeaf) -> Iterator[str]:
    """Move a bound of a slice by one, or drop it."""
    if node.type != "subscript":
        return
    bounds: list[list[str]] = [[]]
    for child in node.children:
        if child.type == "operator" and child.value == ":":
            bounds.append([])
        else:
            bounds[-1].append(_code(child))
    texts = ["".join(each) for each in bounds]
    for i, text in enumerate(texts[:2]):
        if not text:
            continue
        others = ["", *([] if text.isdigit() else [f"{text} + 1", f"{text} - 1"])]
        for other in others:
            yield ":".join([*texts[:i], other, *texts[i + 1 :]])


def move_range(node: NodeOrLeaf) -> Iterator[str]:
    """Go one step further, or one less far, than a range that is counted by a name."""
    if node.type != "trailer" or len(node.children) != 3 or node.children[0].value != "(":
        return
    called = node.get_previous_sibling()
    if called is None or _code(called) != "range" or node.children[1].type == "number":
        return
    bounds = _code(node.children[1])
    yield f"({bounds} + 1)"
    yield f"({bounds} - 1)"


class ArrayOperator(Operator):  # type: ignore[misc]  # cosmic-ray has no types
    """One of the functions above, as cosmic-ray wants it."""

    def __init__(self, rewrite: Rewrite) -> None:
        self._rewrite = rewrite

    def __repr__(self) -> str:
        return self._rewrite.__name__

    def mutation_positions(self, node: NodeOrLeaf) -> Iterator[tuple[Any, Any]]:
        """One position for each code that may stand in the node's place."""
        for _ in self._rewrite(node):
            yield (node.start_pos, node.end_pos)

    def mutate(self, node: NodeOrLeaf, index: int) -> NodeOrLeaf:
        """Put the code number `index` into the node's place, as one leaf."""
        code = list(self._rewrite(node))[index]
        return Name(code, node.start_pos, prefix=node.get_first_leaf().prefix)

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        """None: the tests have them."""
        return ()


def _code(node: NodeOrLeaf) -> str:
    return str(node.get_code(include_prefix=False))


def _keyword(node: NodeOrLeaf) -> str:
    is_keyword = node.type == "argument" and node.children[1].type == "operator"
    return _code(node.children[0]) if is_keyword and _code(node.children[1]) == "=" else ""


def _attribute(node: NodeOrLeaf) -> str:
    is_attribute = node.type == "trailer" and node.children[0].value == "."
    return _code(node.children[1]) if is_attribute else ""


ARRAY_OPERATORS = tuple(
    ArrayOperator(rewrite)
    for rewrite in (
        swap_function,
        drop_argument,
        swap_axes,
        keep_dimensions,
        forget_maximum,
        drop_method,
        work_in_place,
        work_on_a_copy,
        multiply_entries,
        move_slice,
        move_range,
    )
)
