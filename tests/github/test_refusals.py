"""Why something was not taken, with the ways out."""

from __future__ import annotations

from heldout.github.comment import render
from heldout.submission.ruling import Reason, Remedy
from tests.github.scorecards import LINKS, MIXTURE, card, lines, ungraded


def test_a_refused_file_has_its_reason_and_commands_to_copy():
    """And how git gets to know the remote that they name."""
    text = render(card(ungraded("refused", refusal=MIXTURE)))
    shown = lines(card(ungraded("refused", refusal=MIXTURE)))
    assert "'.gitignore' is changed too." in shown
    assert "One way: To hand in, take the others back." in shown
    assert "Another way: To contribute, take the hand-in files back." in shown
    assert "<pre><code>git fetch upstream\ngit restore -- x\n</code></pre>" in text
    assert f"git remote add upstream {LINKS.repository}" in shown


def test_a_command_too_long_to_show_is_not_shown_in_part():
    """Half of it would do something else."""
    long = Reason("x", "a fact", (Remedy("take it back", (f"git rm -- {'x' * 5000}",)),))
    text = render(card(decision="refused", reasons=(long,)))
    assert "git rm" not in text
    assert "too long to show a command" in text


def test_one_remedy_is_what_to_do():
    """A way alone is not one of several; a reason without any ends with the fact."""
    one = Reason("x", "a fact", (Remedy("push again"),))
    assert "What to do: Push again." in lines(card(decision="refused", reasons=(one,)))
    none = lines(card(decision="refused", reasons=(Reason("more", "and 3 more like these"),)))
    assert none[3].startswith("And 3 more like these.")
    assert none[4].startswith("This comment is kept")
