"""The rules of written prompts: a sound folder has no finding, one defect has one."""

from __future__ import annotations

import string

import pytest

from heldout.authoring.finding import Finding
from heldout.authoring.package import Package
from heldout.authoring.rules import PACKAGE_RULES, answers
from tests.catalogue.churn import ANSWER, Churn

#: The general rules too: they must not say the same again.
RULES = [
    *(kind() for kind in answers.RULES),
    *(
        rule
        for rule in PACKAGE_RULES
        if "casestudy" in rule.kinds and type(rule) not in answers.RULES
    ),
]


@pytest.fixture
def churn(tmp_path) -> Churn:
    """A repository with the written prompt `churn`."""
    return Churn(tmp_path)


def found(churn: Churn) -> list[Finding]:
    """Everything that the rules find in the folder as it stands."""
    package = Package(churn.root, churn.folder)
    return [finding for rule in RULES for finding in rule.check(package)]


def only(churn: Churn) -> tuple[str, str, int | None]:
    """The code, the file below the folder and the line of the one finding there is."""
    findings = found(churn)
    assert len(findings) == 1, findings
    prefix = "casestudies/churn/"
    assert findings[0].file.startswith(prefix)
    return findings[0].code, findings[0].file.removeprefix(prefix), findings[0].line


def test_a_sound_folder_has_no_finding(churn):
    """Everything is there and fits together."""
    assert found(churn) == []


@pytest.mark.parametrize("rule", answers.RULES, ids=lambda rule: rule.code)
def test_a_rule_says_what_is_wrong_why_it_matters_and_what_to_do(rule, churn):
    """It is for written prompts only, and fills every field of its message."""
    assert rule.kinds == ("casestudy",)
    assert rule.message().endswith(".")
    assert rule.why().endswith(".")
    template = rule.message() + rule.next_step
    names = {name for _, name, _, _ in string.Formatter().parse(template) if name}
    facts = {name: "x" for name in names if name not in ("slug", "file")}
    finding = rule.found(Package(churn.root, churn.folder), "README.md", **facts)
    assert "{" not in finding.message + finding.next_step


def test_every_code_is_used_once():
    """Among the rules of challenges as well."""
    kinds = {*answers.RULES, *map(type, PACKAGE_RULES)}
    assert len({kind.code for kind in kinds}) == len(kinds)


@pytest.mark.parametrize(
    ("name", "before", "after", "expected"),
    [
        ("casestudy.toml", "minutes = 30", "minutes = 3", ("bad-casestudy", 4)),
        ("casestudy.toml", "weight = 1.5", "wait = 1.5", ("bad-casestudy", 13)),
        ("casestudy.toml", "minutes = 30", "minutes = ", ("bad-casestudy", 4)),
        ("casestudy.toml", 'id = "interpretability"', "", ("bad-casestudy", 16)),
        ("casestudy.toml", 'rubric = "small"', 'rubric = "large"', ("unknown-rubric", 5)),
        ("casestudy.toml", 'section = "model"', 'section = "data"', ("unknown-section", 12)),
        ("casestudy.toml", "communication.clarity", "technical.luck", ("unknown-criterion", 14)),
        ("hidden/points.toml", "simple rule", "simple (rule", ("bad-points", 10)),
        ("hidden/points.toml", "shapley", "shap.*", ("bad-points", 19)),
        ("hidden/points.toml", "'few churners', ", "", ("bad-points", 15)),
        ("hidden/points.toml", "[points.baseline]", "[points.baseline", ("bad-points", 6)),
        ("README.md", "A shop sells subscriptions.", "", ("no-scenario", 3)),
        ("README.md", "## The scenario\n", "", ("no-scenario", None)),
        ("README.md", "A shop sells", "<!-- A shop sells\n-->", None),
        ("README.md", "## The scenario", "## Question", None),
        ("README.md", "2 million", "many", ("no-constraint", 7)),
        ("README.md", "- 2 million", "1. many", ("no-constraint", 7)),
        ("README.md", "2 million", "<!-- 2 --> million", ("no-constraint", 7)),
        ("README.md", "- 2 million", "### Size\n\n2 million", None),
        ("README.md", "## Constraints\n", "## Constraints\n\n## 2 tasks\n", ("no-constraint", 7)),
        ("answer.md", "## Model\n", "", ("missing-heading", None)),
        ("answer.md", "## Model\n", "### Model\n", ("missing-heading", None)),
        ("answer.md", "## Problem understanding", "## 1. The problem:", None),
        ("answer.md", "## Model\n", "## Model\n\nA tree.\n", ("filled-in", 9)),
        ("answer.md", "-->\n\n## Model", "--> A tree.\n\n## Model", ("filled-in", 5)),
        ("answer.md", "## Model\n", "## Model\n\n### Trees\n", None),
        ("answer.md", "## Model\n", "## Remarks\n\n## Model\n", ("heading-order", 11)),
    ],
)
def test_one_defect_is_one_finding_on_its_line(churn, name, before, after, expected):
    """Not two of the same, and none where there is no defect."""
    churn.replace(name, before, after)
    if expected is None:
        assert found(churn) == []
    else:
        assert only(churn) == (expected[0], name, expected[1])


