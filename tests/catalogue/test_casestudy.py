"""A written prompt: put together with its rubric, or refused with every mistake at once."""

from __future__ import annotations

import shutil

import pytest

from heldout.errors import CatalogueError
from tests.catalogue.churn import Churn


@pytest.fixture
def churn(tmp_path) -> Churn:
    """A repository with the prompt `churn`."""
    return Churn(tmp_path)


def mistakes(churn: Churn) -> tuple[str, ...]:
    """The mistakes that loading the prompt reports."""
    with pytest.raises(CatalogueError) as caught:
        churn.load()
    return caught.value.mistakes


def test_a_sound_folder_loads(churn):
    """With its rubric, its points, and its hidden half."""
    loaded = churn.load()
    assert loaded.slug == "churn"
    assert loaded.manifest.kind == "case-study"
    assert loaded.rubric.title == "Case study"
    assert [section.id for section in loaded.sections] == ["problem", "model", "remarks"]
    assert loaded.statement.name == "README.md"
    assert loaded.answer.name == "answer.md"
    assert loaded.hidden.points == churn.folder / "hidden" / "points.toml"
    assert [path.name for path in loaded.hidden.accepted] == ["one.md", "two.md"]
    assert len(loaded.hidden.rejected) == 5


def test_every_point_feeds_a_criterion(churn):
    """Its own, or the rubric's; the rubric's points come first, weights as they were given."""
    assert [(point.id, point.weight, point.criterion) for point in churn.load().points] == [
        ("success-metric", 1.0, "technical.problem-solving"),
        ("baseline", 2.0, "technical.algorithm-knowledge"),
        ("class-imbalance", 1.5, "communication.clarity"),
        ("interpretability", 1.0, "technical.problem-solving"),
    ]


def test_a_point_takes_the_place_of_the_rubrics(churn):
    """Where the ids are the same."""
    own = '\n[[points]]\nid = "success-metric"\ntitle = "Own"\nweight = 3\n'
    churn.write("casestudy.toml", (churn.folder / "casestudy.toml").read_text() + own)
    points = churn.load().points
    assert [point.id for point in points].count("success-metric") == 1
    assert (points[0].title, points[0].weight) == ("Own", 3.0)


def test_sections_of_its_own_have_their_place(churn):
    """In the order given after another, one after the other; without a place, at the end."""
    section = '\n[[sections]]\nid = "{}"\ntitle = "{}"\ndescription = "x"\nmax_words = 9\n{}\n'
    own = (
        section.format("last", "Last", "")
        + section.format("data", "Data", 'after = "problem"')
        + section.format("harm", "Harm", 'after = "problem"')
        + section.format("labels", "Labels", 'after = "data"')
    )
    churn.write("casestudy.toml", (churn.folder / "casestudy.toml").read_text() + own)
    assert [each.id for each in churn.load().sections] == [
        *("problem", "data", "labels", "harm", "model", "remarks", "last")
    ]


def test_a_section_takes_the_place_of_the_rubrics(churn):
    """And one that the prompt does without goes with the points that are expected in it."""
    own = (
        '\n[[sections]]\nid = "problem"\ntitle = "Approach"\ndescription = "x"\nmax_words = 300\n'
        'min_words = 60\nafter = "remarks"\n'
    )
    text = (churn.folder / "casestudy.toml").read_text().replace('section = "model"\n', "")
    churn.write("casestudy.toml", f'without_sections = ["model"]\n{text}{own}')
    loaded = churn.load()
    assert [each.title for each in loaded.sections] == ["Approach", "Remarks"]
    assert "baseline" not in [point.id for point in loaded.points]
    assert "success-metric" in [point.id for point in loaded.points]


