"""Links from a page of the documentation to a file of the repository that is no page.

On GitHub `../CONTRIBUTING.md` is a link like any other. In the built pages it leads to the same
file at the repository's address; a file that is not in the tree is a warning.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

ROOT = Path(__file__).resolve().parents[2]
_log = logging.getLogger(__name__)


def address() -> str | None:
    """Find the address of the repository: GitHub's own variables, or where `origin` is; or none."""
    server, name = os.environ.get("GITHUB_SERVER_URL"), os.environ.get("GITHUB_REPOSITORY")
    if server and name:
        return f"{server}/{name}"
    git = shutil.which("git")
    if git is None:
        return None
    words = [git, "remote", "get-url", "origin"]
    asked = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    found = re.fullmatch(r"(?:https://|git@)([^/:@]+)[/:](.+?)(?:\.git)?/?\s*", asked.stdout)
    return f"https://{found[1]}/{found[2]}" if found else None


def resolve(file: Path, anchor: str, base: str | None) -> str | None:
    """Give the address of a file or folder; None if it is not in the tree.

    Without an address of the repository it is the file on this disk.
    """
    if not file.is_relative_to(ROOT) or not file.exists():
        return None
    ending = f"#{anchor}" if anchor else ""
    if base is None:
        return file.as_uri() + ending
    kind = "tree" if file.is_dir() else "blob"
    return f"{base}/{kind}/main/{file.relative_to(ROOT).as_posix()}{ending}"


class RepositoryLinks(SphinxTransform):
    """Resolve them, before Sphinx takes them for downloads or for names that it does not know."""

    default_priority = 5

    def apply(self, **_: Any) -> None:
        """Replace each link that leads out of the documentation."""
        page = Path(self.env.doc2path(self.env.docname))
        inside = Path(self.env.srcdir)
        kinds = addnodes.download_reference | addnodes.pending_xref
        for node in list(self.document.findall(lambda each: isinstance(each, kinds))):
            if node.get("reftype") != "myst":
                continue
            file, anchor = _target(node, page)
            # What is below docs/ is a page, which Sphinx finds itself, or is missing.
            if file.is_relative_to(inside):
                continue
            found = resolve(file, anchor, self.config.repository_address)
            if found is None:
                _log.warning("nothing in the repository is at %s", file, location=node)
                node.replace_self(node.children)
                continue
            link = nodes.reference("", "", *node.children, internal=False, refuri=found)
            node.replace_self(link)


def _target(node: nodes.Element, page: Path) -> tuple[Path, str]:
    """Give the path that a link names, and the anchor on it."""
    name = node["reftarget"]
    if node.get("refdomain") == "doc":
        # MyST takes each Markdown file for a page, without its ending; in full if it is elsewhere.
        file = Path(f"{name}.md") if Path(name).is_absolute() else page
        return file, node.get("reftargetid") or ""
    path, _, anchor = name.partition("#")
    return (page.parent / unquote(path)).resolve(), anchor


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the transform, and the address."""
    app.add_config_value("repository_address", address(), "env", frozenset({str, type(None)}))
    app.add_transform(RepositoryLinks)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
