"""Finding the repository and the challenges in it."""

from __future__ import annotations

import pytest

from heldout.catalogue import repository
from heldout.errors import CatalogueError, RootNotFoundError, UnknownSlugError


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
