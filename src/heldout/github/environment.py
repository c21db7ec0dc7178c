"""Where a job of GitHub Actions wants annotations and its summary.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from heldout.authoring.verification import Verification
from heldout.errors import OurFaultError
from heldout.github import summary
from heldout.github.annotations import annotate, placed
from heldout.report import Finding


def is_actions(environment: Mapping[str, str]) -> bool:
    """Whether these are the variables of a job of GitHub Actions."""
    return environment.get("GITHUB_ACTIONS") == "true"


def publish(
    verifications: Sequence[Verification], environment: Mapping[str, str], out: TextIO
) -> None:
    """Print annotations, and append to the step's summary; outside GitHub Actions do nothing.

    Raises `OurFaultError` if the summary cannot be written.
    """
    if not is_actions(environment):
        return
    for line in annotate([f for each in verifications for f in each.findings]):
        print(line, file=out)
    out.flush()
    file = environment.get("GITHUB_STEP_SUMMARY")
    if file:
        append(Path(file), lambda room: summary.render(verifications, room))


def publish_findings(
    file: str, findings: Sequence[Finding], environment: Mapping[str, str], out: TextIO
) -> None:
    """Print what was found in a written answer as annotations; do nothing elsewhere.

    `file` is relative to the repository's root, with forward slashes.
    """
    if is_actions(environment):
        for line in annotate([placed(file, each) for each in findings]):
            print(line, file=out)
        out.flush()


@contextmanager
def commands_stopped(environment: Mapping[str, str], out: TextIO) -> Iterator[None]:
    """Have the runner take nothing that is printed meanwhile for a workflow command.

    For tables and messages that show other people's text as it is.
    """
    if not is_actions(environment):
        yield
        return
    token = secrets.token_hex(16)
    print(f"::stop-commands::{token}", file=out, flush=True)
    try:
        yield
    finally:
        print(f"::{token}::", file=out, flush=True)


def append(file: Path, render: Callable[[int], str]) -> None:
    """Append to a step's summary what `render` makes of the room that is left, in bytes.

    Raises `OurFaultError` if it cannot be written.
    """
    try:
        with file.open("ab") as page:
            page.write(render(summary.LIMIT_BYTES - page.tell()).encode())
    except OSError as exc:
        raise OurFaultError(
            f"the job's summary cannot be written ({exc.strerror})",
            where=file,
            next_step="run the job again; the log has the same findings",
        ) from exc
