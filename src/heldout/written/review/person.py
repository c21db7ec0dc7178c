"""Names of people: whether two are one person's, and what a file of theirs is called."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePath

_WORD = re.compile(r"[^\W_]+")
#: A file's name has room for this many letters in any script, and for more besides.
_MOST_LETTERS = 40
#: What everybody's answer is called; then the folder tells whose it is.
_EVERYBODYS = frozenset({"answer", "followups"})


def is_same(one: str, other: str) -> bool:
    """Whether two names are the same, but for case, punctuation and the order of their words."""
    a, b = "".join(_words(one)), "".join(_words(other))
    return bool(a) and (a == b or key(one) == key(other))


def key(name: str) -> str:
    """The same for two spellings of a name; to group by, and to order people by."""
    return " ".join(sorted(_words(name))) or name


def slug(name: str) -> str:
    """The words of a name, joined by hyphens; "" if it has no letter and no digit."""
    return "-".join(_words(name))[:_MOST_LETTERS].rstrip("-")


def author_of(answer: str) -> str:
    """Whose answer a file is, as far as its name tells: `ada.md`, `ada/answer.md`."""
    path = PurePath(answer)
    return path.parent.name if path.stem in _EVERYBODYS else path.stem


def _words(name: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", name).casefold())
