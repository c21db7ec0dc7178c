"""The commands as a page of the documentation; `python -m heldout.cli.reference` prints it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any, get_args

from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from heldout.cli.app import app

_OPENING = """\
# Commands

This page is made from the commands themselves: `./run python -m heldout.cli.reference`.
`heldout COMMAND --help` shows a section of it. `./run heldout` works without an activated
environment, and `heldout --install-completion` teaches your shell the names.

## Exit status

| status | what it says |
|---|---|
| 0 | passed, or done |
| 1 | it ran, and something did not pass |
| 2 | bad usage or bad input: the message names the file, the fact and the next step |
| 3 | our fault: heldout itself failed, and nobody loses anything by it |
| 130 | stopped by Ctrl-C |

Where one command has several outcomes the worst decides: 3, then 2, then 1. A section below says
when a command gives 1; most never do.

## Environment variables

| variable | what it does |
|---|---|
"""
_VARIABLES = {
    "HELDOUT_IDENTITY": "the text of the key that opens sealed suites; `--identity` takes a file",
    "HELDOUT_COHORT_SECRET": "the text of the cohort's secret; `--secret` takes a file",
    "HELDOUT_PSEUDONYM_KEY": "only the part of the secret that pseudonyms are made with",
    "HELDOUT_PYTHON": "the Python that `./run` makes its environment with",
    "VISUAL": "the editor that an interview opens",
    "EDITOR": "the same, if `VISUAL` is not set",
    "NO_COLOR": "if it is set to anything, nothing is shown in colours",
    "XDG_CACHE_HOME": "where proofs and the board's cache are kept; `~/.cache` if not set",
}
#: What no option's help says.
_READ_BY = {
    "HELDOUT_IDENTITY": ("actions open",),
    "HELDOUT_COHORT_SECRET": ("actions open",),
    "HELDOUT_PSEUDONYM_KEY": ("board build",),
    "VISUAL": ("interview",),
    "EDITOR": ("interview",),
}
#: When a command's exit status is 1, by its words.
_NOT_PASSED = {
    "check": "a public test fails, or an answer's form is not right yet",
    "grade": "something did not pass, or a person has to look at it",
    "demo": "a sample came out otherwise than its author expects",
    "verify": "something is wrong, or not proved",
    "review check": "a sheet is not finished",
    "regrade": "something could not be graded",
    "replay": "a case came out otherwise than the receipt says",
    "ledger check": "the ledger has an error",
}
_KINDS = {int: "N", float: "X", Path: "PATH", str: "TEXT"}

Command = TyperCommand | TyperGroup


def commands(group: TyperGroup, before: str = "") -> Iterator[tuple[str, Command]]:
    """Walk a tree of commands: the words of each, and the command; a group before its own."""
    for name, command in group.commands.items():
        words = f"{before} {name}".strip()
        if command.hidden or not isinstance(command, TyperCommand | TyperGroup):
            continue
        yield words, command
        if isinstance(command, TyperGroup):
            yield from commands(command, words)


def render(group: TyperGroup) -> str:
    """Write the page in Markdown."""
    every = list(commands(group))
    pieces = [_OPENING]
    pieces += [f"| `{name}` | {what} |\n" for name, what in _VARIABLES.items()]
    pieces += ["\n## All of them\n\n| command | what it does |\n|---|---|\n"]
    pieces += [
        f"| [{words}](#{_anchor(words)}) | {_summary(command)} |\n" for words, command in every
    ]
    pieces += [_section(words, command) for words, command in every]
    return "".join(pieces)


def _section(words: str, command: Command) -> str:
    level = "##" if " " not in words else "###"
    parts = [f"\n{level} heldout {words}\n\n{_help(command)}\n"]
    if isinstance(command, TyperGroup):
        return "".join(parts)
    arguments = [each for each in command.params if isinstance(each, TyperArgument)]
    options = [each for each in command.params if isinstance(each, TyperOption)]
    usage = " ".join(
        [
            "heldout",
            words,
            *(_place(each) for each in arguments),
            *(["[OPTIONS]"] if options else []),
        ]
    )
    parts.append(f"\n```text\n{usage}\n```\n")
    if arguments or options:
        parts.append("\n")
        # Its name says it all, where there is no more to say.
        parts += [f"- `{_place(each)}`{told}\n" for each in arguments if (told := _told(each))]
        parts += [f"- `{_spelt(each)}`{_told(each)}\n" for each in options if not each.hidden]
    parts += [f"\n{line}\n" for line in _closing(words, options)]
    return "".join(parts)


def _closing(words: str, options: list[TyperOption]) -> Iterator[str]:
    text = " ".join(each.help or "" for each in options)
    read = [
        f"`{name}`"
        for name in _VARIABLES
        if re.search(rf"\b{name}\b", text) or words in _READ_BY.get(name, ())
    ]
    if read:
        yield f"*Environment:* {', '.join(read)}."
    if words in _NOT_PASSED:
        yield f"*Exit status 1:* {_NOT_PASSED[words]}."


def _place(argument: TyperArgument) -> str:
    name = argument.metavar or argument.name.upper()
    several = name.removesuffix("S") if argument.nargs != 1 and not argument.metavar else name
    written = f"{several.removesuffix('...')}..." if argument.nargs != 1 else several
    return written if argument.required else f"[{written}]"


def _spelt(option: TyperOption) -> str:
    names = ", ".join(option.opts)
    if option.is_flag:
        return " / ".join((names, *option.secondary_opts))
    return f"{names} {option.metavar or _kind(option)}"


def _kind(option: TyperOption) -> str:
    annotation: Any = option.type_descriptor.annotation
    only = get_args(annotation)[0] if get_args(annotation) else annotation
    if isinstance(only, type) and issubclass(only, Enum):
        return "|".join(str(each.value) for each in only)
    return _KINDS.get(only, "VALUE")


def _told(param: TyperArgument | TyperOption) -> str:
    facts = [*_limits(param), *_defaults(param)]
    help_text = _plain(param.help or "")
    if isinstance(param, TyperOption):
        if param.multiple and not re.search("again|repeated", help_text):
            facts.append("may be given again")
        # Of an argument the brackets tell.
        if param.required:
            facts.append("required")
    said = [help_text] if help_text else []
    if facts:
        said.append(f"*{'; '.join(facts)}*")
    return f": {' '.join(said)}" if said else ""


def _limits(param: TyperArgument | TyperOption) -> Iterator[str]:
    low, high = param.min, param.max
    if low is not None and high is not None:
        yield f"{low:g} to {high:g}"
    elif low is not None:
        yield f"at least {low:g}"
    elif high is not None:
        yield f"at most {high:g}"


def _defaults(param: TyperArgument | TyperOption) -> Iterator[str]:
    default: Any = param.default
    if default is None or default is False or default in ((), [], ""):
        return
    value = default.value if isinstance(default, Enum) else default
    # Of two names for yes and no the first is yes.
    yield f"default: `{param.opts[0] if default is True else value}`"


def _plain(text: str) -> str:
    """Keep a help text on one line, and from being taken for markup; code spans stay."""
    parts = " ".join(text.split()).split("`")
    parts[::2] = [re.sub(r"([*<|])", r"\\\1", part) for part in parts[::2]]
    return "`".join(parts)


def _help(command: Command) -> str:
    return _plain(command.help or "")


def _summary(command: Command) -> str:
    """Give the first paragraph, for a table."""
    return _plain((command.help or "").split("\n\n")[0])


def _anchor(words: str) -> str:
    return f"heldout-{words.replace(' ', '-')}"


def tree() -> TyperGroup:
    """Give the tree of this program's commands."""
    made = get_command(app)
    assert isinstance(made, TyperGroup)
    return made


if __name__ == "__main__":
    print(render(tree()), end="")
