"""Code handed in -> reports: reading and judging, for every command that grades."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from heldout.catalogue.challenge import Challenge, Hidden
from heldout.cli import screen
from heldout.cli.choices import Sandbox
from heldout.errors import BadInputError, SandboxMissingError, SandboxRefusedError
from heldout.judging import score
from heldout.judging import suite as suites
from heldout.judging.judge import Judge
from heldout.judging.suite import Suite
from heldout.report import Report, Verdict
from heldout.sandbox.box import Isolation
from heldout.submission import source

_NOT_ISOLATED = (
    "this run is not isolated: the code runs as you, with your files and your network. "
    "That is fine for code of your own"
)


def isolation_for(choice: Sandbox) -> Isolation:
    """Choose for anybody's code: only an explicit word turns the sandbox off."""
    if choice is not Sandbox.none:
        return Isolation.BUBBLEWRAP
    screen.print_warning(_NOT_ISOLATED)
    return Isolation.NONE


def hidden_half(challenge: Challenge) -> Hidden:
    """Give a challenge's hidden half. Raises `BadInputError` where it is not in the clear."""
    if challenge.hidden is None:
        raise BadInputError(
            "there is no hidden suite in the clear here, so nothing can be graded against it",
            where=challenge.folder,
            next_step="grade in the authoring edition; `heldout check` runs the public tests",
        )
    return challenge.hidden


def hidden_suite(challenge: Challenge) -> Suite:
    """Load the suite that candidates never see."""
    return suites.hidden(challenge, hidden_half(challenge))


def check_own(choice: Sandbox, work: Sequence[tuple[Suite, Path]]) -> list[Report]:
    """Grade code that belongs to whoever runs it: where there is no sandbox it runs without one."""
    try:
        with Judge(isolation_for(choice), jobs=1) as judge:
            return [report for suite, path in work for report in grade(judge, suite, [path])]
    except (SandboxMissingError, SandboxRefusedError) as exc:
        if choice is not Sandbox.auto:
            raise
        screen.print_warning(f"no sandbox here: {exc.fact}")
        return check_own(Sandbox.none, work)


def grade(
    judge: Judge,
    suite: Suite,
    paths: Sequence[Path],
    on_done: Callable[[], None] = lambda: None,
) -> Iterator[Report]:
    """Grade files; reports come in the order given, also for those that cannot be taken.

    Raises `SandboxMissingError`, `SandboxRefusedError` or `SuiteBrokenError`.
    """
    taken = [source.read(path) for path in paths]
    contents = [each.content for each in taken if isinstance(each, source.Source)]
    # A batch of refusals alone needs no box.
    judged = judge.grade(suite, contents, lambda _: on_done()) if contents else iter(())
    for each in taken:
        if isinstance(each, source.Refusal):
            on_done()
            yield score.unrun(suite.slug, (), Verdict.REFUSED, each.reason)
        else:
            yield next(judged)
