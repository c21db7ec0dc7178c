"""What is missing or out of place in an answer blocks it, and nothing else does."""

from __future__ import annotations

import pytest

from heldout.catalogue.rubric import Section
from heldout.report import Finding, Severity
from heldout.written import answer, structure
from tests.written import toy

ASKING = Section(
    id="requirements",
    title="Requirements",
    description="What you would ask.",
    min_words=10,
    max_words=60,
    aliases=("Clarifying questions",),
    needs=("numbers",),
    asks=True,
)
PARTS = Section(
    id="architecture",
    title="Architecture",
    description="The parts.",
    min_words=5,
    max_words=60,
    needs=("diagram",),
)
NOTES = Section(id="notes", title="Notes", description="More.", max_words=50, required=False)
TESTS = Section(id="testing", title="Testing", description="Proof.", min_words=5, max_words=50)
SECTIONS = (ASKING, PARTS, NOTES, TESTS)
TEMPLATE = "# Design\n\n<!-- Write below. -->\n\n## Requirements\n\n## Architecture\n\n## Testing\n"
PROMPT = toy.prompt(sections=SECTIONS, min_words=25, max_words=150, template=TEMPLATE)

DRAWN = "```mermaid\nflowchart LR\n  A[App] --> B[Queue] --> C[(Store)]\n```\n"
ASKED = (
    "## Requirements\n\nHow many people call at peak? I take it as 200 requests/s, each within"
    " 50 ms, and a budget that is small.\n"
)
TABLED = (
    "## Requirements\n\nAs a table, guessed, for lack of anybody to ask about it here:\n\n"
    "| what | requests per second | ms |\n|---|---|---|\n| peak | 200 | 50 |\n"
)
BUILT = f"## Architecture\n\n{DRAWN}\nThe app writes to a queue and reads from a store.\n"
TESTED = "## Testing\n\nWe replay last month and then let a tenth of the callers try it.\n"
GOOD = f"# Design\n\n{ASKED}\n{BUILT}\n{TESTED}"


def find(text: str) -> list[Finding]:
    """Read an answer to the prompt above and find what is wrong with it."""
    return [*structure.find(PROMPT, answer.read(text, SECTIONS))]


def only(text: str) -> Finding:
    """Return the one finding that there is."""
    (found,) = find(text)
    assert found.severity is Severity.ERROR
    assert not found.message.endswith(".")
    assert not found.next_step.endswith(".")
    return found


def pointed(text: str, found: Finding) -> str:
    """Return what a finding points at."""
    assert found.line is not None
    return text.split("\n")[found.line - 1][found.column - 1 :][: found.length]


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        GOOD.replace("## Requirements", "## 1. Clarifying Questions"),
        f"{GOOD}\n## Notes\n\nSee [the paper](https://example.org/a.pdf) and [above](#testing).\n",
        GOOD.replace("\n", "\r\n"),
        GOOD.replace(DRAWN, "").replace("## Testing\n", f"## Testing\n\n{DRAWN}"),
        GOOD.replace("reads", "keeps a to-do list ... and reads"),
        GOOD.replace("I take it", "### Guesses\n\nI take it"),
        f"{GOOD}\nThe client XXX paid; `TODO` is a word, and $E[y](x)$ a formula.\n",
        f"---\nauthor: me\n---\n{GOOD}",
        f"{GOOD}\n<!--\nTODO\n-->\n\n```python\n# TODO\n...\n```\n",
        f"{TABLED}\n{BUILT}\n{TESTED}",
    ],
)
def test_honest_answers(text: str) -> None:
    """An honest answer has nothing found in it, whatever its layout."""
    assert find(text) == []


def test_untouched_template() -> None:
    """Where nothing is written, that alone is said."""
    assert only(TEMPLATE).code == "untouched-template"
    assert only("").code == "untouched-template"


def test_text_in_comments() -> None:
    """Who wrote all of it into the comment is told so."""
    found = only(TEMPLATE.replace("Write below.", "We ask and measure it all. " * 20))
    assert found.code == "untouched-template"
    assert "comments" in found.next_step


def test_missing_section() -> None:
    """A section that is missing is named."""
    found = only(f"{ASKED}\n{BUILT}\nSome more words so that it is long enough by all means.")
    assert (found.code, found.line) == ("missing-section", None)
    assert '"Testing"' in found.message


def test_heading_that_is_close() -> None:
    """A heading that is nearly right is pointed at."""
    text = GOOD.replace("## Testing", "## Testings")
    found = only(text)
    assert (found.code, pointed(text, found)) == ("missing-section", "Testings")


def test_section_order() -> None:
    """The one section to move is pointed at, with its place."""
    text = f"{TESTED}\n{ASKED}\n{BUILT}"
    found = only(text)
    assert (found.code, pointed(text, found)) == ("section-order", "Testing")
    assert 'after "Architecture"' in found.message


def test_optional_sections_stand_anywhere() -> None:
    """The order of what may be left out does not matter."""
    assert find(f"## Notes\n\nA word.\n\n{GOOD}") == []


def test_section_lengths() -> None:
    """Words under sub-headings belong to the section; the most may be passed by a tenth."""
    short = only(GOOD.replace("We replay last month and then let a tenth of the callers", "We"))
    assert (short.code, short.message) == (
        "section-too-short",
        '"Testing" has 3 words; 5 are the least',
    )
    assert find(GOOD.replace("try it.", "try it." + " more" * 41)) == []
    long = only(GOOD.replace("try it.", "try it.\n\n### More\n\n" + " more" * 42))
    assert (long.code, "56 words; 50" in long.message) == ("section-too-long", True)


