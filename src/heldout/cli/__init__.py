"""Parses, calls, prints, and turns outcomes into exit statuses.

app          the command line itself: one typer application
candidate    list, show, check
maintainer   grade, demo
new          new challenge, new casestudy
similar      similar
verify       verify
findings     verifications for people
screen       what is printed for people: tables, progress, errors, and the terminal's escaper
"""

from __future__ import annotations


def main() -> None:
    """Run the command line: the `heldout` script."""
    from heldout.cli.app import run

    run()
