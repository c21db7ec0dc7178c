"""The page of a progress: valid, readable by everybody, and asking for nothing."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from heldout.practice.progress import page
from heldout.report import Verdict
from tests.board.browser.test_access import violations
from tests.board.browser.test_validity import validate
from tests.practice.test_progress import TASKS, build, check, mock, task, work

HOSTILE = "</style><script>alert(1)</script>\u202e\x1b[31m" + "Wide" * 60


def pages() -> dict[str, str]:
    """Nothing yet; everything at once; whatever anybody could write into a name."""
    full = build(
        work("kmeans", 4, ago=30),
        work("kmeans", 9, ago=2),
        work("auc", 10, ago=1),
        work("tree", 1, ago=9, verdict=Verdict.UNDECIDED),
        check("churn", Verdict.PASSED, ago=0, kind="casestudy"),
        work("old", 3),
        candidate="ada",
        receipts="receipts",
        interviews=(mock(3), mock(1, is_finished=False)),
        given_up=frozenset({"auc"}),
        notices=("1 line cannot be read",),
    )
    hostile = build(
        work("kmeans", 3),
        check(HOSTILE, Verdict.FAILED, kind=HOSTILE),
        tasks=(task("kmeans", title=HOSTILE), *TASKS[1:]),
        candidate=HOSTILE,
        notices=(HOSTILE,),
    )
    return {name: page.render(each) for name, each in
            (("empty", build()), ("full", full), ("hostile", hostile))}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The pages on disk."""
    made = tmp_path_factory.mktemp("progress")
    for name, text in pages().items():
        (made / f"{name}.html").write_text(text, encoding="utf-8")
    return made


def test_a_page_tells_all_of_it():
    """Figures, what is open, what to do next and why; the latest week first."""
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", pages()["full"].partition("</style>")[2]))
    for words in (
        "Passed 1 of 5 tasks",
        "correctness 19 of 20",
        "kmeans (1)",
        "Communication 40 % open",
        "Try Kmeans again 9 of 10 points, and not passed yet",
        "heldout interview --resume",
        "No longer in the catalogue",
        "solution was read",
        "not finished",
        "1 line cannot be read",
        "a person decides",
    ):
        assert words.lower() in text.lower(), (words, text)
    assert text.index("30 Nov 2026") < text.index("23 Nov 2026")
    empty = pages()["empty"]
    assert "Nothing is here yet" in empty
    assert "p_tracks" not in empty


def test_pages_are_valid_and_ask_for_nothing(folder):
    """HTML and the CSS in it; no script, no address of anything."""
    found = validate(folder)
    assert not found, "\n".join(found)
    for text in pages().values():
        assert not re.search(r"<script|<link|<img|<iframe|url\(|@import| src=", text)
        assert set(re.findall(r'href="([^"]*)"', text)) <= {"#p_main"}


def test_everybody_can_read_them(folder, browser):
    """Axe finds nothing, in light and in dark; on a phone nothing is wider than the screen."""
    axe, found = Axe(), []
    # The check itself is a script, which the page does not allow.
    context = browser.new_context(bypass_csp=True)
    opened = context.new_page()
    opened.on("console", lambda message: found.append(message.text))
    for name, looks in (
        ("full", [(360, "light"), (1280, "dark")]),
        ("hostile", [(360, "dark")]),
    ):
        opened.goto((folder / f"{name}.html").as_uri())
        opened.evaluate(axe.axe_script)
        for width, scheme in looks:
            opened.set_viewport_size({"width": width, "height": 800})
            opened.emulate_media(color_scheme=scheme)
            found += [f"{name}, {width}, {scheme}: {each}" for each in violations(opened)]
            if opened.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found.append(f"{name}, {width}: wider than the screen")
    context.close()
    assert not found, "\n".join(found)
