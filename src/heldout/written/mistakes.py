"""What interviewers see again and again in answers.

Something that is absent blocks, and is found only if nothing in the whole answer comes near it.
A manner (rambling, jargon, blame) is a warning.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator

from heldout.catalogue.rubric import Section
from heldout.report import Finding, Severity
from heldout.written import figures, signs
from heldout.written.answer import Answer, Unit, count_words
from heldout.written.jargon import KNOWN
from heldout.written.layout import error, heading_span, span_of
from heldout.written.prompt import Prompt

#: An answer with fewer words lacks everything; structure says so.
FEWEST_WORDS = 10
#: What comes later is not read: the longest answer that any rubric allows is shorter.
MOST_CHARACTERS = 30_000
#: Words a sentence: nobody can follow when both are passed.
LONG_MEAN, LONG_SENTENCE = 35, 70
#: Words without a break.
LONG_PARAGRAPH = 220
#: Fillers, in all and in 100 words.
MOST_FILLERS, FILLER_RATE = 6, 3.0
#: Share of all runs of four words that an answer says three times or more.
REPEATED, REPEATED_FROM_WORDS = 0.12, 150
FEWEST_UNEXPLAINED = 4
FEWEST_BLAMING = 2

_Mistake = Callable[[Prompt, Answer], Iterator[Finding]]


def find(prompt: Prompt, answer: Answer) -> Iterator[Finding]:
    """Find those of the prompt's mistakes that an answer makes."""
    answer = answer._replace(units=tuple(_readable(answer.units)))
    if count_words(answer.units) >= FEWEST_WORDS:
        for code in prompt.mistakes:
            yield from _MISTAKES[code](prompt, answer)


def _readable(units: Iterable[Unit]) -> Iterator[Unit]:
    length = 0
    for unit in units:
        length += len(unit.text)
        if length > MOST_CHARACTERS:
            return
        yield unit


def _no_requirements(prompt: Prompt, answer: Answer) -> Iterator[Finding]:
    asking = next((each for each in prompt.sections if each.asks), prompt.sections[0])
    asked = any(unit.text.rstrip("*_ )").endswith("?") for unit in answer.units)
    stated = len(figures.find(_text(answer.in_section(asking.id)))) > 1
    if not asked and not stated and not _shows(signs.REQUIREMENTS, answer):
        yield _absence(
            "no-clarified-requirements",
            "no question, assumption, goal or limit is stated anywhere",
            "begin with what you would ask, and with what you assume where nobody answers",
            _place(answer, asking),
        )


def _no_edge_cases(prompt: Prompt, answer: Answer) -> Iterator[Finding]:
    if not _shows(signs.EDGE_CASES, answer):
        yield _absence(
            "no-edge-cases",
            "nothing is said of what is rare, missing, new or broken",
            "say what users get when a part fails, and what happens to those without any data",
            _place(answer, _named(prompt, "edge", "reliab", "limit", "implement")),
        )


def _no_trade_off(prompt: Prompt, answer: Answer) -> Iterator[Finding]:
    if not _shows(signs.TRADE_OFFS, answer):
        yield _absence(
            "no-trade-off",
            "no choice is weighed: nothing is said of what it costs, or of another way",
            "name one thing that you chose against, what it would have brought, and why you did "
            "without",
            _place(answer, _named(prompt, "trade", "model-selection", "architecture", "design")),
        )


def _no_testing(prompt: Prompt, answer: Answer) -> Iterator[Finding]:
    if not _shows(signs.TESTING, answer):
        yield _absence(
            "no-testing",
            "nothing is said of how one would know that it works",
            "name a measure, the data it is taken on, and what it is compared with",
            _place(answer, _named(prompt, "test", "evaluat", "check", "experiment", "reliab")),
        )


def _no_result(prompt: Prompt, answer: Answer) -> Iterator[Finding]:
    section = _named(prompt, "result")
    units = answer.in_section(section.id) if section else ()
    text = _text(units or answer.units)
    if not figures.find(text) and not signs.RESULTS.search(text):
        yield _absence(
            "no-result",
            "nothing is said of what came of it",
            "say what was different afterwards, in figures if there are any",
            _place(answer, section),
        )


