"""Beginning anew: the stub out of git's history, and the old attempt put aside.

.heldout/attempts/<slug>/
    2026-12-01-0930.py      what was there when it was begun anew; -2 if that name is taken
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from heldout.catalogue import followups, stub
from heldout.catalogue.casestudy import CaseStudy
from heldout.catalogue.challenge import Challenge
from heldout.errors import BadInputError
from heldout.practice import place
from heldout.submission import git

_FOLDER = "attempts"
_MOST_VERSIONS = 1000


def own_file(task: Challenge | CaseStudy) -> Path:
    """Say which file a candidate writes."""
    return task.answer if isinstance(task, CaseStudy) else task.solution


def template(root: Path, task: Challenge | CaseStudy) -> bytes:
    """Find the file as it is before anybody writes: its newest version in git that is empty.

    Raises `BadInputError` if git has none, and what git's errors are.
    """
    path = own_file(task).relative_to(root).as_posix()
    is_empty = _is_answer_empty if isinstance(task, CaseStudy) else stub.is_stub
    words = ("log", f"-n{_MOST_VERSIONS}", "--format=%H", "HEAD", "--", path)
    done = git.run(root, *words)
    for commit in done.output.decode().split() if done.status == 0 else ():
        version = git.run(root, "cat-file", "blob", f"{commit}:{path}")
        if version.status == 0 and is_empty(version.output.decode(errors="replace")):
            return version.output
    raise BadInputError(
        "git has no version of this file in which nothing is written",
        where=path,
        next_step=f"git restore --source upstream/main -- {path}, where upstream is the repository"
        " that yours was forked from",
    )


def put_aside(root: Path, task: Challenge | CaseStudy, now: datetime) -> Path | None:
    """Keep a copy of what a candidate wrote, and say where; None if there is nothing to keep.

    Raises `OSError`.
    """
    own = own_file(task)
    if not own.exists():
        return None
    folder = place.made(root) / _FOLDER / task.slug
    folder.mkdir(parents=True, exist_ok=True)
    stem, number = f"{now:%Y-%m-%d-%H%M}", 1
    while True:
        name = stem if number == 1 else f"{stem}-{number}"
        path = folder / f"{name}{own.suffix}"
        try:
            with path.open("xb") as file:
                file.write(own.read_bytes())
        except FileExistsError:
            number += 1
        else:
            return path


def replace(path: Path, content: bytes) -> None:
    """Put a content in a file's place, whole. Raises `OSError`."""
    fresh = path.with_name(f".{path.name}.fresh")
    fresh.write_bytes(content)
    fresh.replace(path)


def _is_answer_empty(text: str) -> bool:
    return not followups.is_begun_in(text)
