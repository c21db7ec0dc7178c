"""`heldout new`: a complete folder for a challenge or case study that is still to be written."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from heldout.cli.choices import AsJson
from heldout.errors import OurFaultError

if TYPE_CHECKING:
    from heldout.authoring.scaffold.answer import Ask
    from heldout.authoring.scaffold.draft import Draft
    from heldout.authoring.scaffold.question import Answers, Question
    from heldout.catalogue.repository import Repository
    from heldout.catalogue.rubric import Rubric

_INTERRUPTED = 130

Slug = Annotated[str, typer.Argument(help="The folder's name: words joined by hyphens.")]
Title = Annotated[str | None, typer.Option(help="Default: the name, in words.")]
Difficulty = Annotated[str | None, typer.Option(help="easy, medium (the default) or hard.")]
Author = Annotated[str | None, typer.Option(help="Default: git's user.name.")]


def add_commands(app: typer.Typer) -> None:
    """Register the two commands below `new`."""
    group = typer.Typer(
        help="Write a complete folder for a new challenge or case study.",
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    group.command("challenge")(challenge)
    group.command("casestudy")(casestudy)
    app.add_typer(group, name="new")


def challenge(
    slug: Slug,
    title: Title = None,
    track: Annotated[
        str | None, typer.Option(help="algorithms, ml-coding (the default) or statistics.")
    ] = None,
    difficulty: Difficulty = None,
    minutes: Annotated[
        str | None, typer.Option(help="What an interviewer would give; default: 30.")
    ] = None,
    asked: Annotated[
        str | None, typer.Option(help="very likely, common (the default) or emerging.")
    ] = None,
    entry_points: Annotated[
        list[str] | None,
        typer.Option(
            "--entry-point",
            help="A function or class that a solution defines; may be given again. "
            "Default: the name, with underscores.",
        ),
    ] = None,
    author: Author = None,
    as_json: AsJson = False,
) -> None:
    """Write the folder of a new coding challenge; asks what it needs, on a terminal."""
    from heldout.authoring.scaffold import answer, question
    from heldout.authoring.scaffold import author as authors
    from heldout.authoring.scaffold.draft import ChallengeDraft

    given = {
        "title": title,
        "track": track,
        "difficulty": difficulty,
        "minutes": minutes,
        "asked": asked,
        "entry_points": ",".join(entry_points) if entry_points else None,
        "authors": author,
    }
    repository, folder = _place("challenges", slug)
    questions = question.for_challenge(authors.known(repository.root))
    answers = answer.gather(slug, questions, given, _asker())
    _write(folder, ChallengeDraft(**answers), None, as_json=as_json)


def casestudy(
    slug: Slug,
    kind: Annotated[
        str | None,
        typer.Option(
            help="system-design (the default), case-study, research, production, behavioral "
            "or theory."
        ),
    ] = None,
    title: Title = None,
    difficulty: Difficulty = None,
    minutes: Annotated[
        str | None, typer.Option(help="What an interviewer would give; default: 45.")
    ] = None,
    rubric: Annotated[
        str | None, typer.Option(help="A file of rubrics/, without .toml; default: by kind.")
    ] = None,
    author: Author = None,
    as_json: AsJson = False,
) -> None:
    """Write the folder of a new written prompt; asks what it needs, on a terminal."""
    from heldout.authoring.scaffold import answer, question
    from heldout.authoring.scaffold import author as authors
    from heldout.authoring.scaffold.draft import CaseStudyDraft

    given = {
        "kind": kind,
        "title": title,
        "difficulty": difficulty,
        "minutes": minutes,
        "rubric": rubric,
        "authors": author,
    }
    repository, folder = _place("casestudies", slug)
    rubrics = {name: repository.rubric(name) for name in repository.rubric_names()}
    kinds = {name: each.kinds for name, each in rubrics.items()}
    questions = question.for_casestudy(authors.known(repository.root), kinds)
    draft = CaseStudyDraft(**answer.gather(slug, questions, given, _asker()))
    _write(folder, draft, rubrics.get(draft.rubric), as_json=as_json)


def _place(home: str, slug: str) -> tuple[Repository, Path]:
    """Find the repository, and where in it the folder belongs."""
    from heldout.catalogue import repository

    try:
        from heldout.authoring.scaffold import folder
    except ModuleNotFoundError as exc:
        raise OurFaultError(
            f"what authors need is not installed ({exc.name} is missing)",
            next_step="pip install 'heldout[authoring]'",
        ) from exc
    found = repository.find(Path.cwd())
    return found, folder.place(found.root, home, slug)


def _asker() -> Ask | None:
    """Somebody who can read questions and answer them, if this is a terminal."""
    streams = (sys.stdin, sys.stderr)
    return _ask if all(each is not None and each.isatty() for each in streams) else None


def _ask(question: Question, answers: Answers) -> Any:
    choices = f" ({', '.join(question.choices)})" if question.choices else ""

    def read(text: str) -> Any:
        try:
            return question.read(text, answers)
        except ValueError as exc:
            # It is told, and the question is asked again.
            raise typer.BadParameter(f"{exc}") from exc

    try:
        # On standard error, so that --json has standard output to itself.
        return typer.prompt(
            f"{question.asks}{choices}",
            default=question.default(answers),
            value_proc=read,
            err=True,
        )
    except typer.Abort:
        typer.echo("\nstopped; nothing was written", err=True)
        raise typer.Exit(_INTERRUPTED) from None


def _write(folder: Path, draft: Draft, rubric: Rubric | None, *, as_json: bool) -> None:
    from heldout.authoring.rules.unwritten import marks
    from heldout.authoring.scaffold import folder as folders
    from heldout.authoring.scaffold import template
    from heldout.cli import screen

    files = template.render(draft, rubric)
    folders.write(folder, files)
    shown = folder.relative_to(folder.parents[1]).as_posix()
    if as_json:
        made = {"slug": draft.slug, "folder": shown, "files": list(files)}
        typer.echo(msgspec.json.encode(made))
        return
    screen.out.print(f"{shown} is there, with its places still to be written:\n", markup=False)
    table = screen.table("file", "places", right=["places"])
    for name, text in files.items():
        count = sum(1 for _ in marks(text))
        table.add_row(screen.cell(name), f"{count or 'none'}")
    screen.out.print(table)
    screen.out.print("\nnext: write README.md, from which the rest follows", markup=False)
    screen.out.print(
        f"      heldout verify {draft.slug} lists what is missing, line by line", markup=False
    )
