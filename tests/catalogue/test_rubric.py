"""Rubrics: sections and points that fit together, and those that ship with the repository."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from heldout.catalogue import rubric as rubrics
from heldout.catalogue.flaws import CODES
from heldout.catalogue.rubric import PromptKind
from heldout.errors import CatalogueError
from tests.catalogue.churn import RUBRIC


def load(tmp_path, text: str) -> rubrics.Rubric:
    """Load a rubric of this text."""
    path = tmp_path / "small.toml"
    path.write_text(text, encoding="utf-8")
    return rubrics.load(path)


def test_a_sound_rubric_loads(tmp_path):
    """Sections in order; what is not said has its default."""
    loaded = load(tmp_path, RUBRIC)
    problem, model, remarks = loaded.sections
    assert (problem.names, problem.required) == (("Problem understanding", "The problem"), True)
    assert (remarks.required, remarks.min_words, remarks.needs) == (False, 0, ())
    assert [(point.weight, point.section) for point in loaded.points] == [
        (1.0, problem.id),
        (2.0, model.id),
    ]
    assert loaded.mistakes == ("rambling",)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ('id = "model"', 'id = "problem"', "sections[1].id: problem is there already"),
        ('id = "baseline"', 'id = "success-metric"', "points[1].id: success-metric is there"),
        ('title = "Remarks"', 'title = "2. the problem"', "sections[0].title: 'The problem' is"),
        ('section = "problem"', 'section = "x"', "points[0].section: there is no section x"),
        ("max_words = 400", "max_words = 40", "min_words: must not be more than max_words"),
        ("min_words = 50", "min_words = 501", "min_words: must not be more than max_words"),
        ("max_words = 100", "max_words = 100\nrepeats = true", "sections: one that repeats must"),
        ('mistakes = ["rambling"]', 'mistakes = ["rumbling"]', "mistakes[0]: invalid enum value"),
        ("required = false", 'needs = ["song"]', "sections[2].needs[0]: invalid enum value 'song'"),
        ('kinds = ["case-study"]', 'kinds = ["essay"]', "kinds[0]: invalid enum value 'essay'"),
        ('title = "Model"', "title = 1\nwords = 2", "sections[1].title: expected `str`, got `int`"),
    ],
)
def test_a_mistake_is_named_with_file_and_dotted_path(tmp_path, before, after, expected):
    """What is not well formed, and what no answer could meet."""
    assert RUBRIC.count(before) >= 1
    with pytest.raises(CatalogueError) as caught:
        load(tmp_path, RUBRIC.replace(before, after, 1))
    assert caught.value.mistakes[0].startswith(f"small.toml: {expected}")


@pytest.mark.parametrize(
    "heading",
    [
        *("Problem understanding", "problem UNDERSTANDING:", "1. The problem", "2) the problem"),
        *("Step 1: Problem understanding", "The  problem", "**The problem**"),
    ],
)
def test_a_heading_is_known_by_its_words(tmp_path, heading):
    """Case, numbering and punctuation aside; an alias is as good as the title."""
    problem, model, _ = load(tmp_path, RUBRIC).sections
    assert problem.is_headed(heading)
    assert not model.is_headed(heading)


def test_a_heading_that_only_contains_the_name_is_another():
    """Or sub-headings would be taken for sections."""
    section = rubrics.Section(id="model", title="Model", description="x", max_words=9)
    assert not section.is_headed("Model of the user")
    assert not section.is_headed("Models")


def test_there_is_a_rubric_for_every_kind(repository):
    """Follow-up questions included; whatever ships here is sound and feeds what exists."""
    parts = repository.evaluation().parts
    kinds = set()
    for name in repository.rubric_names():
        loaded = repository.rubric(name)
        kinds |= set(loaded.kinds)
        assert loaded.criterion in parts
        assert list(rubrics.unknown_criteria(loaded.points, parts)) == []
        assert all(point.section for point in loaded.points)
    assert kinds == {*get_args(PromptKind), "follow-up"}


@pytest.mark.parametrize(
    ("name", "sections"),
    [
        ("behavioral-star", "situation task action result"),
        (
            "case-study",
            (
                "problem-understanding data-exploration feature-engineering model-selection "
                "evaluation-strategy implementation-plan"
            ),
        ),
        (
            "research",
            (
                "literature-review problem-formulation algorithm-design theoretical-analysis "
                "experimental-design evaluation"
            ),
        ),
        (
            "production",
            "requirements-analysis architecture-design data-flow scalability reliability security",
        ),
    ],
)
def test_the_steps_of_a_framework_are_sections_and_points(repository, name, sections):
    """Each step is written under its own heading, and is read as a point of its own."""
    loaded = repository.rubric(name)
    assert " ".join(section.id for section in loaded.sections) == sections
    assert set(sections.split()) <= {point.id for point in loaded.points}


@pytest.mark.parametrize(
    ("name", "needs"),
    [
        ("system-design", {"architecture": "diagram", "back-of-envelope-numbers": "numbers"}),
        ("production", {"architecture-design": "diagram", "requirements-analysis": "numbers"}),
        ("behavioral-star", {}),
    ],
)
def test_designs_are_drawn_and_sized(repository, name, needs):
    """A diagram and numbers have their sections; a story needs neither."""
    found = {section.id: section.needs for section in repository.rubric(name).sections}
    assert {id_: need for id_, (need,) in ((k, v) for k, v in found.items() if v)} == needs


def test_the_documents_name_every_rubric_and_every_code(repository):
    """So that nobody has to read the source to write a prompt."""
    text = (repository.root / "rubrics" / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z-]+)`", text))
    assert named >= CODES
    for name in (*repository.rubric_names(), "evaluation"):
        assert f"[{name}.toml]({name}.toml)" in text
