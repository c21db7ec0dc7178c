"""Begins a sheet: finds the prompt of an answer, and writes what a reviewer needs to judge it."""

from __future__ import annotations

import hashlib
import os.path
import shlex
from pathlib import Path

import msgspec

from heldout.catalogue.repository import Repository
from heldout.errors import BadInputError
from heldout.report import Finding
from heldout.submission import source
from heldout.written import answer as answers
from heldout.written import assess
from heldout.written.review import basis, desk, form, nearest
from heldout.written.review.sheet import Sheet

_HOMES = ("casestudies", "challenges")


class Begun(msgspec.Struct, frozen=True):
    """A sheet on which nothing is judged yet, and its file's text."""

    sheet: Sheet
    text: str


def slug_of(root: Repository, answer: Path) -> str:
    """Tell by its folder what a file answers. Raises `BadInputError`."""
    try:
        home, slug, *rest = answer.resolve().relative_to(root.root.resolve()).parts
    except ValueError:
        home, slug, rest = "", "", []
    if home in _HOMES and rest and answer.suffix == ".md":
        return slug
    raise BadInputError(
        "which prompt this answers cannot be told from its folder",
        where=answer,
        next_step="name it: --slug SLUG; heldout list shows them all",
    )


def sheet(
    root: Repository, answer: Path, *, slug: str, reviewer: str, author: str | None, folder: Path
) -> Begun:
    """Begin a sheet that will lie in `folder`.

    Raises `BadInputError` for an answer or a reviewer that will not do, `UnknownSlugError` or
    `CatalogueError` for a prompt.
    """
    content = _content(answer)
    text = assess.decode(content)
    if isinstance(text, Finding):
        raise BadInputError(text.message, where=answer, next_step=text.next_step)
    prompt = basis.load_prompt(root, slug)
    judged_by = basis.of(prompt, root.evaluation())
    begun = form.begin(
        judged_by,
        slug=slug,
        kind=prompt.kind,
        answer=_named(root, answer, folder),
        answer_sha256=hashlib.sha256(content).hexdigest(),
        reviewer=reviewer,
    )
    for finding in desk.own_answer(begun, author):
        raise BadInputError(finding.message, where=answer, next_step=finding.next_step)
    read = answers.read(text, prompt.sections)
    title = root.load(slug).manifest.title
    return Begun(begun, form.write(begun, judged_by, title, nearest.quotes(prompt, read)))


def save(path: Path, text: str) -> None:
    """Write a new sheet. Raises `BadInputError`; a file that is there already stays as it is."""
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as exc:
        quoted = shlex.quote(str(path))
        raise BadInputError(
            "there is a sheet already; it was left as it is",
            where=path,
            next_step=f"go on with it, heldout review check {quoted} says what is missing; or "
            "begin another with --output FILE",
        ) from exc
    except OSError as exc:
        raise BadInputError(
            f"the sheet cannot be written ({exc.strerror})",
            where=path,
            next_step="name another file: --output FILE",
        ) from exc


def _content(answer: Path) -> bytes:
    taken = source.take(answer)
    if isinstance(taken, source.Source):
        return taken.content
    fact, _, step = taken.reason.removeprefix(f"{answer}: ").partition("; ")
    raise BadInputError(fact, where=answer, next_step=step.replace("to grade", "to judge"))


def _named(root: Repository, answer: Path, folder: Path) -> str:
    """Name an answer so that others find it, too: from the root if it lies there."""
    whole = answer.resolve()
    if whole.is_relative_to(root.root.resolve()):
        return whole.relative_to(root.root.resolve()).as_posix()
    try:
        return Path(os.path.relpath(whole, folder.resolve())).as_posix()
    except ValueError:
        # Another drive: its name has to do.
        return whole.name
