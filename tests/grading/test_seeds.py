"""Seeds by a key, seeds that were handed over, and none."""

from __future__ import annotations

import pytest

from heldout.errors import OurFaultError
from heldout.grading.seeds import Handed, Keyed, Unkeyed
from heldout.judging import seed
from heldout.vault import secret

KEY = b"k" * 32
PURPOSE = ("double", "a" * 64, "b" * 40)


def test_a_key_draws_the_seed_of_what_is_graded():
    """By the formula that is published, and with the key's hash beside it."""
    keyed = Keyed(KEY)
    assert keyed.of(PURPOSE) == seed.derive(KEY, *PURPOSE)
    assert keyed.commitment == secret.commitment(KEY)
    assert keyed.of(PURPOSE) != keyed.of(("double", "a" * 64, "c" * 40))


def test_handed_seeds_are_those_of_the_key_and_no_others():
    """What was not handed over cannot be worked out from what was."""
    keyed = Keyed(KEY)
    handed = Handed({PURPOSE: keyed.of(PURPOSE)}, keyed.commitment)
    assert handed.of(PURPOSE) == keyed.of(PURPOSE)
    with pytest.raises(OurFaultError) as caught:
        handed.of(("double", "a" * 64, "c" * 40))
    assert "cccccccccccc" in str(caught.value)


@pytest.mark.parametrize("seeds", [Unkeyed(), Handed({}, None)])
def test_without_a_key_the_judge_draws_its_own(seeds):
    """And no receipt promises that it could be repeated."""
    assert seeds.of(PURPOSE) is None
    assert seeds.commitment is None
