"""The fixtures' values under plain pytest: the solution's own module, in this very process.

No isolation and no stand-ins in between, so a debugger steps straight into the solution.
"""

from __future__ import annotations

import copy
import random
import time
import types
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from heldout.sandbox import wire


class LocalLink:
    """What `remote.Link` tells about a worker, told about this process."""

    def reseed(self, seed: int) -> None:
        """Set the global random states."""
        random.seed(seed)
        np.random.seed(seed)

    def random_state(self) -> bytes:
        """Describe the global NumPy generator."""
        state: Any = np.random.get_state(legacy=False)["state"]
        return bytes(state["key"].tobytes() + state["pos"].to_bytes(4, "little"))

    def cpu_s(self) -> float:
        """CPU seconds of this process."""
        return time.process_time()

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """Nothing else runs here that could be frozen."""
        yield


class LocalModule:
    """Stands for `solution.py`; hands out its functions with `changed_arguments` on them."""

    def __init__(self, path: Path) -> None:
        self._module = types.ModuleType("solution")
        self._module.__file__ = str(path)
        self._functions: dict[str, LocalFunction] = {}
        exec(compile(path.read_text(encoding="utf-8-sig"), str(path), "exec"), vars(self._module))

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._module, name)
        if not isinstance(value, types.FunctionType):
            return value
        return self._functions.setdefault(name, LocalFunction(value))


class LocalFunction:
    """A function that is given copies of its arguments, as it is in the sandbox."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.link = LocalLink()
        self._function = function
        self.changed_arguments = False

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        given = copy.deepcopy((args, kwargs))
        try:
            return self._function(*given[0], **given[1])
        finally:
            self.changed_arguments = _bytes(given) != _bytes((args, kwargs))


def _bytes(value: Any) -> list[bytes]:
    return [bytes(part) for part in wire.encode(value, lambda _: wire.Handle(0, ""))]
