"""The filter's program; what it does to a live worker is in test_sealed_worker."""

from __future__ import annotations

import struct

import pytest

from heldout.sandbox import seccomp

ALLOW, REFUSE = 0x7FFF0000, 0x00050001
X86_64 = 0xC000003E


def verdict(program: bytes, arch: int, number: int, *arguments: int) -> int:
    """Run a classic BPF program on the data of one system call."""
    padded = [*arguments, *[0] * (6 - len(arguments))]
    data = struct.pack("=IIQ6Q", number, arch, 0, *padded)
    lines = list(struct.iter_unpack("=HBBI", program))
    accumulator, position = 0, 0
    while True:
        code, if_true, if_false, operand = lines[position]
        position += 1
        if code == 0x20:
            (accumulator,) = struct.unpack_from("=I", data, operand)
        elif code == 0x15:
            position += if_true if accumulator == operand else if_false
        else:
            assert code == 0x06
            return operand


@pytest.mark.parametrize(
    ("number", "name"), [(0, "read"), (1, "write"), (9, "mmap"), (318, "getrandom")]
)
def test_what_numpy_needs_is_allowed(number, name):
    """Plain computing makes few system calls."""
    assert verdict(seccomp.program("x86_64"), X86_64, number) == ALLOW, name


@pytest.mark.parametrize(
    ("number", "name"),
    [
        (41, "socket"),
        (56, "clone"),
        (57, "fork"),
        (59, "execve"),
        (62, "kill"),
        (101, "ptrace"),
        (165, "mount"),
        (250, "keyctl"),
        (272, "unshare"),
        (310, "process_vm_readv"),
        (319, "memfd_create"),
        (323, "userfaultfd"),
        (425, "io_uring_setup"),
        (435, "clone3"),
        (100_000, "a call of the future"),
        (0x40000000, "read of the x32 interface"),
    ],
)
def test_everything_else_is_refused_with_an_error(number, name):
    """An allow-list: what is not on it does not exist."""
    assert verdict(seccomp.program("x86_64"), X86_64, number) == REFUSE, name


def test_another_architecture_is_refused():
    """A 32-bit call has other numbers: it must not slip through under a 64-bit name."""
    assert verdict(seccomp.program("x86_64"), 0x40000003, 0) == REFUSE


@pytest.mark.parametrize(
    ("number", "arguments", "expected"),
    [
        (302, (0,), ALLOW),
        (302, (1,), REFUSE),
        (302, (1 << 32,), REFUSE),
        (16, (0, 0x5401), ALLOW),
        (16, (0, 0x5412), REFUSE),
        (72, (0, 3), ALLOW),
        (72, (0, 8), REFUSE),
    ],
    ids=["own limits", "limits of pid 1", "high word", "isatty", "fake input", "flags", "owner"],
)
def test_guarded_calls_are_allowed_with_harmless_arguments_only(number, arguments, expected):
    """prlimit64, ioctl and fcntl depend on an argument."""
    assert verdict(seccomp.program("x86_64"), X86_64, number, *arguments) == expected


def test_an_unknown_architecture_has_no_program():
    """Better no worker than one with the wrong numbers."""
    with pytest.raises(NotImplementedError, match="riscv64"):
        seccomp.program("riscv64")


def test_the_program_fits_the_kernel():
    """The kernel takes at most 4,096 instructions."""
    for machine in ("x86_64", "aarch64"):
        assert len(seccomp.program(machine)) // 8 < 4096
