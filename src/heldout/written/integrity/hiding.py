"""What a reader does not see: shapeless characters, letters that look like others, comments."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from confusable_homoglyphs import confusables

from heldout.catalogue import flaws
from heldout.report import Finding, Severity
from heldout.written.answer import Answer, words
from heldout.written.integrity.language import script_of
from heldout.written.integrity.vocabulary import phrases
from heldout.written.prompt import Prompt

#: Shown one by one; the rest are counted.
MOST_SHOWN = 3
#: A shorter comment hides nothing worth it.
_FEWEST_WORDS_IN_COMMENT = 6
#: A comment is the template's if no more of its phrases are new.
_OWN_SHARE = 0.4

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_JOINERS = "\u200c\u200d"
_MARKS = "\u200e\u200f\u061c"
_EMOJI_STYLE = "\ufe0e\ufe0f"
_BLACK_FLAG = "\U0001f3f4"
_TAG = re.compile("[\U000e0020-\U000e007f]+")
_WORD = re.compile(r"[^\W\d_]{3,}")
_SYMBOL = ("So", "Sk", "Sm")


def invisible(text: str) -> Iterator[re.Match[str]]:
    """Find characters without a shape where no script or emoji needs them."""
    if text.isascii():
        return
    for found in _INVISIBLE.finditer(text):
        if not _is_needed(text, found.start()):
            yield found


def _is_needed(text: str, at: int) -> bool:
    sign = text[at]
    before, after = text[max(0, at - 2) : at][::-1], text[at + 1 : at + 2]
    if sign == "\ufeff":
        return at == 0
    if sign in _EMOJI_STYLE:
        return bool(before) and not before[0].isalpha() and not before[0].isspace()
    if sign in _JOINERS:
        near = before.lstrip(_EMOJI_STYLE)[:1]
        if sign == "\u200d" and near and after:
            return all(unicodedata.category(c) in _SYMBOL for c in (near, after)) or (
                _is_beyond_latin(near) and _is_beyond_latin(after)
            )
        return bool(near and after) and _is_beyond_latin(near) and _is_beyond_latin(after)
    if sign in _MARKS:
        return any(
            unicodedata.bidirectional(c) in ("R", "AL")
            for c in text[max(0, at - 3) : at + 4]
            if c not in _MARKS
        )
    if _TAG.match(sign):
        return _TAG.sub("", text[max(0, at - 8) : at]).endswith(_BLACK_FLAG)
    return False


def _is_beyond_latin(letter: str) -> bool:
    return script_of(letter) not in ("", "Latin", "Greek", "Cyrillic")


#: Letters of a word that somebody would read as one.
_FEWEST_IN_WORD = 3


def lookalikes(text: str) -> Iterator[re.Match[str]]:
    """Find words that mix Latin letters with others that look like Latin ones."""
    if text.isascii():
        return
    for found in _WORD.finditer(text):
        if not found[0].isascii() and _is_mixed(found[0]):
            yield found


def _is_mixed(word: str) -> bool:
    scripts = [script_of(letter) for letter in word]
    foreign = [n for n, script in enumerate(scripts) if script in ("Cyrillic", "Greek", "Armenian")]
    n_latin = scripts.count("Latin")
    if not foreign or not n_latin:
        return False
    if n_latin < _FEWEST_IN_WORD and all(scripts[n] == "Greek" for n in foreign):
        # A product of symbols, as in a formula.
        return False
    if len(foreign) == 1 and scripts[foreign[0]] == "Greek" and foreign[0] in (0, len(word) - 1):
        # A symbol with its unit or name, such as a Greek letter before "m" or "VAE".
        return False
    return any(_looks_latin(word[n]) for n in foreign)


@lru_cache(maxsize=2048)
def _looks_latin(letter: str) -> bool:
    return bool(confusables.is_confusable(letter, preferred_aliases=["latin"]))


def find(prompt: Prompt, answer: Answer) -> Iterator[Finding]:
    """Find what is there and is not seen, or is seen and is not there."""
    yield from _shown(
        "invisible-characters",
        list(invisible(answer.text)),
        answer.text,
        "delete it and type the word again",
    )
    yield from _shown(
        "homoglyphs",
        list(lookalikes(answer.text)),
        answer.text,
        "type the word again with Latin letters",
    )
    yield from _comments(prompt, answer)


def _shown(code: str, found: list[re.Match[str]], text: str, next_step: str) -> Iterator[Finding]:
    for n, each in enumerate(found[:MOST_SHOWN]):
        line = text.count("\n", 0, each.start()) + 1
        fact = _fact(code, each[0])
        if n + 1 == MOST_SHOWN < len(found):
            fact += f"; {len(found) - MOST_SHOWN:,} more follow"
        yield Finding(
            code=code,
            severity=Severity.WARNING,
            line=line,
            message=fact,
            next_step=next_step,
            column=each.start() - text.rfind("\n", 0, each.start()),
            length=len(each[0]),
        )


def _fact(code: str, said: str) -> str:
    if code == "invisible-characters":
        name = unicodedata.name(said, "unnamed").lower()
        return f"nobody sees the character here, U+{ord(said):04X} ({name}); the limit is 0"
    letters = sorted({c for c in said if script_of(c) != "Latin"})
    named = ", ".join(f"U+{ord(c):04X} ({script_of(c)})" for c in letters[:3])
    return f"a word mixes Latin letters with others that look so: {named}; the limit is 0"


def _comments(prompt: Prompt, answer: Answer) -> Iterator[Finding]:
    if not prompt.template:
        # Which comments were there before is not known.
        return
    given = frozenset(phrases(words(prompt.template)))
    # Who writes examples of rejected answers says in a comment why.
    is_example = bool(flaws.rejection(answer.text).names)
    found = [
        (comment, share)
        for comment in answer.comments
        if not (is_example and comment.line == 1)
        and (share := _own_share(comment.text, given)) > _OWN_SHARE
    ]
    for n, (comment, share) in enumerate(found[:MOST_SHOWN]):
        more = len(found) - MOST_SHOWN if n + 1 == MOST_SHOWN else 0
        yield Finding(
            code="hidden-comment",
            severity=Severity.WARNING,
            line=comment.line,
            message=(
                f"a comment, which no reader sees, holds {len(words(comment.text))} words, and"
                f" {share:.0%} of them are not the template's; the limit is {_OWN_SHARE:.0%}"
                + (f"; {more:,} more such comments follow" if more > 0 else "")
            ),
            next_step="say it in the text, or delete it; comments are not part of an answer",
        )


def _own_share(comment: str, given: frozenset[str]) -> float:
    """Share of a comment's phrases that the template does not have; 0 for a short comment."""
    said = words(comment)
    if len(said) < _FEWEST_WORDS_IN_COMMENT:
        return 0.0
    held = phrases(said)
    return sum(phrase not in given for phrase in held) / len(held)