def test_a_folder_without_its_hidden_half_loads(churn):
    """A cohort edition has none in the clear."""
    shutil.rmtree(churn.folder / "hidden")
    assert churn.load().hidden is None


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ('kind = "case-study"', 'kind = "essay"', "kind: invalid enum value 'essay'"),
        ("weight = 1.5", "weight = 0", "points[0].weight: expected `float` > 0.0"),
        ("weight = 1.5", "weight = inf", "points[0].weight: expected `float` <= 10.0"),
        ("weight = 1.5", "wieght = 1.5", "points[0].wieght: unknown key"),
        (
            'id = "class-imbalance"',
            'id = "ClassImbalance"',
            "points[0].id: expected `str` matching",
        ),
        ('title = "Explains predictions"', "", "points[1].title: required key is missing"),
        ('id = "interpretability"', 'id = "class-imbalance"', "points[1].id: class-imbalance is"),
        ('section = "model"', 'section = "modle"', "points[0].section: there is no section modle"),
        (
            'criterion = "communication.clarity"',
            'criterion = "communication.charm"',
            "points[0].criterion: there is no criterion communication.charm",
        ),
        (
            'rubric = "small"',
            'rubric = "smal"',
            "rubric: there is no rubric named 'smal' here; did",
        ),
        (
            'kind = "case-study"',
            'kind = "theory"',
            "rubric: small is for case-study, not for theory",
        ),
        (
            'rubric = "small"',
            'rubric = "small"\nwithout_sections = ["data"]',
            "without_sections[0]: small has no section data (known here: problem, model, remarks)",
        ),
    ],
)
def test_a_mistake_is_named_with_file_and_dotted_path(churn, before, after, expected):
    """What is not well formed, and what does not fit the rubric or the evaluation."""
    churn.replace("casestudy.toml", before, after)
    (mistake,) = mistakes(churn)
    assert mistake.startswith(f"casestudy.toml: {expected}")


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ('id = "x"\ntitle = "the PROBLEM!"', "sections[0].title: 'the PROBLEM!' is a name of"),
        ('id = "x"\ntitle = "X"\nafter = "y"', "sections[0].after: there is no section y"),
        ('id = "x"\ntitle = "X"\nmin_words = 99', "sections[0].min_words: must not be more than"),
        (
            'id = "x"\ntitle = "X"\nmin_words = 380\nmax_words = 380',
            "sections: together ask for more words than max_words allows",
        ),
    ],
)
def test_a_section_must_fit_in(churn, section, expected):
    """Its name, its place and its words."""
    text = (churn.folder / "casestudy.toml").read_text()
    if "max_words" not in section:
        section += "\nmax_words = 50"
    churn.write("casestudy.toml", f'{text}\n[[sections]]\n{section}\ndescription = "d"\n')
    (mistake,) = mistakes(churn)
    assert mistake.startswith(f"casestudy.toml: {expected}")


def test_sections_must_allow_the_words_that_are_asked_for(churn):
    """Or no answer could be long enough."""
    churn.replace("rubrics/small.toml", "min_words = 50", "min_words = 250", below=churn.root)
    text = (churn.folder / "casestudy.toml").read_text().replace('section = "model"\n', "")
    churn.write("casestudy.toml", f'without_sections = ["problem", "remarks"]\n{text}')
    assert mistakes(churn) == (
        "casestudy.toml: sections: together allow fewer words than min_words asks for",
    )


def test_all_mistakes_of_a_folder_are_shown_at_once(churn):
    """Those of the manifest, and the files that are missing."""
    churn.replace("casestudy.toml", "minutes = 30", 'minutes = "30"')
    churn.replace("casestudy.toml", 'title = "Explains predictions"', "")
    for name in ("README.md", "answer.md", "hidden/points.toml"):
        (churn.folder / name).unlink()
    assert [mistake.partition(": ")[0] for mistake in mistakes(churn)] == [
        *("casestudy.toml", "casestudy.toml", "README.md", "answer.md", "hidden/points.toml")
    ]


def test_the_mistakes_of_a_rubric_are_its_own(churn):
    """They are shown with the rubric's name; so is an evaluation that is not there."""
    churn.replace("rubrics/small.toml", "weight = 2", "weight = -2", below=churn.root)
    (mistake,) = mistakes(churn)
    assert mistake.startswith("rubrics/small.toml: points[1].weight: expected `float` > 0.0")
    churn.replace("rubrics/small.toml", "weight = -2", "weight = 2", below=churn.root)
    (churn.root / "rubrics" / "evaluation.toml").unlink()
    assert mistakes(churn) == ("rubrics/evaluation.toml: the file is missing",)


def test_a_rubric_must_feed_criteria_that_exist(churn):
    """Its default as well as those of its points."""
    text = (churn.root / "rubrics" / "small.toml").read_text()
    churn.write("rubrics/small.toml", text.replace("technical.", "personal."), below=churn.root)
    of_point, default = mistakes(churn)
    assert of_point.startswith("casestudy.toml: rubric: small: points[1].criterion: there is no")
    assert default.startswith("casestudy.toml: rubric: small: there is no criterion personal.prob")


def test_a_folders_name_is_lower_case_words_and_hyphens(churn):
    """The name is the slug: it goes into commands, links and receipts."""
    churn.folder.rename(churn.folder.with_name("Churn_2"))
    with pytest.raises(CatalogueError, match="lower-case"):
        churn.repository.casestudy("Churn_2")
