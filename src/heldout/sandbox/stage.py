"""Drops root to nobody on the way into a box.

Run as a program, as root, with one JSON argument: `{"sources": [...], "argv": [...]}`. A home
folder is often closed to others, so nobody could not reach the sources: they are bound below `/mnt`
in a mount namespace of this process alone. An element `[1, "/x"]` of `argv` is `/x` below
`sources[1]`.

    /mnt/0      sources[0]
    /mnt/1      sources[1]

Then the process gives up root for good and becomes `argv`. Where namespaces are refused even to
root (most containers), the sources are used where they are.
"""

from __future__ import annotations

import ctypes
import json
import os
import stat
import sys

NOBODY = 65534
_STAGE = "/mnt"
_CLONE_NEWNS = 0x00020000
_MS_BIND, _MS_REC, _MS_PRIVATE = 0x1000, 0x4000, 0x40000

_libc = ctypes.CDLL(None, use_errno=True)


def stage(sources: list[str]) -> list[str]:
    """Bind the sources where nobody can reach them; return the paths to use."""
    if _libc.unshare(_CLONE_NEWNS) != 0:
        return sources
    # Held open, because the stage itself may hide them.
    held = [os.open(source, os.O_PATH) for source in sources]
    _mount(None, "/", None, _MS_REC | _MS_PRIVATE)
    _mount("tmpfs", _STAGE, "tmpfs", 0, b"mode=0755")
    staged = []
    for number, descriptor in enumerate(held):
        target = f"{_STAGE}/{number}"
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            os.mkdir(target)
        else:
            os.close(os.open(target, os.O_CREAT | os.O_WRONLY))
        _mount(f"/proc/self/fd/{descriptor}", target, None, _MS_BIND | _MS_REC)
        os.close(descriptor)
        staged.append(target)
    return staged


def become_nobody() -> None:
    """Give up root, its groups and its way back."""
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)


def _mount(
    source: str | None, target: str, kind: str | None, flags: int, options: bytes = b""
) -> None:
    texts = [text.encode() if text else None for text in (source, target, kind)]
    if _libc.mount(*texts, ctypes.c_ulong(flags), options) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"cannot stage {target}: {os.strerror(number)}")


def main() -> None:
    """Stage, drop, and become the given program."""
    plan = json.loads(sys.argv[1])
    paths = stage(plan["sources"])
    become_nobody()
    argv = [word if isinstance(word, str) else paths[word[0]] + word[1] for word in plan["argv"]]
    os.execve(argv[0], argv, {})


if __name__ == "__main__":
    main()
