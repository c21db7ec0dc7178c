"""Where links in the public pages lead."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import SplitResult, unquote, urlsplit

from heldout.authoring.finding import Finding
from heldout.authoring.package import Package
from heldout.authoring.rules import markdown
from heldout.authoring.rules.rule import PackageRule
from heldout.written.answer import Piece

_PAGES = ("README.md", "followups.md", "answer.md")


class BrokenLink(PackageRule):
    """The link to {target} {fact}.

    A folder stands for itself: it is copied, packed and read alone, so its links stay inside it, or
    name a page of the web in full.
    """

    code = "broken-link"
    next_step = "correct the link in {file}"
    kinds = ("challenge", "casestudy")

    def check(self, package: Package) -> Iterator[Finding]:
        """Follow every link, but not into the web."""
        for name, link in _links(package):
            fact = _broken(package, name, link.text)
            if fact is not None:
                yield self.found(package, name, link.line, target=link.text, fact=fact)


class HiddenLink(PackageRule):
    """The link to {target} leads to what candidates never see.

    In the cohort's edition it leads nowhere, and here it gives away what there is.
    """

    code = "hidden-link"
    next_step = "take the link out of {file}"
    kinds = ("challenge", "casestudy")

    def check(self, package: Package) -> Iterator[Finding]:
        """Look for links into the hidden half."""
        for name, link in _links(package):
            if _is_hidden(_path(link.text)):
                yield self.found(package, name, link.line, target=link.text)


def _links(package: Package) -> Iterator[tuple[str, Piece]]:
    for name in _PAGES:
        for link in markdown.read(package.text(name) or "").links:
            yield name, link


def _broken(package: Package, page: str, target: str) -> str | None:
    """Say what is wrong with a link's target; None if it will do, or is another rule's."""
    parts = _split(target)
    if parts is None:
        return "is no address"
    if parts.scheme or parts.netloc:
        return _broken_address(parts)
    path = _path(target)
    if path.startswith(("/", "..")):
        return "leads out of the folder"
    if _is_hidden(path):
        return None
    if path != "." and not (package.folder / path).exists():
        return "leads to a file that is not there"
    anchored = path if parts.path else page
    text = package.text(anchored) if anchored.endswith(".md") else None
    anchor = unquote(parts.fragment)
    if anchor and text is not None and anchor not in markdown.read(text).anchors:
        return "leads to a heading that is not there"
    return None


def _broken_address(parts: SplitResult) -> str | None:
    if parts.scheme == "mailto":
        return None if "@" in parts.path else "is no address"
    if parts.scheme not in ("http", "https"):
        return "is neither a file of this folder nor a page of the web"
    host = parts.hostname or ""
    return None if "." in host.strip(".") and " " not in unquote(host) else "names no host"


def _path(target: str) -> str:
    """The file that a target names, without `./` and the like; `.` for the page itself."""
    parts = _split(target)
    if parts is None or parts.scheme or parts.netloc:
        return "."
    return posixpath.normpath(unquote(parts.path))


def _is_hidden(path: str) -> bool:
    return path.split("/")[0] in ("hidden", "hidden.age")


def _split(target: str) -> SplitResult | None:
    try:
        parts = urlsplit(target)
        # Ports are looked at only when asked for.
        return parts if parts.port is None or parts.port else None
    except ValueError:
        return None


RULES = (BrokenLink, HiddenLink)
