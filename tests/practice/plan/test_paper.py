"""A plan as Markdown and back, with what a person wrote, and what somebody broke."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.errors import BadInputError
from heldout.practice.plan import draft, paper
from tests.practice.plan import sample
from tests.practice.plan.sample import drawn

HERE = Path("plan.md")
#: What a person may write: anything but a line that passes for one of the plan's.
LINES = st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"]), max_size=12)
NOTES = st.lists(LINES.filter(lambda line: "-->" not in line and "min)" not in line), max_size=3)


def read(text: str):
    """Read a plan's text."""
    return paper.read(text.encode(), HERE)


def below(lines: list[str]) -> tuple[str, ...]:
    """Notes as they are kept: without blank lines at the end."""
    while lines and not lines[-1].strip():
        lines.pop()
    return tuple(lines)


@settings(max_examples=25)
@given(st.data())
def test_what_is_written_is_read_back(data):
    """Ticks, notes below items, and notes below headings."""
    tasks = data.draw(sample.catalogues())
    plan = draft.draw_up(data.draw(sample.any_settings()), tasks, {})
    marked = st.tuples(st.sampled_from(plan.items), st.booleans(), NOTES)
    changes = {each.key: rest for each, *rest in data.draw(st.lists(marked, max_size=5))}
    items = [
        msgspec.structs.replace(
            each, is_done=changes[each.key][0], notes=below(changes[each.key][1])
        )
        if each.key in changes
        else each
        for each in plan.items
    ]
    weeks = {plan.settings.week(each.day) for each in items if each.day is not None}
    notes = {}
    for key in ("above", "title", *(f"week/{n}" for n in sorted(weeks))):
        lines = below(data.draw(NOTES))
        if lines and lines[0].strip():
            notes[key] = lines
    if notes.get("above", ("",))[0].startswith("\ufeff"):
        del notes["above"]
    plan = msgspec.structs.replace(plan, items=tuple(items), notes=notes)
    assert read(paper.write(plan)) == plan


def test_a_line_says_when_how_long_what_and_how():
    """And its mark does not show."""
    text = paper.write(drawn())
    assert (
        "- [ ] 2026-12-07 Mon (20 min) [Descent](challenges/descent/README.md): "
        "`heldout show descent` <!-- descent -->\n" in text
    )
    assert "## Week 1, 1 to 7 December: foundation review <!-- plan/week/1 -->" in text
    assert "## Week 5, 29 December to 4 January: specialized preparation" in text
    assert "`heldout interview --track coding --level medium --minutes 45 --seed " in text
    assert "foundation review and technical practice" in paper.write(drawn(days=14))


def test_an_editor_may_change_ends_of_lines_boxes_and_bullets():
    """And a person the day, without its name."""
    text = paper.write(drawn())
    line = next(each for each in text.split("\n") if each.endswith("<!-- descent -->"))
    changed = line.replace("- [ ] 2026-12-07 Mon", "* [X] 2026-12-03")
    plan = read("\ufeff" + text.replace(line, changed).replace("\n", "\r\n"))
    (found,) = (each for each in plan.items if each.key == "descent")
    assert found.is_done
    assert found.day == date(2026, 12, 3)
    assert not any(each.notes for each in plan.items)


def test_a_copy_of_a_line_is_a_note():
    """The first one counts, and nothing is lost."""
    text = paper.write(drawn())
    line = next(each for each in text.split("\n") if each.endswith("<!-- descent -->"))
    plan = read(text.replace(line, f"{line}\n{line}"))
    (found,) = (each for each in plan.items if each.key == "descent")
    assert found.notes == (line,)
    assert read(paper.write(plan)) == plan


@pytest.mark.parametrize(
    ("old", "new", "fact"),
    [
        ("<!-- heldout-plan", "<!-- gone", "line 1: the line with the plan's settings"),
        ('"hours":8', '"hours":0', "line 1: the plan's settings cannot be read: .*hours"),
        ('"days":56', '"days":"x"', "line 1: the plan's settings cannot be read: .*days"),
        ('"start":"2026', '"start":"9999', "line 1: .*after the last date"),
        ("2026-12-07 Mon (20", "2026-13-01 Mon (20", "line 17: there is no day 2026-13-01"),
        ("2026-12-07 Mon (20", "2999-12-01 Mon (20", "line 17: the day 2999-12-01 is far"),
        ("2026-12-07 Mon (20 min)", "later", "line 17: a session begins with"),
        (" <!-- descent -->", "", "line 17: this looks like a session, and the mark"),
        ("# Interview", "\udcff", "line 3: this is not UTF-8"),
        ("# Interview", "x" * (5 << 20), "more than 4 MiB"),
    ],
)
def test_a_broken_plan_is_refused_by_line(old, new, fact):
    """With what to do about it."""
    text = paper.write(drawn())
    assert old in text
    content = text.replace(old, new, 1).encode(errors="surrogateescape")
    with pytest.raises(BadInputError, match=fact) as caught:
        paper.read(content, HERE)
    assert "--out" in caught.value.next_step


def test_titles_show_as_they_are_and_do_nothing_else():
    """An ordinary one stays readable in the file; a hostile one is no Markdown and no mark."""
    assert paper.link("A/B test, 2-D: größer", "a.md") == "[A/B test, 2-D: größer](a.md)"
    hostile = (
        "x](http://evil) <!-- kmeans --> `heldout reset` @team #1\n- [ ] www.evil.com \x1b[31m"
    )
    text = paper.link(hostile, "a.md")
    assert not set("<>`@#\n\x1b") & set(text.replace("&#", ""))
    assert "](http" not in text
    shown = paper.plain(f"{text}: `heldout show x`")
    assert shown.startswith("x](http://evil) <!-- kmeans --> `heldout reset` @team #1 - [ ] www.")
    assert "\\x1b[31m" in shown
    plan = drawn(tasks=(sample.task("x", text=text, title=hostile),))
    assert read(paper.write(plan)) == plan
