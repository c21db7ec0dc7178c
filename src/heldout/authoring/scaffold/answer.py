"""Questions -> answers: from flags, from somebody who is asked, or by default."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from heldout.authoring.scaffold.question import Answers, Question
from heldout.errors import BadInputError

#: Asks a question, given the answers so far; returns what its `read` made of the answer.
Ask = Callable[[Question, Answers], Any]


def gather(
    slug: str, questions: Sequence[Question], given: Mapping[str, str | None], ask: Ask | None
) -> dict[str, Any]:
    """Answer every question; returns the fields of a draft.

    `given` are the flags by field. Without `ask` there is nobody to ask, and defaults are taken.
    Raises `BadInputError` with all mistakes in the flags at once, before anything is asked.
    """
    mistakes = []
    answers: dict[str, Any] = {"slug": slug}
    for each in questions:
        text = given[each.field]
        if text is not None:
            try:
                answers[each.field] = each.read(text, answers)
            except ValueError as exc:
                mistakes.append(f"{each.flag}: {exc}")
    if mistakes:
        raise _unusable(mistakes)
    for each in questions:
        if each.field not in answers:
            answers[each.field] = ask(each, answers) if ask else _granted(each, answers)
    return answers


def _granted(question: Question, answers: Answers) -> Any:
    """Take the default for the answer; git's name may be one that will not do."""
    default = question.default(answers)
    if default is None:
        raise _unusable([f"{question.flag} is needed: there is nobody to ask, and no default"])
    try:
        return question.read(default, answers)
    except ValueError as exc:
        raise _unusable([f"{question.flag} is needed: the default will not do ({exc})"]) from exc


def _unusable(mistakes: Sequence[str]) -> BadInputError:
    return BadInputError(
        "\n  ".join(mistakes),
        next_step="correct it, then run the command again; with --help it lists its flags",
    )
