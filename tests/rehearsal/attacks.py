"""What attackers leave wherever they get to, and how to see whether they got anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.github.test_markdown import ACTIVE, RENDERER, Page
from tests.rehearsal.outcome import Entry
from tests.rehearsal.stage import Run, Stage

#: In everything that an attacker hands in, prints and raises. No honest word has it in it.
BRAND = "eve-was-here"
#: The name of each file that their shell commands would make.
MADE = "eve-made-this"
#: Of the hidden suites. Of their tests a candidate may read the first lines of docstrings alone.
_SUITE = (
    "rng.integers(3, 1000)",
    "reference.double(-3)",
    "2**62",
    "assert solution.",
    r"\badd(?:s|",
)
_FOREIGN = (BRAND, *_SUITE)
#: The workflow commands that are ours: outputs, the one summary, and that others are stopped.
_OBEYED = {"set-output", "stop-commands", "summary"}
_TOKEN = re.compile(r"[0-9a-f]{32}")
#: What a comment that says nothing of anybody's is made of.
_ELEMENTS = {
    *("h2", "h3", "hr", "p", "br", "strong", "b", "code", "pre", "ul", "ol", "li", "em"),
    *("details", "details [('open', None)]", "summary"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
_STYLED = re.compile(r"t[hd] \[\('style', 'text-align:(?:left|right)'\)\]")
_OWN_LINK = re.compile(
    r"a \[\('href', 'https://(?:github\.com/ml-school/cohort/[\w./-]+"
    r"|ml-school\.github\.io/cohort/)'\)\]"
)
_COPIED = re.compile(r"<pre>.*?</pre>", re.DOTALL)


def harm(stage: Stage, run: Run) -> list[str]:
    """Name what an attack came to, whatever else the run did; nothing if it came to nothing.

    That is: a secret, a line of a hidden suite or the attackers' brand where somebody could read
    it; a workflow command that is not ours; a comment that mentions, links or draws something; a
    file of theirs in what the run was given; a request that GitHub would not have taken.
    """
    return [*stage.leaks(run), *stage.double.violations, *_shown(stage, run), *_done(stage, run)]


def _shown(stage: Stage, run: Run) -> Iterator[str]:
    comment = stage.comment(run.number)
    places = {"the log": run.raw, "the summary": run.summary, "the comment": comment}
    for path in stage.artifacts(run).rglob("*"):
        if path.is_file():
            name = path.relative_to(stage.artifacts(run))
            places[f"{name}"] = path.read_text("utf-8", errors="replace")
    for place, text in places.items():
        yield from (f"{word} is in {place}" for word in _FOREIGN if word in text)
    for place in ("the summary", "the comment"):
        page = Page(RENDERER.render(places[place]))
        strange = {each for each in page.elements if not _is_ours(each)}
        yield from (f"{each} is in {place}" for each in sorted(strange))
        yield from (f"{word} is to be read in {place}" for word in _FOREIGN if word in page.text)
        # What is to be copied is shown as it is.
        plain = Page(_COPIED.sub("", RENDERER.render(places[place]))).text
        yield from (f"{found} does something in {place}" for found in ACTIVE.findall(plain))


def _is_ours(element: str) -> bool:
    return bool(element in _ELEMENTS or _STYLED.fullmatch(element) or _OWN_LINK.fullmatch(element))


def _done(stage: Stage, run: Run) -> Iterator[str]:
    for entry in run.log:
        name = entry.get("command", "")
        if name and name not in _OBEYED and not _TOKEN.fullmatch(name) and not _is_path(entry):
            yield f"{name} was obeyed: {entry['msg']}"
    for folder in ("artifacts", "pages", "runs"):
        for path in (stage.edition.root / folder).rglob("*"):
            if BRAND in path.name or MADE in path.name:
                yield f"{path} was made"


def _is_path(entry: Entry) -> bool:
    """Whether it is where a stand-in has a job find the code that is checked out."""
    named: bool = entry["command"] == "set-env" and entry["name"] == "PYTHONPATH"
    return named and str(entry["arg"]).endswith("/hostexecutor/src")
