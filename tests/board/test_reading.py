"""reading: what a maintainer should know beside the standings."""

from __future__ import annotations

from datetime import timedelta

import pytest

from heldout.board import reading, store
from heldout.board.setting import Setting
from tests.board.receipts import START, graded, record

NOW = START + timedelta(days=100)


@pytest.fixture
def notices(tmp_path):
    """Say what a board notes about receipts with so many lines that cannot be read."""

    def read(unreadable: int, **given: object) -> list[str]:
        folder = record(tmp_path / "receipts", [graded(1815, 4)])
        with (folder / "1815.ndjson").open("ab") as file:
            file.write(b"{}\n" * unreadable)
        with store.opened(tmp_path / "cache.duckdb") as opened:
            opened.refresh(folder)
            _, board = reading.read(opened, Setting(now=NOW, **given))
        return [notice.text for notice in board.notices]

    return read


def test_sound_receipts_need_no_notice(notices):
    """Nothing is left out."""
    assert notices(0) == []


def test_the_first_lines_that_cannot_be_read_are_named_and_the_rest_counted(notices):
    """And where to learn more."""
    told = notices(7)
    assert [text.partition(":")[0] for text in told[:5]] == [
        f"1815.ndjson, line {line}" for line in range(2, 7)
    ]
    assert told[5] == "2 more lines cannot be read"
    assert "heldout ledger check" in told[6]


def test_with_pseudonyms_no_file_is_named(notices):
    """Its name is somebody's user id."""
    told = notices(2, pseudonym_key=b"k" * 32)
    assert told[0] == "2 lines cannot be read"
    assert "1815" not in "".join(told)
