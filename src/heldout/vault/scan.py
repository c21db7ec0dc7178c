"""Looks for hidden files everywhere candidates could: in what is published, and in git's objects.

In a task's public files only a whole hidden file counts: candidates have those files or write them,
and a line that many would write is no leak there. Age files are passed over.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from heldout.errors import LeakError
from heldout.vault import age, content, destination
from heldout.vault.content import Content
from heldout.vault.git import Git
from heldout.vault.leak import Secrets


def check(git: Git, gathered: Content) -> None:
    """Look for hidden files in what is to be published, and in every object that DEST has.

    Raises `LeakError`, which names places and quotes nothing.
    """
    everybodys = (
        file.content for path, file in gathered.public.items() if content.is_everybodys(path)
    )
    secrets = Secrets(gathered.hidden, everybodys)
    public = gathered.public
    found = [each for path, file in public.items() for each in _leaks(secrets, path, file.content)]
    if found:
        raise LeakError(
            f"hidden material would be published:{destination.listed(found)}",
            next_step="take the lines out of those files, or change the hidden ones; nothing was "
            "committed",
        )
    harmless = set(git.name_of(file.content for file in public.values()))
    paths = git.paths()
    for each in git.objects():
        if each.kind == "tree" or each.name in harmless:
            continue
        path = paths.get(each.name, "" if each.kind == "blob" else each.kind)
        place = f"{path} in object {each.name[:12]}" if path else f"object {each.name[:12]}"
        found += _leaks(secrets, path, each.content, place)
    if found:
        folder = shlex.quote(str(git.folder))
        raise LeakError(
            f"hidden material is in git's objects already:{destination.listed(found)}",
            where=git.folder,
            next_step="if anybody has a clone, change the hidden files: they are known. Then "
            "publish into a new folder; or take it out of every branch, and git -C "
            f"{folder} reflog expire --expire=now --all && git -C {folder} gc --prune=now",
        )


def _leaks(secrets: Secrets, path: str, text: bytes, place: str | None = None) -> Iterator[str]:
    if text.startswith(age.MAGIC):
        return
    leaks = list(secrets.wholes(text))
    if not leaks and not content.is_shown(path):
        leaks = list(secrets.lines(text))
    yield from (f"{place or path}, line {leak.line}: {leak.origin}" for leak in leaks)
