"""What is visible inside a box, and where: see `box` for the whole picture."""

from __future__ import annotations

import os
import sys
import sysconfig
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgpack
import numpy as np

import heldout

IN_ZYGOTE = ("__init__", "control", "seal", "seccomp", "wire", "worker", "zygote")
SITE = "/site"
PACKAGES = "/packages"


class Mount(NamedTuple):
    """A file or folder of the host, and its place in the box."""

    source: Path
    target: str


@cache
def interpreter() -> Path:
    """The interpreter itself, behind every link of a virtual environment."""
    return Path(getattr(sys, "_base_executable", sys.executable)).resolve()


def package() -> Path:
    """The folder of this package."""
    return Path(heldout.__file__).parent


def site_packages() -> list[Path]:
    """The folders that packages are installed in; usually one."""
    paths = sysconfig.get_paths()
    return list(dict.fromkeys(Path(paths[name]) for name in ("purelib", "platlib")))


def _standard_library() -> list[Path]:
    names = ("stdlib", "platstdlib")
    base = {"base": sys.base_prefix, "platbase": sys.base_exec_prefix}
    folders = [
        Path(sysconfig.get_path(name, vars={**base, "installed_base": sys.base_prefix}))
        for name in names
    ]
    folders = [Path(os.__file__).resolve().parent, *folders]
    return list(dict.fromkeys(folder for folder in folders if folder.is_dir()))


def masks() -> list[str]:
    """Cover the packages that live inside the standard library's own folder.

    What covers them is one for all workers of a box, so nothing may be left in it.
    """
    words = []
    for library in _standard_library():
        for name in ("site-packages", "dist-packages"):
            if (library / name).is_dir():
                cover = str(library / name)
                words += ["--tmpfs", cover, "--remount-ro", cover]
    return words


def _of_python() -> list[Mount]:
    sources = [interpreter(), *_standard_library(), *_libraries()]
    return [Mount(source, str(source)) for source in dict.fromkeys(sources)]


@cache
def _libraries() -> tuple[Path, ...]:
    """The folders of the shared libraries that this interpreter and numpy have mapped."""
    own = [Path(sys.base_prefix).resolve(), *(path.resolve() for path in site_packages())]
    own = [path for path in own if path != Path("/usr")]
    found: dict[Path, None] = {}
    for line in Path("/proc/self/maps").read_text().splitlines():
        fields = line.split(maxsplit=5)
        if len(fields) < 6 or ".so" not in fields[5]:
            continue
        library = Path(fields[5])
        if library.parent.name == "lib-dynload" or not library.is_file():
            continue
        if not any(library.is_relative_to(path) for path in own):
            found[library.parent] = None
        elif library.parent == Path(sys.base_prefix).resolve() / "lib":
            found[library] = None  # a shared libpython
    multiarch = sysconfig.get_config_var("MULTIARCH") or ""
    for path in ("/lib64", f"/lib/{multiarch}", f"/usr/lib/{multiarch}", "/etc/ld.so.cache"):
        if multiarch and Path(path).exists():
            found[Path(path)] = None
    return tuple(found)


def of_zygote() -> list[Mount]:
    """Python, numpy, msgpack, and the few modules that a worker needs."""
    folder = package()
    mounts = [*_of_python(), Mount(folder / "__init__.py", f"{SITE}/heldout/__init__.py")]
    for name in IN_ZYGOTE:
        below = f"sandbox/{name}.py"
        mounts.append(Mount(folder / below, f"{SITE}/heldout/{below}"))
    for library in (Path(np.__file__).parent, Path(msgpack.__file__).parent):
        mounts.append(Mount(library, f"{SITE}/{library.name}"))
        bundled = library.with_name(f"{library.name}.libs")
        if bundled.is_dir():
            mounts.append(Mount(bundled, f"{SITE}/{bundled.name}"))
    return mounts


def of_tester() -> list[Mount]:
    """Python, everything installed, and this package; the suite arrives over a socket."""
    mounts = [*_of_python(), Mount(package(), f"{SITE}/heldout")]
    for number, folder in enumerate(site_packages()):
        mounts.append(Mount(folder, PACKAGES if number == 0 else f"{PACKAGES}{number}"))
    return mounts
