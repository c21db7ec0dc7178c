"""What is missing or out of place in an answer: all of it blocks."""

from __future__ import annotations

import difflib
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from heldout.catalogue.rubric import Section, normalised
from heldout.report import Finding
from heldout.written import drawings, figures, links
from heldout.written.answer import Answer, Heading, Unit, count_words
from heldout.written.layout import (
    error,
    heading_span,
    is_heading,
    said_before,
    span_of,
    visible_lines,
)
from heldout.written.placeholders import placeholder
from heldout.written.prompt import Prompt

#: More findings of one code are only counted.
MOST_FINDINGS = 3
#: Nobody counts words as we do, so a limit is met a little beyond it, and a little before.
TOLERANCE = 1.1
#: An answer with fewer words of its own is the template, whatever its limits.
FEWEST_WORDS = 10
FEWEST_FIGURES = 2
#: How alike a heading and a section's name are if one is meant by the other, 0 to 1.
ALIKE = 0.72

_PAIR = re.compile(r"[A-Za-z_][\w-]*[ \t]*:(?:[ \t].*)?$")
_NUMBER_ALONE = re.compile(r"[~<>\u2248\u2264\u2265]?\s?\d[\d,.\s]{0,20}[kKMB]?$")


def find(prompt: Prompt, answer: Answer) -> Iterator[Finding]:
    """Find what blocks an answer, in the order of its lines; what concerns all of it comes first.

    An untouched template is only that.
    """
    untouched = _untouched(prompt, answer)
    if untouched is not None:
        yield untouched
        return
    found = [
        *_missing_sections(prompt, answer),
        *_section_order(prompt, answer),
        *_section_lengths(prompt, answer),
        *_answer_length(prompt, answer),
        *_placeholders(prompt, answer),
        *drawings.find(prompt, answer),
        *_numbers(prompt, answer),
        *_front_matter(answer),
        *links.find(answer),
    ]
    yield from _capped(sorted(found, key=lambda each: (each.line or 0, each.column)))


def _capped(found: list[Finding]) -> Iterator[Finding]:
    """Keep a few of each code, and count the rest in the place of the first that is left out."""
    totals = Counter(each.code for each in found)
    seen: Counter[str] = Counter()
    for each in found:
        seen[each.code] += 1
        rest = totals[each.code] - MOST_FINDINGS
        if seen[each.code] <= MOST_FINDINGS:
            yield each
        elif seen[each.code] == MOST_FINDINGS + 1:
            what = f"there {'is' if rest == 1 else 'are'} {rest:,} more of this kind"
            yield error(each.code, each.line, what, "look through the rest for the same")


