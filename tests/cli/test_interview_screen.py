"""A mock interview on a screen, driven by its keys."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Markdown, Static

from heldout.cli.interview_dialogs import Help, Say, Sure
from heldout.cli.interview_screen import Interview
from heldout.practice.interview import session
from heldout.practice.interview.room import Room
from tests.practice.interview.sample import Clock, repository, room

RIGHT = "def double(x):\n    return 2 * x\n"
Script = Callable[[Interview, Pilot], Awaitable[None]]


@pytest.fixture
def clock() -> Clock:
    """Seconds that pass when they are told to."""
    return Clock()


@pytest.fixture
def sat(tmp_path, clock) -> Room:
    """A room somebody has just sat down in."""
    return room(repository(tmp_path), clock)


def shown(sat: Room, script: Script, size: tuple[int, int] = (80, 24)) -> Interview:
    """Show the room, and carry out a script on it."""
    app = Interview(sat, with_partner=False)

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await script(app, pilot)

    asyncio.run(run())
    return app


async def typed(pilot: Pilot, text: str) -> None:
    """Type a line, and Enter."""
    names = {" ": "space", "/": "slash", "?": "question_mark", ".": "full_stop"}
    await pilot.press(*(names.get(each, each) for each in text), "enter")
    await pilot.pause()


async def until(pilot: Pilot, is_so: Callable[[], bool]) -> None:
    """Wait for a thread."""
    for _ in range(400):
        if is_so():
            return
        await pilot.pause(0.05)
    raise AssertionError


def words(app: Interview, selector: str) -> str:
    """Read what stands on a part of the desk."""
    texts = [each.visual for each in app.desk.query(selector).results(Static)]
    return "\n".join(" ".join(str(_plain(each)).split()) for each in texts)


def _plain(visual: object) -> str:
    renderable = getattr(visual, "_renderable", visual)
    columns = getattr(renderable, "columns", None)
    if columns is None:
        return str(renderable)
    return " ".join(str(cell) for column in columns for cell in column.cells)


def test_an_interview_by_its_keys(tmp_path, clock):
    """Said, hinted, asked, graded, and in the next round checked by a thread, to a pause."""
    sat = room(repository(tmp_path), clock, is_turned=True)

    async def script(app: Interview, pilot: Pilot) -> None:
        desk = app.desk
        assert "full · round 1 of 2 · Customer churn · seed S" in words(app, "#title")
        assert "churn" in desk.query_one(Markdown).source
        await typed(pilot, "is it weekly?")
        await pilot.press("f5", *["f2"] * (len(sat.round.phases) - 1))
        await until(pilot, lambda: isinstance(sat.events[-1], session.Asked))
        await until(pilot, lambda: "interviewer: " in words(app, "#talk Static"))
        await typed(pilot, "because of the carry.")
        told = words(app, "#talk Static")
        assert "you: is it weekly?" in told
        assert "hint 1: " in told
        assert desk.has_class("-on-talk")
        await pilot.press("f2")
        await until(pilot, lambda: "Double" in desk.query_one(Markdown).source)
        assert "round 2 of 2" in words(app, "#title")
        assert desk.has_class("-on-statement")
        sat.paper.write_text(RIGHT)
        await pilot.press("f3")
        await typed(pilot, "while they run")
        await until(pilot, lambda: "tests passed" in words(app, "#talk Static"))
        await pilot.press("ctrl+c")

    app = shown(sat, script)
    assert app.return_value is None
    assert app.return_code == 0
    kinds = [type(each) for each in sat.events]
    assert {session.Helped, session.Graded, session.Checked} <= set(kinds)
    assert not sat.state.is_finished
    assert sat.answers("churn")[0][1] == "because of the carry."
    noted = [each.text for each in sat.events if isinstance(each, session.Noted)]
    assert noted == ["is it weekly?", "while they run"]


def test_what_is_typed_quickly_keeps_its_order(sat):
    """Lines and keys that come at once are taken in turn, and no letter is lost."""

    async def script(app: Interview, pilot: Pilot) -> None:
        for key in ("a", "b", "enter", "c", "f2", "d", "enter", "e"):
            app.post_message(_key(key))
        await pilot.pause()
        await until(pilot, lambda: len(sat.events) == 4)
        assert app.desk.query_one(Say).text == "e"

    shown(sat, script)
    assert [getattr(each, "text", "moved") for each in sat.events[1:]] == ["ab", "moved", "cd"]


def _key(name: str):
    from textual.events import Key

    return Key(name, name if len(name) == 1 else None)


def test_a_time_that_is_up_is_said_and_moves_nobody(sat, clock):
    """In words; by a clock that is not the time of day, whatever that does meanwhile."""

    async def script(app: Interview, pilot: Pilot) -> None:
        minutes = sat.phase.minutes
        assert f"this phase: {minutes}:00 left" in words(app, "#clock")
        sat._now = lambda: clock.now() - timedelta(days=400)
        clock.s += 60.0 * minutes + 80.0
        for _ in range(2):
            app.desk._tick()
            await pilot.pause()
        assert "this phase: over by 1:20" in words(app, "#clock")
        told = words(app, "#talk Static")
        assert told.count("the time for clarify is up; /next goes on when you are ready") == 1
        assert sat.state.phase == 0
        await typed(pilot, "late")
        assert "this phase: over by 1:20" in words(app, "#clock")

    shown(sat, script)


def test_what_cannot_be_kept_is_told_and_can_be_said_again(sat):
    """The file is named, the words stand there, and the screen goes on."""
    file = sat.session_file
    before = file.read_bytes()

    async def script(app: Interview, pilot: Pilot) -> None:
        file.unlink()
        file.mkdir()
        await typed(pilot, "do not lose me")
        assert "this could not be kept (is a directory)" in words(app, "#talk Static")
        assert str(file) in words(app, "#talk Static")
        assert app.desk.query_one(Say).text == "do not lose me"
        file.rmdir()
        file.write_bytes(before)
        await pilot.press("enter")
        await pilot.pause()
        assert app.desk.query_one(Say).text == ""

    shown(sat, script)
    assert sat.events[-1].text == "do not lose me"


def test_the_end_is_asked_for_once_and_help_is_closed_by_any_key(tmp_path, clock):
    """Escape goes on; Enter ends, and the screen closes."""
    sat = room(repository(tmp_path), clock, is_turned=True)

    async def script(app: Interview, pilot: Pilot) -> None:
        await pilot.press("f1")
        assert isinstance(app.screen, Help)
        await pilot.press("x")
        await typed(pilot, "/end")
        assert isinstance(app.screen, Sure)
        await pilot.press("escape")
        assert app.screen is app.desk
        await typed(pilot, "/nxt")
        assert "there is no /nxt" in words(app, "#talk Static")
        assert not sat.state.is_finished
        await pilot.press("f8", "enter")
        await until(pilot, lambda: sat.state.is_finished and not app.is_running)

    app = shown(sat, script)
    assert app.return_value is None
    assert app.return_code == 0


def test_whoever_leaves_while_tests_run_is_asked_twice(sat):
    """The first time it waits for them; the second time it goes, as by the signal."""

    async def script(app: Interview, pilot: Pilot) -> None:
        app.desk._busy = "the public tests are running"
        await pilot.press("ctrl+c")
        assert "this pauses when that is done, Ctrl-C again" in words(app, "#talk Static")
        await pilot.press("f3")
        assert "/check can come after that" in words(app, "#talk Static")
        await pilot.press("ctrl+c")

    assert shown(sat, script).return_value == signal.SIGINT


def test_without_an_editor_the_file_is_named(sat, monkeypatch):
    """As in line mode."""
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)

    async def script(app: Interview, pilot: Pilot) -> None:
        await pilot.press("f4")
        await pilot.pause()
        told = words(app, "#talk Static")
        assert "neither VISUAL nor EDITOR is set" in told
        assert sat.paper.name in told

    shown(sat, script)


def test_it_fits_into_every_size_and_says_when_none_is_left(sat, monkeypatch):
    """What is typed stays through it; no colours where none are wanted."""
    monkeypatch.setenv("NO_COLOR", "1")

    async def script(app: Interview, pilot: Pilot) -> None:
        assert app.no_color
        await pilot.press("k")
        for width, height in ((40, 12), (50, 15), (79, 17), (110, 18), (200, 60)):
            await pilot.resize_terminal(width, height)
            await pilot.pause()
            assert not app.desk.has_class("-small")
            for part in ("#title", "#phases", "#clock", "#keys"):
                assert len(words(app, part)) <= width, (part, width)
            assert "F1 help" in words(app, "#keys")
            assert "▸" in words(app, "#phases")
            both = [app.desk.query_one(each).display for each in ("#statement", "#talk")]
            assert all(both) is (width >= 110)
        await pilot.resize_terminal(39, 12)
        await pilot.pause()
        assert app.desk.query_one("#small").display
        assert "make the window larger" in words(app, "#small")
        assert not app.desk.query_one("#panels").display
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert app.desk.query_one(Say).text == "k"

    shown(sat, script)


def test_who_comes_back_finds_the_talk(sat, clock):
    """What was said is there, and what is pending; hostile words are spelt out."""
    sat.answer("first \x1b[2J thoughts")
    while sat.phase.name != "discuss":
        sat.move()
    sat.ask()
    task = sat.task.statement
    task.write_text(task.read_text() + "\n\x1b]0;owned\x07\n")
    again = Room(sat.root, sat.folder, clock, clock.now)
    again.enter()

    async def script(app: Interview, pilot: Pilot) -> None:  # noqa: ARG001
        told = words(app, "#talk Static")
        assert "you: first \\x1b[2J thoughts" in told
        assert "interviewer: " in told
        assert app.desk.has_class("-on-talk")
        assert "\\x1b]0;owned" in app.desk.query_one(Markdown).source

    shown(again, script)


def test_a_paste_stays_whole(sat):
    """Of several lines too."""

    async def script(app: Interview, pilot: Pilot) -> None:
        from textual.events import Paste

        app.post_message(Paste("one\ntwo\n"))
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()

    shown(sat, script)
    assert sat.events[-1].text == "one\ntwo"


def test_the_screen_is_shipped():
    """The style sheet lies beside the module."""
    from heldout.cli import interview_screen

    assert Path(interview_screen.__file__).with_name(Interview.CSS_PATH).is_file()
