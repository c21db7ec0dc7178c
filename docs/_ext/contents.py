"""Navigation out of an index page: its lists of links to pages are its table of contents.

So an index reads on GitHub like any page, and a page that no index lists is a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sphinx.application import Sphinx

_HEADING = re.compile(r"^## (.+)$")
#: A list's item that begins with a link to a page.
_ITEM = re.compile(r"^- \[[^\]]+\]\(([^)#:]+)\.md\)")


def sections(text: str) -> Iterator[tuple[str, list[str]]]:
    """Read which pages each section of a page lists."""
    heading, pages = "", list[str]()
    for line in [*text.splitlines(), "## "]:
        if (found := _ITEM.match(line)) is not None:
            pages.append(found[1])
        elif line.startswith("## "):
            if pages:
                yield heading, pages
            found = _HEADING.match(line)
            heading, pages = found[1] if found else "", []


def add(app: Sphinx, docname: str, source: list[str]) -> None:
    """Add a hidden table of contents to an index page."""
    if docname.split("/")[-1] != "index":
        return
    is_top = docname == app.config.root_doc
    for heading, pages in list(sections(source[0])):
        options = [":hidden:", *([f":caption: {heading}"] if is_top else [])]
        source[0] += "\n".join(("\n```{toctree}", *options, "", *pages, "```\n"))


def setup(app: Sphinx) -> dict[str, Any]:
    """Listen for pages as they are read."""
    app.connect("source-read", add)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