def test_a_rubric_of_another_kind_is_named_where_it_is_chosen(churn):
    """Its sections are not those of the answer."""
    churn.replace("casestudy.toml", 'kind = "case-study"', 'kind = "theory"')
    assert only(churn) == ("wrong-rubric", "casestudy.toml", 5)


@pytest.mark.parametrize("name", ["README.md", "answer.md", "casestudy.toml", "hidden/points.toml"])
def test_a_file_that_is_missing_is_one_finding(churn, name):
    """However much else depends on it."""
    (churn.folder / name).unlink()
    assert only(churn) == ("missing-prompt-file", name, None)


@pytest.mark.parametrize("name", ["README.md", "answer.md", "casestudy.toml", "hidden/points.toml"])
def test_a_file_that_is_no_text_is_one_finding(churn, name):
    """That of the general rule."""
    (churn.folder / name).write_bytes(b"\xff\xfe")
    assert only(churn)[:2] == ("not-text", name)


@pytest.mark.parametrize(
    "name",
    [
        *("notes.txt", "solution.py", "hidden/one.md", "hidden/rejected/deep/one.md"),
        *("hidden/accepted/Über.md", "hidden/rejected/mistake.py", "rubric.toml"),
    ],
)
def test_a_file_that_has_no_place_is_named(churn, name):
    """Wherever it is."""
    churn.write(name, "<!-- x\nRejected for: baseline -->\n")
    assert ("stray-prompt-file", name) in [
        (each.code, each.file.removeprefix("casestudies/churn/")) for each in found(churn)
    ]


def test_a_link_is_the_general_rules(churn):
    """Not a stray file besides."""
    (churn.folder / "notes.md").symlink_to("README.md")
    assert only(churn) == ("symlink", "notes.md", None)


def test_an_id_that_is_there_twice_is_named(churn):
    """The second time."""
    text = (churn.folder / "casestudy.toml").read_text(encoding="utf-8")
    churn.write("casestudy.toml", f'{text}\n[[points]]\nid = "class-imbalance"\ntitle = "x"\n')
    assert only(churn) == ("duplicate-id", "casestudy.toml", 21)


def test_sections_that_no_answer_could_meet_are_named(churn):
    """By the line of the limit."""
    text = (churn.folder / "casestudy.toml").read_text(encoding="utf-8")
    section = 'id = "model"\ntitle = "Model"\ndescription = "x"\nmax_words = 9\nmin_words = 10'
    churn.write("casestudy.toml", f"{text}\n[[sections]]\n{section}\n")
    assert only(churn) == ("bad-section", "casestudy.toml", 25)


def test_a_rubric_that_is_broken_is_named_by_the_prompt(churn):
    """So is an evaluation that is not there."""
    churn.replace("rubrics/small.toml", "weight = 2", "wait = 2", below=churn.root)
    assert only(churn) == ("unknown-rubric", "casestudy.toml", 5)
    assert "points[1].wait: unknown key" in found(churn)[0].message
    churn.replace("rubrics/small.toml", "wait = 2", "weight = 2", below=churn.root)
    (churn.root / "rubrics" / "evaluation.toml").unlink()
    assert only(churn) == ("unknown-rubric", "casestudy.toml", 5)
    assert "evaluation.toml: the file is missing" in found(churn)[0].message


