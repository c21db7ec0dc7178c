"""Numbers with units in a text: `200 requests/s`, `~12 GB a day`, `p99 < 100 ms`, `AUC of 0.8`.

A figure is what a reader can reckon with. Years, versions, the numbers of lists and `top 10` are
none. What is counted may be any plural (`30 nurses`), what is measured goes by the units below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple


class Figure(NamedTuple):
    """A number with its unit, verbatim; `start` counts characters from 0.

    `unit` is as written, without the time or thing that it is for: `requests` of `200 requests/s`.
    """

    text: str
    start: int
    unit: str


#: Later numbers are not looked at: no answer has so many.
MOST_NUMBERS = 5_000

_TIME = (
    r"(?:milli|micro|nano)?sec(?:ond)?s?|ms(?:ec)?s?|[µμun]s|s|min(?:ute)?s?|h(?:ou)?rs?|h|days?"
    r"|d|nights?|weeks?|wks?|months?|quarters?|years?|yrs?"
)
_SIZE = r"(?:[kKMGTPE]i?|kilo|mega|giga|tera|peta)?(?:B|b|bytes?)|[kKMGTP]B?ps|[kKMGT]bit/s|bits?"
_RATE = r"[QqRrTt][Pp][Ss]|requests?|req|query|queries|[kMG]?Hz|fps|FPS|[MGTPE]?FLOP[Ss]?"
_SHARE = (
    r"\\?%|‰|per ?cents?|percentage points?|p\.?p\.?(?![a-z])|pct|bps|basis points?|x(?!\w)|times"
    r"|[- ]?fold"
)
_MONEY = (
    r"[$€£¥₹]|(?:US)?D(?:ollars?)?(?![\w])|USD|EUR|GBP|CHF|INR|BRL|JPY|dollars?|euros?|pounds?"
    r"|cents?"
    r"|rupees?|reais"
)
_OTHER = (
    r"k?g|kg|[kcm]?m(?![\w'])|km|k?Wh?|[kMG]W|°\s?C|mm|px|pixels?|megapixels?|MP|[kKMG]?px|dpi"
    r"|FTEs?"
    r"|GPU[- ]?(?:hours?|h|days?)|v?CPUs?|[vg]?GPUs?|cores?|DAU|MAU|people|persons?|men|women"
    r"|children"
    r"|staff|data(?! sets?)|dim(?:ension)?s?|dimensional|D(?!\w)|dB|folds?|epochs?|\u03c3|sd|SDs?"
)
_UNIT = re.compile(rf"(?:{_TIME}|{_SIZE}|{_RATE}|{_SHARE}|{_MONEY}|{_OTHER})(?![A-Za-z])")
#: Units that a number may be tied to by a hyphen: a 30-day window, but 16-bit is a type.
_TIED = re.compile(rf"-(?!bit)(?:{_TIME}|{_SIZE}|dim\w*|people|person|fold|GPU)(?![A-Za-z])")

_NUMBER = re.compile(
    r"(?<![\w.])(?:\d{1,3}(?:[,'\u2009\u202f]\d{3})++(?!\d)|\d{1,3}(?: \d{3})++(?!\w)|\d{1,30})"
    r"(?:[.,\u00b7]\d{1,30})?(?:[eE][+-]?\d{1,3})?"
    r"(?:\s?\^\s?\{?-?\d{1,3}\}?|[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]{1,3})?"
)
_RANGE = re.compile(r"\s?(?:-{1,2}|\u2013|\u2014|\bto\b|\.\.)\s?[~$€£]?(?=\d)")
_SCALE = re.compile(
    r"\s?(?:[kKMBGT](?![A-Za-z°])|mn(?![a-z])|bn(?![a-z])|-?(?:thousand|million|billion"
    r"|trillion)s?\b"
    r"|lakhs?\b|crores?\b|mio\b|hundreds?\b)\+?"
)
#: What may stand between a number and its unit; formulas have `\,` and `\text{ms}`.
_GAP = re.compile(r"(?:[ \t\u00a0\u2009\u202f\n+~]|\\[,;:! ]|\\(?:text|mathrm|mbox)\{){0,4}")
_FOR = re.compile(r"\s?(?:/|\bper\b|\ban?\b|\beach\b|\bevery\b)\s?[A-Za-z]{1,20}")
_COUNTED = re.compile(
    r"(?:(?!(?:and|or|the|we|it|is|was|are|were|to|in|on|at|for|but|if|as|with|from|by|that|then"
    r"|which|so)\b)[A-Za-z][\w'\u2019-]{0,24}[ \t]){0,2}?"
    r"([A-Za-z][\w'\u2019-]{1,24}s)\b"
)
#: Plurals that tell the order of a text, not the size of a thing; and verbs that look like them.
_UNCOUNTED_WORDS = """
    as is was has does its this thus us yes his hers ours theirs always perhaps besides towards
    across aspects approaches areas arguments bullets cases chapters ideas issues lines options
    parts phases pieces points problems questions reasons sections stages steps things topics
    ways adds allows comes covers describes ends gives goes happens helps holds introduces lets
    makes means needs says shows starts supports takes tells uses works less plus versus
