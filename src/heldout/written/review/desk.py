"""Sheets -> what is wrong with them, beside their prompts, their answers and each other.

An answer is looked for where its sheet says, and by its name in the folders at hand; its digest
tells whether it is the one. Nothing is written.
"""

from __future__ import annotations

import hashlib
import os.path
import shlex
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path, PurePath

import msgspec

from heldout.catalogue.repository import Repository
from heldout.errors import BadInputError
from heldout.report import Finding, Severity
from heldout.submission import source
from heldout.written.review import basis, person, yaml_file
from heldout.written.review.basis import Basis
from heldout.written.review.sheet import AnswerId, Sheet


class Checked(msgspec.Struct, frozen=True):
    """A sheet that was checked. `answer` is where the very answer lies, None if it was not found.

    `sheet` is None if too little of the file could be read.
    """

    path: str
    sheet: Sheet | None
    answer: str | None
    findings: tuple[Finding, ...]

    @property
    def is_sound(self) -> bool:
        """Whether it may be counted: parts that were not judged are no mistake."""
        return not any(each.severity == Severity.ERROR for each in self.findings)


class Desk:
    """Where sheets are checked: a repository, the working directory, a folder of answers if any."""

    def __init__(self, root: Repository, here: Path, answers: Path | None = None) -> None:
        self._root = root
        self._places = (*([answers] if answers else []), root.root, here)
        self._basis = cache(self._load)

    def check(self, paths: Iterable[Path], author: str | None = None) -> tuple[Checked, ...]:
        """Check sheets, each by itself and beside those before it, in the order given.

        `author` wrote the answer; without it the answer's file name tells. A file that is named
        twice is read once. Raises `BadInputError` if PyYAML is not installed.
        """
        unique: dict[str, Path] = {}
        for path in paths:
            unique.setdefault(os.path.realpath(path), path)
        reads = [*map(yaml_file.read, unique.values())]
        repeated = {each.path: finding for each, finding in same_reviewer(reads)}
        return tuple(self._checked(each, author, repeated.get(each.path)) for each in reads)

    def _checked(
        self, read: yaml_file.Read, author: str | None, repeated: Finding | None
    ) -> Checked:
        sheet = read.sheet
        if sheet is None:
            return Checked(read.path, None, None, read.findings)
        answer, found = self._answer(sheet, Path(read.path).parent)
        loaded = self._basis(sheet.slug)
        if isinstance(loaded, Finding):
            found = (*found, loaded)
        else:
            found = (*found, *changed_rubric(sheet, loaded))
        found = (*found, *own_answer(sheet, author), *([repeated] if repeated else []))
        return Checked(
            read.path, sheet, answer, (*found, *read.findings, *not_judged(sheet, read.garbled))
        )

    def _load(self, slug: str) -> Basis | Finding:
        try:
            return basis.load(self._root, slug)
        except BadInputError as exc:
            return _error("no-prompt", exc.fact.splitlines()[0], exc.next_step)

    def _answer(self, sheet: Sheet, folder: Path) -> tuple[str | None, tuple[Finding, ...]]:
        name = PurePath(sheet.answer).name
        tried = [place / each for place in (*self._places, folder) for each in (sheet.answer, name)]
        # Path.is_file raises where no file can have such a name, and a sheet may say anything.
        there = [path for path in dict.fromkeys(tried) if os.path.isfile(path)]  # noqa: PTH113
        for path in there:
            if _sha256(path) == sheet.answer_sha256:
                return str(path), ()
        if there:
            return None, (_other_answer(sheet, there[0]),)
        step = "name the folder in which it lies: --answers FOLDER"
        fact = f"its answer, {sheet.answer}, is not in the repository, here or beside the sheet"
        return None, (_error("no-answer", fact, step),)


