"""What is left of code after renaming and reordering."""

from __future__ import annotations

import warnings

import pytest

from heldout.authoring.similar.normal_form import statements


def form(source: str) -> list[list[str]]:
    """The statements of a source, each as its words."""
    return [[token.text for token in statement] for statement in statements(source)]


SAME = {
    "other names": ("a = 1\ntotal = a + total", "z9 = 1\nresult = z9 + result"),
    "other names of attributes": (
        "class N:\n    def f(self):\n        self.w = self.g(1)\n    def g(self, x):\n        pass",
        "class M:\n    def a(me):\n        me.v = me.b(1)\n    def b(me, y):\n        pass",
    ),
    "another name for a parameter": (
        "def f(axis):\n    return g(X, axis=axis)\ndef g(a, axis): pass",
        "def f(side):\n    return g(X, side=side)\ndef g(a, side): pass",
    ),
    "another name for a module": (
        "import numpy as np\nnp.zeros(3)",
        "import numpy\nnumpy.zeros(3)",
    ),
    "a function imported by name": (
        "import numpy as np\nnp.zeros(3)",
        "from numpy import zeros as z\nz(3)",
    ),
    "comments, docstrings and hints": (
        "def f(x: int = 1) -> int:\n    'Says.'\n    y: int = 2  # why\n    z: int\n",
        "def f(x=1):\n    y = 2",
    ),
    "other messages": ("raise ValueError('a')", "raise ValueError(f'{b}')"),
    "sides of a sum": ("x = a.T + 2 * b[1]", "x = b[1] * 2 + a.T"),
    "brackets of a sum": ("x = a.T + (b[1] + c())", "x = c() + a.T + b[1]"),
    "sides of a comparison": ("if a.T < b[1]: pass", "if b[1] > a.T: pass"),
    "sides of an equation": ("if a.T == b[1]: pass", "if b[1] == a.T: pass"),
    "sides of an or": ("if a.T or b[1]: pass", "if b[1] or a.T: pass"),
    "an assignment in place": ("x += y[1]", "x = x + y[1]"),
    "several assignments at once": ("a, b = c.T, d[1]", "a = c.T\nb = d[1]"),
    "a method or a function": (
        "import numpy as np\nX.sum(axis=0)",
        "import numpy as np\nnp.sum(X, axis=0)",
    ),
    "a product": ("import numpy as np\nnp.dot(A.T, B)", "A.T @ B"),
    "order of keywords": ("f(a=1, b=2)", "f(b=2, a=1)"),
    "a whole number": ("x = 2.0", "x = 2"),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_what_a_copier_changes_first_is_not_in_it(one, other):
    """Two spellings have one normal form."""
    assert form(one) == form(other)


DIFFERENT = {
    "an operator": ("x = a + b", "x = a - b"),
    "sides of a difference": ("x = a.T - b[1]", "x = b[1] - a.T"),
    "a function of numpy": ("import numpy as np\nnp.zeros(3)", "import numpy as np\nnp.ones(3)"),
    "a keyword of numpy": (
        "import numpy as np\nnp.sum(X, axis=0)",
        "import numpy as np\nnp.sum(X, 0)",
    ),
    "a number": ("x = 0.5", "x = 0.25"),
    "a kind of error": ("raise ValueError('a')", "raise TypeError('a')"),
    "a strict comparison": ("while a < b: pass", "while a <= b: pass"),
    "a kind of loop": ("for a in b: pass", "while a: pass"),
}


@pytest.mark.parametrize(("one", "other"), DIFFERENT.values(), ids=DIFFERENT)
def test_what_the_code_does_is_in_it(one, other):
    """Or everything would be alike."""
    assert form(one) != form(other)


def test_a_statement_stands_for_itself_with_its_line():
    """The head of a compound statement is one, and what is in it follows."""
    found = statements("\nfor i in x:\n    if i:\n        f(\n            g,\n        )\n")
    assert [statement[0].text for statement in found] == ["For", "If", "Expr"]
    assert [statement[0].line for statement in found] == [2, 3, 4]
    assert {token.text: token.line for token in found[2]}["g"] == 5


def test_every_kind_of_statement_is_read_with_what_is_inside():
    """Also what few solutions hold: handlers, cases, decorators, asynchronous loops."""
    source = """
@mark(1)
async def f(a, /, b=2, *c, d=3, **e):
    async with p as q:
        async for r in s:
            await t
    try:
        u = 4
    except (V, W) as error:
        x = 5
    else:
        y = 6
    finally:
        z = 7
    match a:
        case [1, *_] if b:
            m = 8
        case {"k": n, **rest} | Point(x=9):
            o = lambda v: v
    if (w := b): del w
"""
    words = [word for statement in form(source) for word in statement]
    assert {"mark(", "4", "5", "6", "7", "8", "V", "W", "Await", "Lambda", "Delete"} <= set(words)


def test_odd_escapes_of_strangers_warn_nobody():
    """The warning would quote their text."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert form("x = '\\d'") == [["Assign", "_", "str"]]


@pytest.mark.parametrize(
    "number", ["9" * 4000, f"0x{'f' * 100_000}", "1e999", "-1e999j", "1e308"], ids=lambda n: n[:6]
)
def test_no_number_is_too_large(number):
    """Its digits are not written out."""
    (statement,) = form(f"x = {number}")
    assert all(len(word) < 20 for word in statement)
