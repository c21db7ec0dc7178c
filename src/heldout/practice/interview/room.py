"""The room in which an interview is held: what can be done in it, and what that leaves behind.

.heldout/interviews/<session>/
    kmeans.py, fraud-detection.md     what is written in a round; the task's own file is not touched

Whatever shows it, on a line or on a screen, calls the same few things. Several threads may.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from heldout.catalogue.casestudy import CaseStudy
from heldout.catalogue.challenge import Challenge
from heldout.catalogue.repository import Repository
from heldout.errors import BadInputError
from heldout.practice import attempts
from heldout.practice.interview import session
from heldout.practice.interview.loop import Phase, Round
from heldout.practice.interview.questions import Interviewer, Question
from heldout.practice.interview.session import Event, State
from heldout.report import Report

Clock = Callable[[], float]
Now = Callable[[], datetime]


class Room:
    """One sitting in a session; `clock` gives seconds that nobody sets, `now` the time of day.

    Every method that changes something raises `OSError` if it cannot be kept.
    """

    def __init__(self, root: Repository, folder: Path, clock: Clock, now: Now) -> None:
        """Raises `BadInputError` for a session that cannot be read."""
        self.root = root
        self.folder = folder
        self._clock, self._now = clock, now
        self._lock = threading.RLock()
        self._events = session.read(folder)
        self._state = session.state(self._events)
        self._before_s = self._state.clock_s
        self._since_s = clock()
        self._last_s = self._before_s

    @property
    def state(self) -> State:
        """Where the interview stands."""
        return self._state

    @property
    def events(self) -> tuple[Event, ...]:
        """All that has happened."""
        return tuple(self._events)

    @property
    def session_file(self) -> Path:
        """Where all that is kept."""
        return session.file(self.folder)

    @property
    def elapsed_s(self) -> float:
        """The seconds that were sat so far."""
        return self._before_s + max(0.0, self._clock() - self._since_s)

    @property
    def round(self) -> Round:
        """The round that is on."""
        return self._state.loop.rounds[self._state.round]

    @property
    def phase(self) -> Phase:
        """The phase that is on."""
        return self.round.phases[self._state.phase]

    @property
    def task(self) -> Challenge | CaseStudy:
        """The task of the round. Raises `UnknownSlugError` or `CatalogueError`."""
        return self.root.load(self.round.slug)

    @property
    def paper(self) -> Path:
        """The file that is written in this round."""
        suffix = attempts.own_file(self.task).suffix
        return self.folder / f"{self.round.slug}{suffix}"

    def left_s(self) -> tuple[float, float]:
        """Give the seconds that are left of the phase and of the round; less than 0 when over."""
        state = self._state
        spent, held = state.spent_s[state.round], state.loop.rounds[state.round]
        here_s = self.elapsed_s - state.clock_s
        phase_s = 60.0 * held.phases[state.phase].minutes - spent[state.phase] - here_s
        return phase_s, 60.0 * held.minutes - sum(spent) - here_s

    def enter(self) -> None:
        """Sit down: again, if somebody has sat here before."""
        if len(self._events) > 1:
            self._add(session.Resumed(at=self._now(), clock_s=self.elapsed_s))
        self.lay_out()

    def lay_out(self) -> None:
        """Put the paper of the round on the table, as the stub or the template, if it is not there.

        Where git does not have it any more, it is the task's file as it stands.
        """
        if self.paper.exists():
            return
        try:
            content = attempts.template(self.root.root, self.task)
        except BadInputError:
            content = attempts.own_file(self.task).read_bytes()
        attempts.replace(self.paper, content)

    def beat(self) -> None:
        """Note that somebody is here, if nothing was noted for a while; called every `BEAT_S`."""
        with self._lock:
            if self._state.is_finished:
                return
            if self.elapsed_s - self._last_s >= session.HEARTBEAT_S - session.BEAT_S:
                self._add(session.Sat(at=self._now(), clock_s=self.elapsed_s))

    def leave(self) -> None:
        """Note that somebody gets up."""
        if not self._state.is_finished:
            self._add(session.Sat(at=self._now(), clock_s=self.elapsed_s))

    def move(self) -> bool:
        """Go on to the next phase, or to the next round; False if the interview is over by that."""
        place, phase = self._state.round, self._state.phase + 1
        if phase == len(self.round.phases):
            place, phase = place + 1, 0
        if place == len(self._state.loop.rounds):
            self.finish(early=False)
            return False
        self._add(session.Moved(at=self._now(), clock_s=self.elapsed_s, round=place, phase=phase))
        if phase == 0:
            self.lay_out()
        return True

    def finish(self, *, early: bool) -> None:
        """End the interview."""
        self._add(session.Finished(at=self._now(), clock_s=self.elapsed_s, early=early))

    def note(self, text: str) -> None:
        """Note something that was said."""
        self._add(session.Noted(at=self._now(), clock_s=self.elapsed_s, text=text))

    def hint(self) -> tuple[int, str] | None:
        """Give the next hint and its number; None when all are given."""
        hints = self.task.manifest.hints
        number = self._state.hints.get(self.round.slug, 0) + 1
        if number > len(hints):
            return None
        self._add(
            session.Helped(
                at=self._now(), clock_s=self.elapsed_s, slug=self.round.slug, number=number
            )
        )
        return number, hints[number - 1]

    def checked(self, slug: str, report: Report) -> None:
        """Note what the public tests said."""
        self._add(session.Checked(at=self._now(), clock_s=self.elapsed_s, slug=slug, report=report))

    def graded(self, slug: str, report: Report) -> None:
        """Note what a round's work came to."""
        self._add(session.Graded(at=self._now(), clock_s=self.elapsed_s, slug=slug, report=report))

    def ask(self) -> Question | None:
        """Ask the next question about the round's task; None when there is none left."""
        asked, answers = self._talk()
        question = Interviewer(self.root, self.task).next(asked, answers)
        if question is not None:
            self._add(
                session.Asked(
                    at=self._now(),
                    clock_s=self.elapsed_s,
                    slug=self.round.slug,
                    question=question.text,
                    probe=question.probe,
                )
            )
        return question

    def answer(self, text: str) -> None:
        """Answer the question that was asked last."""
        asked, _ = self._talk()
        if not asked:
            self.note(text)
            return
        self._add(
            session.Answered(
                at=self._now(),
                clock_s=self.elapsed_s,
                slug=self.round.slug,
                question=asked[-1].text,
                text=text,
            )
        )

    def answers(self, slug: str) -> list[tuple[str, str]]:
        """Give the questions about a task that were answered, with what was said."""
        return [
            (each.question, each.text)
            for each in self._events
            if isinstance(each, session.Answered) and each.slug == slug
        ]

    def _talk(self) -> tuple[list[Question], list[tuple[str, str]]]:
        asked = [
            Question(each.question, each.probe)
            for each in self._events
            if isinstance(each, session.Asked) and each.slug == self.round.slug
        ]
        return asked, self.answers(self.round.slug)

    def _add(self, event: Event) -> None:
        with self._lock:
            session.append(self.folder, event)
            self._events.append(event)
            self._state = session.state(self._events)
            self._last_s = event.clock_s
