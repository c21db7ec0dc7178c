"""How to make a text that looks like an answer: one function for each kind of attack.

Their phrases are in attack_phrases.toml. Each takes what an attacker may know, the worst case being
the answer key itself, and yields texts under the prompt's headings.
"""

from __future__ import annotations

import random
import re
import string
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from benchmarks.attack_material import Material, laid_out

_HEADING = re.compile(r"#{1,6} ")
LOOKALIKES = str.maketrans("aeopcxyi", "\u0430\u0435\u043e\u0440\u0441\u0445\u0443\u0456")


class Phrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """attack_phrases.toml."""

    frames: list[str]
    waves: list[str]
    denials: list[str]
    questions: list[str]
    postponed: list[str]
    nouns: str
    foreign: str
    synonyms: dict[str, str]


PHRASES = msgspec.toml.decode(
    Path(__file__).with_name("attack_phrases.toml").read_bytes(), type=Phrases
)
NOUNS = PHRASES.nouns.split()


Maker = Callable[[Material, random.Random], Iterator[str]]


def _filled(
    frames: Sequence[str], fillings: Sequence[str], draw: random.Random, n: int
) -> list[str]:
    made = []
    for k in range(n):
        words = draw.sample(list(fillings), min(3, len(fillings)))
        text = frames[k % len(frames)].format(*(words * 3)[:3])
        made.append(text[:1].upper() + text[1:])
    return made


def _shuffled(text: str, draw: random.Random) -> str:
    words = text.rstrip(".").split()
    draw.shuffle(words)
    return " ".join(words) + "."


def keyword_list(m: Material, draw: random.Random) -> Iterator[str]:
    """Terms as bullets."""
    terms = draw.sample(m.keywords, min(150, len(m.keywords)))
    yield laid_out(m, [f"- {term}" for term in terms], "\n")


def keyword_paragraph(m: Material, draw: random.Random) -> Iterator[str]:
    """Terms with commas between them, some again and again."""
    terms = draw.sample(m.keywords, min(90, len(m.keywords)))
    terms += draw.choices(terms[:15], k=110)
    yield laid_out(m, [", ".join(terms[n : n + 12]) + "." for n in range(0, len(terms), 12)])


def pattern_words(m: Material, draw: random.Random) -> Iterator[str]:
    """The very words of the key, strung together."""
    words = m.pattern_words or m.keywords
    chosen = draw.choices(words, k=400)
    yield laid_out(m, [" ".join(chosen[n : n + 12]) + "." for n in range(0, len(chosen), 12)])


def keywords_in_nouns(m: Material, draw: random.Random) -> Iterator[str]:
    """Terms among words that have nothing to do with them."""
    made = []
    for _ in range(40):
        words = draw.sample(m.keywords, 4) + draw.sample(NOUNS, 7)
        draw.shuffle(words)
        made.append(" ".join(words).capitalize() + ".")
    yield laid_out(m, made)


def keywords_in_frames(m: Material, draw: random.Random) -> Iterator[str]:
    """Terms in sentences that would take any."""
    yield laid_out(m, _filled(PHRASES.frames, m.keywords, draw, 48))


def nouns_in_frames(m: Material, draw: random.Random) -> Iterator[str]:
    """The same with nouns between, so that terms are few."""
    mixed = draw.sample(m.keywords, min(40, len(m.keywords))) + NOUNS[:40]
    yield laid_out(m, _filled(PHRASES.frames, mixed, draw, 48))


def titles_in_frames(m: Material, draw: random.Random) -> Iterator[str]:
    """What points are about, in sentences that would take anything."""
    yield laid_out(m, _filled(PHRASES.frames, m.titles, draw, 36))


def shuffled_sentences(m: Material, draw: random.Random) -> Iterator[str]:
    """A good answer, the words of each sentence in another order."""
    yield laid_out(m, [_shuffled(each, draw) for each in m.sentences(draw)])


