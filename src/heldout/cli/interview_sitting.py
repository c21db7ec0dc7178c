"""Sitting down in an interview and getting up from it, however that comes about."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from heldout.cli import interview_commands, interview_work, screen
from heldout.errors import BadInputError
from heldout.practice.interview import session
from heldout.practice.interview.room import Room

#: Shows the interview until it is over or somebody gets up; gives the signal that made them, if
#: one did.
Show = Callable[[Room], int | None]


def hold(room: Room, show: Show, *, with_partner: bool) -> None:
    """Hold an interview, and sum it up if it came to its end.

    Raises `BadInputError` where it cannot be kept any longer. Dies of the signal that ended it.
    """
    if not room.state.is_finished:
        try:
            room.enter()
        except OSError as exc:
            raise interview_commands.cannot_keep(room, exc) from exc
        _sit(room, show)
    if room.state.is_finished:
        interview_work.close(room, with_partner=with_partner)
    else:
        _tell_of_pause()


def _sit(room: Room, show: Show) -> None:
    """Show the interview, and note that somebody gets up whatever comes of that."""
    ended_by = None
    try:
        with _heartbeat(room):
            ended_by = show(room)
    finally:
        failure = _leave(room)
    if ended_by is not None:
        if ended_by != signal.SIGHUP and failure is None:
            _tell_of_pause()
        die_of(ended_by)
    if failure is not None:
        raise failure


def _leave(room: Room) -> BadInputError | None:
    try:
        room.leave()
    except OSError as exc:
        return BadInputError(
            f"the last seconds could not be kept ({(exc.strerror or str(exc)).lower()}); "
            "what was kept before is there",
            where=screen.from_here(room.session_file),
            next_step="make room, then heldout interview --resume",
        )
    return None


def _tell_of_pause() -> None:
    for line in ("paused; nothing is lost", "  next: heldout interview --resume"):
        screen.out.print(line, markup=False)


def die_of(number: int) -> None:
    """End as the signal would have, so that whoever sent it sees that; and all threads with it."""
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)


@contextmanager
def _heartbeat(room: Room) -> Iterator[None]:
    """Note every few seconds that somebody is here, also while an editor has the terminal."""
    over = threading.Event()

    def beat() -> None:
        while not over.wait(session.BEAT_S):
            try:
                room.beat()
            except OSError:
                # The next thing that is said finds the same, and tells it; or there is room again.
                continue

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