@pytest.mark.parametrize("point", ["baseline", "interpretability"])
def test_every_point_needs_a_key(churn, point):
    """Those of the rubric as well as its own."""
    text = (churn.folder / "hidden" / "points.toml").read_text(encoding="utf-8")
    tables = [table for table in text.split("\n\n") if f"[points.{point}]" not in table]
    churn.write("hidden/points.toml", "\n\n".join(tables))
    assert only(churn) == ("point-without-key", "hidden/points.toml", None)
    assert f"The point {point} " in found(churn)[0].message


def test_every_key_needs_a_point(churn):
    """It is named by its line."""
    text = (churn.folder / "hidden" / "points.toml").read_text(encoding="utf-8")
    key = "patterns = ['aa', 'bb', 'cc']\nanchors = ['One two.', 'Three four.']\n"
    churn.write("hidden/points.toml", f"{text}\n[points.actionability]\n{key}")
    assert only(churn) == ("key-without-point", "hidden/points.toml", 22)


def test_a_key_with_a_mistake_is_a_key_all_the_same(churn):
    """One table that is wrong hides neither the others nor what they lack."""
    churn.replace("hidden/points.toml", "shapley", "(")
    churn.replace("hidden/points.toml", "[points.baseline]", "[points.base-line]")
    assert sorted(each.code for each in found(churn)) == [
        *("bad-points", "key-without-point", "point-without-key")
    ]


@pytest.mark.parametrize(
    ("name", "before", "after", "line"),
    [
        ("README.md", "A shop", "Success is\nrevenue that is  KEPT. A shop", 5),
        ("README.md", "- 2", r"- `\blogistic\b.{0,40}\bfirst\b` 2", 9),
        ("answer.md", "What is asked.", "Coefficients can be read.", 7),
        ("casestudy.toml", "Who acts on it?", "An agent sees the three reasons.", 6),
    ],
)
def test_a_key_that_is_shown_in_public_is_found(churn, name, before, after, line):
    """An anchor or a pattern, in any public file, wherever its lines are broken."""
    churn.replace(name, before, after)
    assert only(churn) == ("leaked-key", name, line)


def test_words_that_are_a_pattern_by_chance_are_no_leak(churn):
    """A statement may well speak of what a point is about."""
    churn.replace("README.md", "A shop", "A shop with few churners uses Shapley coefficients. It")
    assert found(churn) == []


@pytest.mark.parametrize(("kind", "name"), [("accepted", "two"), ("rejected", "mistake-4")])
def test_too_few_answers_are_counted(churn, kind, name):
    """Two good ones and five bad ones are the least."""
    (churn.folder / "hidden" / kind / f"{name}.md").unlink()
    assert only(churn) == ("few-answers", f"hidden/{kind}", None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Churn\n", ("unexplained-rejection", 1)),
        ("<!-- Too short. -->\n", ("unexplained-rejection", 1)),
        ("<!-- Rejected for: baseline -->\n", ("unexplained-rejection", 1)),
        ("# Churn\n<!-- Too short.\nRejected for: baseline -->\n", ("unexplained-rejection", 1)),
        ("<!-- No base-line.\n\nRejected for: baseline,\nbase-line -->\n", ("unknown-reason", 4)),
        ("<!-- Too short.\nRejected for: answer-too-short, interpretability -->\n", None),
    ],
)
def test_a_rejected_answer_says_why(churn, text, expected):
    """By a sentence, and by codes or points that exist."""
    churn.write("hidden/rejected/mistake-0.md", text)
    if expected is None:
        assert found(churn) == []
    else:
        assert only(churn) == (expected[0], "hidden/rejected/mistake-0.md", expected[1])


def test_the_first_heading_out_of_order_is_named(churn):
    """Once, however many follow."""
    problem, model = ANSWER.index("## Problem"), ANSWER.index("## Model")
    turned = f"## Remarks\n\n{ANSWER[model:]}\n{ANSWER[problem:model]}"
    churn.write("answer.md", ANSWER[:problem] + turned)
    assert only(churn) == ("heading-order", "answer.md", 7)