def _no_lesson(prompt: Prompt, answer: Answer) -> Iterator[Finding]:
    if not _shows(signs.LESSONS, answer):
        yield _absence(
            "no-lesson",
            "nothing is said of what you took from it",
            "say what you would do otherwise, or have done otherwise since",
            _place(answer, _named(prompt, "lesson", "result")),
        )


def _rambling(_: Prompt, answer: Answer) -> Iterator[Finding]:
    yield from _long_sentences(answer)
    yield from _long_paragraphs(answer)
    count = count_words(answer.units)
    fillers = [unit for unit in answer.units for _ in signs.FILLERS.findall(unit.text)]
    if len(fillers) >= MOST_FILLERS and len(fillers) / count * 100 >= FILLER_RATE:
        yield _manner(
            "rambling",
            f"{len(fillers)} phrases such as `basically` and `as I said` fill {count:,} words",
            "take them out: nothing is lost",
            fillers[0],
        )
    yield from _repetition(answer)


def _long_sentences(answer: Answer) -> Iterator[Finding]:
    sentences = [(len(unit.words), unit) for unit in answer.units if unit.kind != "cell"]
    if not sentences:
        return
    mean = sum(count for count, _ in sentences) / len(sentences)
    longest, unit = max(sentences, key=lambda each: each[0])
    if mean > LONG_MEAN and longest > LONG_SENTENCE:
        yield _manner(
            "rambling",
            f"sentences have {mean:.0f} words on average and up to {longest}"
            f" ({LONG_MEAN} and {LONG_SENTENCE} are a lot)",
            "say one thing in a sentence; begin with this one",
            unit,
        )


def _long_paragraphs(answer: Answer) -> Iterator[Finding]:
    blocks: defaultdict[int, list[Unit]] = defaultdict(list)
    for unit in answer.units:
        blocks[unit.block].append(unit)
    counts = [(count_words(units), units[0]) for units in blocks.values()]
    count, unit = max(counts, key=lambda each: each[0])
    if count > LONG_PARAGRAPH:
        yield _manner(
            "rambling",
            f"a paragraph goes on for {count:,} words; {LONG_PARAGRAPH} are a lot",
            "break it where the thought turns, or make a list of it",
            unit,
        )


def _repetition(answer: Answer) -> Iterator[Finding]:
    runs: Counter[tuple[str, ...]] = Counter()
    for unit in answer.units:
        words = unit.words
        runs.update(zip(words, words[1:], words[2:], words[3:], strict=False))
    total = runs.total()
    repeated = sum(count for count in runs.values() if count > 2)
    if total >= REPEATED_FROM_WORDS and repeated / total > REPEATED:
        often, count = runs.most_common(1)[0]
        unit = next(unit for unit in answer.units if " ".join(often) in " ".join(unit.words))
        yield _manner(
            "rambling",
            f"the same words come back: `{' '.join(often)[:80]}` {count} times"
            f" ({repeated / total:.0%} of the text is said three times or more; {REPEATED:.0%} "
            f"is a lot)",
            "say it once, where it matters",
            unit,
        )


_NAME = re.compile(
    r"(?<![\w/.@#-])[A-Za-z][A-Za-z0-9]{0,14}(?:[/&-][A-Z0-9][A-Za-z0-9]{0,9})?(?![\w/@])"
)
_EXPLAINED_AFTER = re.compile(
    r"[`*\"'\u201d]{0,2}s?(?:\s?\(|\s?[=:\u2013\u2014]| - |,? (?:which|that) |,? (?:i\.e\."
    r"|meaning|or rather|short for|stands? for"
    r"|standing for|means|is an?|is the|is our|are|was an?|was the|was our|says|tells|measures)"
    r"|, (?:an?|the|our|my|their|one|its) )"
)
_EXPLAINED_BEFORE = re.compile(
    r"(?:\(|\b(?:called|named|known as|so-called|abbreviated|acronym|short|or"
    r"|say)\s)[\"'`*\u201c]{0,2}$"
)


