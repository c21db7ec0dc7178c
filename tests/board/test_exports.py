"""Standings for other programs: complete in JSON, harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime

import msgspec
import pytest

from heldout.board import exports
from tests.board.sample import hostile_board, sample_board

BOARD = sample_board(8, 5)


def rows(board) -> list[list[str]]:
    """The cells of `standings.csv`, as a program reads them."""
    text = exports.to_csv(board).decode()
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def called(name: str):
    """A board whose first candidate has a name."""
    first, *others = hostile_board().standings
    candidate = msgspec.structs.replace(first.candidate, name=name)
    first = msgspec.structs.replace(first, candidate=candidate)
    return msgspec.structs.replace(hostile_board(), standings=(first, *others))


def test_json_has_the_whole_board():
    """In its order; what a program looks for is there by name."""
    read = json.loads(exports.to_json(BOARD))
    assert list(read) == [
        *("version", "cohort", "opens", "closes", "as_of", "tasks", "standings", "teams")
    ]
    assert read["version"] == 1
    assert [task["key"] for task in read["tasks"]] == [task.key for task in BOARD.tasks]
    for row, standing in zip(read["standings"], BOARD.standings, strict=True):
        assert (row["rank"], row["name"]) == (standing.rank, standing.candidate.name)
        assert (row["id"], row["points"]) == (standing.candidate.id, standing.points)
        assert [score["task"] for score in row["scores"]] == [s.task.key for s in standing.scores]
        assert [score["worth"] for score in row["scores"]] == [s.worth for s in standing.scores]
    members = read["teams"][0]["members"]
    assert set(members) <= {standing.candidate.id for standing in BOARD.standings}


def test_json_has_times_that_say_their_zone():
    """ISO 8601, in UTC."""
    read = json.loads(exports.to_json(BOARD))
    assert read["opens"] == "2026-03-02T08:00:00Z"
    times = [row["reached_at"] for row in read["standings"]]
    assert [datetime.fromisoformat(time) for time in times] == [
        standing.reached_at for standing in BOARD.standings
    ]


def test_json_can_be_read_into_what_wrote_it():
    """The struct is the format's description."""
    for board in (BOARD, hostile_board(), sample_board(0, 0)):
        read = msgspec.json.decode(exports.to_json(board), type=exports.Standings)
        assert read == exports.standings(board)


def test_csv_has_a_row_a_candidate_and_a_column_a_task():
    """A task that was not tried is empty, which is no zero."""
    header, *body = rows(BOARD)
    assert header[:9] == [
        *("rank", "name", "id", "team", "points", "passed", "attempts", "speed_ratio"),
        "reached_at",
    ]
    assert header[9:] == [task.key for task in BOARD.tasks]
    for row, standing in zip(body, BOARD.standings, strict=True):
        worth = {score.task.key: str(score.worth) for score in standing.scores}
        assert row[9:] == [worth.get(task.key, "") for task in BOARD.tasks]
        assert (row[1], row[4]) == (standing.candidate.name, str(standing.points))
    assert any("" in row[9:] for row in body)


@pytest.mark.parametrize(
    "name",
    [
        *("=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r=1", "'=1", '"=1"', "\uff1d1"),
        *("a;=1", "a; @b", 'a;"=1"'),
    ],
)
def test_no_cell_begins_a_formula(name):
    """Also where a spreadsheet cuts at semicolons, as in half of Europe."""
    text = exports.to_csv(called(name)).decode()
    for separator in ",;\t":
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        for cell in (cell for row in reader for cell in row):
            assert not cell.strip(" \"'").startswith(tuple("=+-@\uff1d")) or cell.lstrip(
                ' "'
            ).startswith("'"), cell


@pytest.mark.parametrize("name", ["Ada Lovelace", "a=b", "e-mail", "x@y", "O'Neill", "a; b", "1"])
def test_an_ordinary_name_stays_as_it_is(name):
    """A guard that touches everybody would be turned off."""
    assert rows(called(name))[1][1] == name


def test_every_name_is_in_its_cell():
    """Commas, quotes and line breaks start no other cell or row."""
    table = rows(hostile_board())
    assert {len(row) for row in table} == {11}
    assert len(table) == 1 + len(hostile_board().standings)
    assert rows(called('a,"b"\r\nc'))[1][1] == 'a,"b"\\x0d\\x0ac'


def test_both_are_utf_8_whatever_the_texts():
    """Half a character is no text, and is spelt out."""
    board = called("\ud800é")
    assert "\\xd800é" in exports.to_csv(board).decode()
    assert json.loads(exports.to_json(board))["standings"][0]["name"] == "\\xd800é"
