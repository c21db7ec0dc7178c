"""A mock interview on a screen."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from textual.app import App

from heldout.cli import screen
from heldout.cli.interview_desk import Desk
from heldout.errors import OurFaultError
from heldout.practice.interview.room import Room

_WATCH_S = 2.0


def hold(room: Room, *, with_partner: bool) -> int | None:
    """Hold the interview until it is over, or somebody gets up; give the signal that ended it.

    Raises `OurFaultError` if the screen itself fails; the session is as after a pause then.
    """
    app = Interview(room, with_partner=with_partner)
    try:
        with _watched_terminal():
            ended_by = app.run()
    except OSError:
        # A window that is closed may take the screen down before its signal comes.
        if sys.stdin.isatty():
            raise
        ended_by = signal.SIGHUP
    if ended_by is None and not sys.stdin.isatty():
        return signal.SIGHUP
    if ended_by is None and app.return_code:
        raise OurFaultError(
            "the screen failed; nothing of the interview is lost",
            where=screen.from_here(room.folder),
            next_step="heldout interview --resume --plain goes on line by line",
        )
    return ended_by


@contextmanager
def _watched_terminal() -> Iterator[None]:
    """Give the signal of a terminal that is gone, also where the system gives none."""
    over = threading.Event()

    def watch() -> None:
        while not over.wait(_WATCH_S):
            if not sys.stdin.isatty():
                os.kill(os.getpid(), signal.SIGHUP)

    threading.Thread(target=watch, daemon=True).start()
    try:
        yield
    finally:
        over.set()


class Interview(App[int]):
    """The application. Its result is the signal that ended it, None if none did."""

    CSS_PATH = "interview_screen.tcss"
    ENABLE_COMMAND_PALETTE = False
    TITLE = "heldout interview"

    def __init__(self, room: Room, *, with_partner: bool) -> None:
        super().__init__()
        self.desk = Desk(room, with_partner=with_partner)

    def on_mount(self) -> None:
        """Show the one screen there is."""
        self.push_screen(self.desk)

    async def action_quit(self) -> None:
        """Leave as by the command."""
        self.desk.pause()