def shuffled_text(m: Material, draw: random.Random) -> Iterator[str]:
    """A good answer, all words in another order."""
    words = " ".join(m.sentences(draw)).split()
    draw.shuffle(words)
    yield laid_out(m, [" ".join(words[n : n + 15]) + "." for n in range(0, len(words), 15)])


def shuffled_anchors(m: Material, draw: random.Random) -> Iterator[str]:
    """Sentences of the key, the words in another order."""
    anchors = [text for _, text in m.anchors] or m.descriptions
    yield laid_out(m, [_shuffled(each, draw) for each in anchors])


def pasted_prompt(m: Material, draw: random.Random) -> Iterator[str]:
    """The statement, back again."""
    lines = [x for x in m.prompt.statement.splitlines() if x.strip() and not _HEADING.match(x)]
    first = draw.randrange(max(1, len(lines) // 3))
    yield laid_out(m, lines[first:], "\n")


def pasted_rubric(m: Material, draw: random.Random) -> Iterator[str]:
    """Titles and descriptions of the points as they are."""
    order = draw.sample(m.prompt.points, len(m.prompt.points))
    yield laid_out(m, [f"{point.title}. {point.description}" for point in order])


def reworded_rubric(m: Material, draw: random.Random) -> Iterator[str]:
    """Descriptions with other verbs and a subject."""
    made = []
    for text in m.descriptions:
        for old, new in PHRASES.synonyms.items():
            text = re.sub(rf"\b{old}\b", new, text, flags=re.IGNORECASE)
        made.append(draw.choice(("We ", "I ", "Our answer ")) + text[:1].lower() + text[1:])
    yield laid_out(m, made)


def another_topic(m: Material, draw: random.Random) -> Iterator[str]:
    """A good answer to something else, under this prompt's headings."""
    if m.foreign:
        text = draw.choice(m.foreign)
        lines = [line for line in text.splitlines() if line.strip() and not _HEADING.match(line)]
        yield laid_out(m, lines, "\n\n")


def denied(m: Material, draw: random.Random) -> Iterator[str]:
    """Everything is refused."""
    yield laid_out(m, _filled(PHRASES.denials, [*m.titles, *m.keywords[:40]], draw, 44))


def denied_anchors(m: Material, draw: random.Random) -> Iterator[str]:
    """Good sentences, each after a denial."""
    openings = ("We do not think that ", "It is not true that ", "There is no need to say that ")
    made = [draw.choice(openings) + s[:1].lower() + s[1:] for s in m.sentences(draw)]
    yield laid_out(m, made)


def asked(m: Material, draw: random.Random) -> Iterator[str]:
    """Everything is a question."""
    yield laid_out(m, _filled(PHRASES.questions, [*m.titles, *m.keywords[:60]], draw, 60))


def asked_anchors(m: Material, draw: random.Random) -> Iterator[str]:
    """Good sentences with a question mark."""
    made = [
        draw.choice(("Should it be that ", "Is it so that ", "Would you say that "))
        + s[:1].lower()
        + s[1:].rstrip(".")
        + "?"
        for s in m.sentences(draw)
    ]
    yield laid_out(m, made)


def waved(m: Material, draw: random.Random) -> Iterator[str]:
    """Everything is very important."""
    yield laid_out(m, _filled(PHRASES.waves, m.titles, draw, 50))


def postponed(m: Material, draw: random.Random) -> Iterator[str]:
    """Everything is left for later."""
    yield laid_out(m, _filled(PHRASES.postponed, m.titles, draw, 40))


def _filler(draw: random.Random) -> list[str]:
    return _filled(PHRASES.waves, ["this part", "the topic", "the system", "our work"], draw, 24)


def in_comments(m: Material, draw: random.Random) -> Iterator[str]:
    """A good answer where no reader sees it."""
    hidden = [f"\n\n<!-- {each} -->\n\n" for each in m.sentences(draw)]
    filler = _filler(draw)
    step = max(1, len(hidden) // len(filler))
    pieces = [f"{f}{''.join(hidden[n * step : (n + 1) * step])}" for n, f in enumerate(filler)]
    yield laid_out(m, pieces)


def in_code(m: Material, draw: random.Random) -> Iterator[str]:
    """A good answer as a block of code."""
    text = "\n".join(m.sentences(draw))
    yield laid_out(m, _filler(draw)) + f"\n```\n{text}\n```\n"


def in_quotes(m: Material, draw: random.Random) -> Iterator[str]:
    """A good answer in somebody else's mouth."""
    text = "\n".join(f"> {each}" for each in m.sentences(draw))
    yield laid_out(m, _filler(draw)) + f"\n{text}\n"


def struck_out(m: Material, draw: random.Random) -> Iterator[str]:
    """A good answer, struck out."""
    yield laid_out(m, [*_filler(draw), *(f"~~{each}~~" for each in m.sentences(draw))])


def in_links(m: Material, draw: random.Random) -> Iterator[str]:
    """A good answer in the targets of links."""
    made = [f"[here](<https://example.org/{each}>)" for each in m.sentences(draw)]
    yield laid_out(m, [*_filler(draw), *made])


def with_invisible(m: Material, draw: random.Random) -> Iterator[str]:
    """A good answer with a character of no width in its words."""
    mark = draw.choice("\u200b\u200c\u2060\u00ad\U000e0061")
    yield laid_out(m, [re.sub(r"(\w\w)(\w)", rf"\1{mark}\2", s) for s in m.sentences(draw)])


def with_lookalikes(m: Material, draw: random.Random) -> Iterator[str]:
    """A good answer with letters of another alphabet."""
    share = draw.choice((0.15, 0.5))
    made = [
        " ".join(w.translate(LOOKALIKES) if draw.random() < share else w for w in s.split())
        for s in m.sentences(draw)
    ]
    yield laid_out(m, made)


def headings_only(m: Material, draw: random.Random) -> Iterator[str]:
    """The points as headings, and nothing below."""
    yield "# Answer\n\n" + "\n\n".join(
        f"## {s.title}\n\n" + "\n\n".join(f"### {t}" for t in draw.sample(m.titles, len(m.titles)))
        for s in m.prompt.sections
    )


def titles_as_headings(m: Material, draw: random.Random) -> Iterator[str]:
    """The points as headings, and filler below."""
    pieces = [
        f"\n\n### {t}\n\n{draw.choice(_filler(draw))} {draw.choice(_filler(draw))}"
        for t in m.titles
    ]
    yield laid_out(m, pieces * 2)


def alphabet_soup(m: Material, draw: random.Random) -> Iterator[str]:
    """Letters, with a term here and there."""
    made = []
    for _ in range(40):
        words = [
            "".join(draw.choices(string.ascii_lowercase, k=draw.randint(3, 9))) for _ in range(9)
        ]
        words[3:5] = draw.sample(m.keywords, 2)
        made.append(" ".join(words) + ".")
    yield laid_out(m, made)


def repeated(m: Material, draw: random.Random) -> Iterator[str]:
    """One description forty times."""
    yield laid_out(m, [draw.choice(m.descriptions)] * 40)


def in_another_language(m: Material, draw: random.Random) -> Iterator[str]:
    """An answer that is not in English, with the terms that are."""
    sentences = re.split(r"(?<=\.)\s+", " ".join(PHRASES.foreign.split()))
    yield laid_out(m, [f"{s[:-1]} ({draw.choice(m.keywords)})." for s in sentences * 4])


FAMILIES: tuple[Maker, ...] = (
    *(keyword_list, keyword_paragraph, pattern_words, keywords_in_nouns, keywords_in_frames),
    *(nouns_in_frames, titles_in_frames, shuffled_sentences, shuffled_text, shuffled_anchors),
    *(pasted_prompt, pasted_rubric, reworded_rubric, another_topic, denied, denied_anchors),
    *(asked, asked_anchors, waved, postponed, in_comments, in_code, in_quotes, struck_out),
    *(in_links, with_invisible, with_lookalikes, headings_only, titles_as_headings),
    *(alphabet_soup, repeated, in_another_language),
)
