"""Which tasks an interview has: the same for the same seed, here and in the terminal, for good."""

from __future__ import annotations

import pytest

from heldout.cli import listing
from heldout.github import interview_set
from heldout.github.interview_form import Wanted
from heldout.practice.interview import loop as loops
from heldout.practice.interview import pool
from heldout.practice.interview.loop import KINDS
from tests.github.interviews import QUESTION
from tests.github.interviews import repository as small

WANTED = Wanted("coding", "medium", 45, None)


@pytest.fixture
def root(tmp_path):
    """A challenge and a written prompt."""
    return small(tmp_path)


def test_it_is_chosen_from_what_the_terminal_chooses_from(root):
    """So that a seed gives the same there; a broken task hides no other."""
    facts = [listing.facts(task) for task in (*root.challenges()[0], *root.casestudies()[0])]
    (root.root / "challenges" / "broken").mkdir()
    keys = ("slug", "title", "difficulty", "minutes")
    found = pool.of(root)
    assert [(each.slug, each.title, each.level, each.minutes) for each in found] == [
        tuple(fact[key] for key in keys) for fact in facts
    ]
    assert [each.kind for each in found] == [KINDS[fact["track"]] for fact in facts]


def test_without_a_seed_the_issue_gives_one(root):
    """The same each time, another for another issue or repository; and one that can be typed."""
    prompts = pool.of(root)
    first = interview_set.compose(prompts, WANTED, "owner/repo", 12)
    assert first == interview_set.compose(prompts, WANTED, "owner/repo", 12)
    seeds = {interview_set.derived(name, n) for name in ("a/b", "a/c") for n in range(50)}
    assert len(seeds) == 100
    assert all(len(seed) == 6 and seed.isalnum() and seed.upper() == seed for seed in seeds)
    given = loops.compose(prompts, "coding", "medium", 45, first.seed)
    assert given == first


def test_the_tasks_are_kept_in_the_comments_head(root):
    """With the line ends that GitHub may make of ours."""
    prompts = pool.of(root)
    loop = interview_set.compose(prompts, WANTED, "owner/repo", 12)
    head = interview_set.head(loop)
    slugs = tuple(each.slug for each in loop.rounds)
    assert slugs
    assert interview_set.slugs(f"{head}## Hello") == slugs
    assert interview_set.slugs(head.replace("\n", "\r\n")) == slugs


@pytest.mark.parametrize(
    "comment",
    ["", "<!-- heldout:interview -->", "<!-- heldout:interview -->\n<!-- tasks: -->", "a\nb"],
)
def test_a_comment_without_tasks_has_none(comment):
    """As one that says what is wrong with a form."""
    assert interview_set.slugs(comment) is None


def test_what_is_answered_are_the_headings(root):
    """Sections of a prompt, questions after a challenge; a task that is gone is left out."""
    prompt, code = interview_set.tasks(root, ["overfitting", "gone", "double"])
    assert interview_set.questions(prompt) == ("In short", "Why", "Limits", "In practice")
    assert interview_set.questions(code) == (QUESTION,)
    assert (interview_set.kind(prompt), interview_set.kind(code)) == ("casestudy", "follow-up")
