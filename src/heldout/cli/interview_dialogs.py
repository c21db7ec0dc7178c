"""Where something is typed on the screen of an interview, and what is laid over it for a moment."""

from __future__ import annotations

from collections.abc import Container
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.events import Key
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from heldout.cli import interview_panels as panels


class Say(TextArea):
    """A few lines for what is said. Enter says it; what is pasted stays whole.

    It hands over in the order of the keys, however fast they come: what was said, and `keys`, which
    do something else than write.
    """

    class Said(Message):
        """Something was said; the text is not in the widget any more."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Pressed(Message):
        """One of the keys was pressed."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, keys: Container[str], *, id: str) -> None:  # noqa: A002 — as named there
        super().__init__(
            id=id,
            compact=True,
            highlight_cursor_line=False,
            placeholder="what you say, then Enter; or /help",
        )
        self._keys = keys

    def on_key(self, event: Key) -> None:
        """Take what is not writing out of what is."""
        if event.key == "enter":
            if text := self.text.strip():
                self.clear()
                self.post_message(self.Said(text))
        elif event.key == "ctrl+j":
            self.insert("\n")
        elif event.key in self._keys:
            self.post_message(self.Pressed(event.key))
        else:
            return
        event.stop()
        event.prevent_default()

    def put_back(self, text: str) -> None:
        """Let somebody try again what could not be kept, before what they wrote since."""
        self.text = f"{text}\n{self.text}" if self.text else text
        self.move_cursor(self.document.end)


class Help(ModalScreen[None]):
    """The commands and their keys."""

    def compose(self) -> ComposeResult:
        """Show them."""
        with VerticalScroll():
            yield Static(panels.guide())

    def on_key(self, event: Key) -> None:
        """Go back, unless it is read on."""
        if event.key not in ("up", "down", "pageup", "pagedown", "home", "end"):
            event.stop()
            self.dismiss()


class Sure(ModalScreen[bool]):
    """Asks once whether the interview is to end here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "answer(True)"),
        Binding("escape,n,ctrl+c", "answer(False)"),
    ]

    def compose(self) -> ComposeResult:
        """Ask."""
        yield Static(
            "End the interview here?\n\nWhat you wrote and said is graded as it is, and it cannot "
            "be taken up again.\n\nEnter ends it; Escape goes on. To go on another day, pause "
            "instead.",
            markup=False,
        )

    def action_answer(self, is_sure: bool) -> None:
        """Take the answer."""
        self.dismiss(is_sure)
