"""A folder for what nobody else may see, for as long as a block of code lasts.

<temporary folder>/
    heldout-suites.k2j4x9/  mode 0700
        .lock               held while its process lives
        <name>/             what was laid out under this name
"""

from __future__ import annotations

import os
import shutil
import signal
import stat
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import FrameType

import filelock

from heldout.errors import BadInputError, OurFaultError

_PREFIX = "heldout-suites."
_LOCK = ".lock"
#: A folder that is younger may belong to a process that has not come to lock it yet.
_SETTLED_S = 60.0


class PrivateFolder:
    """A folder that is made when something is put into it."""

    def __init__(self, place: Path, repository: Path) -> None:
        self._place = place
        self._repository = repository
        self._stack = ExitStack()
        self._folder: Path | None = None

    def lay_out(self, name: str, files: Mapping[str, bytes]) -> Path:
        """Write files below a name; it gives their folder.

        Raises `BadInputError` if the place is inside the repository, and `OurFaultError`.
        """
        try:
            self._folder = self._folder or self._made()
            folder = self._folder / name
            for relative, content in files.items():
                path = folder / relative
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
        except OSError as exc:
            raise OurFaultError(
                f"what is sealed cannot be laid out ({exc.strerror})",
                where=self._place,
                next_step="make room there, or name another folder: TMPDIR=/var/tmp heldout ...",
            ) from exc
        return folder

    def close(self) -> None:
        """Remove it with all that is in it."""
        self._stack.close()

    def _made(self) -> Path:
        place = self._place.resolve()
        if place.is_relative_to(self._repository.resolve()):
            raise BadInputError(
                "the temporary folder is inside the repository, and from there a suite in the "
                "clear could get into a commit",
                where=place,
                next_step="name another one: TMPDIR=/tmp heldout ...",
            )
        _sweep(place, time.time())
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=place))
        # However a process ends, its locks end with it: so a locked folder is in use.
        lock = filelock.FileLock(folder / _LOCK, timeout=0)
        self._stack.callback(lock.release)
        self._stack.callback(shutil.rmtree, folder)
        lock.acquire()
        return folder


@contextmanager
def folder(place: Path, repository: Path) -> Iterator[PrivateFolder]:
    """Have a private folder, below `place`, until the block ends.

    In the main thread SIGTERM becomes `SystemExit` meanwhile, so that it is gone after that too.
    What a process left that was killed outright, the next one removes.
    """
    made = PrivateFolder(place, repository)
    if threading.current_thread() is threading.main_thread():
        with _unwound_by_sigterm(made.close):
            yield made
        return
    try:
        yield made
    finally:
        made.close()


@contextmanager
def _unwound_by_sigterm(close: Callable[[], None]) -> Iterator[None]:
    late: list[int] = []
    before = signal.signal(signal.SIGTERM, _leave)
    try:
        yield
    finally:
        # A second one must not keep the first one's work from being finished.
        signal.signal(signal.SIGTERM, lambda number, _: late.append(number))
        try:
            close()
        finally:
            signal.signal(signal.SIGTERM, before)
            if late:
                os.kill(os.getpid(), signal.SIGTERM)


def _leave(number: int, _: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _sweep(place: Path, now_s: float) -> None:
    """Remove what processes of this user left that were killed outright."""
    for left in place.glob(f"{_PREFIX}*"):
        # Others may put anything under such a name into a folder that all may write to.
        with suppress(OSError, filelock.Timeout):
            status = left.lstat()
            is_ours = stat.S_ISDIR(status.st_mode) and status.st_uid == os.geteuid()
            if is_ours and now_s - status.st_mtime > _SETTLED_S:
                with filelock.FileLock(left / _LOCK, timeout=0):
                    shutil.rmtree(left)
