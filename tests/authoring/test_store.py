"""Proofs that are kept by content."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from heldout.authoring import store
from heldout.authoring.package import Package
from heldout.authoring.prover import Plan
from heldout.authoring.verification import Verification

PROVED = Verification(slug="double", ok=True, findings=(), mutants=8, killed=8, seconds=1.0)
PLAN = Plan(cheats=())


@pytest.fixture
def package(double):
    """The folder of the challenge `double`."""
    return Package(double.root, double.folder)


def test_a_kept_proof_is_found_again(tmp_path, package):
    """For the same folder, and no other."""
    key = store.key(package, PLAN)
    assert store.get(tmp_path, key) is None
    store.put(tmp_path, key, PROVED)
    assert store.get(tmp_path, key) == PROVED
    assert store.get(tmp_path, key[::-1]) is None


def test_whatever_decides_a_proof_is_in_its_key(double, package, tmp_path):
    """Any file of the folder, also a new one, and how thoroughly it is proved."""
    keys = {store.key(package, PLAN)}
    double.write("hidden/accepted/adds.py", '"""Adds."""\n')
    keys.add(store.key(Package(double.root, double.folder), PLAN))
    double.write("hidden/accepted/shifts.py", "")
    keys.add(store.key(Package(double.root, double.folder), PLAN))
    keys.add(store.key(Package(double.root, double.folder), Plan(cheats=(), runs=3)))
    keys.add(store.key(Package(double.root, double.folder), Plan(cheats=(), seed=b"1")))
    cheat = double.write("cheat.py", "", below=tmp_path)
    keys.add(store.key(Package(double.root, double.folder), Plan(cheats=(cheat,))))
    assert len(keys) == 6


def test_what_is_not_sound_is_not_kept(tmp_path):
    """Or a flip of the machine would be told for ever."""
    store.put(tmp_path, "key", Verification(slug="double", ok=False, findings=(), seconds=1.0))
    assert store.get(tmp_path, "key") is None


def test_a_damaged_proof_counts_as_none(tmp_path):
    """It is proved again."""
    store.put(tmp_path, "key", PROVED)
    (tmp_path / "key.json").write_text('{"slug": "dou')
    assert store.get(tmp_path, "key") is None


def test_a_full_disk_only_costs_time(tmp_path):
    """Nothing is raised, and no half-written file is left behind."""
    code = (
        "import sys; from pathlib import Path\n"
        "from tests.authoring.test_store import PROVED, store\n"
        "store.put(Path(sys.argv[1]), 'key', PROVED)\n"
    )
    folder = tmp_path / "proofs"

    def without_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))

    subprocess.run(
        [sys.executable, "-c", code, str(folder)],
        cwd=Path(__file__).parents[2],
        preexec_fn=without_room,
        check=True,
    )
    assert list(folder.iterdir()) == []
