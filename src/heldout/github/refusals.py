"""Why something is not taken, and how to set it right -> Markdown with commands to copy."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator

from heldout.github.markdown import commands
from heldout.github.pieces import sentence
from heldout.submission.ruling import Reason, Remedy

#: Characters; a path that a file system takes is shorter.
_LONGEST_FACT = 2000
#: A command that was cut short would do something else.
_LONGEST_COMMANDS = 4000


def write(reasons: Iterable[Reason], repository: str) -> Iterator[str]:
    """Write reasons one after the other, each a piece with its remedies.

    `repository` is the address of what the remote `upstream` in the commands stands for.
    """
    shown = [*reasons]
    for reason in shown:
        yield _reason(reason)
    if any("upstream" in line for each in shown for way in each.remedies for line in way.commands):
        add = f"git remote add upstream {shlex.quote(repository)}"
        yield (
            "If git says that it knows no `upstream`, tell it once where that is:\n\n"
            f"{commands([add])}\n\n"
        )


def _reason(reason: Reason) -> str:
    fact = f"{sentence(reason.fact, _LONGEST_FACT)}\n\n"
    ways = [*reason.remedies]
    names = ["What to do"] if len(ways) == 1 else ["One way", *["Another way"] * (len(ways) - 1)]
    return fact + "".join(
        f"**{name}:** {_remedy(way)}\n\n" for name, way in zip(names, ways, strict=bool(ways))
    )


def _remedy(way: Remedy) -> str:
    text = sentence(way.text, _LONGEST_FACT)
    if not way.commands:
        return text
    if sum(map(len, way.commands)) > _LONGEST_COMMANDS:
        return f"{text} The names are too long to show a command for it here."
    return f"{text}\n\n{commands(way.commands)}"
