"""What has to be known before a folder is written: each question's flag, default and answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, get_args, get_type_hints

import msgspec

from heldout.authoring.scaffold import reading
from heldout.catalogue.challenge import SLUG, Manifest
from heldout.catalogue.rubric import PromptKind

#: The answers so far, by field; always with the slug.
Answers = Mapping[str, Any]
#: The kinds of prompt that each rubric is for, by the rubric's name.
Rubrics = Mapping[str, Sequence[str]]

KINDS: tuple[str, ...] = get_args(PromptKind)


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to know.

    `read` turns what was typed into the field's value, or raises ValueError with a sentence that
    has no full stop. `default` is what could have been typed, or None.
    """

    field: str
    flag: str
    asks: str
    read: Callable[[str, Answers], Any]
    default: Callable[[Answers], str | None]
    choices: tuple[str, ...] = ()


def for_challenge(author: str | None) -> tuple[Question, ...]:
    """List what a coding challenge needs, in the order of asking."""
    return (
        _title(),
        _choice("track", "Track", "ml-coding"),
        _choice("difficulty", "Difficulty", "medium"),
        _minutes(30),
        _choice("asked", "How often it is asked", "common"),
        Question(
            field="entry_points",
            flag="--entry-point",
            asks="Functions or classes that a solution defines, with commas between",
            read=lambda text, _: reading.names(text),
            default=lambda answers: name_of(answers["slug"]),
        ),
        _author(author),
    )


def for_casestudy(author: str | None, rubrics: Rubrics) -> tuple[Question, ...]:
    """List what a written prompt needs; where there are no rubrics at all, any may be named."""
    return (
        _kind(rubrics),
        _title(),
        _choice("difficulty", "Difficulty", "medium"),
        _minutes(45),
        _rubric(rubrics),
        _author(author),
    )


def name_of(slug: str) -> str:
    """Make a function's name of a slug."""
    name = slug.replace("-", "_")
    if reading.FUNCTION.fullmatch(name) and reading.is_free(name):
        return name
    return f"solve_{name}"[: reading.LONGEST_NAME]


def _title() -> Question:
    return Question(
        field="title",
        flag="--title",
        asks="Title",
        read=lambda text, _: reading.line(text),
        default=lambda answers: answers["slug"].replace("-", " ").capitalize(),
    )


def _minutes(usual: int) -> Question:
    hint = get_type_hints(Manifest, include_extras=True)["minutes"]
    bounds = next(each for each in get_args(hint) if isinstance(each, msgspec.Meta))
    assert bounds.ge is not None
    assert bounds.le is not None
    read = reading.whole(int(bounds.ge), int(bounds.le))
    return Question(
        field="minutes",
        flag="--minutes",
        asks="Minutes that an interviewer would give",
        read=lambda text, _: read(text),
        default=lambda _: f"{usual}",
    )


def _author(known: str | None) -> Question:
    return Question(
        field="authors",
        flag="--author",
        asks="Author",
        read=lambda text, _: (reading.line(text),),
        default=lambda _: known,
    )


def _choice(field: str, asks: str, usual: str) -> Question:
    choices: tuple[str, ...] = get_args(get_type_hints(Manifest)[field])
    read = reading.one_of(choices)
    return Question(
        field=field,
        flag=f"--{field}",
        asks=asks,
        read=lambda text, _: read(text),
        default=lambda _: usual,
        choices=choices,
    )


def _kind(rubrics: Rubrics) -> Question:
    def read(text: str, answers: Answers) -> str:
        kind = reading.one_of(KINDS)(text)
        _check_fit(kind, answers.get("rubric"), rubrics)
        return kind

    def default(answers: Answers) -> str | None:
        fitting = rubrics.get(answers.get("rubric", ""), KINDS)
        return next((kind for kind in KINDS if kind in fitting), None)

    return Question(
        field="kind", flag="--kind", asks="Kind", read=read, default=default, choices=KINDS
    )


def _rubric(rubrics: Rubrics) -> Question:
    def read(text: str, answers: Answers) -> str:
        if not rubrics and not SLUG.fullmatch(text):
            raise ValueError(f"{text!r} is not a rubric's name, such as system-design")
        name = reading.one_of(tuple(rubrics))(text) if rubrics else text
        _check_fit(answers.get("kind"), name, rubrics)
        return name

    def default(answers: Answers) -> str | None:
        kind = answers["kind"]
        return next((name for name in rubrics if kind in rubrics[name]), None if rubrics else kind)

    return Question(
        field="rubric",
        flag="--rubric",
        asks="Rubric",
        read=read,
        default=default,
        choices=tuple(rubrics),
    )


def _check_fit(kind: str | None, rubric: str | None, rubrics: Rubrics) -> None:
    """Check a kind and a rubric against each other, once both are known."""
    if kind is None or rubric is None or rubric not in rubrics:
        return
    if kind not in rubrics[rubric]:
        raise ValueError(f"{rubric} is for {', '.join(rubrics[rubric])}, not for {kind}")
