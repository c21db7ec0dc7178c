"""What of an answer is an attempt to look like one, each with its measured value and the limit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from heldout.report import Finding, Severity
from heldout.written.answer import Answer
from heldout.written.integrity import hiding, language, limits, topic, vocabulary
from heldout.written.integrity.measures import Look, look, spans
from heldout.written.integrity.units import Judged
from heldout.written.prompt import Prompt


def find(prompt: Prompt, answer: Answer, others: Sequence[Prompt]) -> Iterator[Finding]:
    """Find what looks like an answer and is none; `others` are prompts it might belong to."""
    yield from hiding.find(prompt, answer)
    seen = look(prompt, answer)
    tongue = language.foreign([word for each in seen.judged for word in each.words])
    if tongue:
        yield _finding(
            "unreadable",
            None,
            f"most of the text is not in English: {tongue.share:.0%} of the words that tell are"
            f" {tongue.name}; the limit is 50%",
            "answer in English; rubrics are read in English",
            Severity.ERROR,
        )
        return
    if seen.measures.words + _words_of_headings(seen) < limits.FEWEST_WORDS:
        return
    for each in (_pasted, _stuffed, _disordered, _odd, _mannered):
        yield from each(seen)
    yield from _strays(prompt, seen, others)


def _words_of_headings(seen: Look) -> int:
    share = seen.measures.headings
    return round(seen.measures.words * share / (1 - share)) if share < 1 else limits.FEWEST_WORDS


def _finding(
    code: str, line: int | None, message: str, next_step: str, severity: Severity = Severity.WARNING
) -> Finding:
    return Finding(code=code, severity=severity, line=line, message=message, next_step=next_step)


def _lines(judged: Iterable[Judged]) -> tuple[int | None, str]:
    lines = [line for each in judged for line, _ in each.unit.lines]
    return (min(lines) if lines else None), spans(lines)


def _pasted(seen: Look) -> Iterator[Finding]:
    found = seen.measures
    copied: tuple[tuple[str, float, str, Callable[[Judged], bool]], ...] = (
        ("pasted-prompt", found.pasted_prompt, "the statement", lambda each: each.from_prompt),
        ("pasted-rubric", found.pasted_rubric, "the rubric", lambda each: each.from_rubric),
    )
    for code, share, source, is_copied in copied:
        if share >= limits.PASTED:
            line, where = _lines(filter(is_copied, seen.judged))
            is_most = share >= limits.PASTED_MOST
            yield _finding(
                code,
                line,
                f"{share:.0%} of the words are copied from {source} (lines {where}); the limit is"
                f" {limits.PASTED:.0%}",
                "say in your own words what you would do; the text given is known already",
                Severity.ERROR if is_most else Severity.WARNING,
            )
    if found.echoed >= limits.ECHOED and found.pasted_rubric < limits.PASTED:
        line, where = _lines(seen.judged[n] for n in seen.echoed)
        yield _finding(
            "pasted-rubric",
            line,
            f"{found.echoed:.0%} of the words only give back what the rubric says (lines {where});"
            f" the limit is {limits.ECHOED:.0%}",
            "say what you would do about it here, with what and how much",
        )


def _stuffed(seen: Look) -> Iterator[Finding]:
    found = seen.measures
    signs = (
        (found.rubric_words, limits.RUBRIC_WORDS, "of the content words are the rubric's"),
        (found.title_words, limits.TITLE_WORDS, "of the content words are those of point titles"),
        (found.listed, limits.LISTED, "of the words stand in lists without grammar"),
        (found.framed, limits.FRAMED, "of the sentences differ from others in their terms only"),
        (found.repeated, limits.REPEATED, "of the sentences were said before, word for word"),
        (
            found.top_words if found.words >= limits.FEWEST_WORDS_OF_TOP else 0.0,
            limits.TOP_WORDS,
            "of the content words are the same five",
        ),
        (found.headings, limits.HEADINGS, "of the words stand in headings"),
    )
    facts = [
        f"{share:.0%} {what} (limit {limit:.0%})" for share, limit, what in signs if share >= limit
    ]
    if found.words and found.function_words < limits.FUNCTION_WORDS:
        facts.append(
            f"{found.function_words:.0%} of the words are such as the, of and because"
            f" (at least {limits.FUNCTION_WORDS:.0%} in any English)"
        )
    if facts:
        line, _ = _lines(seen.judged[n] for n in seen.framed | seen.listed | seen.repeated)
        yield _finding(
            "keyword-stuffing",
            line,
            "terms take the place of statements: " + ", ".join(facts),
            "write sentences that say what you would do with a thing, why, and at what cost",
        )


def _disordered(seen: Look) -> Iterator[Finding]:
    found = seen.measures
    facts = []
    if found.order_gain < limits.ORDER_GAIN:
        facts.append(
            f"the order of words tells {found.order_gain:+.2f} bits a word"
            f" (at least {limits.ORDER_GAIN:+.2f} in English)"
        )
    if found.shuffled >= limits.SHUFFLED:
        facts.append(
            f"{found.shuffled:.0%} of the words are in sentences out of order"
            f" (limit {limits.SHUFFLED:.0%})"
        )
    if facts:
        line, _ = _lines(seen.judged[n] for n in seen.shuffled)
        yield _finding(
            "shuffled-words",
            line,
            "words stand in an order that English does not have: " + ", ".join(facts),
            "write whole sentences",
        )


def _odd(seen: Look) -> Iterator[Finding]:
    found = seen.measures
    if found.odd_words >= limits.ODD_WORDS:
        line, where = _lines(each for each in seen.judged if each.odd_words)
        yield _finding(
            "random-text",
            line,
            f"{found.odd_words:.0%} of the words are spelt like no English (lines {where});"
            f" the limit is {limits.ODD_WORDS:.0%}",
            "write in English words, or explain names that are not",
        )
    elif found.listed >= limits.LISTED and found.on_topic < limits.ON_TOPIC_OF_LIST:
        yield _finding(
            "random-text",
            None,
            f"{found.listed:.0%} of the words follow one another without grammar"
            f" (limit {limits.LISTED:.0%}), and {1 - found.on_topic:.0%} of them are not the"
            " subject's",
            "write sentences about the question",
        )


def _mannered(seen: Look) -> Iterator[Finding]:
    found = seen.measures
    denied = found.negated + found.left_out
    if denied >= limits.NEGATED:
        line, _ = _lines(each for each in seen.judged if each.is_negated or each.is_left_out)
        yield _finding(
            "all-negated",
            line,
            f"{min(1.0, denied):.0%} of the sentences say what is not done or set it aside;"
            f" the limit is {limits.NEGATED:.0%}",
            "say what you would do",
        )
    if found.asked >= limits.ASKED:
        line, _ = _lines(each for each in seen.judged if each.is_asked)
        yield _finding(
            "all-questions",
            line,
            f"{found.asked:.0%} of the sentences ask where answers are expected; the limit is"
            f" {limits.ASKED:.0%}",
            "keep questions for where requirements are clarified, and answer the rest",
        )
    if found.vague >= limits.VAGUE:
        line, _ = _lines(each for each in seen.judged if each.is_vague)
        yield _finding(
            "hand-waving",
            line,
            f"{found.vague:.0%} of the sentences would be true of any system; the limit is"
            f" {limits.VAGUE:.0%}",
            "replace importance and best practice by what you would do, with a figure or a reason",
        )


def _strays(prompt: Prompt, seen: Look, others: Sequence[Prompt]) -> Iterator[Finding]:
    stems = {stem for each in seen.judged for stem in each.stems}
    found = seen.measures
    is_told = len(vocabulary.of(prompt).public) >= limits.FEWEST_STEMS
    if is_told and found.words and found.on_topic < limits.ON_TOPIC:
        yield _finding(
            "off-topic",
            None,
            f"{found.on_topic:.0%} of the content words have to do with the question; at least"
            f" {limits.ON_TOPIC:.0%} should",
            "read the scenario again, and answer in its terms",
        )
    fit = topic.compare(stems, prompt, others)
    if fit and fit.ratio >= limits.OTHER_TOPIC and fit.best >= limits.OTHER_TOPIC_FIT:
        yield _finding(
            "other-topic",
            None,
            f"the words fit {fit.best_slug} {fit.ratio:.1f} times as well as this prompt; the limit"
            f" is {limits.OTHER_TOPIC:.1f}",
            f"hand it in as an answer to {fit.best_slug}, or answer this one",
        )
