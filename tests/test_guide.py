"""The guide for candidates: its commands are typed, and its facts are those of the program."""

from __future__ import annotations

import re
import shlex
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from typer.testing import CliRunner

from heldout.catalogue.flaws import MISTAKES
from heldout.cli.app import app
from heldout.practice.interview import loop

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "guide"
PAGES = sorted(GUIDE.glob("*.md"))
LANDING = ROOT / "docs" / "index.md"
#: Before a block that cannot be carried out here: `<!-- not run: the reason -->`.
_NOT_RUN = re.compile(r"<!-- not run: \w.+ -->")


def text(name: str) -> str:
    """A page of the guide."""
    return (GUIDE / f"{name}.md").read_text(encoding="utf-8")


def rows(name: str) -> Iterator[list[str]]:
    """The cells of every row of every table of a page."""
    for line in text(name).splitlines():
        if line.startswith("| "):
            yield [cell.strip(" *") for cell in line.strip("|").split("|")]


def lines(page: str) -> Iterator[list[str]]:
    """The commands of a page's blocks, in words; a block that is not run says why."""
    before = ""
    for token in MarkdownIt().parse(page):
        is_typed = token.type == "fence" and token.info in ("sh", "console")
        if is_typed and not _NOT_RUN.fullmatch(before.strip()):
            for line in token.content.replace("\\\n", " ").splitlines():
                yield shlex.split(line, comments=True)
        before = token.content if token.type == "html_block" else ""


@pytest.fixture(scope="module")
def clone(tmp_path_factory) -> Path:
    """A candidate's copy of a part of the tree, with nothing remembered in it."""
    root = tmp_path_factory.mktemp("clone")
    unneeded = shutil.ignore_patterns("__pycache__", "accepted", "rejected", "test_reference.py")
    words = set(re.findall(r"[a-z0-9-]+", "".join(page.read_text("utf-8") for page in PAGES)))
    # What the guide names, and one of each other kind; with every task it would take longer.
    for kind in ("challenges", "casestudies"):
        for task in (ROOT / kind).iterdir():
            if task.name in words | {"lru-cache", "overfitting", "welford-variance"}:
                shutil.copytree(task, root / kind / task.name, ignore=unneeded)
    shutil.copytree(ROOT / "rubrics", root / "rubrics")
    shutil.copy(ROOT / "pyproject.toml", root)
    return root


@pytest.mark.parametrize(
    "page", [LANDING, *PAGES], ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_every_command_of_the_guide_works(page, clone, monkeypatch):
    """Typed one after the other, by somebody who has done nothing yet and says nothing."""
    monkeypatch.chdir(clone)
    for words in lines(page.read_text(encoding="utf-8")):
        if words[0] == "$EDITOR":
            assert (clone / words[1]).is_file(), words
            continue
        assert words[:2] == ["./run", "heldout"], words
        done = CliRunner().invoke(app, words[2:], input="")
        assert done.exit_code == 0, f"{words}\n{done.output}{done.exception!r}"


def test_a_block_is_left_out_only_with_a_reason():
    """The comment before it says why it cannot be run."""
    block = "```sh\n./run heldout list\n```\n"
    assert list(lines(f"<!-- not run: it needs a network -->\n\n{block}")) == []
    assert list(lines(f"<!-- not run: -->\n\n{block}")) == [["./run", "heldout", "list"]]
    assert list(lines(f"<!-- not run: once -->\n\n{block}Then:\n\n{block}")) == [
        ["./run", "heldout", "list"]
    ]


def test_the_guide_is_short():
    """A page is read in a few minutes."""
    for page in PAGES:
        assert len(page.read_text(encoding="utf-8").split()) < 1_300, page.name


def test_the_criteria_are_those_of_the_rubric():
    """With their weights and parts, in their order."""
    rubric = tomllib.loads((ROOT / "rubrics" / "evaluation.toml").read_text(encoding="utf-8"))
    wanted = [
        [
            each["title"],
            f"{each['weight']} %",
            ", ".join(part["title"].lower() for part in each["parts"]),
        ]
        for each in rubric["criteria"]
    ]
    shown = [[re.sub(r"\[(.+)\]\(.+\)", r"\1", row[0]), *row[1:]] for row in rows("evaluation")]
    assert [row for row in shown if row[1].endswith("%")] == wanted
    for each in rubric["criteria"]:
        for part in each["parts"]:
            assert f"- **{part['title']}**: " in text("evaluation")


def test_the_phases_are_those_of_an_interview():
    """With the share of each; of a hundred minutes that is the minutes."""
    kinds = {
        "coding": "coding",
        "theory": "theory",
        "design": "design",
        "behavioural": "behavioral",
    }
    table = [row for row in rows("interviews") if row[-1].endswith("%")]
    assert [row[0] for row in table] == list(kinds)
    for name, *shares in table:
        assert shares == [f"{each.minutes} %" for each in loop.phases(kinds[name], 100)]


def test_every_rule_about_a_mistake_is_named_with_the_mistake_that_it_catches():
    """None is missing, none is made up, and each mistake has its row and its section."""
    named = set(re.findall(r"`([a-z]+(?:-[a-z]+)*)`", text("mistakes")))
    assert named >= MISTAKES
    table = [row for row in rows("mistakes") if row[0].startswith("[")]
    sections = re.findall(r"^### (.+)$", text("mistakes"), re.MULTILINE)
    assert [re.sub(r"\[(.+)\]\(.+\)", r"\1", row[0]) for row in table] == sections
    for row in table:
        for code in re.findall(r"`([a-z-]+)`", row[1]):
            assert code in MISTAKES, row


def test_every_tip_says_what_trains_it():
    """Or, honestly, that nothing here does."""
    tips = [each for each in text("tips").split("\n\n") if each.startswith("**")]
    assert len(tips) == 16
    for tip in tips:
        _, _, trained = tip.partition("*Trains it:*")
        assert "(../commands.md#heldout-" in trained or "*Nothing here trains it" in tip, tip
