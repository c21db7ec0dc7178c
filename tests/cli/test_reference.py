"""The page of the documentation that lists the commands."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer
from typer.main import get_command

from heldout.cli import choices, reference

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "commands.md"


def made(command) -> str:
    """The page of a program that has this command, and another beside it."""
    app = typer.Typer()
    app.command("try")(command)
    app.command("other")(lambda: None)
    return reference.render(get_command(app))


def test_the_page_is_what_the_commands_say():
    """Made anew whenever one changes: ./run python -m heldout.cli.reference > docs/commands.md."""
    assert PAGE.read_text(encoding="utf-8") == reference.render(reference.tree())


def test_every_command_has_a_section_that_the_table_leads_to():
    """Groups too; what only workflows call is there as well."""
    text = PAGE.read_text(encoding="utf-8")
    found = [words for words, _ in reference.commands(reference.tree())]
    assert {"list", "board build", "actions grade"} <= set(found)
    for words in found:
        assert len(re.findall(rf"^###? heldout {words}$", text, re.MULTILINE)) == 1, words
        assert f"[{words}](#heldout-{words.replace(' ', '-')})" in text


def test_an_option_is_written_with_what_it_takes():
    """Choices, limits, defaults, several, none at all; arguments as they are typed."""

    def command(
        slug: str,
        files: Annotated[
            list[Path] | None, typer.Argument(help="Folders, or *.py | files.")
        ] = None,
        sandbox: Annotated[choices.Sandbox, typer.Option(help="Where.")] = choices.Sandbox.auto,
        minutes: Annotated[int, typer.Option(min=10, max=480, help="How long.")] = 45,
        names: Annotated[list[str] | None, typer.Option("--name", help="Whose.")] = None,
        key: Annotated[str | None, typer.Option(help="A `*` or HELDOUT_IDENTITY.")] = None,
        due: Annotated[str, typer.Option(metavar="DATE")] = ...,
        done: Annotated[bool | None, typer.Option("--done/--todo", help="Only these.")] = None,
        local: Annotated[bool, typer.Option("--local/--no-local", help="Here.")] = True,
        inner: Annotated[str, typer.Option(hidden=True)] = "",
    ) -> None:
        """Try it.

        It says more here.
        """

    text = made(command)
    assert "heldout try SLUG [FILE...] [OPTIONS]" in text
    assert "- `SLUG`" not in text
    assert "- `[FILE...]`: Folders, or \\*.py \\| files.\n" in text
    assert "- `--sandbox auto|bubblewrap|none`: Where. *default: `auto`*\n" in text
    assert "- `--minutes N`: How long. *10 to 480; default: `45`*\n" in text
    assert "- `--name TEXT`: Whose. *may be given again*\n" in text
    assert "- `--key TEXT`: A `*` or HELDOUT_IDENTITY.\n" in text
    assert "- `--due DATE`: *required*\n" in text
    assert "- `--done / --todo`: Only these.\n" in text
    assert "- `--local / --no-local`: Here. *default: `--local`*\n" in text
    assert "--inner" not in text
    assert "*Environment:* `HELDOUT_IDENTITY`.\n" in text
    assert "| [try](#heldout-try) | Try it. |\n" in text
    assert "\nTry it. It says more here.\n" in text


def test_what_the_page_adds_to_the_commands_is_about_commands_that_are_there():
    """Exit statuses and variables go with a command when it is renamed."""
    found = {words for words, _ in reference.commands(reference.tree())}
    added = {words for every in reference._READ_BY.values() for words in every}
    assert added | set(reference._NOT_PASSED) <= found


def test_every_variable_of_the_program_is_on_the_page():
    """Whatever the package or the set-up script reads by a name of ours."""
    source = [*(ROOT / "src").rglob("*.py"), ROOT / "run"]
    named = {
        name
        for path in source
        for name in re.findall(r"\bHELDOUT_[A-Z_]+\b", path.read_text(encoding="utf-8"))
    }
    assert named <= set(reference._VARIABLES), "describe it in reference.py"
