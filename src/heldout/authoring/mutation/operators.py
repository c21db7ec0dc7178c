"""The operators that make mutants: cosmic-ray's, and those for arrays.

Left out of cosmic-ray's are the ones that would only flatter a suite. Bitwise operators in the
place of arithmetic ones, and the other way round, raise TypeError on any float; `is` in the place
of `==` is false for any array; both die in whatever test comes first. The two operators on
variables draw their replacement at random, so that no two proofs would be alike.
"""

from __future__ import annotations

import re
from functools import cache

from cosmic_ray.operators.operator import Operator
from cosmic_ray.plugins import get_operator, operator_names

from heldout.authoring.mutation.arrays import ARRAY_OPERATORS

_ARITHMETIC = {"Add", "Sub", "Mul", "Div", "FloorDiv", "Mod", "Pow"}
_IDENTITY = {"Is", "IsNot"}
_RANDOM = {"VariableReplacer", "VariableInserter"}
_REPLACEMENT = re.compile(r"Replace(?:Binary|Comparison)Operator_(\w+)_(\w+)")


@cache
def operators() -> tuple[Operator, ...]:
    """List the operators, in an order that is always the same."""
    names = sorted(name for name in operator_names() if _is_telling(name.partition("/")[2]))
    return (*(get_operator(name)() for name in names), *ARRAY_OPERATORS)


def _is_telling(name: str) -> bool:
    replacement = _REPLACEMENT.fullmatch(name)
    if replacement is None:
        return name not in _RANDOM
    was, becomes = replacement.groups()
    return all((was in kind) == (becomes in kind) for kind in (_ARITHMETIC, _IDENTITY))
