"""Builds a repository with one written prompt, `churn`, whose files can be replaced."""

from __future__ import annotations

from pathlib import Path

from heldout.catalogue.casestudy import CaseStudy
from heldout.catalogue.repository import Repository

EVALUATION = """\
title = "Evaluation"
description = "Two criteria."

[[criteria]]
id = "technical"
title = "Technical skills"
weight = 70

[[criteria.parts]]
id = "problem-solving"
title = "Problem solving"
description = "From a question to a decision."
levels = ["none", "poor", "fair", "good", "great"]

[[criteria.parts]]
id = "algorithm-knowledge"
title = "Algorithm knowledge"
description = "What methods do."
levels = ["none", "poor", "fair", "good", "great"]

[[criteria]]
id = "communication"
title = "Communication"
weight = 30

[[criteria.parts]]
id = "clarity"
title = "Clarity"
description = "Can be followed."
levels = ["none", "poor", "fair", "good", "great"]
"""

RUBRIC = """\
title = "Case study"
description = "Solves a problem."
kinds = ["case-study"]
criterion = "technical.problem-solving"
min_words = 50
max_words = 400
mistakes = ["rambling"]

[[sections]]
id = "problem"
title = "Problem understanding"
description = "What is asked."
aliases = ["The problem"]
min_words = 20
max_words = 200

[[sections]]
id = "model"
title = "Model"
description = "What you would fit."
min_words = 20
max_words = 200

[[sections]]
id = "remarks"
title = "Remarks"
description = "Anything else."
max_words = 100
required = false

[[points]]
id = "success-metric"
title = "Says how success is measured"
section = "problem"

[[points]]
id = "baseline"
title = "Begins with a baseline"
section = "model"
weight = 2
criterion = "technical.algorithm-knowledge"
"""

MANIFEST = """\
title = "Customer churn"
kind = "case-study"
difficulty = "medium"
minutes = 30
rubric = "small"
hints = ["Who acts on it?"]
authors = ["heldout maintainers"]

[[points]]
id = "class-imbalance"
title = "Deals with few churners"
section = "model"
weight = 1.5
criterion = "communication.clarity"

[[points]]
id = "interpretability"
title = "Explains predictions"
"""

KEY = r"""
[points.success-metric]
patterns = ['\bsuccess\b', '\bretention\b', 'revenue kept']
anchors = ["We count the customers who stay.", "Success is revenue that is kept."]

[points.baseline]
patterns = [
    '\bbaseline\b',
    '\blogistic\b.{0,40}\bfirst\b',
    'simple rule',
]
anchors = ["First a logistic regression.", "A rule of thumb sets the bar."]

[points.class-imbalance]
patterns = ['\bimbalanc\w*', 'few churners', 'class weights?']
anchors = ["Only three in a hundred leave.", "Weights make up for rare classes."]

[points.interpretability]
patterns = ['\bexplain\w*', 'shapley', 'coefficients']
anchors = ["An agent sees the three reasons.", "Coefficients can be read."]
"""

#: Enough ways to make each point for an answer that makes it well.
WIDE_KEY = r"""
[points.success-metric]
patterns = [
    '\bsuccess\b',
    '\bretention\b',
    'revenue kept',
    'cost of the calls',
    'random group',
    'compared with',
]
anchors = [
    "We count the customers who stay.",
    "Success is revenue that is kept after the cost of calls.",
]

[points.baseline]
patterns = [
    '\bbaseline\b',
    '\bsimple rule\b',
    '\blogistic\b.{0,40}\bfirst\b',
    'days since',
    'we begin with',
]
anchors = [
    "First a logistic regression.",
    "A simple rule on days since the last visit sets the bar.",
]

[points.class-imbalance]
patterns = [
    '\bimbalanc\w*',
    'few churners',
    'class weights?',
    'calibrat\w+',
    'instead of .{0,20}accuracy',
]
anchors = [
    "Only three in a hundred leave.",
    "Weights make up for few churners, and scores are calibrated.",
]

[points.interpretability]
patterns = [
    '\bexplain\w*',
    'shapley',
    'coefficients',
    'call sheet',
    'three reasons',
    '\bagents\b.{0,30}\breasons?\b',
]
anchors = [
    "An agent sees the three reasons.",
    "Coefficients can be explained to the agents.",
]
"""

README = """\
# Customer churn

## The scenario

A shop sells subscriptions.

## Constraints

- 2 million customers
"""

ANSWER = """\
# Customer churn

<!-- Write below the headings. -->

## Problem understanding

<!-- What is asked. -->

## Model

<!-- What you would fit.

## Not a heading
-->
"""

REJECTED = """\
<!--
Never says what a model is compared with.

Rejected for: baseline, rambling
-->

# Customer churn
"""


class Churn:
    """A repository with the prompt `churn` and the rubric `small`, all sound."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / "casestudies" / "churn"
        self.repository = Repository(root)
        (root / "challenges").mkdir()
        self.write("pyproject.toml", "", below=root)
        self.write("rubrics/evaluation.toml", EVALUATION, below=root)
        self.write("rubrics/small.toml", RUBRIC, below=root)
        self.write("README.md", README)
        self.write("casestudy.toml", MANIFEST)
        self.write("answer.md", ANSWER)
        self.write("hidden/points.toml", KEY)
        for name in ("one", "two"):
            self.write(f"hidden/accepted/{name}.md", "# Customer churn\n")
        for n in range(5):
            self.write(f"hidden/rejected/mistake-{n}.md", REJECTED)

    def write(self, name: str, text: str, *, below: Path | None = None) -> Path:
        """Write a file of the prompt, or below another folder."""
        path = (below or self.folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def replace(self, name: str, before: str, after: str, *, below: Path | None = None) -> None:
        """Replace a part of a file, which must be there once."""
        text = ((below or self.folder) / name).read_text(encoding="utf-8")
        assert text.count(before) == 1
        self.write(name, text.replace(before, after), below=below)

    def load(self) -> CaseStudy:
        """Load the prompt."""
        return self.repository.casestudy("churn")
