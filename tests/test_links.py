"""Links in the repository's Markdown lead to files and headings that are there."""

from __future__ import annotations

import os
import posixpath
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from heldout.authoring.rules import markdown

ROOT = Path(__file__).parents[1]
#: What a person reads on GitHub, or in the built pages.
READ = (
    "*.md", "docs/**/*.md", "rubrics/*.md", "cohorts/*.md", "benchmarks/*.md", "benchmarks/*/*.md",
    "challenges/*/*.md", "casestudies/*/*.md", ".github/**/*.md",
)  # fmt: skip


@cache
def page(path: Path) -> markdown.Page:
    """A page, read once."""
    return markdown.read(path.read_text(encoding="utf-8"))


def broken(path: Path) -> Iterator[str]:
    """What is wrong with the links of a page."""
    for link in page(path).links:
        parts = urlsplit(link.text)
        if parts.scheme in ("http", "https", "mailto"):
            continue
        target = path.parent / unquote(parts.path) if parts.path else path
        inside = posixpath.normpath(target.as_posix()).startswith(ROOT.as_posix())
        if parts.scheme or parts.path.startswith("/") or not inside:
            yield f"{link.line}: {link.text} leads out of the repository"
        elif not target.exists():
            yield f"{link.line}: {link.text} leads to nothing"
        elif target.suffix == ".md" and not _has(target.resolve(), unquote(parts.fragment)):
            yield f"{link.line}: {link.text} leads to no heading of that page"


def _has(path: Path, anchor: str) -> bool:
    return not anchor or anchor in page(path).anchors


def test_every_link_leads_somewhere():
    """Of every page: a file that was renamed, or a heading that was reworded, takes links along."""
    pages = [path for pattern in READ for path in sorted(ROOT.glob(pattern))]
    assert len(pages) > 60
    wrong = [f"{path.relative_to(ROOT)}:{fact}" for path in pages for fact in broken(path)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("link", "fact"),
    [
        ("nowhere.md", "leads to nothing"),
        ("docs/rules.md#no-such-rule", "leads to no heading"),
        ("#missing", "leads to no heading"),
        ("/docs/rules.md", "leads out"),
        ("../outside.md", "leads out"),
    ],
)
def test_a_link_that_leads_nowhere_is_found(link, fact, monkeypatch, tmp_path):
    """So that the test above could fail."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "rules.md").write_text("# `a-rule`\n")
    (tmp_path / "page.md").write_text(f"# Page\n\n[x]({link}) [y](docs/rules.md#a-rule) [z](#page)")
    monkeypatch.setattr("tests.test_links.ROOT", tmp_path)
    (found,) = broken(tmp_path / "page.md")
    assert fact in found


def build(source: Path, out: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Build pages as `nox -s docs` does, of a repository that is at github.com/cohorts/spring."""
    names = {"GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "cohorts/spring"}
    extensions = {"PYTHONPATH": str(ROOT / "docs" / "_ext")}
    strict = ("-W", "--keep-going", "-n", "-q")
    return subprocess.run(
        [sys.executable, "-m", "sphinx", *strict, *options, source, out],
        env={"PATH": os.environ["PATH"], **names, **extensions},
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def test_the_documentation_builds_without_a_warning(tmp_path):
    """Every page is in it; links to pages stay, others lead into the repository."""
    done = build(ROOT / "docs", tmp_path)
    assert done.returncode == 0, done.stderr
    for page in (ROOT / "docs").rglob("*.md"):
        assert (tmp_path / page.relative_to(ROOT / "docs")).with_suffix(".html").is_file(), page
    cohort = (tmp_path / "run-a-cohort.html").read_text(encoding="utf-8")
    there = "https://github.com/cohorts/spring/blob/main/SECURITY.md#attacks-on-the-workflows"
    assert f'href="{there}"' in cohort
    assert 'href="vault.html#for-whom"' in cohort
    guide = (tmp_path / "guide" / "mistakes.html").read_text(encoding="utf-8")
    assert 'href="../commands.html#heldout-interview"' in guide


def test_a_mistake_in_the_documentation_is_a_warning(tmp_path):
    """A file that is not there, a heading that is not there, a page that no index lists."""
    (tmp_path / "index.md").write_text("# Top\n\n## Pages\n\n- [A](a.md)\n\n[x](a.md#nothing)\n")
    (tmp_path / "a.md").write_text("# A\n\n[gone](../nowhere.md) and [gone](missing.md)\n")
    (tmp_path / "b.md").write_text("# B\n")
    used = ("-C", "-D", "extensions=myst_parser,contents,repository_links")
    done = build(tmp_path, tmp_path / "out", *used, "-D", "myst_heading_anchors=2")
    assert done.returncode == 1
    for words in ("nowhere.md", "missing.md", "b.md", "'nothing'"):
        assert sum(words in line for line in done.stderr.splitlines()) == 1, done.stderr
