"""Turns a freshly forked process into a sealed worker.

Two steps, on either side of a fork, because a process cannot enter a new pid namespace itself:

    isolate()   in the process between zygote and worker: six new namespaces, the unprivileged uid
    enclose()   in the worker, pid 1 there: its own /tmp and an empty /proc, no descriptors but its
                channel, limits, no capabilities, the system call filter

Everything that can be prepared is prepared when the module is imported, in the zygote.
"""

from __future__ import annotations

import ctypes
import os
import resource
from typing import NamedTuple

from heldout.sandbox import seccomp

TMP_BYTES = 16 << 20
CHANNEL_FD = 3

_CLONE_NEWNS = 0x00020000
_CLONE_NEWUTS = 0x04000000
_CLONE_NEWIPC = 0x08000000
_CLONE_NEWUSER = 0x10000000
_CLONE_NEWPID = 0x20000000
_CLONE_NEWNET = 0x40000000
_NAMESPACES = (
    _CLONE_NEWNS | _CLONE_NEWUTS | _CLONE_NEWIPC | _CLONE_NEWUSER | _CLONE_NEWPID | _CLONE_NEWNET
)

_MS_RDONLY, _MS_NOSUID, _MS_NODEV, _MS_NOEXEC = 1, 2, 4, 8
_PR_SET_DUMPABLE, _PR_CAPBSET_DROP, _PR_SET_SECCOMP = 4, 24, 22
_PR_SET_NO_NEW_PRIVS, _PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL = 38, 47, 4
_SECCOMP_MODE_FILTER = 2
_CAPABILITY_VERSION_3 = 0x20080522
_LAST_CAPABILITY_GUESS = 63

_libc = ctypes.CDLL(None, use_errno=True)


class Allowance(NamedTuple):
    """What one worker may use. `memory_bytes` is on top of what the zygote itself holds."""

    memory_bytes: int
    cpu_s: int


class _FilterProgram(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


_program = seccomp.program()
_filter = _FilterProgram(len(_program) // 8, _program)


def isolate() -> None:
    """Enter new user, mount, network, ipc and uts namespaces; the next child opens the pid one.

    Raises OSError where the host forbids it.
    """
    uid, gid = os.geteuid(), os.getegid()
    # The kernel's out-of-memory killer takes a worker before anything of ours.
    _write("/proc/self/oom_score_adj", "1000")
    _checked(_libc.unshare(_NAMESPACES), "unshare")
    _write("/proc/self/setgroups", "deny")
    _write("/proc/self/uid_map", f"65534 {uid} 1")
    _write("/proc/self/gid_map", f"65534 {gid} 1")


def enclose(channel: int, allowance: Allowance) -> None:
    """Leave the process nothing but its channel (descriptor 3), its /tmp and its allowance."""
    flags = _MS_NOSUID | _MS_NODEV | _MS_NOEXEC
    _mount("/tmp", flags, f"size={TMP_BYTES},nr_inodes=1024,mode=0700,uid=65534,gid=65534")
    _mount("/proc", flags | _MS_RDONLY, "size=4096,nr_inodes=2")
    os.chdir("/tmp")
    keep_only(channel)
    limit(allowance)
    _drop_capabilities()
    _checked(_libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0), "prctl(PR_SET_DUMPABLE)")
    _checked(_libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "prctl(PR_SET_NO_NEW_PRIVS)")
    _checked(
        _libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(_filter)),
        "prctl(PR_SET_SECCOMP)",
    )


def keep_only(channel: int) -> None:
    """Move the channel to descriptor 3, point 0, 1 and 2 at /dev/null, close the rest."""
    null = os.open("/dev/null", os.O_RDWR)
    os.dup2(channel, 200, inheritable=False)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    os.dup2(200, CHANNEL_FD, inheritable=False)
    os.closerange(CHANNEL_FD + 1, 1 << 16)


def limit(allowance: Allowance) -> None:
    """Set the resource limits, soft equal to hard: pid 1 ignores the soft one's signal."""
    for which, value in (
        (resource.RLIMIT_AS, _baseline_bytes + allowance.memory_bytes),
        (resource.RLIMIT_CPU, allowance.cpu_s),
        (resource.RLIMIT_FSIZE, TMP_BYTES),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 1),
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
        (resource.RLIMIT_STACK, 8 << 20),
    ):
        hard = resource.getrlimit(which)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(which, (value, value))


def measure_baseline() -> None:
    """Remember how much address space the zygote holds: call it once everything is imported."""
    global _baseline_bytes
    with open("/proc/self/statm") as file:
        _baseline_bytes = int(file.read().split()[0]) * resource.getpagesize()


_baseline_bytes = 0


def _drop_capabilities() -> None:
    # Bounding set first: dropping from it needs a capability. Numbers past the kernel's last fail.
    for capability in range(_LAST_CAPABILITY_GUESS):
        if _libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0) != 0:
            break
    _libc.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    _checked(_libc.capset(header, (ctypes.c_uint32 * 6)()), "capset")


def _mount(target: str, flags: int, options: str) -> None:
    status = _libc.mount(
        b"tmpfs", target.encode(), b"tmpfs", ctypes.c_ulong(flags), options.encode()
    )
    _checked(status, f"mount {target}")


def _write(path: str, text: str) -> None:
    with open(path, "w") as file:
        file.write(text)


def _checked(status: int, what: str) -> None:
    if status != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
