"""docs/ledger.md says what is true."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from heldout.ledger.audit import Checked, audit
from heldout.ledger.receipt import Receipt, decode, encode
from heldout.report import Verdict
from tests.ledger.sample import NOW

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def text() -> str:
    """The document."""
    return (ROOT / "docs" / "ledger.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def example(text) -> Receipt:
    """Its example, read as a line is."""
    (found,) = re.findall(r"```json\n(.+?)```", text, re.DOTALL)
    return decode(msgspec.json.format(found.encode(), indent=0))


def test_the_example_is_a_sound_receipt_with_every_key(example, text, tmp_path):
    """As `decode` and `check` have it; none is missing, none is made up."""
    (tmp_path / "7.ndjson").write_bytes(encode(example))
    assert [*audit(tmp_path, NOW)] == [Checked(str(tmp_path / "7.ndjson"), 1)]
    (shown,) = re.findall(r"```json\n(.+?)```", text, re.DOTALL)
    assert [*msgspec.json.decode(shown)] == [each.name for each in msgspec.structs.fields(Receipt)]


def test_every_key_is_explained(text):
    """In the table, in the order of the line."""
    table = text.split("| key | holds |")[1].split("\n\n")[0]
    firsts = [row.split("|")[1] for row in table.splitlines()[2:]]
    keys = re.findall(r"`(\w+)`", "".join(firsts))
    assert keys == [each.name for each in msgspec.structs.fields(Receipt)]


def test_every_verdict_is_named(text):
    """And no other."""
    (row,) = [each for each in text.splitlines() if each.startswith("| `verdict` |")]
    assert re.findall(r"`([a-z-]+)`", row) == ["verdict", *(each.value for each in Verdict)]


def test_every_code_is_explained(text):
    """Those that the package gives, with their severities."""
    sources = "".join(
        (ROOT / "src/heldout/ledger" / f"{name}.py").read_text(encoding="utf-8")
        for name in ("audit", "folder", "lines", "problem")
    )
    documented = dict(re.findall(r"^\| `([a-z-]+)` \| (error|note) \|", text, re.MULTILINE))
    assert len(documented) == 15
    for code in documented:
        assert f'"{code}"' in sources
    called = re.findall(r'problem\.(?:error|note)\(\s*[\w.()]+,\s*[\w.]+,\s*"([a-z-]+)"', sources)
    assert len(called) > 9
    assert {*called} <= {*documented}