def changed_rubric(sheet: Sheet, against: Basis) -> Iterator[Finding]:
    """Find whether a sheet asks for something else than what answers are judged by now."""
    if sheet.rubric_sha256 != against.sha256:
        yield _error(
            "other-rubric",
            f"the rubric of {sheet.slug} was changed after this sheet was begun",
            f"start again: {_start(sheet)}; your levels are kept in this file",
        )
        return
    for what, asked, answered in (
        ("part", [each.id for each in against.parts], [each.id for each in sheet.criteria]),
        ("point", [each.id for each in against.points], [each.id for each in sheet.points]),
    ):
        for name in answered:
            if name not in asked:
                step = f"take its row out; there are {', '.join(asked)}"
                yield _error(f"unknown-{what}", f"{name} is no {what} of {sheet.slug}", step)
        for name in asked:
            if name not in answered:
                yield _error(
                    f"missing-{what}",
                    f"the {what} {name} has no row",
                    f"write - id: {name} where it belongs, and leave empty what you cannot judge",
                )


def own_answer(sheet: Sheet, author: str | None) -> Iterator[Finding]:
    """Find whether somebody judges their own answer. Case and punctuation make no other person."""
    name = author if author is not None else person.author_of(sheet.answer)
    if person.is_same(sheet.reviewer, name):
        told = "as you say" if author is not None else f"as the name of {sheet.answer} tells"
        yield _error(
            "own-answer",
            f"{sheet.reviewer} judges an answer of their own, {told}",
            "ask somebody else; if two people have this name, write the reviewer's in full",
        )


def not_judged(sheet: Sheet, garbled: Collection[str] = ()) -> Iterator[Finding]:
    """Find what was left empty. That is allowed, and counts for nobody.

    `garbled` are parts and points where something stands that cannot be read.
    """
    levels = [each.id for each in sheet.criteria if each.level is None and each.id not in garbled]
    marks = [each.id for each in sheet.points if each.made is None and each.id not in garbled]
    if levels or marks:
        told = [
            f"{_count(len(names), what)}: {', '.join(names)}"
            for names, what in ((levels, "part"), (marks, "point"))
            if names
        ]
        yield Finding(
            code="not-judged",
            severity=Severity.WARNING,
            line=None,
            message=f"not judged: {'; '.join(told)}",
            next_step="fill them in, or leave them so: then they count for nobody",
        )


def same_reviewer(reads: Sequence[yaml_file.Read]) -> Iterator[tuple[yaml_file.Read, Finding]]:
    """Find sheets of a reviewer who has judged the same answer on one before it."""
    before: dict[AnswerId, list[yaml_file.Read]] = {}
    for each in reads:
        if each.sheet is None:
            continue
        others = before.setdefault(each.sheet.answer_id, [])
        for other in others:
            if other.sheet and person.is_same(other.sheet.reviewer, each.sheet.reviewer):
                yield (
                    each,
                    _error(
                        "same-reviewer",
                        f"{each.sheet.reviewer} has judged this answer already, in {other.path}",
                        "leave out the one that does not count; both files stay as they are",
                    ),
                )
                break
        others.append(each)


def _other_answer(sheet: Sheet, path: Path) -> Finding:
    digest = _sha256(path)
    told = f"its SHA-256 begins with {digest[:12]}" if digest else "it cannot be read"
    return _error(
        "other-answer",
        f"{path} is not what was judged: {told}, and the sheet is about {sheet.answer_sha256[:12]}",
        f"name the folder of the answer that was judged, --answers FOLDER, or judge this one: "
        f"{_start(sheet)}",
    )


def _start(sheet: Sheet) -> str:
    return (
        f"heldout review start {shlex.quote(sheet.answer)} --slug {sheet.slug} "
        f"--reviewer {shlex.quote(sheet.reviewer)} --output NEW-FILE"
    )


def _sha256(path: Path) -> str:
    taken = source.take(path)
    # What cannot be taken has no digest, and is nobody's answer.
    return "" if isinstance(taken, source.Refusal) else hashlib.sha256(taken.content).hexdigest()


def _count(n: int, what: str) -> str:
    return f"{n} {what}{'s' if n != 1 else ''}"


def _error(code: str, message: str, next_step: str) -> Finding:
    return Finding(
        code=code, severity=Severity.ERROR, line=None, message=message, next_step=next_step
    )
