"""Markdown -> an Answer: its parts under headings, and its units of text, each with its lines.

A unit is a sentence, or a shorter piece that stands for itself: an item of a list, a table's cell.
Its `source` is verbatim; its `text` is what it says, without markup and with single spaces.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

import sentencex
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from heldout.catalogue.rubric import Section

#: A unit of more words is cut: nobody writes such sentences, and patterns are tried on each.
MOST_WORDS_IN_UNIT = 90
#: A longer word is cut off. German needs 60 for its longest, and no pattern names one.
MOST_LETTERS_IN_WORD = 64

_WORD = re.compile(r"[^\W_]+(?:['\u2019\-][^\W_]+)*")
_LONG_WORD = re.compile(rf"(\S{{{MOST_LETTERS_IN_WORD}}})\S+")
#: What stands in a paragraph's source and is no part of what it says.
_UNSAID = re.compile(
    r"<!--.*?(?:-->|\Z)"  # a comment, to the end if nobody closes it
    r"|</?[A-Za-z][^<>\n]{0,300}>"  # raw HTML
    r"|~~[^~\n]{1,2000}~~"  # struck out
    r"|!\[[^\]\n]{0,300}\]\([^)\s]{0,500}\)"  # an image
    r"|(?<=\])\([^)\s]{0,500}(?: \"[^\"\n]{0,200}\")?\)"  # a link's target
    r"|https?://\S{1,500}"
    r"|\\[\\`*_{}\[\]()#+\-.!|~>]"  # what a backslash keeps
    r"|[*`\[\]]+|(?<!\w)_+|_+(?!\w)",
    re.DOTALL,
)
#: Stands for each character of it, so that all others keep their places.
_GONE = "\0"
_BLANK = f" \t{_GONE}"


class Heading(NamedTuple):
    """A heading of level 1 to 6, as it is read."""

    level: int
    title: str
    line: int


class Piece(NamedTuple):
    """Some source and where it begins."""

    text: str
    line: int


class Fence(NamedTuple):
    """A block of code; `language` is the first word after the fence, in lower case."""

    language: str
    text: str
    line: int
    section: str | None


class Link(NamedTuple):
    """A link's or an image's target."""

    target: str
    line: int
    is_image: bool


class Unit(NamedTuple):
    """One thing said. `section` is the id of the section it stands in, None outside of any."""

    text: str
    source: str
    line: int
    section: str | None
    kind: Literal["sentence", "item", "cell"]
    #: Units of one paragraph, item or cell have the same number.
    block: int

    @property
    def words(self) -> list[str]:
        """Its words, in lower case."""
        return words(self.text)

    @property
    def lines(self) -> Iterator[tuple[int, str]]:
        """Its source line by line, verbatim but for white space at the ends."""
        for n, line in enumerate(self.source.split("\n")):
            if line.strip():
                yield self.line + n, line.strip()


class Part(NamedTuple):
    """What stands below a section's heading, up to the next section's.

    `section` is None for what stands before any. Lines count from 1; `end_line` is the last one.
    """

    section: Section | None
    heading: Heading | None
    line: int
    end_line: int


class Answer(NamedTuple):
    """A written answer, read."""

    text: str
    front_matter: Piece | None
    headings: tuple[Heading, ...]
    parts: tuple[Part, ...]
    units: tuple[Unit, ...]
    fences: tuple[Fence, ...]
    links: tuple[Link, ...]
    #: HTML comments and other raw HTML.
    comments: tuple[Piece, ...]
    html: tuple[Piece, ...]
    #: What stands in block quotes: somebody else's words.
    quoted: tuple[Piece, ...]

    @property
    def lines(self) -> list[str]:
        """The source's lines."""
        return self.text.split("\n")

    def in_section(self, section: str | None) -> tuple[Unit, ...]:
        """The units below a section's heading."""
        return tuple(unit for unit in self.units if unit.section == section)

    def part(self, section: str) -> Part | None:
        """The first part of a section."""
        return next((p for p in self.parts if p.section and p.section.id == section), None)


def words(text: str) -> list[str]:
    """Split into words, in lower case; what is joined by a hyphen is one."""
    return _WORD.findall(text.casefold())


def count_words(units: Iterable[Unit]) -> int:
    """Count the words of units; a number is one, too."""
    return sum(len(_WORD.findall(unit.text)) for unit in units)


def read(text: str, sections: Sequence[Section]) -> Answer:
    """Read an answer whose headings are those of `sections`."""
    return _Reader(unix_lines(text), sections).read()


def headings(text: str, level: int = 2) -> tuple[str, ...]:
    """The headings of a level, in order."""
    found = _Reader(unix_lines(text), ()).read().headings
    return tuple(heading.title for heading in found if heading.level == level)


