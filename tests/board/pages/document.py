"""A page as a browser's parser sees it, with the mistakes that the standard forgives."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

_VOID = {"meta", "link", "img", "input", "br", "hr"}


class Document(HTMLParser):
    """Elements with their attributes, and the text of each kind; `mistakes` in how tags nest."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.mistakes: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        self.mistakes += [f"<{tag}> is never closed" for tag in self._open]

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if not self._open or self._open.pop() != tag:
            self.mistakes.append(f"</{tag}> at {self.getpos()} closes something else")

    def handle_data(self, data):
        self.texts.append((self._open[-1] if self._open else "", data))

    def of(self, name: str) -> list[dict[str, str | None]]:
        """Attributes of all elements of a name."""
        return [attributes for tag, attributes in self.elements if tag == name]

    def said(self, name: str) -> list[str]:
        """Texts directly in elements of a name."""
        return [text for tag, text in self.texts if tag == name]

    def all_text(self) -> str:
        """Everything that can be read, spaces collapsed."""
        return " ".join(" ".join(text for _, text in self.texts).split())

    def repeated_ids(self) -> list[str]:
        """Ids that more than one element has."""
        ids = Counter(attributes["id"] for _, attributes in self.elements if "id" in attributes)
        return [name for name, times in ids.items() if times > 1]