"""
_UNCOUNTED = frozenset(_UNCOUNTED_WORDS.split())
_NUMBER_ON = re.compile(r"\d{1,30}(?:[.,]\d{1,30})*+")
#: So large that it is a quantity, whatever of: 10^7, 1e6, 28,000.
_POWER = re.compile(r"\d,\d{3}|[\^eE\u2070\u00b9\u00b2\u00b3\u2074-\u2079]")
_PREFIX = re.compile(r"(?:R?[$€£¥₹]|\b(?:USD|EUR|GBP|CHF|INR|BRL|JPY|Rs\.?)) ?$")
#: What a number that follows only names.
_ORDERED = re.compile(
    r"(?:\b(?:step|steps|top|stage|phase|section|chapter|part|point|option|figure|fig\.?|table"
    r"|version"
    r"|python|level|tier|item|no\.|nr\.?|page|question|appendix|v)[ -]|[@#]|\b[A-Za-z]\w*-)$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_DATED = re.compile(
    r"\b(?:in|since|until|till|by|from|of|before|after|during|early|late|mid|jan\w*|feb\w*"
    r"|mar\w*|apr\w*"
    r"|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|spring|summer|autumn|fall|winter"
    r"|q[1-4])[ -]$",
    re.IGNORECASE,
)
_SPELT = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty"
    r"|forty"
    r"|fifty|sixty|seventy|eighty|ninety|half an?|a quarter of an?|an?)"
    r"(?:[ -](?:one|two|three|four|five|six|seven|eight|nine|hundred|thousand|million|billion))?\s"
    r"(hundred|thousand|million|billion|milliseconds?|seconds?|minutes?|hours?|days?|nights?|weeks?"
    r"|months?|quarters?|years?|per ?cent|percentage points?|gigabytes?|megabytes?|terabytes?|bytes"
    r"|euros?|dollars?|pounds?)\b",
    re.IGNORECASE,
)
#: `a day` and `one month` say how often or when; they are no figures of their own.
_LONE = re.compile(r"(?:an?|one)\s", re.IGNORECASE)
_LARGE = frozenset({"hundred", "thousand", "million", "billion"})
#: Measures without a unit, of which the name tells what the number means.
_MEASURE = re.compile(
    r"\b(AUC(?:[- ]?(?:ROC|PR))?|(?:PR|ROC)[- ]AUC|AUPRC|AUROC|AP|mAP|MRR|NDCG|F1|F2|F-score"
    r"|precision|recall|accuracy|sensitivity|specificity|lift|R2|R\u00b2|RMSE|MAE|MAPE"
    r"|Brier(?: score)?|log[- ]?loss|kappa|IoU|BLEU|ROUGE|PSI|p-value|p|Gini|Pearson|Spearman"
    r"|correlation|calibration error|ECE|cosine(?: similarity)?|probability|threshold|score|ratio"
    r"|power|rate|alpha|\u03b1|\u03b5|epsilon)"
    r"(?:@\w{1,4})?\b[^\w\n]{0,4}(?:[a-z]{1,9}[^\w\n]{1,3}){0,3}?(?=[01]?\.\d|[01]\b)"
)
_DECIMAL = re.compile(r"[01]?\.\d+|[01]\b(?!\.)")
#: The unit first, as in a table: `QPS: 200`, `latency (ms) | 50`.
_BEFORE = re.compile(
    rf"(?<![\w.])\(?({_SIZE}|{_RATE}|{_MONEY}|%|ms|DAU|MAU|users|seconds|hours|days)\)?"
    r"\s?[:=|≈~]\s?[~≈]?$"
)


def find(text: str) -> list[Figure]:
    """Find figures in order, none within another. Time is linear in the text's length."""
    found = sorted([*_measured(text), *_spelt(text), *_measures(text)], key=lambda f: f.start)
    kept: list[Figure] = []
    for figure in found:
        if not kept or figure.start >= kept[-1].start + len(kept[-1].text):
            kept.append(figure)
    return kept