def unix_lines(text: str) -> str:
    """End lines with a line feed, whatever ended them before."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


@cache
def parser() -> MarkdownIt:
    """The parser of all Markdown here: CommonMark with tables, as GitHub reads it."""
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(front_matter_plugin)


class _Reader:
    """Goes through the tokens of one text."""

    def __init__(self, text: str, sections: Sequence[Section]) -> None:
        self._text = text
        self._sections = sections
        self._headings: list[Heading] = []
        self._parts: list[Part] = [Part(None, None, 1, 0)]
        self._units: list[Unit] = []
        self._fences: list[Fence] = []
        self._links: list[Link] = []
        self._comments: list[Piece] = []
        self._html: list[Piece] = []
        self._quoted: list[Piece] = []
        self._front_matter: Piece | None = None
        self._depth: Counter[str] = Counter()
        self._level = 0
        self._line = 1
        self._block = 0

    def read(self) -> Answer:
        self._walk(parser().parse(self._text))
        last = self._text.count("\n") + 1
        ends = [*(part.line - 1 for part in self._parts[1:]), last]
        return Answer(
            text=self._text,
            front_matter=self._front_matter,
            headings=tuple(self._headings),
            parts=tuple(
                part._replace(end_line=end) for part, end in zip(self._parts, ends, strict=True)
            ),
            units=tuple(self._units),
            fences=tuple(self._fences),
            links=tuple(self._links),
            comments=tuple(self._comments),
            html=tuple(self._html),
            quoted=tuple(self._quoted),
        )

    def _walk(self, tokens: Iterable[Token]) -> None:
        for token in tokens:
            self._line = token.map[0] + 1 if token.map else self._line
            if token.nesting:
                # `list_item_open` goes one deeper, `list_item_close` comes back.
                self._depth[token.type.rpartition("_")[0]] += token.nesting
                self._level = int(token.tag[1]) if token.type == "heading_open" else 0
            elif token.type == "inline":
                self._inline(token)
            elif token.type in ("fence", "code_block"):
                self._fence(token)
            elif token.type == "html_block":
                self._raw(token.content, self._line)
            elif token.type == "front_matter":
                self._front_matter = Piece(token.content, self._line + 1)

    def _inline(self, token: Token) -> None:
        self._links += _links(token.children or (), self._line)
        if self._level:
            self._heading(self._level, token)
        elif self._depth["blockquote"]:
            self._quoted.append(Piece(token.content, self._line))
        elif self._depth["td"] or self._depth["th"]:
            self._say(token, "cell")
        else:
            self._say(token, "item" if self._depth["list_item"] else "sentence")

    @property
    def _section(self) -> str | None:
        section = self._parts[-1].section
        return section.id if section else None

    def _heading(self, level: int, token: Token) -> None:
        title = " ".join(_said(token.content).replace(_GONE, "").split())
        heading = Heading(level, title, self._line)
        self._headings.append(heading)
        section = next((each for each in self._sections if each.is_headed(title)), None)
        if section is not None:
            self._parts.append(Part(section, heading, self._line, self._line))

    def _fence(self, token: Token) -> None:
        is_fence = token.type == "fence"
        language = token.info.split()[0].lower() if token.info.split() else ""
        # The first line of a fence is the fence.
        line = self._line + is_fence
        self._fences.append(Fence(language, token.content, line, self._section))

    def _raw(self, content: str, line: int) -> None:
        is_comment = content.lstrip().startswith("<!--")
        (self._comments if is_comment else self._html).append(Piece(content, line))

    def _say(self, token: Token, kind: Literal["sentence", "item", "cell"]) -> None:
        line = self._line
        for child in token.children or ():
            line += child.type in ("softbreak", "hardbreak")
            if child.type == "html_inline":
                self._raw(child.content, line)
        self._block += 1
        said = _said(token.content)
        for start, end in _sentences(said):
            text = _LONG_WORD.sub(r"\1", " ".join(said[start:end].replace(_GONE, "").split()))
            if _WORD.search(text):
                source = token.content[start:end]
                line = self._line + token.content.count("\n", 0, start)
                self._units.append(Unit(text, source, line, self._section, kind, self._block))


def _said(source: str) -> str:
    """Blot out what a paragraph's source holds besides its words, character by character."""
    return _UNSAID.sub(_gone, source).replace("\n", " ")


def _gone(found: re.Match[str]) -> str:
    kept = found[0][1:] if found[0].startswith("\\") else ""
    return _GONE * (len(found[0]) - len(kept)) + kept


def _sentences(said: str) -> Iterator[tuple[int, int]]:
    """Find where sentences begin and end; absurdly long ones are cut."""
    for start, end in _bounds(said):
        length = end - start
        begin = start + length - len(said[start:end].lstrip(_BLANK))
        cuts = [m.start() for m in _WORD.finditer(said, begin, end)][::MOST_WORDS_IN_UNIT]
        yield from pairwise([begin, *cuts[1:], begin + len(said[begin:end].rstrip(_BLANK))])


def _bounds(said: str) -> Iterator[tuple[int, int]]:
    for each in sentencex.get_sentence_boundaries("en", said.replace(_GONE, " ")):
        yield each["start_index"], each["end_index"]


def _links(children: Sequence[Token], line: int) -> Iterator[Link]:
    for child in children:
        line += child.type in ("softbreak", "hardbreak")
        target = child.attrGet("href") or child.attrGet("src")
        if isinstance(target, str):
            yield Link(target, line, child.type == "image")
