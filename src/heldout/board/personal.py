"""The files of one candidate: badges, and a page; only its head knows the rank."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from heldout.board import profiles, site
from heldout.board.model import Board, Standing
from heldout.board.pages import candidate
from heldout.board.profiles import Material
from heldout.board.setting import Setting
from heldout.catalogue.evaluation import Evaluation


class Frame(msgspec.Struct, frozen=True):
    """What all candidates' pages have in common."""

    board: Board
    setting: Setting
    evaluation: Evaluation | None


class Job(msgspec.Struct, frozen=True):
    """A candidate whose files are to be made; `front` is what depends on everybody."""

    user_id: int
    standing: Standing
    front: Front
    material: Material


class Front(msgspec.Struct, frozen=True):
    """What changes with everybody's work: the head of a page, and two badges with their paths."""

    head: bytes
    badges: tuple[tuple[str, bytes], ...]


class Page(msgspec.Struct, frozen=True):
    """A page that is written: what its front was made of, and where and how its head ends."""

    user_id: int
    id: str
    front: str
    head: str
    head_bytes: int

    @property
    def path(self) -> str:
        """Where it is in the site."""
        return path_of(self.id)


def path_of(name: str) -> str:
    """Say where a candidate's page is in the site."""
    return f"candidates/{name}.html"


def badges_of(name: str) -> str:
    """Say where a candidate's badges are in the site."""
    return f"badges/{name}"


def place(standing: Standing) -> Standing:
    """Leave of a standing what the front may show; so nothing else can change it."""
    return msgspec.structs.replace(standing, progress=(), scores=standing.scores[:1])


def front_key(board: Board, standing: Standing) -> str:
    """Digest what the front is made of, besides what all pages have in common."""
    return digest(repr((place(standing), len(board.standings))).encode())


def front(board: Board, standing: Standing) -> Front:
    """Make what changes with everybody's work."""
    shown = place(standing)
    head = candidate.head(board, shown).encode()
    return Front(head, tuple(site.badges_of(board, shown)))


def body(frame: Frame, job: Job) -> bytes:
    """Make the rest of a page, which changes with the candidate's own work only."""
    board = frame.board
    profile = profiles.profile(job.material, board.tasks, frame.setting, frame.evaluation)
    return candidate.body(board, job.standing, profile).encode()


def described(board: Board, user_id: int, standing: Standing, front: Front) -> Page:
    """Describe a page, to recognise it by later."""
    key, head = front_key(board, standing), front.head
    return Page(user_id, standing.candidate.id, key, digest(head), len(head))


def digest(content: bytes) -> str:
    """Name some bytes."""
    return hashlib.sha256(content).hexdigest()


def files(frame: Frame, job: Job) -> Iterator[tuple[str, bytes]]:
    """Make all files of a candidate."""
    yield path_of(job.standing.candidate.id), job.front.head + body(frame, job)
    yield from job.front.badges
    yield from site.badges_passed(job.standing)


def write_all(root: Path, frame: Frame, jobs: Sequence[Job]) -> None:
    """Write all files of some candidates into a site that nobody sees yet."""
    for job in jobs:
        for path, content in files(frame, job):
            site.write_new(root, path, content)
