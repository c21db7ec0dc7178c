"""Hands a leg's suites and seeds from whoever holds the keys to whoever runs candidates' code.

<folder>/           mode 0700; made by the one, read by the other
    seeds.json      the seed of each solution in the leg, and the commitment of their key
    <slug>/         what `hidden.age` of a task in the leg holds

The keys themselves are not in it: with them one could open every suite and foresee everybody's
inputs; with this, what the leg grades anyway.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from heldout.catalogue.challenge import Challenge
from heldout.catalogue.repository import Repository
from heldout.errors import BadInputError, HeldoutError
from heldout.grading import suites
from heldout.grading.plan import Grade
from heldout.grading.seeds import Handed
from heldout.grading.suites import Opened
from heldout.sandbox.box import Isolation
from heldout.vault import suites as sealed

_SEEDS = "seeds.json"


class Seed(msgspec.Struct, frozen=True):
    """The seed of one solution at one suite, as hexadecimal digits."""

    slug: str
    suite_sha256: str
    solution_sha: str
    seed: str


class Seeds(msgspec.Struct, frozen=True):
    """The file of seeds."""

    commitment: str | None
    seeds: tuple[Seed, ...]


def write(opened: Opened, grades: Sequence[Grade], folder: Path) -> dict[str, HeldoutError]:
    """Lay out what the leg needs in a new folder, and give by slug what could not be opened.

    Raises `BadInputError` if the folder is there already, is in the repository, or cannot be made.
    """
    if folder.resolve().is_relative_to(opened.root.root.resolve()):
        raise BadInputError(
            "this is inside the repository, and from there a suite could get into a commit",
            where=folder,
            next_step="name a folder elsewhere: --out DIR",
        )
    faults: dict[str, HeldoutError] = {}
    seeds: list[Seed] = []
    try:
        folder.mkdir(mode=0o700)
        for slug in dict.fromkeys(grade.work.slug for grade in grades):
            try:
                seeds += _laid_out(opened, slug, grades, folder)
            except HeldoutError as exc:
                faults[slug] = exc
        content = msgspec.json.encode(Seeds(opened.seeds.commitment, tuple(seeds)))
        (folder / _SEEDS).write_bytes(content)
    except OSError as exc:
        raise BadInputError(
            f"what is opened cannot be laid out ({(exc.strerror or str(exc)).lower()})",
            where=folder,
            next_step="name a folder that is not there yet, on a disk with room: --out DIR",
        ) from exc
    return faults


@contextmanager
def read(
    root: Repository, slugs: Sequence[str], folder: Path, *, isolation: Isolation
) -> Iterator[Opened]:
    """Have at hand what was handed over. Raises `BadInputError` if that is nothing."""
    try:
        content = (folder / _SEEDS).read_bytes()
        found = msgspec.json.decode(content, type=Seeds)
    except (OSError, msgspec.DecodeError) as exc:
        fact = exc.strerror if isinstance(exc, OSError) else str(exc)
        raise BadInputError(
            f"no suites were laid out here: {_SEEDS}: {str(fact).lower()}",
            where=folder,
            next_step="heldout actions open --leg FILE --out DIR, with the identity at hand",
        ) from None
    seeds = {
        (each.slug, each.suite_sha256, each.solution_sha): bytes.fromhex(each.seed)
        for each in found.seeds
    }
    handed = Handed(seeds, found.commitment)
    with suites.laid_out(root, slugs, folder, handed, isolation=isolation) as opened:
        yield opened


def remove(folder: Path) -> None:
    """Take away what was laid out; nothing happens if it is gone."""
    shutil.rmtree(folder, ignore_errors=True)


def _laid_out(opened: Opened, slug: str, grades: Sequence[Grade], folder: Path) -> Iterator[Seed]:
    task = opened.task(slug)
    if sealed.is_sealed(task.folder) and not sealed.is_clear(task.folder):
        assert task.hidden is not None
        hidden = task.hidden.suite if isinstance(task, Challenge) else task.hidden.points
        shutil.copytree(hidden.parent, folder / slug, copy_function=shutil.copyfile)
    if isinstance(task, Challenge):
        sha256 = opened.suite(slug).sha256
        for solution_sha in dict.fromkeys(_solutions(grades, slug)):
            seed = opened.seeds.of((slug, sha256, solution_sha))
            if seed is not None:
                yield Seed(slug, sha256, solution_sha, seed.hex())


def _solutions(grades: Sequence[Grade], slug: str) -> Iterator[str]:
    return (each.work.solution_sha for each in grades if each.work.task == (slug, "challenge"))
