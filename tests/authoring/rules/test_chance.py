"""Chance and time in the hidden suite."""

from __future__ import annotations

import pytest

from tests.authoring.rules.defects import Defect, assert_told, changed, read

PUBLIC = "test_public.py"
HIDDEN = "hidden/test_hidden.py"
NUMPY = "import numpy as np\nimport pytest\n\nfrom"
LOOP = "    for n, reach in ((20, 1), (21, 4), (8, 3)):"


@pytest.mark.parametrize(
    "line",
    [
        "import random",
        "from random import choice",
        "import numpy.random",
        "from numpy import random",
        "from numpy.random import default_rng",
        "CHANCE = np.random.default_rng(1)",
        "np.random.seed(3)",
        "import secrets, os",
        "CHANCE = os.urandom(8)",
    ],
)
def test_chance_of_its_own_is_told(line, tmp_path):
    """Only the fixture can be replayed."""
    assert_told(tmp_path, Defect(HIDDEN, NUMPY, f"{line}\n{NUMPY}", "own-chance", line))


@pytest.mark.parametrize(
    "line",
    [
        "import time",
        "from time import perf_counter",
        "import datetime",
        "import timeit",
        "pytestmark = pytest.mark.timeout(3)",
        "LIMIT = worker.link.cpu_s() < 3.0",
    ],
)
def test_a_clock_is_told(line, tmp_path):
    """Efficiency is a ratio."""
    assert_told(tmp_path, Defect(HIDDEN, NUMPY, f"{line}\n{NUMPY}", "absolute-time", line))


def test_a_generator_may_be_named_and_public_suites_may_do_as_they_like(tmp_path):
    """Annotations draw nothing."""
    changes = [
        (HIDDEN, LOOP, f"    assert isinstance(rng, np.random.Generator)\n{LOOP}"),
        (PUBLIC, "import numpy as np\n", "import time\n\nimport numpy as np\n"),
    ]
    assert read(changed(tmp_path, *changes)) == []