def _untouched(prompt: Prompt, answer: Answer) -> Finding | None:
    before = said_before(prompt.template.split("\n"))
    own = [unit for unit in answer.units if _is_own(unit, before)]
    written, limit = count_words(own), max(FEWEST_WORDS, prompt.min_words // 20)
    if written >= limit:
        return None
    fact = f"nothing is filled in yet: {written} words besides the template, {limit} are the least"
    hidden = sum(len(each.text.split()) for each in answer.comments)
    given = sum(len(line.split()) for line in prompt.template.split("\n"))
    if prompt.template and hidden > given:
        return error(
            "untouched-template",
            None,
            f"{fact}; what stands between <!-- and --> is not part of an answer",
            "move your text out of the comments",
        )
    if answer.fences or answer.quoted:
        fact += "; blocks of code and quotes do not count"
    return error("untouched-template", None, fact, "write your answer below the headings")


def _is_own(unit: Unit, before: frozenset[str]) -> bool:
    return any(" ".join(line.split()).casefold() not in before for _, line in unit.lines)


def _missing_sections(prompt: Prompt, answer: Answer) -> Iterator[Finding]:
    free = [h for h in answer.headings if not any(s.is_headed(h.title) for s in prompt.sections)]
    for section in prompt.sections:
        if not section.required or answer.part(section.id):
            continue
        close = _closest(section, free)
        if close is None:
            yield error(
                "missing-section",
                None,
                f'the section "{section.title}" is missing',
                f'add the heading "## {section.title}" and write below it',
            )
        else:
            yield error(
                "missing-section",
                close.line,
                f'the section "{section.title}" is missing; "{close.title}" is close to it',
                f'if that is the section, head it "## {section.title}"',
                span=heading_span(answer, close),
            )


def _closest(section: Section, headings: list[Heading]) -> Heading | None:
    """Find the heading that is most like one of a section's names."""
    best, most = None, ALIKE
    for name in map(normalised, section.names):
        matcher = difflib.SequenceMatcher(b=name, autojunk=False)
        for heading in headings[:200]:
            matcher.set_seq1(normalised(heading.title)[: 3 * len(name)])
            if matcher.real_quick_ratio() >= most and matcher.quick_ratio() >= most:
                ratio = matcher.ratio()
                if ratio > most:
                    best, most = heading, ratio
    return best


def _section_order(prompt: Prompt, answer: Answer) -> Iterator[Finding]:
    """Find sections to move: all that are not on the longest run in order."""
    required = [section for section in prompt.sections if section.required]
    places = {section.id: n for n, section in enumerate(required)}
    there: dict[str, Heading] = {}
    for part in answer.parts:
        if part.section and part.heading and part.section.id in places:
            there.setdefault(part.section.id, part.heading)
    kept = _longest_run([places[each] for each in there])
    for name, heading in there.items():
        n = places[name]
        if n in kept:
            continue
        before = [each for each in required[:n] if each.id in there]
        after = next(each for each in (*required[n + 1 :], *required) if each.id in there)
        where = f'after "{before[-1].title}"' if before else f'before "{after.title}"'
        yield error(
            "section-order",
            heading.line,
            f'"{heading.title}" is out of order: it belongs {where}',
            f"move the section there ({_standing(answer, before[-1] if before else after)})",
            span=heading_span(answer, heading),
        )


def _standing(answer: Answer, section: Section) -> str:
    part = answer.part(section.id)
    return f'"{section.title}" is on line {part.line}' if part else section.title


def _longest_run(places: list[int]) -> set[int]:
    """Return a longest increasing subsequence (patience sorting)."""
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for place in places:
        at = bisect_left(tails, place)
        before[place] = tails[at - 1] if at else None
        tails[at : at + 1] = [place]
    run: set[int] = set()
    last = tails[-1] if tails else None
    while last is not None:
        run.add(last)
        last = before[last]
    return run


def _section_lengths(prompt: Prompt, answer: Answer) -> Iterator[Finding]:
    for section in prompt.sections:
        part = answer.part(section.id)
        if part is None or part.heading is None:
            continue
        count = count_words(answer.in_section(section.id))
        span = heading_span(answer, part.heading)
        if count < section.min_words / TOLERANCE:
            yield error(
                "section-too-short",
                part.line,
                f'"{section.title}" has {count:,} words; {section.min_words:,} are the least',
                f"add what belongs there: {_description(section)}",
                span=span,
            )
        elif count > section.max_words * TOLERANCE:
            yield error(
                "section-too-long",
                part.line,
                f'"{section.title}" has {count:,} words; {section.max_words:,} are the most',
                f"take out {count - section.max_words:,} words, or move what belongs elsewhere",
                span=span,
            )


def _description(section: Section) -> str:
    return section.description[:1].lower() + section.description[1:].rstrip(".")


def _answer_length(prompt: Prompt, answer: Answer) -> Iterator[Finding]:
    count = count_words(answer.units)
    if count < prompt.min_words / TOLERANCE:
        yield error(
            "answer-too-short",
            None,
            f"the answer has {count:,} words; {prompt.min_words:,} are the least",
            "say why you chose as you did, and what you would not do",
        )
    elif count > prompt.max_words * TOLERANCE:
        yield error(
            "answer-too-long",
            None,
            f"the answer has {count:,} words; {prompt.max_words:,} are the most",
            "keep what decides something and take out the rest",
        )


def _placeholders(prompt: Prompt, answer: Answer) -> Iterator[Finding]:
    before = said_before(_shown(prompt.template))
    for number, line in enumerate(visible_lines(answer), start=1):
        found = placeholder(line)
        if found:
            yield error(
                "placeholder",
                number,
                f"`{found[0].strip()[:60]}` holds the place of something that is not written yet",
                "write it, or take the line out",
                span=(found.start() + 1, len(found[0])),
            )
        elif not is_heading(line) and " ".join(line.split()).casefold() in before:
            yield error(
                "placeholder",
                number,
                "this line of the template was left as it is",
                "put your own words in its place",
                span=span_of(line, line.strip()),
            )


def _shown(template: str) -> Iterator[str]:
    """Yield what of a template a candidate has to replace: text below sections' headings."""
    is_below = False
    for line in re.sub(r"<!--.*?(?:-->|\Z)", "", template, flags=re.DOTALL).split("\n"):
        is_below |= line.startswith("## ")
        if is_below and not is_heading(line) and len(line.split()) > 1:
            yield line


def _numbers(prompt: Prompt, answer: Answer) -> Iterator[Finding]:
    for section in prompt.sections:
        part = answer.part(section.id)
        if "numbers" not in section.needs or part is None or part.heading is None:
            continue
        count = _count_figures(section, answer)
        if count < FEWEST_FIGURES:
            has = f"{count} figure{'' if count == 1 else 's'} with units"
            yield error(
                "missing-numbers",
                part.line,
                f'"{section.title}" has {has}; {FEWEST_FIGURES} are the least',
                "work out the few that decide something, such as requests a second or GB a day",
                span=heading_span(answer, part.heading),
            )


def _count_figures(section: Section, answer: Answer) -> int:
    """Count figures in text and in blocks of reckoning; in a table, the unit may head a column."""
    units = answer.in_section(section.id)
    blocks = [f.text for f in answer.fences if f.section == section.id and f.language != "mermaid"]
    count = len(figures.find(" | ".join([*(unit.text for unit in units), *blocks])))
    return count + sum(u.kind == "cell" and bool(_NUMBER_ALONE.match(u.text)) for u in units)


def _front_matter(answer: Answer) -> Iterator[Finding]:
    matter, lines = answer.front_matter, answer.lines
    if matter is None:
        if lines[0].rstrip() == "---" and len(lines) > 1 and _PAIR.match(lines[1]):
            yield error(
                "bad-front-matter",
                1,
                "the front matter is never closed",
                "close it with a line `---`, or take it out: an answer needs none",
                span=(1, 3),
            )
        return
    for n, line in enumerate(matter.text.split("\n")):
        if line.strip() and not line.startswith("#") and not _PAIR.match(line):
            yield error(
                "bad-front-matter",
                matter.line + n,
                "this is read as front matter, which holds lines such as `author: me` only",
                "take out the lines `---` at the top, or what is between them: an answer needs "
                "none",
                span=span_of(line, line.strip()),
            )
