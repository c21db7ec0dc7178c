"""The guide for maintainers, carried out from its first line to its last, with git on this disk."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from markdown_it import MarkdownIt

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "run-a-cohort.md"
SECURITY = ROOT / "SECURITY.md"
ADDRESS = "https://github.com/OWNER/spring"
#: In the place of GitHub's command line: notes what it is asked, and what it is given to read. It
#: makes the repository, as the real one does, and lists the pull requests that a test has left.
GH = """\
#!/usr/bin/env python3
import json, os, subprocess, sys
words, work = sys.argv[1:], os.environ["STAGE"]
given = None if sys.stdin.isatty() else sys.stdin.read()
with open(f"{work}/asked.ndjson", "a") as file:
    file.write(json.dumps({"words": words, "given": given}) + "\\n")
if words[:2] == ["repo", "create"]:
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", f"{work}/github"], check=True)
    subprocess.run(["git", "remote", "add", words[-2], "%s"], check=True)
    subprocess.run(["git", "push", "--quiet", "--set-upstream", words[-2], "HEAD"], check=True)
if "--paginate" in words:
    print(open(f"{work}/listed.tsv").read(), end="")
"""
#: Two people's pull requests: one is right, the other changes the grader.
HANDED_IN = f"""\
git clone --quiet {ADDRESS} ../fork
cd ../fork
cp ../heldout/challenges/kmeans/hidden/reference.py challenges/kmeans/solution.py
git commit --quiet --all --message right
git push --quiet origin HEAD:refs/pull/2/head
ada=$(git rev-parse HEAD)
git reset --quiet --hard origin/main
echo "# mine" >> run
git commit --quiet --all --message mine
git push --quiet origin HEAD:refs/pull/3/head
printf '%s\\t%s\\t%s\\t%s\\t2020-03-02T10:00:00Z\\n' \
    2 $ada ada 1815  3 $(git rev-parse HEAD) eve 666 > ../listed.tsv
cd ../heldout
"""
FIXED = "echo '# Another suite by a comment.' >> challenges/kmeans/hidden/test_hidden.py\n"
_MARK = "::the end of a block"
_STATUS = re.compile(r"exits with status (\d)")


class Block(NamedTuple):
    """A fence: its language, its text, and what its last command's status has to be."""

    language: str
    text: str
    status: int
    heading: str


class Asked(NamedTuple):
    """A call of GitHub's command line: its words, and its standard input."""

    words: list[str]
    given: str


def blocks(document: Path) -> list[Block]:
    """Read the fences of a document in order."""
    found, before, heading = [], "", ""
    tokens = MarkdownIt().parse(document.read_text(encoding="utf-8"))
    for previous, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "inline":
            before = " ".join(token.content.split())
            if previous is not None and previous.type == "heading_open":
                heading = before
        elif token.type == "fence":
            status = _STATUS.search(before)
            found.append(Block(token.info, token.content, int(status[1]) if status else 0, heading))
            before = ""
    return found


class Stage:
    """A maintainer's home, a clone of the authoring edition, and a place that is GitHub's."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.authoring, self.github = root / "heldout", root / "github"
        for folder in ("challenges/kmeans", "casestudies/fraud-detection", "rubrics"):
            shutil.copytree(
                ROOT / folder, self.authoring / folder, ignore=shutil.ignore_patterns("__pycache__")
            )
        (self.authoring / "cohorts").mkdir()
        for name in ("LICENSE", "pyproject.toml"):
            shutil.copy(ROOT / name, self.authoring)
        (self.authoring / ".venv").symlink_to(sys.prefix)
        self._script(self.authoring / "run", f'#!/bin/sh\nexec "{sys.prefix}/bin/$@"\n')
        (root / "bin").mkdir()
        self._script(root / "bin" / "gh", GH % ADDRESS)
        (root / "home").mkdir()
        self.bash("git init --quiet --initial-branch main")

    def bash(self, script: str, *, cwd: Path | None = None) -> str:
        """Run a script that stops at the first command that fails; give all that was printed."""
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            cwd=cwd or self.authoring,
            env={
                "PATH": f"{self.root / 'bin'}:{Path(sys.executable).parent}:{os.environ['PATH']}",
                "HOME": str(self.root / "home"),
                "STAGE": str(self.root),
                "GIT_CONFIG_NOSYSTEM": "1",
                "GIT_CONFIG_COUNT": "1",
                "GIT_CONFIG_KEY_0": f"url.{self.github}.insteadOf",
                "GIT_CONFIG_VALUE_0": ADDRESS,
                "GIT_AUTHOR_NAME": "x", "GIT_AUTHOR_EMAIL": "x@localhost",
                "GIT_COMMITTER_NAME": "x", "GIT_COMMITTER_EMAIL": "x@localhost",
            },
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, check=False, timeout=120,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout
        return done.stdout

    def asked(self) -> list[Asked]:
        """All that GitHub's command line was asked for, in order."""
        lines = (self.root / "asked.ndjson").read_text(encoding="utf-8").splitlines()
        return [Asked(**json.loads(line)) for line in lines]

    def _script(self, path: Path, text: str) -> None:
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)


def script(steps: Sequence[Block]) -> str:
    """Put blocks into one script, as they are typed into one shell; each ends with a mark."""
    lines = []
    for block in steps:
        if block.status:
            lines += [f"set +e\n{block.text}", f"[ $? = {block.status} ] || exit 9", "set -e"]
        else:
            lines.append(block.text)
        lines.append(f"echo '{_MARK}'")
    return "\n".join(lines)


