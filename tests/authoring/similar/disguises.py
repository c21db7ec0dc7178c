"""What a copier does to a file so that it looks like another: source text -> source text.

Every disguise keeps the code right, and is drawn from a generator, so that two copies of a file
differ from each other too. `keep` holds the names that the task prescribes.
"""

from __future__ import annotations

import ast
import random
import re
from collections.abc import Callable, Iterator

Disguise = Callable[[str, random.Random, frozenset[str]], str]

_MIRRORED = {ast.Lt: ast.Gt, ast.Gt: ast.Lt, ast.LtE: ast.GtE, ast.GtE: ast.LtE}
_DEF = (ast.FunctionDef, ast.ClassDef)


def prescribed(stub: str) -> frozenset[str]:
    """The names that a stub gives: entry points, their methods and parameters."""
    nodes = list(ast.walk(ast.parse(stub)))
    defined = {node.name for node in nodes if isinstance(node, _DEF)}
    return frozenset(defined | {node.arg for node in nodes if isinstance(node, ast.arg)})


def renamed(source: str, rng: random.Random, keep: frozenset[str]) -> str:
    """Another name for every variable, helper, class and attribute of the file's own."""
    tree = ast.parse(source)
    names, attributes = _own_names(tree)
    new = {
        name: f"{rng.choice('abcdeghjmpqrstuvw')}{rng.choice('aeiou')}{rng.randrange(10**6)}"
        for name in sorted(names | attributes)
        if name not in keep and not name.startswith("__")
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in names:
            node.id = new.get(node.id, node.id)
        elif isinstance(node, ast.arg):
            node.arg = new.get(node.arg, node.arg)
        elif isinstance(node, ast.Attribute) and node.attr in attributes:
            node.attr = new.get(node.attr, node.attr)
        elif isinstance(node, _DEF):
            node.name = new.get(node.name, node.name)
    return ast.unparse(tree)


def _own_names(tree: ast.Module) -> tuple[set[str], set[str]]:
    names, attributes = set[str](), set[str]()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif isinstance(node, ast.arg):
            names.add(node.arg)
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            attributes.add(node.attr)
        elif isinstance(node, _DEF):
            names.add(node.name)
            attributes.add(node.name)
    return names, attributes


def reordered_functions(source: str, rng: random.Random, keep: frozenset[str]) -> str:
    """Functions, classes and methods in another order."""
    del keep
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef)):
            places = [i for i, each in enumerate(node.body) if isinstance(each, _DEF)]
            defs = [node.body[i] for i in places][::-1]
            if rng.random() < 0.5 and len(defs) > 2:
                defs = defs[1:] + defs[:1]
            for i, each in zip(places, defs, strict=True):
                node.body[i] = each
    return ast.unparse(tree)


def reordered_statements(source: str, rng: random.Random, keep: frozenset[str]) -> str:
    """Neighbouring assignments and checks change places where neither needs the other."""
    del keep, rng
    tree = ast.parse(source)
    for body in _bodies(tree):
        i = 0
        while i + 1 < len(body):
            if _independent(body[i], body[i + 1]):
                body[i], body[i + 1] = body[i + 1], body[i]
                i += 1
            i += 1
    return ast.unparse(tree)


def commented(source: str, rng: random.Random, keep: frozenset[str]) -> str:
    """Comments, docstrings and type hints everywhere."""
    del keep
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            if ast.get_docstring(node) is not None:
                node.body[0] = ast.parse('"""My own words about it."""').body[0]
            else:
                node.body[:0] = ast.parse('"""What this does, and how."""').body
            node.returns = ast.parse("object", mode="eval").body
            for each in node.args.args:
                each.annotation = ast.parse("object", mode="eval").body
    lines = []
    for line in ast.unparse(ast.fix_missing_locations(tree)).splitlines():
        if line.strip() and rng.random() < 0.5:
            lines += [f"{line[: len(line) - len(line.lstrip())]}# step {rng.randrange(100)}"]
        lines += [line]
    return "\n".join(lines) + "\n"


def padded(source: str, rng: random.Random, keep: frozenset[str]) -> str:
    """Dead code between the statements, and a helper that nobody calls."""
    del keep
    tree = ast.parse(source)
    for body in _bodies(tree):
        for i in range(len(body) - 1, -1, -1):
            if not isinstance(body[i], (*_DEF, ast.Import, ast.ImportFrom)) and rng.random() < 0.5:
                body[i:i] = ast.parse(rng.choice(_PADDING).format(rng.randrange(1000))).body
    helper = "def spare(values):\n    largest = None\n    for value in values:\n"
    helper += "        if largest is None or value > largest:\n            largest = value\n"
    tree.body += ast.parse(helper + "    return largest\n").body
    # A docstring that is no longer first is an expression like any other.
    return ast.unparse(ast.fix_missing_locations(tree))


_PADDING = (
    "note_{0} = {0}",
    "assert {0} >= 0",
    "if {0} < 0:\n    print('never')",
    "seen_{0} = []",
    "for nothing in ():\n    break",
    "label_{0} = 'part {0}'.upper()",
)


