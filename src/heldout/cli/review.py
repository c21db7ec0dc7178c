"""`heldout review`: sheets for people to judge an answer on, and how far they agree."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from heldout.cli.choices import AsJson, complete_slug, worst
from heldout.errors import BadInputError

if TYPE_CHECKING:
    from heldout.catalogue.repository import Repository
    from heldout.written.review.desk import Checked
    from heldout.written.review.sheet import AnswerId
    from heldout.written.review.summary import Reading

_UNFINISHED, _BAD_INPUT = 1, 2
_ASK = "heldout review start ANSWER --reviewer NAME"

Sheets = Annotated[list[Path], typer.Argument(metavar="SHEET...", help="Sheets that were begun.")]
Answers = Annotated[
    Path | None,
    typer.Option("--answers", help="The folder of the answers, if they are not where sheets say."),
]


def add_commands(app: typer.Typer) -> None:
    """Register the commands below `review`."""
    group = typer.Typer(
        help="Let people judge written answers, and measure how far they agree.",
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    group.command("start")(start)
    group.command("check")(check)
    group.command("summary")(summary)
    app.add_typer(group, name="review")


def start(
    answer: Annotated[Path, typer.Argument(help="The answer to judge: a Markdown file.")],
    reviewer: Annotated[str, typer.Option(help="Whoever judges.")],
    slug: Annotated[
        str | None,
        typer.Option(
            help="What it answers; default: the folder of casestudies/ it lies in.",
            autocompletion=complete_slug,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(help="The sheet; default: ANSWER.REVIEWER.review.yaml, here."),
    ] = None,
    author: Annotated[
        str | None, typer.Option(help="Whoever wrote it; default: as its file's name tells.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write a sheet on which a person judges one answer, without what the machine makes of it."""
    from heldout.catalogue import repository
    from heldout.cli import screen
    from heldout.written.review import begin, person

    root = repository.find(Path.cwd())
    reviewer = " ".join(reviewer.split())
    name = person.slug(reviewer)
    if not name:
        raise BadInputError("--reviewer has no letter and no digit", next_step=_ASK)
    target = output or Path(f"{answer.stem}.{name}.review.yaml")
    begun = begin.sheet(
        root,
        answer,
        slug=slug or begin.slug_of(root, answer),
        reviewer=reviewer,
        author=author,
        folder=target.parent,
    )
    begin.save(target, begun.text)
    parts, points = len(begun.sheet.criteria), len(begun.sheet.points)
    if as_json:
        made = {"sheet": str(target), "slug": begun.sheet.slug, "parts": parts, "points": points}
        typer.echo(msgspec.json.encode(made))
        return
    shown = screen.safe(str(target))
    screen.out.print(
        f"{shown} is there: {parts} parts of the evaluation and {points} points to judge\n"
        f"  next: fill it in with any editor, then: heldout review check "
        f"{screen.safe(shlex.quote(str(target)))}",
        markup=False,
        soft_wrap=True,
    )


def check(
    sheets: Sheets,
    author: Annotated[
        str | None,
        typer.Option(help="Whoever wrote the answer; default: as its file's name tells."),
    ] = None,
    answers: Answers = None,
    as_json: AsJson = False,
) -> None:
    """Find every mistake in sheets, and what is still to be judged; changes nothing."""
    from heldout.catalogue import repository
    from heldout.cli import sheets as printing
    from heldout.written.review.desk import Desk

    desk = Desk(repository.find(Path.cwd()), Path.cwd(), answers)
    checked = desk.check(sheets, author)
    if author is not None and len({each.sheet.answer_id for each in checked if each.sheet}) > 1:
        raise BadInputError(
            "--author is the author of one answer, and these sheets are about several",
            next_step="heldout review check SHEET... --author NAME, for one answer at a time",
        )
    if as_json:
        for each in checked:
            line = {"sheet": each.path, "ok": each.is_sound, "findings": each.findings}
            typer.echo(msgspec.json.encode(line))
    else:
        printing.print_checked(checked)
    raise typer.Exit(worst(map(_status, checked)))


def summary(
    sheets: Sheets,
    answers: Answers = None,
    seed: Annotated[int, typer.Option(min=0, help="Draws the resamples of the intervals.")] = 0,
    as_json: AsJson = False,
) -> None:
    """Measure how far reviewers agree, with each other and with the machine."""
    from heldout.catalogue import repository
    from heldout.cli import agreement, screen
    from heldout.cli import sheets as printing
    from heldout.written.review import summary as summaries
    from heldout.written.review.desk import Desk

    root = repository.find(Path.cwd())
    checked = Desk(root, Path.cwd(), answers).check(sheets)
    if bad := [each for each in checked if not each.is_sound]:
        printing.print_checked(bad, to=screen.err)
        count = f"{len(bad)} of {len(checked)} sheets"
        raise BadInputError(
            f"{count} cannot be counted, so nothing was",
            next_step="correct what is said above, or leave these sheets out",
        )
    taken = [each.sheet for each in checked if each.sheet is not None]
    evaluation = root.evaluation()
    made = summaries.summarize(taken, _readings(root, checked), evaluation.parts, seed)
    if not made.doubly_judged:
        raise BadInputError(
            "no answer here was judged by two people, so there is nothing to compare",
            next_step=f"{_ASK}, with the name of a second reviewer",
        )
    if as_json:
        typer.echo(msgspec.json.encode(made))
    else:
        agreement.print_summary(made, {id_: part.title for id_, part in evaluation.parts.items()})


def _status(checked: Checked) -> int:
    if not checked.is_sound:
        return _BAD_INPUT
    return _UNFINISHED if checked.findings else 0


def _readings(root: Repository, checked: Sequence[Checked]) -> Mapping[AnswerId, Reading]:
    """Read the answers again by machine: each once, with those to the same prompt."""
    from heldout.cli import prose, screen
    from heldout.report import Status

    paths: dict[str, dict[AnswerId, Path]] = {}
    for each in checked:
        if each.sheet is not None and each.answer is not None:
            paths.setdefault(each.sheet.slug, {})[each.sheet.answer_id] = Path(each.answer)
    readings: dict[AnswerId, Reading] = {}
    with screen.progress("reading", sum(map(len, paths.values()))) as advance:
        for slug, found in paths.items():
            reports = prose.Grader(root, root.load(slug)).grade([*found.values()])
            for answer, report in zip(found, reports, strict=True):
                readings[answer] = {
                    case.name: case.status or Status.NEEDS_PERSON for case in report.cases
                }
                advance()
    return readings