def _unexplained_jargon(prompt: Prompt, answer: Answer) -> Iterator[Finding]:
    known = _spelt_out(prompt)
    unexplained: dict[str, Unit] = {}
    explained: set[str] = set()
    for unit in answer.units:
        if unit.text.upper() == unit.text:
            continue
        for found in _NAME.finditer(unit.text):
            name = found[0].removesuffix("s")
            if _is_coined(name) and not _is_known(found[0], known):
                before, after = unit.text[: found.start()][-24:], unit.text[found.end() :][:24]
                if _EXPLAINED_AFTER.match(after) or _EXPLAINED_BEFORE.search(before):
                    explained.add(name)
                unexplained.setdefault(name, unit)
    left = {name: unit for name, unit in unexplained.items() if name not in explained}
    if len(left) >= FEWEST_UNEXPLAINED:
        name, unit = next(iter(left.items()))
        yield _manner(
            "unexplained-jargon",
            f"{len(left)} names are never explained: {', '.join([*left][:5])}"
            f" ({FEWEST_UNEXPLAINED} or more are a lot)",
            "say in a few words what each is, where it first comes up",
            unit,
            words=name,
        )


def _is_coined(name: str) -> bool:
    """Whether a word is mostly capitals, as abbreviations are; GridSearchCV can be looked up."""
    capitals = sum(letter.isupper() for letter in name)
    return capitals > 1 and capitals >= sum(letter.islower() for letter in name)


def _is_known(name: str, known: frozenset[str]) -> bool:
    parts = re.split(r"[/&-]", name)
    return any(
        all(
            part.upper() in names
            or part.upper().removesuffix("S") in names
            or len(part) < 2
            or not _is_coined(part)
            for part in whole
        )
        for names in (known, KNOWN)
        for whole in ([name], parts)
    )


def _spelt_out(prompt: Prompt) -> frozenset[str]:
    """Collect what the prompt itself says."""
    own = " ".join(
        [prompt.statement, *(f"{each.title} {each.description}" for each in prompt.points)]
    )
    return frozenset(word.upper() for word in re.findall(r"[A-Za-z0-9]+", own))


def _blames_others(_: Prompt, answer: Answer) -> Iterator[Finding]:
    blaming = [unit for unit in answer.units if signs.BLAME.search(unit.text)]
    if len(blaming) >= FEWEST_BLAMING and not signs.OWN_SHARE.search(_text(answer.units)):
        yield _manner(
            "blames-others",
            f"{len(blaming)} sentences put the fault on others, and none says what was your own "
            f"part",
            "say what you could have done, and what you did with what others gave you",
            blaming[0],
        )


_MISTAKES: dict[str, _Mistake] = {
    "blames-others": _blames_others,
    "no-clarified-requirements": _no_requirements,
    "no-edge-cases": _no_edge_cases,
    "no-lesson": _no_lesson,
    "no-result": _no_result,
    "no-testing": _no_testing,
    "no-trade-off": _no_trade_off,
    "rambling": _rambling,
    "unexplained-jargon": _unexplained_jargon,
}


def _text(units: Iterable[Unit]) -> str:
    return " | ".join(unit.text for unit in units).replace("\u2019", "'")


def _shows(signs_of_it: re.Pattern[str], answer: Answer) -> bool:
    return signs_of_it.search(_text(answer.units)) is not None


def _named(prompt: Prompt, *names: str) -> Section | None:
    """Find the section where something is expected, by what ids begin with or hold."""
    return next(
        (section for name in names for section in prompt.sections if name in section.id), None
    )


def _place(answer: Answer, section: Section | None) -> tuple[int | None, tuple[int, int]]:
    part = answer.part(section.id) if section else None
    if part is None or part.heading is None:
        return None, (0, 0)
    return part.line, heading_span(answer, part.heading)


def _absence(
    code: str, message: str, next_step: str, place: tuple[int | None, tuple[int, int]]
) -> Finding:
    line, span = place
    return error(code, line, message, next_step, span=span)


def _manner(code: str, message: str, next_step: str, unit: Unit, *, words: str = "") -> Finding:
    """Warn of a unit, pointing at some words of it if they are on its first line."""
    line, source = next(iter(unit.lines), (unit.line, ""))
    column, length = span_of(source, words)
    return Finding(
        code=code,
        severity=Severity.WARNING,
        line=line,
        message=message,
        next_step=next_step,
        column=column,
        length=length,
    )
