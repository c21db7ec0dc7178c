"""Finding the repository and the challenges in it."""

from __future__ import annotations

import pytest

from heldout.catalogue import repository
from heldout.errors import CatalogueError, RootNotFoundError, UnknownSlugError
from tests.catalogue.churn import Churn


@pytest.fixture
def churn(tmp_path) -> Churn:
    """A repository with the written prompt `churn`."""
    return Churn(tmp_path)


def test_the_root_is_found_upwards(double):
    """From any folder of the checkout."""
    assert repository.find(double.folder / "hidden").root == double.root


def test_outside_a_repository_the_error_says_where_to_go(tmp_path):
    """Nothing is guessed."""
    with pytest.raises(RootNotFoundError, match="challenges"):
        repository.find(tmp_path)


def test_an_unknown_name_is_answered_with_the_nearest(double):
    """A slip of the finger costs no look at the list."""
    with pytest.raises(UnknownSlugError, match="did you mean double"):
        repository.Repository(double.root).challenge("duoble")


def test_a_broken_folder_does_not_hide_the_others(double):
    """The sound ones are listed, the broken ones reported."""
    double.write("challenge.toml", "", below=double.root / "challenges" / "half")
    sound, broken = repository.Repository(double.root).challenges()
    assert [challenge.slug for challenge in sound] == ["double"]
    assert isinstance(broken[0], CatalogueError)
    assert broken[0].where.name == "half"


def test_written_prompts_are_listed_beside_challenges(churn):
    """Each under a name of its own; `slugs` are those of challenges."""
    (churn.root / "casestudies" / ".draft").mkdir()
    (churn.root / "casestudies" / "__pycache__").mkdir()
    found = churn.repository
    assert (found.slugs(), found.casestudy_slugs()) == ([], ["churn"])
    sound, broken = found.casestudies()
    assert [each.slug for each in sound] == ["churn"]
    assert broken == []


def test_a_broken_prompt_does_not_hide_the_others(churn):
    """The sound ones are listed, the broken ones reported."""
    churn.write("casestudies/half/casestudy.toml", "", below=churn.root)
    sound, broken = churn.repository.casestudies()
    assert [each.slug for each in sound] == ["churn"]
    assert isinstance(broken[0], CatalogueError)
    assert broken[0].where.name == "half"


def test_unknown_prompts_and_rubrics_are_answered_with_the_nearest(churn):
    """As challenges are; the evaluation is no rubric."""
    with pytest.raises(UnknownSlugError, match="did you mean churn"):
        churn.repository.casestudy("chrun")
    with pytest.raises(UnknownSlugError, match="did you mean small"):
        churn.repository.rubric("smal")
    with pytest.raises(UnknownSlugError, match="there are small"):
        churn.repository.rubric("evaluation")
    assert churn.repository.rubric_names() == ["small"]
    assert churn.repository.rubric("small").title == "Case study"
    assert churn.repository.evaluation().criteria[0].weight == 70


def test_a_repository_of_challenges_alone_is_fine(double):
    """It holds no written prompts and no rubrics, and says so."""
    found = repository.find(double.folder)
    assert found.casestudies() == ([], [])
    assert found.rubric_names() == []
    with pytest.raises(UnknownSlugError, match="no written prompt named 'churn'"):
        found.casestudy("churn")
    with pytest.raises(UnknownSlugError, match="the folder holds none"):
        found.rubric("small")
    with pytest.raises(CatalogueError, match=r"evaluation\.toml: the file is missing"):
        found.evaluation()
