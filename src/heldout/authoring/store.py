"""Proofs that were passed before, kept by content: an unchanged folder is not proved again.

<user's cache>/heldout/proofs/
    <sha256>.json     a Verification; the name is the digest of all that decides it

Only sound proofs are kept: whatever was found is worth finding again.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path

import msgspec
import platformdirs

import heldout
from heldout.authoring.package import Package
from heldout.authoring.prover import Plan
from heldout.authoring.verification import Verification

#: Packages whose versions may change what a proof finds.
_PACKAGES = ("cosmic-ray", "msgpack", "numpy", "parso", "pytest")


def default_folder() -> Path:
    """Where this user's proofs are kept."""
    return Path(platformdirs.user_cache_dir("heldout", appauthor=False)) / "proofs"


def key(package: Package, plan: Plan) -> str:
    """Digest the folder's files, heldout itself, and what it runs on."""
    digest = hashlib.sha256()
    for part in (package.digest(), *_harness(), *_plan(plan)):
        digest.update(len(part).to_bytes(8, "little") + part)
    return digest.hexdigest()


def get(folder: Path, key: str) -> Verification | None:
    """Look up a proof; None if there is none, or it cannot be read."""
    try:
        return msgspec.json.decode((folder / f"{key}.json").read_bytes(), type=Verification)
    except (OSError, msgspec.DecodeError):
        return None


def put(folder: Path, key: str, proved: Verification) -> None:
    """Keep a sound proof. A full disk or a folder that cannot be written only costs time later."""
    if not proved.ok:
        return
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        # Written aside and moved: whoever reads meanwhile sees a whole proof or none.
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
            try:
                file.write(msgspec.json.encode(proved))
                file.flush()
                Path(file.name).replace(folder / f"{key}.json")
            except OSError:
                Path(file.name).unlink(missing_ok=True)


@cache
def _harness() -> tuple[bytes, ...]:
    """Read heldout's own files once, however many folders are looked up."""
    return tuple(_parts_of_harness())


def _parts_of_harness() -> Iterator[bytes]:
    root = Path(heldout.__file__).parent
    for path in sorted(root.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(root).as_posix().encode()
            yield path.read_bytes()
    yield sys.version.encode()
    yield f"{os.cpu_count()}".encode()
    for name in _PACKAGES:
        yield f"{name} {version(name)}".encode()


def _plan(plan: Plan) -> Iterator[bytes]:
    yield f"{plan.runs}".encode()
    yield plan.seed or b""
    for path in plan.cheats:
        yield path.name.encode()
        yield path.read_bytes()
