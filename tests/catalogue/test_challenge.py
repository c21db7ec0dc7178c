"""A challenge's folder: loaded whole, or refused with every mistake at once."""

from __future__ import annotations

import pytest

from heldout.catalogue import challenge as challenges
from heldout.errors import CatalogueError
from tests.conftest import MANIFEST


def mistakes(folder) -> tuple[str, ...]:
    """The mistakes that loading a folder reports."""
    with pytest.raises(CatalogueError) as caught:
        challenges.load(folder)
    return caught.value.mistakes


def test_a_sound_folder_loads(double):
    """With its manifest as values, and its hidden half."""
    loaded = challenges.load(double.folder)
    assert loaded.slug == "double"
    assert loaded.manifest.entry_points == ("double",)
    assert loaded.limits.call_s == 1.0
    assert [path.name for path in loaded.hidden.accepted] == ["adds.py"]
    assert [path.name for path in loaded.hidden.rejected] == ["squares.py"]


def test_a_folder_without_its_hidden_half_loads(double):
    """A cohort edition has none in the clear."""
    for path in sorted((double.folder / "hidden").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    (double.folder / "hidden").rmdir()
    assert challenges.load(double.folder).hidden is None


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ('title = "Double"', "", "title: required key is missing"),
        ('title = "Double"', "title = 3", "title: expected `str`, got `int`"),
        ('title = "Double"', 'titel = "Double"\ntitle = "D"', "titel: unknown key"),
        (
            'difficulty = "easy"',
            'difficulty = "trivial"',
            "difficulty: invalid enum value",
        ),
        ("minutes = 5", "minutes = 0", "minutes: expected `int` >= 5"),
        ("call_s = 1.0", 'call_s = "1"', "limits.call_s: expected `float`, got `str`"),
        ("call_s = 1.0", "call_s = 9.0", "limits.call_s: must not be more than limits.suite_s"),
        ("call_s = 1.0", "call_s = 1.0\ncpu = 1", "limits.cpu: unknown key"),
        ("memory_mb = 256", "", "limits.memory_mb: required key is missing"),
        ('["double"]', '["double", "2x"]', "entry_points[1]: expected `str` matching regex"),
        ('imports = ["numpy"]', 'imports = ["torch"]', "imports[0]: invalid enum value 'torch'"),
        ("call_s = 1.0", "call_s = -1.0", "limits.call_s: expected `float` > 0.0"),
        ("suite_s = 6.0", "suite_s = inf", "limits.suite_s: expected `float` <= 3600.0"),
        ("call_s = 1.0", "call_s = nan", "limits.call_s: expected `float`"),
        ("[limits]", "[limits", "is not TOML"),
    ],
)
def test_a_mistake_is_named_with_file_and_dotted_path(double, before, after, expected):
    """Unknown keys, wrong types, values out of range."""
    double.write("challenge.toml", MANIFEST.replace(before, after))
    (mistake,) = mistakes(double.folder)
    assert mistake.startswith(f"challenge.toml: {expected}")


def test_all_mistakes_of_a_folder_are_shown_at_once(double):
    """Nobody corrects one and is told the next."""
    text = MANIFEST.replace("minutes = 5", 'minutes = "5"').replace("call_s", "cal_s")
    double.write("challenge.toml", text)
    for name in ("README.md", "test_public.py", "hidden/reference.py"):
        (double.folder / name).unlink()
    found = mistakes(double.folder)
    assert sorted(mistake.split(": ")[0] for mistake in found) == [
        "README.md",
        "challenge.toml",
        "challenge.toml",
        "challenge.toml",
        "hidden/reference.py",
        "test_public.py",
    ]


def test_a_missing_manifest_is_a_mistake_like_any_other(double):
    """So is one that is not text."""
    (double.folder / "challenge.toml").unlink()
    assert mistakes(double.folder) == ("challenge.toml: the file is missing",)
    (double.folder / "challenge.toml").write_bytes(b"\xff\xfe")
    assert mistakes(double.folder) == ("challenge.toml: is not UTF-8 (byte 0)",)


@pytest.mark.parametrize("name", ["Double", "double_up", "-double", "döuble", "a b"])
def test_a_folders_name_is_lower_case_words_and_hyphens(double, name):
    """The name is the slug: it goes into commands, links and receipts."""
    moved = double.folder.rename(double.folder.with_name(name))
    assert "lower-case" in mistakes(moved)[0]
