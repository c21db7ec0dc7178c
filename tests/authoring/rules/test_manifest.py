"""The manifest, the slug and the title."""

from __future__ import annotations

import pytest

from tests.authoring.packages import SLUG, build
from tests.authoring.rules.defects import Defect, assert_told, changed, read

FILE = "challenge.toml"


@pytest.mark.parametrize(
    ("was", "becomes", "code", "at"),
    [
        ('asked = "common"', 'asked = "often"', "bad-manifest", "asked"),
        ("minutes = 15", "minutes = 15\ncolour = 3", "bad-manifest", "colour"),
        ("minutes = 15", "minutes = [15", "bad-manifest", "asked"),
        ("call_s = 1.0", "call_s = -1.0", "bad-manifest", "call_s"),
        ("memory_mb = 256", "", "bad-manifest", "[limits]"),
        ("hints = [", 'hints = [\n    "One.",\n    2,', "bad-manifest", "2,"),
        ("minutes = 15", "", "bad-manifest", None),
        ("call_s = 1.0", "call_s = 10.5", "limits-order", "call_s"),
        ("es = []", 'es = ["no-such"]', "unknown-prerequisite", "prerequisites"),
        ("es = []", f'es = ["{SLUG}"]', "unknown-prerequisite", "prerequisites"),
        ("es = []", 'es = [\n    "../challenges",\n]', "unknown-prerequisite", "../challenges"),
    ],
)
def test_a_mistake_is_told_with_the_line_of_its_key(was, becomes, code, at, tmp_path):
    """Once, and the rules that need the manifest are silent while it has mistakes."""
    assert_told(tmp_path, Defect(FILE, was, becomes, code, at))


def test_all_mistakes_are_told_at_once(tmp_path):
    """Each with its own line."""
    changes = [(FILE, "minutes = 15", "minutes = 1"), (FILE, "suite_s", "suit_s")]
    found = read(changed(tmp_path, *changes))
    assert {finding.code for finding in found} == {"bad-manifest"}
    assert len({finding.line for finding in found}) == 3


def test_a_prerequisite_that_is_there_is_fine(tmp_path):
    """Its own mistakes are told where it is verified itself."""
    folder = changed(tmp_path, (FILE, "prerequisites = []", 'prerequisites = ["sums"]'))
    (folder.parent / "sums").mkdir()
    assert read(folder) == []


@pytest.mark.parametrize("name", ["Moving-Average", "moving_average", "m\u043eving-average"])
def test_a_bad_slug_is_told(name, tmp_path):
    """Capitals, underscores, and letters that only look like others."""
    folder = build(tmp_path) / "challenges" / SLUG
    (finding,) = read(folder.rename(folder.with_name(name)))
    assert (finding.code, finding.file) == ("bad-slug", f"challenges/{name}")


@pytest.mark.parametrize("other", ["casestudies/moving-average", "challenges/moving-averages"])
def test_a_slug_must_differ_from_those_of_both_kinds(other, tmp_path):
    """The same is refused, another is not."""
    folder = build(tmp_path) / "challenges" / SLUG
    (tmp_path / other).mkdir(parents=True)
    told = [finding.code for finding in read(folder)]
    assert told == (["bad-slug"] if other.endswith(SLUG) else [])


@pytest.mark.parametrize(
    "title",
    [
        "Moving average",
        "moving  AVERAGE!",
        "M\u043eving average",
        "M0ving average",
        "\uff2doving \u00e0verage",
    ],
)
@pytest.mark.parametrize("other", ["challenges/smoothing", "casestudies/smoothing"])
def test_a_title_that_looks_like_another_is_told(title, other, tmp_path):
    """In either folder, with capitals, signs and letters that only look alike."""
    folder = build(tmp_path) / "challenges" / SLUG
    (tmp_path / other).mkdir(parents=True)
    name = "challenge.toml" if other.startswith("challenges") else "casestudy.toml"
    (tmp_path / other / name).write_text(f'title = "{title}"\n', encoding="utf-8")
    (finding,) = read(folder)
    assert (finding.code, finding.line) == ("same-title", 1)
    assert other in finding.message


def test_other_titles_and_broken_neighbours_are_no_matter(tmp_path):
    """What is wrong with them is told where they are verified."""
    folder = build(tmp_path) / "challenges" / SLUG
    for name, text in {"a": 'title = "Moving averages"', "b": "title =", "c": "title = 3"}.items():
        (folder.parent / name).mkdir()
        (folder.parent / name / "challenge.toml").write_text(text)
    assert read(folder) == []
