"""The untrusted process's side of the channel: loads a solution and answers calls on it.

Runs inside the sealed worker, next to the candidate's code, so nothing here is a secret and nothing
it says is believed: the trusted side checks every frame. Requests and replies are lists:

    ["load", source, seed]               -> ["value", None]
    ["call", target, name, args, kwargs] -> ["value", result]
    ["missing", names]                   -> ["value", those that the module does not define]
    ["get", target, name]                -> ["value", value] or ["callable"]
    ["copy", target]                     -> ["value", handle]
    ["changed"]                          -> ["value", did the last call change its arguments?]
    ["reseed", seed]                     -> ["value", None]
    ["random_state"]                     -> ["value", digest of numpy's global generator]

`target` is None for the module, or a handle. Each may also be answered by ["raised", exception,
trace] or ["unsendable", message]. What the code printed is the reply's last element.
"""

from __future__ import annotations

import contextlib
import copy
import hashlib
import io
import linecache
import os
import random
import sys
import types
from typing import Any

import numpy as np

from heldout.sandbox import wire

OUTPUT_LIMIT_CHARS = 16_384
FILE_NAME = "solution.py"
_TRACE_LIMIT = 8


class WorkerSide:
    """Holds the candidate's module and the objects handed out by number."""

    def __init__(self) -> None:
        self.module: types.ModuleType | None = None
        self.objects: dict[int, Any] = {}
        self.arguments: Any = None
        self.last_call = (b"", b"")

    def answer(self, structure: bytearray, buffers: bytearray) -> list[Any]:
        """Do what a frame asks; an exception of any kind is an answer too."""
        # The arguments live in the buffers, and a call may write there: keep what was sent.
        sent = bytes(structure), bytes(buffers)
        verb, *operands = wire.decode(structure, buffers, self.object_for)
        if verb == "call":
            self.last_call = sent
            self.arguments = operands[2:]
        output = _Output()
        try:
            with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
                reply = getattr(self, f"do_{verb}")(*operands)
        # SystemExit and KeyboardInterrupt included: whatever the code raises is its answer.
        except BaseException as exc:
            reply = ["raised", _record(exc), _trace(exc)]
        return [*reply, output.text()]

    def do_load(self, source: bytes, seed: int) -> list[Any]:
        self.do_reseed(seed)
        module = types.ModuleType("solution")
        module.__file__ = FILE_NAME
        sys.modules["solution"] = module
        text = source.decode("utf-8-sig")
        linecache.cache[FILE_NAME] = (len(text), None, text.splitlines(keepends=True), FILE_NAME)
        exec(compile(text, FILE_NAME, "exec", dont_inherit=True), module.__dict__)
        self.module = module
        return ["value", None]

    def do_call(self, target: Any, name: str, args: list[Any], kwargs: dict[str, Any]) -> list[Any]:
        function = getattr(self._resolve(target), name) if name else self._resolve(target)
        return ["value", function(*args, **kwargs)]

    def do_missing(self, names: list[str]) -> list[Any]:
        return ["value", [name for name in names if not hasattr(self.module, name)]]

    def do_get(self, target: Any, name: str) -> list[Any]:
        value = getattr(self._resolve(target), name)
        return ["callable"] if callable(value) else ["value", value]

    def do_copy(self, target: Any) -> list[Any]:
        return ["value", copy.deepcopy(self._resolve(target))]

    def do_changed(self) -> list[Any]:
        structure, buffers = self.last_call
        sent = wire.decode(structure, bytearray(buffers), self.object_for)[3:]
        return ["value", _frozen(self.arguments) != _frozen(sent)]

    def do_reseed(self, seed: int) -> list[Any]:
        random.seed(seed)
        np.random.seed(seed % (1 << 32))
        return ["value", None]

    def do_random_state(self) -> list[Any]:
        state: Any = np.random.get_state(legacy=False)["state"]
        keys, position = state["key"], state["pos"]
        return ["value", hashlib.sha256(keys.tobytes() + position.to_bytes(4, "little")).digest()]

    def _resolve(self, target: Any) -> Any:
        return self.module if target is None else target

    def handle_for(self, value: Any) -> wire.Handle | None:
        """Keep an object of the candidate's own classes here and hand out its number."""
        number = len(self.objects) + 1
        self.objects[number] = value
        return wire.Handle(number, type(value).__name__)

    def object_for(self, handle: wire.Handle) -> Any:
        """Find the object that a handle stands for."""
        return self.objects[handle.number]


class _Output(io.TextIOBase):
    """Takes what the code prints, keeps the first part of it, and never blocks or grows."""

    def __init__(self) -> None:
        self.kept: list[str] = []
        self.room = OUTPUT_LIMIT_CHARS

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if self.room > 0:
            self.kept.append(text[: self.room])
            self.room -= len(text)
        return len(text)

    def text(self) -> str:
        return "".join(self.kept)


def _frozen(arguments: Any) -> list[bytes]:
    # Objects behind handles are the candidate's own: changing them is their business.
    opaque = wire.Handle(0, "")
    return [bytes(part) for part in wire.encode(arguments, lambda _: opaque)]


def _record(exc: BaseException) -> wire.ExceptionRecord:
    names = [kind.__name__ for kind in type(exc).__mro__ if kind.__module__ == "builtins"]
    try:
        message = str(exc)[:2000]
    except BaseException:
        message = ""
    return wire.ExceptionRecord((type(exc).__name__, *names), message)


def _trace(exc: BaseException) -> list[list[Any]]:
    """The candidate's own frames, innermost last: [line, function, text of the line]."""
    if isinstance(exc, SyntaxError) and exc.filename == FILE_NAME:
        return [[exc.lineno or 0, "<module>", (exc.text or "").strip()[:200]]]
    frames = []
    step = exc.__traceback__
    while step is not None:
        code = step.tb_frame.f_code
        if code.co_filename == FILE_NAME:
            text = linecache.getline(FILE_NAME, step.tb_lineno).strip()[:200]
            frames.append([step.tb_lineno, code.co_name, text])
        step = step.tb_next
    return frames[-_TRACE_LIMIT:]


def serve(channel: int) -> None:
    """Answer requests until the trusted side closes the channel."""
    side = WorkerSide()
    while True:
        try:
            structure_bytes, buffers_bytes = wire.lengths(_read(channel, wire.HEADER.size))
            structure = _read(channel, structure_bytes)
            buffers = _read(channel, buffers_bytes)
        except EOFError:
            return
        reply = side.answer(structure, buffers)
        try:
            parts = wire.encode(reply, side.handle_for)
        except wire.UnsendableError as exc:
            parts = wire.encode(["unsendable", str(exc), ""])
        # A candidate's own list or dict type may raise anything while it is read.
        except Exception as exc:
            parts = wire.encode(["unsendable", f"reading it raised {type(exc).__name__}", ""])
        for part in parts:
            _write(channel, part)


def _read(channel: int, size: int) -> bytearray:
    data = bytearray(size)
    view = memoryview(data)
    while view:
        count = os.readv(channel, [view])
        if not count:
            raise EOFError
        view = view[count:]
    return data


def _write(channel: int, data: Any) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(channel, view) :]