def story() -> Iterator[Block]:
    """All commands, in the order in which they are typed, and what happens in between.

    What SECURITY.md says of replacing secrets and of grading in private is done in the middle of
    the guide, before the cohort is closed.
    """
    guide = [block for block in blocks(GUIDE) if block.language == "sh"]
    at = next(n for n, block in enumerate(guide) if block.heading == "A test was wrong")
    yield from guide[:at]
    yield Block("sh", "cd ../heldout\n", 0, "")
    for block in blocks(SECURITY):
        if "--paginate" in block.text:
            yield Block("sh", HANDED_IN, 0, "")
            yield block
        elif "regrade --repository" in block.text:
            yield Block("sh", FIXED, 0, "")
        yield block
    yield from guide[at:]


class Played(NamedTuple):
    """The stage after the story, and each block of it with what it printed."""

    stage: Stage
    said: list[tuple[Block, str]]

    def of(self, words: str) -> list[str]:
        """What the blocks printed that have these words in them."""
        return [text for block, text in self.said if words in block.text]


@pytest.fixture(scope="module")
def played(tmp_path_factory) -> Played:
    """Both documents, followed once."""
    stage = Stage(tmp_path_factory.mktemp("guide"))
    (rules,) = (block.text for block in blocks(GUIDE) if block.language == "toml")
    # The cohort is over today, so it can be closed; what is handed in says that it was in time.
    rules = rules.replace("2027", "2020")
    (stage.authoring / "cohorts" / "spring.toml").write_text(rules, encoding="utf-8")
    steps = list(story())
    printed = stage.bash(script(steps)).split(f"{_MARK}\n")
    return Played(stage, list(zip(steps, printed, strict=False)))


def test_the_guide_shows_what_its_commands_print(played):
    """Every command works in its order, and each block of text is printed by the one before it."""
    said, shown = dict(played.said), 0
    before = None
    for block in blocks(GUIDE):
        if block.language == "text":
            printed = " ".join(said[before].split())
            for line in block.text.splitlines():
                assert " ".join(line.split()) in printed, line
            shown += 1
        elif block.language == "sh":
            before = block
    assert shown == 4


def test_github_is_given_the_key_the_secret_and_the_name_of_the_cohort(played):
    """Each into the environment, from the file where the commands before have put it."""
    given: dict[str, list[Asked]] = {}
    for asked in played.stage.asked():
        if asked.words[1] == "set":
            given.setdefault(asked.words[2], []).append(asked)
    identities, secrets = given.pop("HELDOUT_IDENTITY"), given.pop("HELDOUT_COHORT_SECRET")
    (cohort,) = given.pop("HELDOUT_COHORT")
    assert not given
    assert all(asked.words[3:5] == ["--env", "grading"] for asked in identities + secrets)
    # Replaced: by both keys at first, and by a new secret.
    assert [asked.given.count("AGE-SECRET-KEY-1") for asked in identities] == [1, 2]
    assert all(asked.given.startswith("heldout-secret-v1:") for asked in secrets)
    assert len({asked.given for asked in secrets}) == 2
    assert cohort.words[3:] == ["--body", "spring"]
    assert (played.stage.root / "edition" / "cohorts" / "spring.toml").is_file()


def test_the_rules_of_a_branch_are_what_github_takes(played):
    """Sound JSON; the ledger's branch keeps nobody from adding to it, who may write at all."""
    rules = {
        (asked := json.loads(each.given))["name"]: asked
        for each in played.stage.asked()
        if "repos/{owner}/{repo}/rulesets" in each.words
    }
    assert rules["main"]["conditions"]["ref_name"]["include"] == ["refs/heads/main"]
    assert {"type": "update"} in rules["main"]["rules"]
    assert rules["results"]["rules"] == [{"type": "deletion"}, {"type": "non_fast_forward"}]


def test_in_private_each_push_is_graded_once(played):
    """The second listing has nothing new; what hands nothing in leaves no receipt."""
    first, again = played.of("--paginate")
    assert "passed" in first
    assert "hands nothing in" in first
    assert "passed" not in again
    assert "hands nothing in" not in again
    assert len((played.stage.root / "seen.txt").read_text().splitlines()) == 2


def test_what_was_graded_in_private_is_on_the_branch_and_can_be_replayed(played):
    """By the event's names and times, drawn by the cohort's key; the regrade stands beside it."""
    shown = played.stage.bash("git show results:receipts/1815.ndjson", cwd=played.stage.github)
    grade, regrade = map(json.loads, shown.splitlines())
    assert (grade["candidate"], grade["pull_request"], grade["verdict"]) == ("ada", 2, "passed")
    assert grade["submitted_at"] == regrade["submitted_at"] == "2020-03-02T10:00:00Z"
    assert grade["suite_sha256"] != regrade["suite_sha256"]
    record = played.stage.bash("git show main:cohorts/spring/seed.toml", cwd=played.stage.github)
    key = re.search(r'^key = "([0-9a-f]{64})"$', record, re.MULTILINE)
    assert key is not None
    commitment = hashlib.sha256(bytes.fromhex(key[1])).hexdigest()
    assert {grade["seed_commitment"], regrade["seed_commitment"]} == {commitment}
