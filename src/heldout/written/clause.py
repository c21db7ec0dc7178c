"""What a unit of text says of itself: that it asks, denies, leaves out, or only waves at a thing.

Negation follows the idea of NegEx: a cue governs what comes after it up to the end of its clause
(W. Chapman et al., A simple algorithm for identifying negated findings and diseases in discharge
summaries, 2001). The cues are in cues.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from heldout.written import cues
from heldout.written.answer import Unit, words
from heldout.written.lexicon import FUNCTION_WORDS

#: A sentence is denied if so much of what it says stands under a negation.
_DENIED_SHARE = 0.6
#: So many words besides a vague phrase are no detail yet; a few more where it has the last word.
_MOST_BESIDES_VAGUE = 3
_MOST_BEFORE_VAGUE = 6


_CUES = cues.load()
_EMPTY = frozenset(_CUES.empty.split())


def _any(fragments: Iterable[str]) -> str:
    return "(?:" + "|".join(fragments) + ")"


_NEGATION = re.compile(
    rf"(?<![\w'-])(?:(?P<none>{_any(_CUES.no_negations)})|(?P<cue>{_any(_CUES.negations)}))(?![\w-])",
    re.IGNORECASE,
)
_HARM = re.compile(
    rf"\s+(?:be |been |being |to |even |ever |\w+ly ){{0,2}}{_any(_CUES.harms)}"
    r"(?:s|es|ed|ing|age|ting|ped|red)?\b",
    re.IGNORECASE,
)
_OF_SUBJECT = re.compile(
    rf"\s+(?:be |been |being |a |\w+ly ){{0,2}}{_any(_CUES.denied_of_subject)}\b", re.IGNORECASE
)
_BOUNDARY = re.compile(
    rf"[;:.!?\u2013\u2014](?:\s|$)|\s-\s|[()]|,?\s+{_any(_CUES.turns)}\b"
    rf"|(?:,|,? and|,? or)\s+{_any(_CUES.subjects)}\b",
    re.IGNORECASE,
)
#: "Without X it would ...": what is missing in a world that nobody proposes.
_COUNTERFACTUAL = re.compile(
    r"without\b.{1,80}?\b(?:would|could|might|cannot|can't|will|can|may|is|are|becomes?|gets?|goes)\b",
    re.IGNORECASE,
)
#: A negation that names a condition, or describes what it is about: "if it does not answer".
_CONDITION = re.compile(
    r"\b(?:if|when|whenever|where|once|while|who|which|that|whose|unless)\b[^,;:.!?]{0,60}$",
    re.IGNORECASE,
)
#: "Not ... until": what is denied is only the time before.
_LIFTED = re.compile(r",?\s+(?:unless|until|except|before|without|beyond)\b", re.IGNORECASE)
#: "It is not true that ...": all that follows is denied, whatever its clauses.
_ALL_OF_IT = re.compile(
    r"\s+(?:to )?(?:think|believe|say|claim|agree|true|right|the case|correct)\s+that\b",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[;:.!?,\u2013\u2014](?=\s|$)")
_OUT_OF_SCOPE = re.compile(rf"\b{_any(_CUES.out_of_scope)}\b", re.IGNORECASE)
_SKIPPED = re.compile(rf"(?:so |here,? |for now,? )?{_any(_CUES.skipped)}\b", re.IGNORECASE)
_PASSED_OVER = re.compile(rf"\b{_any(_CUES.passed_over)}\b", re.IGNORECASE)
_VAGUE = re.compile(rf"\b{_any(_CUES.vague)}(?![\w-])", re.IGNORECASE)
_DETAIL = re.compile(rf"\d|\b{_any(_CUES.details)}\b", re.IGNORECASE)
_ASKED = re.compile(r"\?[\s\"'\u201d\u2019)\]*_]*$")
#: Word order of a question whose mark is missing; after a comma it may be a condition.
_INVERTED = re.compile(
    r"(?:would|could|can|does|did|is|are|will|shall|should (?=we|i\b)) ?"
    r"(?:we|i|it|they|you|there)\b[^,]*$",
    re.IGNORECASE,
)


#: A question in quotation marks that open within the sentence.
_TOLD = re.compile(r"[^\"\u201c?]*\w[^\"\u201c?]*[\"\u201c][^\"\u201c\u201d]+\?[\"\u201d]\W*$")


def is_question(unit: Unit) -> bool:
    """Whether a unit asks, with a question mark or by the order of its words.

    Who tells what somebody else asked, asks nothing.
    """
    if _ASKED.search(unit.text):
        return not _TOLD.match(unit.text)
    return bool(_INVERTED.match(unit.text))


def is_negated(text: str) -> bool:
    """Whether what a text mainly says is denied or refused, as in "we will not use a baseline"."""
    spans = negated_spans(text)
    if not spans:
        return False
    # A sentence that refuses one thing and does another is about the other.
    turned = re.search(r"\b(?:but|instead|rather|so (?:we|i|the|it|they))\b", text, re.IGNORECASE)
    if turned and turned.start() > spans[0][0]:
        return False
    total = list(_content(text, [(0, len(text))]))
    denied = list(_content(text, spans))
    return bool(total) and len(denied) >= _DENIED_SHARE * len(total)


def is_out_of_scope(text: str) -> bool:
    """Whether a text sets its subject aside, as in "deletion is left for later"."""
    if _OUT_OF_SCOPE.search(text):
        return True
    return bool(_SKIPPED.match(text)) and not _PASSED_OVER.search(text)


def is_hand_waving(text: str) -> bool:
    """Whether a text has a phrase that is true of everything, and next to nothing besides."""
    found = list(_VAGUE.finditer(text))
    if not found or _DETAIL.search(text):
        return False
    besides = [
        word
        for word in words(_VAGUE.sub(" ", text))
        if word not in FUNCTION_WORDS and word not in _EMPTY
    ]
    has_last_word = not words(text[found[-1].end() :])
    return len(besides) <= (_MOST_BEFORE_VAGUE if has_last_word else _MOST_BESIDES_VAGUE)


def negated_spans(text: str) -> list[tuple[int, int]]:
    """Find what is under a negation: (start, end) in characters, in order, without overlaps.

    A cue is not part of its span, so a pattern that begins with the cue stands before it.
    """
    spans: list[tuple[int, int]] = []
    for start, end in sorted(_spans(text)):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        elif end > start:
            spans.append((start, end))
    return spans


def _spans(text: str) -> Iterator[tuple[int, int]]:
    reached = 0
    for found in _NEGATION.finditer(text):
        if found.start() < reached or not _denies(text, found):
            continue
        if whole := _ALL_OF_IT.match(text, found.end()):
            yield whole.end(), len(text)
            return
        boundary = _BOUNDARY.search(text, found.end())
        reached = boundary.start() if boundary else len(text)
        if boundary and _LIFTED.match(text, reached):
            reached = len(text)
            continue
        yield found.end(), reached
        if _OF_SUBJECT.match(text, found.end()):
            breaks = [each.end() for each in _BREAK.finditer(text, 0, found.start())]
            yield (breaks[-1] if breaks else 0), found.start()


def _denies(text: str, found: re.Match[str]) -> bool:
    if found["none"]:
        return False
    if _HARM.match(text, found.end()) and not _ALL_OF_IT.match(text, found.end()):
        return False
    if found["cue"].lower() == "without" and _COUNTERFACTUAL.match(text, found.start()):
        return False
    return not _CONDITION.search(text, max(0, found.start() - 90), found.start())


def _content(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[str]:
    for start, end in spans:
        yield from (word for word in words(text[start:end]) if word not in FUNCTION_WORDS)
