"""A mock interview in a terminal of its own, which is closed and killed."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

import pytest

from heldout.cli.interview import has_screen
from heldout.practice.interview import session
from tests.practice.interview.sample import repository

HELDOUT = str(Path(sys.executable).with_name("heldout"))
CODING = ("--track", "coding", "--level", "easy", "--minutes", "20", "--seed", "abc")
_WAIT_S = 30.0


class Terminal:
    """A command in a terminal; what it shows is read as it comes."""

    def __init__(self, root: Path, *words: str, size: tuple[int, int] = (24, 80), **around: str):
        self.master, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
        self.text = ""
        self.process = subprocess.Popen(
            [HELDOUT, "interview", *words],
            cwd=root,
            env={
                "PATH": os.environ["PATH"], "HOME": str(root), "TERM": "xterm-256color", **around,
            },
            stdin=theirs, stdout=theirs, stderr=theirs,
            preexec_fn=_take_terminal,
        )  # fmt: skip
        os.close(theirs)

    def until(self, is_so: Callable[[], bool]) -> None:
        """Read until something is so."""
        wanted = time.monotonic() + _WAIT_S
        while not is_so():
            assert time.monotonic() < wanted, self.text
            if select.select([self.master], [], [], 0.1)[0]:
                try:
                    self.text += os.read(self.master, 65536).decode(errors="replace")
                except OSError:
                    assert is_so(), self.text

    def shows(self, words: str) -> None:
        """Wait until these words are shown."""
        self.until(lambda: words in self.text)

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self.master, keys.encode())

    def hang_up(self) -> None:
        """Close the window."""
        if self.master >= 0:
            os.close(self.master)
        self.master = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        self.hang_up()


def _take_terminal() -> None:
    """Make the terminal the one of a session of its own, as a window does."""
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@pytest.fixture
def root(tmp_path) -> Path:
    """A repository with a challenge and a written prompt."""
    return repository(tmp_path).root


def events(root: Path) -> list[session.Event]:
    """What was kept of the one session."""
    (folder,) = (root / ".heldout" / "interviews").iterdir()
    return session.read(folder)


def said(root: Path) -> list[str]:
    """What was noted in it."""
    return [each.text for each in events(root) if isinstance(each, session.Noted)]


def test_a_killed_screen_goes_on_and_so_does_one_whose_window_was_closed(root):
    """An editor opens over it; nothing that was said or written is lost."""
    editor = root / "editor"
    editor.write_text("#!/bin/sh\necho '# typed' >>\"$1\"\necho THE EDITOR\n")
    editor.chmod(0o755)
    with Terminal(root, *CODING, EDITOR=str(editor)) as first:
        first.shows("F1")
        first.type("\x1bOS")
        first.shows("THE EDITOR")
        first.text = first.text.rpartition("THE EDITOR")[2]
        first.shows("F1")
        first.type("hello there\r")
        first.until(lambda: "hello there" in said(root))
        first.process.send_signal(signal.SIGKILL)
        assert first.process.wait(_WAIT_S) == -signal.SIGKILL
    (paper,) = root.glob(".heldout/interviews/*/double.py")
    assert paper.read_text().endswith("# typed\n")

    with Terminal(root, "--resume") as second:
        second.shows("F1")
        second.type("and again\r")
        second.until(lambda: "and again" in said(root))
        # Nobody reads what it shows any more, so it waits to write when the window is closed.
        for _ in range(60):
            second.type("\t")
            time.sleep(0.03)
        second.hang_up()
        assert second.process.wait(_WAIT_S) == -signal.SIGHUP
    assert isinstance(events(root)[-1], session.Sat)
    assert said(root) == ["hello there", "and again"]


def test_a_tiny_terminal_gets_lines_and_is_told_why(root):
    """And one that is closed then is a pause as well."""
    with Terminal(root, *CODING, size=(10, 30)) as tiny:
        tiny.shows("this terminal is 30x10 and the screen needs 40x12")
        tiny.shows("[clarify ")
        tiny.process.send_signal(signal.SIGTERM)
        tiny.shows("paused; nothing is lost")
        assert tiny.process.wait(_WAIT_S) == -signal.SIGTERM
    assert isinstance(events(root)[-1], session.Sat)


class _Stream:
    def __init__(self, *, is_terminal: bool) -> None:
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal


@pytest.mark.parametrize(
    ("environ", "streams", "has"),
    [
        ({"TERM": "xterm"}, (True, True, True), True),
        ({"TERM": "dumb"}, (True, True, True), False),
        ({}, (True, True, True), False),
        ({"TERM": "xterm"}, (True, True, False), False),
        ({"TERM": "xterm"}, (False, True, True), False),
    ],
)
def test_a_screen_needs_a_terminal_on_every_side(environ, streams, has):
    """A pipe, a file and a dumb terminal get lines."""
    assert has_screen(environ, [_Stream(is_terminal=each) for each in streams]) is has


def test_the_command_line_starts_without_the_framework_of_the_screen():
    """It is imported where it is shown; help stays quick."""
    code = "import sys, heldout.cli.app; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
