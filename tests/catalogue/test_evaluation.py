"""The evaluation: criteria, their parts, and five levels that differ."""

from __future__ import annotations

import pytest

from heldout.catalogue import evaluation
from heldout.errors import CatalogueError
from tests.catalogue.churn import EVALUATION

LEVELS = 'levels = ["none", "poor", "fair", "good", "great"]'


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("weight = 70", "weight = 71", "criteria: the weights must come to 100, not to 101"),
        ('id = "communication"', 'id = "technical"', "criteria[1].id: technical is there already"),
        (
            'id = "algorithm-knowledge"',
            'id = "problem-solving"',
            "criteria[0].parts[1].id: problem-solving is there already",
        ),
        (LEVELS, 'levels = ["a", "b", "c", "d"]', "criteria[0].parts[0].levels: expected `array`"),
        (LEVELS, 'levels = ["a", "b", "c", "d", "b"]', "criteria[0].parts[0].levels[4]: is the"),
        (LEVELS, 'levels = ["a", "b", "", "d", "e"]', "criteria[0].parts[0].levels[2]: expected"),
    ],
)
def test_a_mistake_is_named_with_file_and_dotted_path(tmp_path, before, after, expected):
    """Down to the level of a part of a criterion."""
    path = tmp_path / "evaluation.toml"
    path.write_text(EVALUATION.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        evaluation.load(path)
    (mistake,) = caught.value.mistakes
    assert mistake.startswith(f"evaluation.toml: {expected}")


def test_parts_go_by_the_name_that_points_give(tmp_path):
    """Criterion, dot, part."""
    path = tmp_path / "evaluation.toml"
    path.write_text(EVALUATION, encoding="utf-8")
    parts = evaluation.load(path).parts
    assert list(parts) == [
        *("technical.problem-solving", "technical.algorithm-knowledge", "communication.clarity")
    ]
    assert parts["communication.clarity"].title == "Clarity"


def test_an_interview_is_judged_by_four_criteria_of_four_parts(repository):
    """Forty, thirty, twenty and ten; no two levels anywhere are described alike."""
    found = repository.evaluation()
    assert {each.id: (each.weight, len(each.parts)) for each in found.criteria} == {
        "technical": (40, 4),
        "communication": (30, 4),
        "experience": (20, 4),
        "culture-fit": (10, 4),
    }
    levels = [level for part in found.parts.values() for level in part.levels[:4]]
    assert len(levels) == len(set(levels)) == 64
    assert all(level.endswith(".") for part in found.parts.values() for level in part.levels)
