"""The system calls that a worker may make, compiled to a classic BPF program.

An allow-list; everything else fails with EPERM, so that Python raises an ordinary OSError where a
kill would leave no trace of the reason. No process, thread, socket, signal to others, mount,
keyring, shared memory, io_uring, ptrace or performance counter can be had from this list.

Numbers: the kernel's `unistd_64.h` (x86-64) and `asm-generic/unistd.h` (aarch64). Program format:
`Documentation/userspace-api/seccomp_filter.rst`.
"""

from __future__ import annotations

import errno
import platform
import struct

#: name: (x86-64, aarch64); None where the architecture has no such call.
_PLAIN: dict[str, tuple[int | None, int | None]] = {
    "access": (21, None),
    "brk": (12, 214),
    "chdir": (80, 49),
    "clock_getres": (229, 114),
    "clock_gettime": (228, 113),
    "clock_nanosleep": (230, 115),
    "close": (3, 57),
    "close_range": (436, 436),
    "dup": (32, 23),
    "dup2": (33, None),
    "dup3": (292, 24),
    "exit": (60, 93),
    "exit_group": (231, 94),
    "faccessat": (269, 48),
    "faccessat2": (439, 439),
    "fdatasync": (75, 83),
    "fstat": (5, 80),
    "fsync": (74, 82),
    "ftruncate": (77, 46),
    "futex": (202, 98),
    "getcwd": (79, 17),
    "getdents64": (217, 61),
    "getegid": (108, 177),
    "geteuid": (107, 175),
    "getgid": (104, 176),
    "getpid": (39, 172),
    "getppid": (110, 173),
    "getrandom": (318, 278),
    "getrusage": (98, 165),
    "gettid": (186, 178),
    "gettimeofday": (96, 169),
    "getuid": (102, 174),
    "lseek": (8, 62),
    "lstat": (6, None),
    "madvise": (28, 233),
    "mkdir": (83, None),
    "mkdirat": (258, 34),
    "mmap": (9, 222),
    "mprotect": (10, 226),
    "mremap": (25, 216),
    "munmap": (11, 215),
    "nanosleep": (35, 101),
    "newfstatat": (262, 79),
    "open": (2, None),
    "openat": (257, 56),
    "pipe": (22, None),
    "pipe2": (293, 59),
    "poll": (7, None),
    "ppoll": (271, 73),
    "pread64": (17, 67),
    "pselect6": (270, 72),
    "pwrite64": (18, 68),
    "read": (0, 63),
    "readlink": (89, None),
    "readlinkat": (267, 78),
    "readv": (19, 65),
    "rename": (82, None),
    "renameat": (264, 38),
    "renameat2": (316, 276),
    "restart_syscall": (219, 128),
    "rmdir": (84, None),
    "rseq": (334, 293),
    "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139),
    "sched_getaffinity": (204, 123),
    "sched_yield": (24, 124),
    "select": (23, None),
    "set_robust_list": (273, 99),
    "sigaltstack": (131, 132),
    "stat": (4, None),
    "statx": (332, 291),
    "sysinfo": (99, 179),
    "time": (201, None),
    "times": (100, 153),
    "umask": (95, 166),
    "uname": (63, 160),
    "unlink": (87, None),
    "unlinkat": (263, 35),
    "write": (1, 64),
    "writev": (20, 66),
}

#: name: (numbers, index of the argument, its allowed values): allowed only with one of these.
_GUARDED: dict[str, tuple[tuple[int, int], int, tuple[int, ...]]] = {
    # Ask whether a descriptor is a terminal, how much it holds; close on exec; non-blocking.
    "ioctl": ((16, 29), 1, (0x5401, 0x541B, 0x5451, 0x5450, 0x5421)),
    # Duplicate, and the flags of a descriptor and of an open file: no locks, owners or leases.
    "fcntl": ((72, 25), 1, (0, 1, 2, 3, 4, 1030)),
    # One's own limits only.
    "prlimit64": ((302, 261), 0, (0,)),
}

_AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_LOAD, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM
_OFFSET_NUMBER, _OFFSET_ARCH, _OFFSET_ARGUMENTS = 0, 4, 16


def program(machine: str | None = None) -> bytes:
    """Compile the filter for an architecture (this one by default), as `struct sock_filter`s.

    Raises `NotImplementedError` on an architecture whose call numbers are not known here.
    """
    machine = machine or platform.machine()
    if machine not in _AUDIT_ARCH:
        raise NotImplementedError(f"no list of system calls for {machine}")
    column = list(_AUDIT_ARCH).index(machine)
    lines = [
        (_LOAD, 0, 0, _OFFSET_ARCH),
        (_JUMP_IF_EQUAL, 1, 0, _AUDIT_ARCH[machine]),
        (_RETURN, 0, 0, _REFUSE),
        (_LOAD, 0, 0, _OFFSET_NUMBER),
    ]
    for numbers, argument, values in _GUARDED.values():
        # Compare the low word, and require the high word to be zero, of the one argument.
        body = [(_LOAD, 0, 0, _OFFSET_ARGUMENTS + 8 * argument + 4)]
        body += [(_JUMP_IF_EQUAL, 1, 0, 0), (_RETURN, 0, 0, _REFUSE)]
        body += [(_LOAD, 0, 0, _OFFSET_ARGUMENTS + 8 * argument)]
        for value in values:
            body += [(_JUMP_IF_EQUAL, 0, 1, value), (_RETURN, 0, 0, _ALLOW)]
        body += [(_RETURN, 0, 0, _REFUSE)]
        lines += [(_JUMP_IF_EQUAL, 0, len(body), numbers[column]), *body]
    plain = sorted(number for pair in _PLAIN.values() if (number := pair[column]) is not None)
    for number in plain:
        lines += [(_JUMP_IF_EQUAL, 0, 1, number), (_RETURN, 0, 0, _ALLOW)]
    lines += [(_RETURN, 0, 0, _REFUSE)]
    return b"".join(struct.pack("=HBBI", *line) for line in lines)
