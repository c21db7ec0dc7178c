"""A small prompt, in memory: three points in two sections."""

from __future__ import annotations

from heldout.catalogue.points import Key, compile_key
from heldout.catalogue.rubric import Point, Section
from heldout.written.prompt import Prompt

SECTIONS = (
    Section(
        id="questions",
        title="Questions",
        description="What you would ask.",
        min_words=5,
        max_words=100,
        asks=True,
    ),
    Section(id="plan", title="Plan", description="What you do.", min_words=10, max_words=200),
)
POINTS = (
    Point(
        id="requirements",
        title="Clarifies requirements",
        description="Asks what counts as success.",
        section="questions",
        criterion="technical.problem-solving",
    ),
    Point(
        id="imbalance",
        title="Handles the imbalance",
        description="Says what few positives change.",
        weight=2,
        section="plan",
        criterion="technical.algorithm-knowledge",
    ),
    Point(
        id="monitoring",
        title="Watches the model",
        description="Says what is watched after the launch, and what follows.",
        section="plan",
        criterion="technical.implementation-ability",
    ),
)
_KEYS = {
    "requirements": Key(
        patterns=(
            r"\bhow (?:many|much|often)\b",
            r"\bwhat (?:counts|is meant)\b",
            r"\bI assume\b",
            r"\bsuccess\b",
            r"\bmeasured by\b",
            r"\b(?:can|could) make\b",
            r"\bcustomers who stay\b",
        ),
        anchors=(
            "What counts as a lost customer, and how many are lost a month?",
            "I assume that success is measured by the customers who stay.",
        ),
    ),
    "imbalance": Key(
        patterns=(
            r"\b(?:class )?weights?\b",
            r"\b(?:few|rare|3 %)\b.{0,40}\b(?:leave|churn|positives?)\b",
            r"\bprecision\b.{0,30}\b(?:recall|top)\b",
            r"\bresampl\w+",
            r"\bcalibrat\w+",
            r"\baccuracy says nothing\b",
            r"\bset aside\b",
        ),
        anchors=(
            "Only 3 % leave, so accuracy says nothing and we look at precision among the top.",
            "We weight the few positives in training and calibrate the scores afterwards.",
        ),
        misconceptions=(r"\baccuracy\b.{0,40}\b(?:is|of) 97 ?%",),
    ),
    "monitoring": Key(
        patterns=(
            r"\bmonitor(?:s|ed|ing)?\b",
            r"\bdrift\w*",
            r"\bretrain\w*",
            r"\balert\w*",
            r"\bdashboard\b",
            r"\bwakes? the owner\b",
            r"\bby week\b",
            r"\bfalls below\b",
        ),
        anchors=(
            "We monitor the distribution of scores and retrain when it drifts.",
            "A dashboard shows precision by week, and an alert wakes the owner when it falls.",
        ),
    ),
}


def prompt(**changes: object) -> Prompt:
    """Build the prompt, with some fields replaced."""
    facts: dict[str, object] = {
        "slug": "churn",
        "sections": SECTIONS,
        "points": POINTS,
        "min_words": 20,
        "max_words": 300,
        "pass_mark": 0.6,
        "mistakes": (),
        "statement": "# Churn\n\nA shop loses customers. Say whom to call.\n",
        "template": "# Churn\n\n## Questions\n\n<!-- What you would ask. -->\n\n## Plan\n",
        "keys": {name: compile_key(key, name, []) for name, key in _KEYS.items()},
    }
    return Prompt(**{**facts, **changes})  # type: ignore[arg-type]