def commuted(source: str, rng: random.Random, keep: frozenset[str]) -> str:
    """The two sides of sums, products and comparisons change places."""
    del keep, rng
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Mult)):
            if not any(isinstance(each, _SEQUENCE) for each in (node.left, node.right)):
                node.left, node.right = node.right, node.left
        elif isinstance(node, ast.Compare) and len(node.ops) == 1:
            mirrored = _MIRRORED.get(type(node.ops[0]))
            if mirrored is not None or isinstance(node.ops[0], (ast.Eq, ast.NotEq)):
                node.ops = [mirrored() if mirrored is not None else node.ops[0]]
                node.left, node.comparators = node.comparators[0], [node.left]
    return ast.unparse(tree)


_SEQUENCE = (ast.List, ast.Tuple, ast.JoinedStr, ast.ListComp)


def split(source: str, rng: random.Random, keep: frozenset[str]) -> str:
    """The first part of a long expression gets a line and a name of its own."""
    del keep
    tree = ast.parse(source)
    for body in _bodies(tree):
        for i in range(len(body) - 1, -1, -1):
            value = getattr(body[i], "value", None)
            if isinstance(value, ast.BinOp) and isinstance(value.left, (ast.BinOp, ast.Call)):
                name = f"part_{rng.randrange(10**6)}"
                part = ast.Assign([ast.Name(name, ast.Store())], value.left)
                value.left = ast.Name(name, ast.Load())
                body.insert(i, part)
    return ast.unparse(ast.fix_missing_locations(tree))


def relooped(source: str, rng: random.Random, keep: frozenset[str]) -> str:
    """`for` over a range becomes `while`, and a list's comprehension becomes a loop."""
    del keep
    tree = ast.parse(source)
    for body in _bodies(tree):
        for i in range(len(body) - 1, -1, -1):
            body[i : i + 1] = _other_loop(body[i], f"at_{rng.randrange(10**6)}")
    return ast.unparse(ast.fix_missing_locations(tree))


def _other_loop(node: ast.stmt, counter: str) -> list[ast.stmt]:
    if isinstance(node, ast.For) and re.match(r"for \w+ in range\([^,]+\):", ast.unparse(node)):
        if any(isinstance(each, ast.Continue) for each in ast.walk(node)) or node.orelse:
            return [node]
        assert isinstance(node.iter, ast.Call)
        limit, target = ast.unparse(node.iter.args[0]), ast.unparse(node.target)
        loop = ast.parse(
            f"{counter} = 0\nwhile {counter} < {limit}:\n    {target} = {counter}"
        ).body
        assert isinstance(loop[1], ast.While)
        loop[1].body += [*node.body, *ast.parse(f"{counter} += 1").body]
        return loop
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.ListComp):
        made, (first, *others) = node.value, node.value.generators
        if isinstance(node.targets[0], ast.Name) and not others and not first.ifs:
            name, each = node.targets[0].id, ast.unparse(made.elt)
            head = (
                f"{counter} = []\nfor {ast.unparse(first.target)} in {ast.unparse(first.iter)}:\n"
            )
            return ast.parse(f"{head}    {counter}.append({each})\n{name} = {counter}").body
    return [node]


def all_together(source: str, rng: random.Random, keep: frozenset[str]) -> str:
    """Every disguise that leaves each expression and loop in one piece, one over the other."""
    for disguise in SIMPLE:
        source = disguise(source, rng, keep)
    return source


#: What any copier can do without understanding the code.
SIMPLE: tuple[Disguise, ...] = (
    *(padded, reordered_statements, reordered_functions),
    *(commuted, renamed, commented),
)
#: What takes some work on every line.
THOROUGH: tuple[Disguise, ...] = (split, relooped)


def _bodies(tree: ast.Module) -> Iterator[list[ast.stmt]]:
    """Every block of statements inside functions."""
    for node in ast.walk(tree):
        if not isinstance(node, (ast.Module, ast.ClassDef)):
            for field in ("body", "orelse"):
                body = getattr(node, field, None)
                if isinstance(body, list) and body:
                    yield body


def _independent(a: ast.stmt, b: ast.stmt) -> bool:
    if not all(isinstance(each, (ast.Assign, ast.If)) for each in (a, b)):
        return False
    if any(isinstance(each, ast.If) and not isinstance(each.body[0], ast.Raise) for each in (a, b)):
        return False
    if isinstance(a, ast.If) and isinstance(b, ast.If):
        return False
    (reads_a, writes_a), (reads_b, writes_b) = _uses(a), _uses(b)
    return not (writes_a & (reads_b | writes_b) or writes_b & reads_a)


def _uses(node: ast.stmt) -> tuple[set[str], set[str]]:
    """Names read, and names written or changed in place."""
    reads, writes = set[str](), set[str]()
    for each in ast.walk(node):
        if isinstance(each, ast.Name):
            (writes if isinstance(each.ctx, ast.Store) else reads).add(each.id)
        elif isinstance(each, (ast.Attribute, ast.Subscript)) and isinstance(each.ctx, ast.Store):
            writes |= {n.id for n in ast.walk(each) if isinstance(n, ast.Name)}
    return reads, writes
