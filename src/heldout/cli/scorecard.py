"""`heldout scorecard`: what was graded and what people judged, as one evaluation."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from heldout.cli.choices import AsJson

if TYPE_CHECKING:
    from rich.text import Text

    from heldout.board.scorecard import Judgement, PartScore, Scorecard
    from heldout.catalogue.repository import Repository
    from heldout.report import Report

_BAR = 20


def add_commands(app: typer.Typer) -> None:
    """Register the command."""
    app.command("scorecard")(scorecard)


def scorecard(
    graded: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="Lines of `heldout grade --json`; - is the input."),
    ],
    sheets: Annotated[
        list[Path] | None,
        typer.Option("--sheet", help="A reviewer's sheet; may be given again."),
    ] = None,
    name: Annotated[str, typer.Option(help="Whose scorecard it is.")] = "candidate",
    html: Annotated[Path | None, typer.Option(help="Also write a page.")] = None,
    as_json: AsJson = False,
) -> None:
    """Join graded code, graded prose and reviewers into the four criteria of the evaluation."""
    import msgspec

    from heldout.board import scorecard as cards
    from heldout.board import scorecard_page
    from heldout.catalogue import repository

    root = repository.find(Path.cwd())
    reports = [report for path in graded for report in _reports(path)]
    judgements = [*_judgements(root, sheets or (), name)]
    card = cards.build(name, root.evaluation(), reports, judgements, _feeds(root))
    if html is not None:
        _write(html, scorecard_page.render(card, datetime.now(UTC)))
    if as_json:
        typer.echo(msgspec.json.encode(card))
    else:
        _print(card)
        if html is not None:
            typer.echo(f"\nthe same as a page: {html}")


def _reports(path: Path) -> Iterator[Report]:
    """Read lines of JSON. Raises `BadInputError` for what is no report."""
    import msgspec

    from heldout.errors import BadInputError
    from heldout.report import Report

    grade_again = "write it with: heldout grade SLUG --solution FILE --json > FILE"
    try:
        text = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as exc:
        raise BadInputError(
            f"cannot be read ({exc.strerror})", where=path, next_step=grade_again
        ) from exc
    for n, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                yield msgspec.json.decode(line, type=Report)
            except (msgspec.DecodeError, UnicodeDecodeError) as exc:
                raise BadInputError(
                    f"line {n} is no report of `heldout grade --json` ({exc})",
                    where=path,
                    next_step=grade_again,
                ) from exc


def _judgements(root: Repository, paths: Sequence[Path], candidate: str) -> Iterator[Judgement]:
    """Read reviewers' sheets. Raises `BadInputError` for one that may not be counted."""
    from heldout.board.scorecard import Judgement
    from heldout.errors import BadInputError
    from heldout.report import Severity
    from heldout.written.review.desk import Desk

    for checked in Desk(root, Path.cwd()).check(paths, candidate):
        facts = [each.message for each in checked.findings if each.severity == Severity.ERROR]
        sheet = checked.sheet
        if sheet is None or facts:
            raise BadInputError(
                facts[0] if facts else "cannot be read",
                where=checked.path,
                next_step=f"heldout review check {checked.path}",
            )
        for each in sheet.criteria:
            if each.level is not None:
                yield Judgement(
                    part=each.id,
                    level=each.level,
                    reviewer=sheet.reviewer,
                    slug=sheet.slug,
                    answer=sheet.answer,
                    note=each.note,
                )


def _feeds(root: Repository) -> Mapping[str, list[str]]:
    """Which tasks say something of each part: prompts by points, challenges by tests."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for casestudy in root.casestudies()[0]:
        for part in dict.fromkeys(point.criterion for point in casestudy.points):
            if part is not None:
                found[part].append(casestudy.slug)
    for part in dict.fromkeys(root.evaluation().code.values()):
        found[part] += root.slugs()
    return found


def _write(path: Path, page: str) -> None:
    from heldout.errors import BadInputError

    try:
        path.write_text(page, encoding="utf-8")
    except OSError as exc:
        raise BadInputError(
            f"the page cannot be written ({exc.strerror})",
            where=path,
            next_step="name a file in a folder that is there and may be written to",
        ) from exc


def _print(card: Scorecard) -> None:
    from rich.text import Text

    from heldout.cli import screen

    head = f"{card.score:.0f} of 100" if card.score is not None else "not assessed yet"
    screen.out.print(
        Text.assemble((screen.safe(card.candidate), "bold"), f"  {head}"), soft_wrap=True
    )
    screen.out.print(
        f"{card.assessed:g} % of the weight is assessed, {card.judged:g} % by people", markup=False
    )
    if card.open_points:
        need = "point needs" if card.open_points == 1 else "points need"
        screen.out.print(f"{card.open_points} {need} a person, and count neither way until then")
    for criterion in card.criteria:
        score = "" if criterion.score is None else f"  {criterion.score * 100:.0f} of 100"
        title = Text(f"\n{criterion.title}", style="bold").append(
            f"  {criterion.weight} %{score}", style="dim"
        )
        screen.out.print(title)
        table = screen.table("", "", "", "", right=[])
        table.show_header = False
        for part in criterion.parts:
            table.add_row(*_row(part))
        screen.out.print(table)
    _print_next(card)


def _row(part: PartScore) -> tuple[Text, ...]:
    from rich.text import Text

    from heldout.cli import screen

    if part.score is None:
        return screen.cell(f"  {part.title}"), Text("nobody", style="dim"), Text(""), Text("")
    full = round(part.score * _BAR)
    colour = "green" if part.basis == "people" else "yellow"
    bar = Text.assemble(("█" * full, colour), ("·" * (_BAR - full), "dim"))
    return (
        screen.cell(f"  {part.title}"),
        Text(part.basis, style=colour),
        bar,
        Text(f"{part.score * 100:3.0f}  {_rests_on(part)}", style=""),
    )


def _rests_on(part: PartScore) -> str:
    said = []
    if part.judgements:
        reviewers = len({each.reviewer for each in part.judgements})
        who = "1 reviewer" if reviewers == 1 else f"{reviewers} reviewers"
        said.append(f"level {part.level:g} of 4 by {who}")
    if part.evidence:
        tasks = dict.fromkeys(each.slug for each in part.evidence)
        found, most = part.found
        said.append(f"{found:g} of {most:g} points in {', '.join(tasks)}")
    return "; ".join(said)


def _print_next(card: Scorecard) -> None:
    """Print how to raise the parts that weigh most and are lowest."""
    from rich.text import Text

    from heldout.cli import screen

    parts = [part for criterion in card.criteria for part in criterion.parts if part.next_steps]
    parts.sort(key=lambda part: -part.weight * (1 - (part.score or 0.0)))
    screen.out.print(Text("\nwhat would raise it most", style="bold"))
    for part in parts[:4]:
        screen.out.print(Text(f"  {part.title}"))
        for step in part.next_steps[:2]:
            screen.out.print(Text(f"    {screen.safe(step)}", style="dim"), soft_wrap=True)
