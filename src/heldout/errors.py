"""Everything that can go wrong for a user, in one tree. Imports nothing of ours.

    HeldoutError
    ├── BadInputError            exit status 2: the user's file, flag or folder
    │   ├── CatalogueError       a folder or manifest, all its mistakes at once
    │   ├── UnknownSlugError
    │   ├── RootNotFoundError
    │   ├── UnknownCommitError   git knows no such commit
    │   ├── ShallowCloneError    a clone without the history that is needed
    │   ├── HostileObjectsError  what was fetched is no sound git history
    │   ├── IdentityError        no age identity, or none that opens this
    │   ├── RecipientsError      recipients.txt
    │   ├── SealBrokenError      a sealed file is not what `heldout seal` writes
    │   ├── SuiteInTheWayError   sealing or unsealing would lose somebody's work
    │   ├── EditionError         a cohort edition cannot be written there
    │   └── LeakError            hidden material would be, or is, in a cohort edition
    └── OurFaultError            exit status 3: the machine or heldout itself
        ├── LedgerUnwritableError
        ├── PushFailedError
        ├── SandboxMissingError
        ├── SandboxRefusedError
        ├── SuiteBrokenError
        ├── GitFailedError       git is missing, failed, or went past a limit
        ├── GitHubFailedError    GitHub's API did not do what was asked
        └── ObjectMissingError   the clone lacks an object that its history names

Each says what is wrong, where, and what to do next.
"""

from __future__ import annotations

from pathlib import Path


class HeldoutError(Exception):
    """An error that a user reads: the fact, the place, the next step."""

    exit_status = 3

    def __init__(self, fact: str, *, where: Path | str | None = None, next_step: str) -> None:
        super().__init__(fact)
        self.fact = fact
        self.where = where
        self.next_step = next_step

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where is not None else ""
        return f"{place}{self.fact}\n  next: {self.next_step}"


class BadInputError(HeldoutError):
    """Something the user gave cannot be used."""

    exit_status = 2


class CatalogueError(BadInputError):
    """A challenge's folder has mistakes; `mistakes` are lines of `file: dotted.path: fact`."""

    def __init__(self, folder: Path, mistakes: tuple[str, ...]) -> None:
        count = "1 mistake" if len(mistakes) == 1 else f"{len(mistakes)} mistakes"
        listing = "".join(f"\n  - {mistake}" for mistake in mistakes)
        super().__init__(
            f"{count} in this folder{listing}",
            where=folder,
            next_step="correct the lines above, then run the command again",
        )
        self.mistakes = mistakes


class UnknownSlugError(BadInputError):
    """No challenge goes by this name."""


class RootNotFoundError(BadInputError):
    """The working directory is not inside a heldout repository."""


class IdentityError(BadInputError):
    """There is no usable age identity, or none that opens what is sealed."""


class RecipientsError(BadInputError):
    """`recipients.txt` is missing, or a line of it names nobody."""


class SealBrokenError(BadInputError):
    """A sealed file is damaged, or holds what `heldout seal` would not put there."""


class SuiteInTheWayError(BadInputError):
    """A hidden folder cannot be sealed or unsealed as it is; nothing was touched."""


class EditionError(BadInputError):
    """A cohort edition cannot be written where it should be; what is there was left alone."""


class LeakError(BadInputError):
    """Lines of hidden files are in what candidates get; they are named by place, never quoted."""


class UnknownCommitError(BadInputError):
    """Git knows no such commit in this clone."""


class ShallowCloneError(BadInputError):
    """The clone lacks the history that is needed."""


class HostileObjectsError(BadInputError):
    """What was to be fetched is not sound, and git refused it."""


class OurFaultError(HeldoutError):
    """Nothing the user did: the machine, or heldout itself."""


class LedgerUnwritableError(OurFaultError):
    """Receipts cannot be written to the disk: full, read-only, or held by another process."""


class PushFailedError(OurFaultError):
    """Receipts did not get to the branch; whoever sent them still has them."""


class PullFailedError(OurFaultError):
    """The receipts of a branch did not get here; what was here is as it was."""


class SandboxMissingError(OurFaultError):
    """Bubblewrap is not installed."""


class SandboxRefusedError(OurFaultError):
    """The host does not let this user open namespaces, or the box did not start."""


class SuiteBrokenError(OurFaultError):
    """A challenge's own suite cannot be loaded."""


class GitFailedError(OurFaultError):
    """Git is not installed, did not succeed, or went past a limit."""


class GitHubFailedError(OurFaultError):
    """GitHub's API did not do what was asked: no answer, no sound one, or no."""


class ObjectMissingError(OurFaultError):
    """A clone lacks an object that its history names, or has it damaged."""