def _measured(text: str) -> Iterator[Figure]:
    end = 0
    for number in islice(_NUMBER.finditer(text), MOST_NUMBERS):
        start, before = number.start(), text[max(0, number.start() - 24) : number.start()]
        if start >= end and not _is_name(text, number, before):
            money = _PREFIX.search(before)
            start -= len(money[0]) if money else 0
            end = _amount_end(text, number)
            found = (money[0].strip(), end) if money else _unit(text, number, end, before)
            if found is not None:
                unit, end = found
                each = _FOR.match(text, end)
                end = each.end() if each else end
                yield Figure(text[start:end], start, unit)


def _is_name(text: str, number: re.Match[str], before: str) -> bool:
    """Whether a number names something, as versions, steps and GPT-4 do."""
    after = text[number.end() : number.end() + 2]
    is_version = after[:1] == "." and after[1:].isdigit()
    return is_version or _ORDERED.search(before) is not None


def _amount_end(text: str, number: re.Match[str]) -> int:
    """Find where a number ends with its range and its scale: `5-10 million`."""
    end = number.end()
    until = _RANGE.match(text, end)
    upper = _NUMBER_ON.match(text, until.end()) if until else None
    scale = _SCALE.match(text, upper.end() if upper else end)
    return max(each.end() for each in (number, upper, scale) if each)


def _unit(text: str, number: re.Match[str], end: int, before: str) -> tuple[str, int] | None:
    """Find a unit, and where it ends."""
    tied = _TIED.match(text, end)
    if tied:
        return tied[0].lstrip("-"), tied.end()
    gap = _GAP.match(text, end)
    at = gap.end() if gap else end
    unit = _UNIT.match(text, at)
    if unit:
        return unit[0], unit.end()
    if _YEAR.match(number[0]) and (_DATED.search(before) or not text[at : at + 1].isalpha()):
        return None
    counted = _COUNTED.match(text, at) if at > end else None
    if counted and counted[1].casefold() not in _UNCOUNTED:
        return counted[0], counted.end()
    first = _BEFORE.search(before)
    if first:
        return first[1], end
    is_large = end > number.end() or _POWER.search(number[0]) is not None
    return ("", end) if is_large and not text[end : end + 1].isalnum() else None


def _spelt(text: str) -> Iterator[Figure]:
    for found in _SPELT.finditer(text):
        if not _LONE.match(found[0]) or found[1].lower() in _LARGE:
            yield Figure(found[0], found.start(), found[1])


def _measures(text: str) -> Iterator[Figure]:
    for name in _MEASURE.finditer(text):
        number = _DECIMAL.match(text, name.end())
        if number:
            yield Figure(text[name.start() : number.end()], name.start(), name[1])
