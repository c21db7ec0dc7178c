"""A comment that answers an interview, and its parts: a heading with a task's name, its answer.

# kmeans

## How would you choose the number of clusters?

By the elbow of ...

# overfitting

## In short
...
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from heldout.catalogue.followups import is_begun_in
from heldout.github.interview_set import Task
from heldout.written import answer as answers
from heldout.written.answer import unix_lines

#: What is shorter and has no heading is conversation, and nothing is said about it.
SHORTEST_WORDS = 40


class Answer(NamedTuple):
    """A comment taken apart.

    `texts` are by name: each is a file to be read, in which every line has the number that it has
    in the comment. `empty` are tasks that are named, with nothing written below a heading; `others`
    tasks of the catalogue that are named and are not of this interview.
    """

    texts: dict[str, str]
    empty: tuple[str, ...]
    others: tuple[str, ...]
    #: Whether it looks as if it was meant for an answer at all.
    is_meant: bool


def take_apart(body: str, tasks: Sequence[Task], catalogue: Collection[str]) -> Answer:
    """Take a comment apart by its headings of the first level that name a task."""
    titles = {task.slug: task.manifest.title for task in tasks}
    lines = unix_lines(body).split("\n")
    headings = answers.read(body, ()).headings
    named = {
        each.line: name
        for each in headings
        if each.level == 1 and (name := each.title.strip().lower()) in {*titles, *catalogue}
    }
    owned: dict[str, list[str]] = {}
    owner = None
    for number, line in enumerate(lines, start=1):
        owner = named.get(number, owner)
        if owner is not None:
            said = owned.setdefault(owner, [""] * len(lines))
            said[number - 1] = f"# {titles.get(owner, owner)}" if number in named else line
    texts = {name: "\n".join(said).rstrip() for name, said in owned.items() if name in titles}
    begun = {name for name, text in texts.items() if is_begun_in(text)}
    return Answer(
        texts={slug: texts[slug] for slug in titles if slug in begun},
        empty=tuple(slug for slug in titles if slug in texts and slug not in begun),
        others=tuple(name for name in owned if name not in titles),
        is_meant=bool(named) or bool(headings) or len(body.split()) >= SHORTEST_WORDS,
    )