def test_answer_lengths() -> None:
    """The whole has limits of its own."""
    brief = toy.prompt(sections=SECTIONS, min_words=100, max_words=150, template=TEMPLATE)
    read = answer.read(GOOD, SECTIONS)
    assert [each.code for each in structure.find(brief, read)] == ["answer-too-short"]
    brief = toy.prompt(sections=SECTIONS, min_words=10, max_words=20, template=TEMPLATE)
    assert [each.code for each in structure.find(brief, read)] == ["answer-too-long"]


@pytest.mark.parametrize(
    "line",
    [
        *("TODO", "- TODO: numbers", "The limit is TBD.", "FIXME later", "Lorem ipsum dolor sit"),
        *("...", "- \u2026", "<your answer here>", "[insert diagram]", "We expect xxx users."),
        *("todo: write this", "(to be written)", "To be done.", "Your answer here", "XX ms a call"),
    ],
)
def test_placeholder(line: str) -> None:
    """What holds the place of something unwritten is pointed at."""
    text = f"{GOOD}\n{line}\n"
    found = only(text)
    assert found.code == "placeholder"
    assert pointed(text, found).strip() in line
    assert found.length


def test_line_of_the_template() -> None:
    """A visible line of the template that is still there counts as unwritten."""
    left = "Say here what you did."
    prompt = toy.prompt(
        sections=SECTIONS, min_words=25, max_words=150, template=f"{TEMPLATE}\n{left}\n"
    )
    (found,) = structure.find(prompt, answer.read(f"{GOOD}\n{left}\n", SECTIONS))
    assert (found.code, found.length) == ("placeholder", len(left))


def test_at_most_three_of_a_code() -> None:
    """After three findings of a code, the rest is counted."""
    found = find(GOOD + "\nTODO\n" * 7)
    assert [each.code for each in found] == ["placeholder"] * 4
    assert "4 more" in found[-1].message


def test_findings_are_in_the_order_of_lines() -> None:
    """What is wrong is read from top to bottom."""
    found = find(f"TODO\n\n{GOOD}\n[a](notes.md)\n\nTODO\n")
    lines = [each.line or 0 for each in found]
    assert len(lines) == 3
    assert lines == sorted(lines)


@pytest.mark.parametrize(
    ("block", "fact"),
    [
        ("", "no diagram"),
        ("```mermaid\nflowchart LR\n  A --> B\n```\n", "2 parts and 1 arrows"),
        ("```mermaid\nflowchart LR\n  A --> B\n  B[x --> C\n```\n", "never closed"),
        ("```mermaid\nflowchart LR\n  A --> B --> A\n```\n", "2 parts and 2 arrows"),
        ("```mermaid\nflowchart LR\n  A --> B\n  C\n```\n", "3 parts and 1 arrows"),
        ("```mermaid\npie\n  'a': 1\n```\n", "0 parts"),
        ("```\nflowchart LR\n  A --> B --> C\n```\n", "not marked as Mermaid"),
        ("![parts](parts.png)\n", "images cannot be handed in"),
    ],
)
def test_missing_diagram(block: str, fact: str) -> None:
    """Without a diagram that can be read and has parts enough, the reason is told."""
    text = GOOD.replace(DRAWN, block)
    found = [each for each in find(text) if each.code == "missing-diagram"]
    assert len(found) == 1
    assert fact in found[0].message


def test_line_of_a_broken_diagram() -> None:
    """A diagram that breaks is pointed at where it does."""
    text = GOOD.replace("A[App] -->", "A[App ->\n  D -->")
    found = only(text)
    assert "A[App" in pointed(text, found)


def test_missing_numbers() -> None:
    """A section that needs figures has two of them."""
    text = GOOD.replace("200 requests/s, each within 50 ms", "many, each at once, by 2024")
    found = only(text)
    assert (found.code, pointed(text, found)) == ("missing-numbers", "Requirements")
    assert "0 figures" in found.message


@pytest.mark.parametrize(
    ("matter", "line"),
    [("---\nauthor: me\n", 1), ("---\nauthor: me\nJust words\n---\n", 3)],
)
def test_bad_front_matter(matter: str, line: int) -> None:
    """Front matter is closed, and holds simple pairs only."""
    found = only(matter + GOOD)
    assert (found.code, found.line) == ("bad-front-matter", line)


@pytest.mark.parametrize(
    "link",
    [
        *(
            "[a]()",
            "[a](url)",
            "[a](#nowhere)",
            "[a](other.md)",
            "[a](../x/y)",
            "[a](ftp://x.org)",
        ),
        *("[a](javascript:alert(1))", "[a](file:///etc/passwd)", "[a](www.example.org)"),
        "![a](https://example.org/a.png)",
    ],
)
def test_broken_link(link: str) -> None:
    """A link that leads nowhere, or where no link should, is found once."""
    assert only(f"{GOOD}\nSee {link} for that.\n").code == "broken-link"


def test_a_word_less_than_the_least_is_forgiven():
    """Nobody counts as we do; a tenth is the tolerance on either side."""
    wanted = Section(
        id="testing", title="Testing", description="Proof.", min_words=20, max_words=50
    )
    brief = toy.prompt(sections=(wanted,), min_words=20, max_words=150, template="")
    for count, codes in ((19, []), (18, ["answer-too-short", "section-too-short"])):
        read = answer.read("## Testing\n\n" + "word " * count, (wanted,))
        assert [each.code for each in structure.find(brief, read)] == codes
