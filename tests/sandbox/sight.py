"""What a solution can see and do from inside a worker: loaded there by a test."""

import os
import sys


def environment():
    return dict(os.environ)


def files():
    """Every path there is, but Python's own."""
    found = []
    for folder, _, names in os.walk("/"):
        if {"lib", "lib64"} & set(folder.split("/")) or folder.startswith("/site/numpy"):
            continue
        found += [os.path.join(folder, name) for name in names]
    return found


def material():
    """Anything anywhere that carries the name of a challenge's file."""
    names = {"test_hidden.py", "reference.py", "challenge.toml", "solution.py", "pytest"}
    return [
        os.path.join(folder, name)
        for folder, below, files in os.walk("/")
        for name in (*below, *files)
        if name in names
    ]


def modules():
    return sorted(sys.modules)


def identity():
    return os.getpid(), os.getuid(), os.geteuid(), os.getgid()


def processes():
    """Process ids that answer a null signal, and what /proc lists."""
    alive = []
    for pid in range(2, 300):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            continue
        except PermissionError:
            continue  # seccomp refuses the call itself
        alive.append(pid)
    return alive, os.listdir("/proc")


def capabilities():
    """What capget says, and whether a file that is closed to everybody can be opened."""
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    data = (ctypes.c_uint32 * 6)()
    asked = libc.capget(header, data), ctypes.get_errno(), list(data)
    os.close(os.open("/tmp/closed", os.O_CREAT | os.O_WRONLY, 0))
    try:
        os.close(os.open("/tmp/closed", os.O_RDONLY))
    except PermissionError:
        return *asked, False
    return *asked, True


def descriptors():
    """Open descriptors and whether each is writable without harm."""
    found = []
    for number in range(256):
        try:
            os.fstat(number)
        except OSError:
            continue
        found.append(number)
    return found


def refusals():
    """Try what a worker may not; return the names of what worked."""
    import ctypes
    import socket
    import threading

    libc = ctypes.CDLL(None, use_errno=True)
    attempts = {
        "fork": os.fork,
        "thread": lambda: threading.Thread(target=int).start(),
        "internet socket": socket.socket,
        "unix socket": lambda: socket.socket(socket.AF_UNIX),
        "socketpair": socket.socketpair,
        "exec": lambda: os.execv(sys.executable, [sys.executable]),
        "write to the root": lambda: open("/x", "w"),
        "write to the site": lambda: open("/site/x", "w"),
        "write to the library": lambda: open(os.__file__, "a"),
        "become root": lambda: os.setuid(0),
        "memfd": lambda: os.memfd_create("x"),
        "signal": lambda: os.kill(1, 0),
        "priority": lambda: os.nice(-5),
        "affinity": lambda: os.sched_setaffinity(0, {0}),
    }
    numbers = {
        "unshare": (272, 0x10000000),
        "mount": (165, b"tmpfs", b"/tmp", b"tmpfs", 0, 0),
        "umount": (166, b"/proc", 0),
        "ptrace": (101, 0, 0, 0, 0),
        "process_vm_readv": (310, 1, 0, 0, 0, 0, 0),
        "keyctl": (250, 0, -3, 0),
        "shmget": (29, 0, 4096, 0o1600),
        "io_uring": (425, 1, 0),
        "userfaultfd": (323, 0),
        "bpf": (321, 0, 0, 0),
        "perf": (298, 0, 0, 0, 0, 0),
        "chroot": (161, b"/tmp"),
        "setns": (308, 0, 0),
        "timer": (38, 0, 0, 0),
        "personality": (135, 0),
    }
    worked = []
    for name, attempt in attempts.items():
        try:
            attempt()
        except (OSError, RuntimeError):
            continue
        worked.append(name)
    for name, (number, *arguments) in numbers.items():
        if libc.syscall(number, *arguments) != -1:
            worked.append(name)
    return worked
