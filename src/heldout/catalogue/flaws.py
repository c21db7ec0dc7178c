"""What can be wrong with a written answer, by code, and what a rejected answer says of itself.

The check of written answers gives its findings these codes; a rubric lists those of MISTAKES that
its answers are looked through for.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, get_args

#: What interviewers see again and again.
Mistake = Literal[
    "blames-others",
    "no-clarified-requirements",
    "no-edge-cases",
    "no-lesson",
    "no-result",
    "no-testing",
    "no-trade-off",
    "rambling",
    "unexplained-jargon",
]
MISTAKES: frozenset[str] = frozenset(get_args(Mistake))
#: The form of an answer.
STRUCTURE = frozenset(
    {
        *("bad-front-matter", "broken-link", "missing-diagram", "missing-numbers"),
        *("missing-section", "section-order", "section-too-long", "section-too-short"),
        *("answer-too-long", "answer-too-short", "placeholder", "unreadable"),
        "untouched-template",
    }
)
#: Attempts to look like an answer.
INTEGRITY = frozenset(
    {
        *("all-negated", "all-questions", "hand-waving", "hidden-comment", "homoglyphs"),
        *("invisible-characters", "keyword-stuffing", "near-copy", "off-topic", "other-topic"),
        *("pasted-prompt", "pasted-rubric", "random-text", "shuffled-words"),
    }
)
CODES = MISTAKES | STRUCTURE | INTEGRITY

_COMMENT = re.compile(r"\s*<!--(.*?)-->", re.DOTALL)
_REJECTED_FOR = re.compile(r"^[ \t]*Rejected for:((?:.+\n?)+)", re.MULTILINE)


class Rejection(NamedTuple):
    """Why an answer is rejected: in words, and as names of codes, or of points that are missed."""

    why: str
    names: tuple[str, ...]


def rejection(text: str) -> Rejection:
    """Read the HTML comment at the top of a rejected answer; empty parts where it says nothing.

        <!--
        Names six models and never says what one would cost.

        Rejected for: no-trade-off, algorithm-selection
        -->

    The list may go on for several lines; a blank one ends it. A point that is named must not come
    out as covered; a code that is named must be found.
    """
    comment = _COMMENT.match(text)
    said = comment[1] if comment else ""
    listed = _REJECTED_FOR.search(said)
    names = listed[1].split(",") if listed else []
    return Rejection(
        why=" ".join(_REJECTED_FOR.sub("", said).split()),
        names=tuple(name.strip() for name in names if name.strip()),
    )
