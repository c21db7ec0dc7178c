"""`recipients.txt`: for whom hidden suites are sealed; a stock `age -R` reads the same file.

# Ada
age1...
# The workflows
age1...
"""

from __future__ import annotations

from pathlib import Path

from heldout.errors import RecipientsError
from heldout.vault import age

FILE = "recipients.txt"
_SECRET = "AGE-SECRET-KEY-"  # noqa: S105 — how a private key begins, not one


def read(path: Path) -> tuple[str, ...]:
    """Read the file at a repository's root. Raises `RecipientsError`."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as exc:
        raise RecipientsError(
            "nobody is named for whom to seal",
            where=path,
            next_step="write a line `age1...` for each person and machine into it; "
            "age-keygen makes keys, and the first `heldout publish DEST` makes one too",
        ) from exc
    except (OSError, UnicodeDecodeError) as exc:
        raise RecipientsError(
            f"the file cannot be read as text ({exc})",
            where=path,
            next_step="make it a text file with a line `age1...` for each recipient",
        ) from exc
    return parse(text, path)


def parse(text: str, where: Path) -> tuple[str, ...]:
    """Read recipients, one a line, sorted and without repetition. Raises `RecipientsError`."""
    found = set()
    for number, line in enumerate(text.splitlines(), start=1):
        word = line.strip()
        if _SECRET in word.upper():
            # In a comment, too. Never quoted: whatever shows this error may be public.
            raise RecipientsError(
                f"line {number} holds a private key, which can open every suite",
                where=where,
                next_step="take it out, make a new key with age-keygen, write its `age1...` here, "
                "and `heldout seal` anew: what has seen a commit is no secret any more",
            )
        if not word or word.startswith("#"):
            continue
        try:
            found.add(age.read_recipient(word))
        except ValueError as exc:
            raise RecipientsError(
                f"line {number} is no age recipient: {word[:80]!r}",
                where=where,
                next_step="one `age1...` a line; whole lines of comment begin with #. Keys of SSH "
                "and passphrases are not taken",
            ) from exc
    if not found:
        raise RecipientsError(
            "no recipient is in it",
            where=where,
            next_step="write a line `age1...` for each person and machine that may open suites",
        )
    return tuple(sorted(found))
