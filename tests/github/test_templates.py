"""Issue forms and pull request templates: GitHub accepts them, and they lead where they say."""

from __future__ import annotations

import re
import subprocess

import pytest
import yaml

from tests.github.conftest import FOLDER, ROOT, tool

CONFIG = FOLDER / "ISSUE_TEMPLATE" / "config.yml"
FORMS = sorted(set(CONFIG.parent.glob("*.yml")) - {CONFIG})
CHEAT = CONFIG.with_name("report-a-cheat.yml")
TEMPLATES = sorted((FOLDER / "PULL_REQUEST_TEMPLATE").glob("*.md"))

each_form = pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)


def load(path):
    """A form as data."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_there_is_a_form_for_each_thing_that_people_report():
    """A challenge, a wrong test, a cheat; and one that starts an interview."""
    names = [path.stem for path in FORMS]
    assert names == [
        *("mock-interview", "propose-a-challenge"),
        *("report-a-cheat", "report-a-wrong-test"),
    ]


@pytest.mark.parametrize(
    ("schema", "paths"),
    [("vendor.github-issue-forms", FORMS), ("vendor.github-issue-config", [CONFIG])],
    ids=["forms", "config"],
)
def test_github_accepts_the_forms(schema, paths):
    """By its schema, which the checker brings along."""
    command = [tool("check-jsonschema"), "--builtin-schema", schema, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@each_form
def test_every_choice_is_text(path):
    """GitHub refuses a form where a bare `Yes` is a truth value."""
    for field in load(path)["body"]:
        for option in field["attributes"].get("options", []):
            assert isinstance(option, (str, dict))


@each_form
def test_a_form_is_short_and_opens_with_words_for_the_reader(path):
    """Nobody fills in ten boxes."""
    first, *fields = load(path)["body"]
    assert first["type"] == "markdown"
    assert len(fields) <= 6


def test_a_cheat_is_asked_for_in_private_first():
    """In the list of forms, and at the top of the form, before anything can be typed."""
    (link,) = load(CONFIG)["contact_links"]
    assert "privately" in link["about"]
    assert "SECURITY.md" in link["about"]
    first, second, *_ = load(CHEAT)["body"]
    assert "*Security* tab" in first["attributes"]["value"]
    assert "SECURITY.md" in first["attributes"]["value"]
    assert second["attributes"]["options"][0]["required"] is True
    assert "*Security* tab" in " ".join((ROOT / "SECURITY.md").read_text("utf-8").split())


def test_a_report_of_a_wrong_test_does_not_ask_for_the_solution():
    """A cohort's other candidates read it too."""
    fields = {each.get("id"): each for each in load(FORMS[-1])["body"]}
    assert "leave your code out" in fields[None]["attributes"]["value"]
    assert "validations" not in fields["code"]


def test_whoever_starts_an_interview_is_told_that_everybody_can_read_it():
    """And what does the same alone."""
    first, *_ = load(CONFIG.with_name("mock-interview.yml"))["body"]
    assert "**Everybody can read this**, your answers too" in first["attributes"]["value"]
    assert "`./run heldout interview`" in first["attributes"]["value"]


def test_the_first_template_leads_to_every_other():
    """GitHub shows that one, and the others only through a link."""
    text = (FOLDER / "pull_request_template.md").read_text(encoding="utf-8")
    linked = re.findall(r"\]\(\?expand=1&template=([\w-]+\.md)\)", text)
    assert sorted(linked) == [path.name for path in TEMPLATES]


def test_there_is_a_template_for_each_kind_of_change():
    """A challenge, the grader, documentation, a candidate's submission."""
    names = [path.stem for path in TEMPLATES]
    assert names == ["challenge", "documentation", "grader", "submission"]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_template_is_short(path):
    """It is deleted unread otherwise."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 10
