"""Commands that the documentation names are commands of the program, with options that it has."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence
from enum import Enum
from pathlib import Path
from typing import Any, get_args

import pytest
from markdown_it import MarkdownIt
from typer.core import TyperGroup, TyperOption

from heldout.cli import reference

ROOT = Path(__file__).parents[1]
READ = (
    "*.md", "docs/**/*.md", "rubrics/*.md", "cohorts/*.md", "benchmarks/**/*.md",
    "challenges/*/README.md", "casestudies/*/README.md", ".github/**/*.md",
    "src/heldout/vault/edition/*.md",
)  # fmt: skip
_RUN = re.compile(r"(?:^|[\s;&|(])(?:\./run )?heldout (?=[a-z-])(.*)")
#: Where a command ends and the shell goes on.
_END = re.compile(r"\s(?:\||&&|;|>>?|<|2>)\s?|;$|\s#\s")
_PLACEHOLDER = re.compile(r"[A-Z][A-Z_:|-]*(?:\.\.\.)?|\$\S+|<.+>")


def commands(text: str) -> Iterator[tuple[str, list[str]]]:
    """The commands of a page, each as it stands and in words; without the program's own name."""
    for token in MarkdownIt().enable("table").parse(text):
        if token.type == "fence" and token.info in ("sh", "console", "bash"):
            for line in token.content.replace("\\\n", " ").splitlines():
                yield from _words(line)
        for child in token.children or ():
            # `heldout list` in a sentence; a synopsis with brackets and bars counts as well.
            if child.type == "code_inline" and re.match(r"(\./run )?heldout [a-z]", child.content):
                yield from _words(child.content)


def _words(line: str) -> Iterator[tuple[str, list[str]]]:
    if (found := _RUN.search(line)) is not None:
        text = _END.split(found[1].rstrip(")`"))[0].replace("[", " ").replace("]", " ")
        yield found[0].strip(), shlex.split(text, comments=True)


def mistake(words: Sequence[str], group: TyperGroup) -> str | None:
    """Say what the program would not understand of a command, if anything."""
    name, *rest = words
    command = group.commands.get(name)
    if command is None:
        return None if _PLACEHOLDER.fullmatch(name) else f"there is no command {name}"
    if isinstance(command, TyperGroup):
        return mistake(rest, command) if rest else None
    options = {
        spelt: each
        for each in command.params
        if isinstance(each, TyperOption)
        for spelt in (*each.opts, *each.secondary_opts)
    }
    places = sum(
        99 if each.nargs != 1 else 1 for each in command.params if each not in options.values()
    )
    given = iter(rest)
    for word in given:
        spelt, has_value, value = word.partition("=")
        if spelt in ("--help", "-h", "..."):
            continue
        if not word.startswith("-") or word == "-":
            places -= 1
        elif spelt not in options:
            return f"{name} has no option {spelt}"
        elif not options[spelt].is_flag:
            value = value if has_value else next(given, "VALUE")
            if not _takes(options[spelt], value):
                return f"{name} {spelt} does not take {value}"
    return f"{name} takes fewer words" if places < 0 else None


def _takes(option: TyperOption, value: str) -> bool:
    annotation: Any = option.type_descriptor.annotation
    only = get_args(annotation)[0] if get_args(annotation) else annotation
    if _PLACEHOLDER.fullmatch(value):
        return True
    if isinstance(only, type) and issubclass(only, Enum):
        return value in [each.value for each in only]
    return only is not int or value.isdecimal()


def test_every_command_of_the_documentation_would_be_understood():
    """In a block or in a sentence; words in capitals stand for what is filled in."""
    tree, wrong, count = reference.tree(), [], 0
    for path in sorted({path for pattern in READ for path in ROOT.glob(pattern)}):
        for shown, words in commands(path.read_text(encoding="utf-8")):
            count += 1
            if (fact := mistake(words, tree)) is not None:
                wrong.append(f"{path.relative_to(ROOT)}: {fact}, in: {shown}")
    assert count > 150
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("line", "fact"),
    [
        ("./run heldout lst", "there is no command lst"),
        ("heldout board make", "there is no command make"),
        ("heldout show kmeans --fast", "show has no option --fast"),
        ("heldout interview --track cooking", "interview --track does not take cooking"),
        ("heldout interview --minutes=soon", "interview --minutes does not take soon"),
        ("heldout show kmeans dropout", "show takes fewer words"),
        ("cd x && heldout check --sandbox=none kmeans --fast | less", "check has no option --fast"),
        ("heldout interview --track TRACK --minutes N --seed K7MPQ2", None),
        ("heldout list --todo > list.txt --fast", None),
        ("heldout grade SLUG [--solution FILE]... --json", None),
        ("EDITOR=vi ./run heldout check kmeans  # --fast", None),
    ],
)
def test_a_command_that_would_not_be_understood_is_found(line, fact):
    """So that the test above could fail."""
    found = [words for _, words in commands(f"```sh\n{line}\n```\n")]
    assert [mistake(words, reference.tree()) for words in found] == [fact]
    (again,) = commands(f"Say `{line[line.index('heldout') :]}` aloud.\n")
    assert mistake(again[1], reference.tree()) == fact
