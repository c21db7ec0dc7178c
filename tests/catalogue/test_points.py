"""The answer key: patterns compiled, or mistakes with their place."""

from __future__ import annotations

import re

import pytest

from heldout.catalogue import points
from heldout.errors import CatalogueError
from tests.catalogue.churn import KEY

IDS = ("success-metric", "baseline", "class-imbalance", "interpretability")


@pytest.fixture
def load(tmp_path):
    """Load a key of this text for the points of `churn`."""

    def loaded(text: str, ids=IDS):
        path = tmp_path / "points.toml"
        path.write_text(text, encoding="utf-8")
        return points.load(path, ids)

    return loaded


def test_patterns_are_ready_for_use(load):
    """In the order of the points, and without regard to case."""
    keys = load(KEY, reversed(IDS))
    assert list(keys) == list(reversed(IDS))
    key = keys["baseline"]
    assert key.patterns[1].search("Logistic regression comes FIRST")
    assert key.anchors == ("First a logistic regression.", "A rule of thumb sets the bar.")
    assert key.misconceptions == ()


def test_misconceptions_are_patterns_too(load):
    """What sounds like the point and is wrong."""
    keys = load(KEY + "misconceptions = ['accuracy is (?:enough|fine)']\n")
    (pattern,) = keys["interpretability"].misconceptions
    assert pattern.search("Accuracy is fine.")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (r"'\bbaseline\b',", "", "patterns: expected `array` of length >= 3"),
        ("simple rule", "simple [rule", "patterns[2]: is not a regular expression: untermin"),
        ("simple rule", "(?:simple )+rule", "patterns[2]: repeats a group, which can take very"),
        ("simple rule", r"\bbaseline\b", "patterns[2]: is there already"),
        ("simple rule", "", "patterns[2]: expected `str` of length >= 1"),
        (', "A rule of thumb sets the bar."', "", "anchors: expected `array` of length >= 2"),
        ("A rule of thumb sets the bar.", "First a logistic regression.", "anchors[1]: is there"),
        ("[points.baseline]", "[points.baseline]\nmisconceptions = ['(']", "misconceptions[0]: is"),
        ("[points.baseline]", "[points.baseline]\nweight = 2", "weight: unknown key"),
    ],
)
def test_a_mistake_is_named_with_file_and_dotted_path(load, before, after, expected):
    """Too few of something, or a pattern that will not do."""
    assert KEY.count(before) == 1
    with pytest.raises(CatalogueError) as caught:
        load(KEY.replace(before, after))
    (mistake,) = caught.value.mistakes
    assert mistake.startswith(f"points.toml: points.baseline.{expected}")


def test_keys_and_points_belong_together(load):
    """A point without a key, and a key without a point."""
    with pytest.raises(CatalogueError) as caught:
        load(KEY, ("actionability", *IDS[1:]))
    assert caught.value.mistakes == (
        "points.toml: points.actionability: is missing",
        "points.toml: points.success-metric: is no point",
    )


def test_all_mistakes_are_shown_at_once(load):
    """In every table, and in every list of it."""
    with pytest.raises(CatalogueError) as caught:
        load(
            KEY.replace("simple rule", "(")
            .replace("shapley", "x{2}(y)*")
            .replace("'few ch", "'.*ch")
        )
    assert [mistake.partition(": ")[2].partition(": ")[0] for mistake in caught.value.mistakes] == [
        *("points.baseline.patterns[2]", "points.class-imbalance.patterns[1]"),
        "points.interpretability.patterns[1]",
    ]


@pytest.mark.parametrize(
    "text", ["", "points = 3", "points = ['a']", "[points.Two_words]", "x = ["]
)
def test_what_is_no_key_is_a_mistake(load, text):
    """Whatever else it may be."""
    with pytest.raises(CatalogueError) as caught:
        load(text, ())
    assert all(mistake.startswith("points.toml: ") for mistake in caught.value.mistakes)


def test_the_example_in_the_documents_is_a_sound_key(load, repository):
    """Its misconception does not match its own anchors."""
    text = (repository.root / "rubrics" / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    key = load(example, ("real-time-updates",))["real-time-updates"]
    assert not any(each.search(anchor) for each in key.misconceptions for anchor in key.anchors)
    assert key.patterns[0].search("We stream every click into the store")
