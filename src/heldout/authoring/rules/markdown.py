"""A Markdown text -> its headings, links, code blocks, comments and prose, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from markdown_it.token import Token

from heldout.written.answer import Heading, Piece, parser

_BREAKS = ("softbreak", "hardbreak")
#: Stands in prose for code and raw HTML, so that words on either side stay apart.
_CODE = "\x00"


class Page(NamedTuple):
    """What rules ask of a page. Code spans are left out of `prose`; its line breaks are kept."""

    headings: tuple[Heading, ...]
    links: tuple[Piece, ...]
    code: tuple[Piece, ...]
    comments: tuple[Piece, ...]
    prose: tuple[Piece, ...]

    @property
    def anchors(self) -> set[str]:
        """What a link may name after `#`, as GitHub makes it of the headings."""
        found: list[str] = []
        for heading in self.headings:
            word = re.sub(r"[^\w\- ]", "", heading.title.lower()).strip().replace(" ", "-")
            again = re.compile(rf"{re.escape(word)}(?:-\d+)?")
            repeated = sum(again.fullmatch(each) is not None for each in found)
            found.append(f"{word}-{repeated}" if repeated else word)
        return set(found)


def read(text: str) -> Page:
    """Read a page of CommonMark with tables."""
    headings: list[Heading] = []
    links: list[Piece] = []
    code: list[Piece] = []
    comments: list[Piece] = []
    prose: list[Piece] = []
    level = 0
    for token, line in _lines(parser().parse(text)):
        if token.type == "heading_open":
            level = int(token.tag[1])
        elif token.type == "heading_close":
            level = 0
        elif token.type in ("fence", "code_block"):
            # The first line of a fence is the fence.
            code.append(Piece(token.content, line + (token.type == "fence")))
        elif token.type == "html_block" and token.content.lstrip().startswith("<!--"):
            comments.append(Piece(token.content, line))
        elif token.type == "inline":
            children = token.children or []
            links += _links(children, line)
            prose.append(Piece(_words(children, _CODE), line))
            if level:
                headings.append(Heading(level, _words(children, None), line))
    return Page(tuple(headings), tuple(links), tuple(code), tuple(comments), tuple(prose))


def _lines(tokens: Iterable[Token]) -> Iterator[tuple[Token, int]]:
    """Give each token its line, from 1; the cells of a table have that of their row."""
    line = 1
    for token in tokens:
        line = token.map[0] + 1 if token.map else line
        yield token, line


def _links(children: Iterable[Token], line: int) -> Iterator[Piece]:
    for child in children:
        line += child.type in _BREAKS
        target = child.attrGet("href") or child.attrGet("src")
        if isinstance(target, str):
            yield Piece(target, line)


def _words(children: Iterable[Token], code: str | None) -> str:
    """Join the words of a paragraph; `code` stands for each code span, None keeps what is in it."""
    parts = []
    for child in children:
        if child.type in _BREAKS:
            parts.append("\n")
        elif child.type == "text":
            parts.append(child.content)
        elif child.type == "image":
            parts.append(_words(child.children or [], code))
        elif child.type == "code_inline":
            parts.append(child.content if code is None else code)
    return "".join(parts)
