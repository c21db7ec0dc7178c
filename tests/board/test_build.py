"""build: a site that is brought up to date is the one that would be made anew."""

from __future__ import annotations

import random
from datetime import timedelta
from pathlib import Path

import pytest

from heldout.board import build as builder
from heldout.board import site, store
from heldout.board.build import Built
from heldout.board.setting import Setting
from heldout.catalogue import repository
from heldout.errors import BadInputError
from heldout.ledger.receipt import Receipt
from heldout.report import Verdict
from tests.board.receipts import START, case, graded, record, sha

NOW = START + timedelta(days=100)
EVALUATION = repository.find(Path(__file__)).evaluation()


class Place:
    """Receipts, a site, and the cache between them."""

    def __init__(self, root: Path) -> None:
        self.receipts = root / "receipts"
        self.out = root / "site"
        self.cache = root / "cache.duckdb"

    def record(self, *receipts: Receipt) -> None:
        record(self.receipts, receipts)

    def build(self, *, jobs: int = 1, **given: object) -> Built:
        setting = Setting(**{"now": NOW, **given})
        return builder.build(
            self.receipts, self.out, setting,
            evaluation=EVALUATION, base=None, cache=self.cache, jobs=jobs,
        )  # fmt: skip

    def files(self) -> dict[str, bytes]:
        paths = sorted(path for path in self.out.rglob("*") if path.is_file())
        return {str(path.relative_to(self.out)): path.read_bytes() for path in paths}

    def anew(self, **given: object) -> dict[str, bytes]:
        """Build the same site from nothing, beside it."""
        other = Place(self.out.parent)
        other.out, other.cache = self.out.parent / "other", self.out.parent / "other.duckdb"
        other.cache.unlink(missing_ok=True)
        assert other.build(**given).is_whole
        return other.files()


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """An empty folder to build in."""
    return Place(tmp_path)


def test_the_same_receipts_give_the_same_bytes(place):
    """From nothing, from a cache, and on another day."""
    place.record(*_some(random.Random(1), 40))
    assert place.build().is_whole
    before = place.files()
    assert not place.build(now=NOW + timedelta(days=9)).is_whole
    assert place.files() == before
    assert place.anew(now=NOW + timedelta(days=9)) == before


def test_several_processes_make_the_same_site(place, monkeypatch):
    """They share reading and writing where there is much of it."""
    place.record(*_some(random.Random(2), 40))
    monkeypatch.setattr(store, "_WORTH_SHARING_BYTES", 0)
    monkeypatch.setattr(builder, "_WORTH_SHARING", 1)
    monkeypatch.setattr(builder, "_CHUNK", 2)
    assert place.build(jobs=2).pages == 7
    assert place.files() == place.anew()


@pytest.mark.parametrize("seed", range(4))
def test_a_site_brought_up_to_date_is_the_one_made_anew(place, seed):
    """Whatever comes: new people, better and worse work, regrades, a file that goes away."""
    draw = random.Random(seed)
    place.record(*_some(draw, 30))
    place.build()
    for _ in range(4):
        place.record(*_some(draw, draw.randint(1, 3)))
        if draw.random() < 0.3:
            draw.choice(sorted(place.receipts.iterdir())).unlink()
        place.build()
        assert place.files() == place.anew()


def test_a_new_receipt_makes_its_candidates_page_anew_and_no_other(place):
    """Others' pages get another head, where they were overtaken."""
    place.record(graded(1, 5), graded(2, 6), graded(3, 7))
    place.build()
    before = place.files()
    place.record(graded(1, 10, at=30))
    built = place.build()
    assert (built.is_whole, built.pages) == (False, 1)
    changed = {path for path, content in place.files().items() if before.get(path) != content}
    assert {"candidates/1.html", "candidates/2.html", "badges/3/rank.svg"} <= changed
    assert place.files() == place.anew()


def test_a_candidate_who_is_gone_leaves_no_page_behind(place):
    """Neither a page nor a badge."""
    place.record(graded(1, 10), graded(2, 6))
    place.build()
    (place.receipts / "1.ndjson").unlink()
    place.build()
    assert not [path for path in place.files() if path.startswith(("candidates/1", "badges/1"))]


def test_work_from_the_future_counts_when_its_time_has_come(place):
    """Without a new receipt; and until then a notice says so."""
    place.record(graded(1, 5, at=1), graded(2, 9, at=50))
    early = place.build(now=START + timedelta(hours=2))
    assert [row.candidate.name for row in early.board.standings] == ["user-1"]
    assert "from the future" in early.board.notices[0].text
    assert len(place.build().board.standings) == 2
    assert place.files() == place.anew()


def test_a_page_that_somebody_changed_or_removed_is_made_again(place):
    """Nothing is put together with what the board did not write."""
    place.record(graded(1, 5), graded(2, 6))
    place.build()
    (place.out / "candidates" / "2.html").unlink()
    (place.out / "candidates" / "1.html").write_text("<h1>First!</h1>")
    place.record(graded(3, 9))
    place.build()
    assert place.files() == place.anew()


def test_a_site_that_is_not_the_last_one_built_is_made_as_a_whole(place):
    """Such as one that was put back from a copy."""
    place.record(graded(1, 5))
    place.build()
    (place.out / site.MARKER).write_text("{}")
    assert place.build().is_whole


def test_what_else_is_in_the_folder_stays(place):
    """A domain's name, say."""
    place.record(graded(1, 5))
    place.build()
    (place.out / "CNAME").write_text("board.example.org")
    (place.out / site.MARKER).write_text("{}")
    assert place.build().is_whole
    assert (place.out / "CNAME").read_text() == "board.example.org"


def test_a_folder_with_something_else_in_it_is_refused_and_left_alone(place):
    """The error says so, and names another way."""
    place.record(graded(1, 5))
    place.out.mkdir()
    (place.out / "thesis.tex").write_text("years of work")
    with pytest.raises(BadInputError, match="left as it is"):
        place.build()
    assert place.files() == {"thesis.tex": b"years of work"}


def test_receipts_that_are_not_there_are_a_mistake_of_the_command(place):
    """Not an empty board."""
    with pytest.raises(BadInputError):
        place.build()


def test_a_build_that_was_stopped_is_made_good_by_the_next(place, monkeypatch):
    """Visitors keep the old site until the new one is whole."""
    place.record(graded(1, 5))
    place.build()
    before = place.files()
    place.record(graded(2, 9))
    (place.out / site.MARKER).unlink()
    (place.out / site.MARKER).write_bytes(b"{}")
    monkeypatch.setattr(site.NewFolder, "finish", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        place.build()
    assert place.files() == before | {site.MARKER: b"{}"}
    monkeypatch.undo()
    place.build()
    assert place.files() == place.anew()
    assert sorted(path.name for path in place.out.parent.iterdir() if path.name[0] == ".") == []


def test_hostile_names_and_titles_are_only_text(place):
    """Markup, directions, endless names, file names: nothing of it becomes an element or a path."""
    names = [
        "<script>hacked=1</script>", "\u202egnp.exe", "x" * 10_000, "../../etc/passwd",
        '" onload="hacked=1', "a\nb", "{{ 7*7 }}", "]]>", "\ufeff", "=cmd()",
    ]  # fmt: skip
    place.record(
        *(
            graded(
                n, 10, candidate=name,
                cases=(case("t", Verdict.PASSED, group=name[:500]),),
            )
            for n, name in enumerate(names, start=1)
        )
    )  # fmt: skip
    place.build()
    told = b"".join(content for path, content in place.files().items() if path.endswith("l"))
    assert b"<script>hacked" not in told
    assert b'" onload=' not in told
    assert "\u202e".encode() not in told
    assert b"x" * 200 not in told
    assert all(path.split("/")[-1].split(".")[0].isalnum() for path in place.files() if "/" in path)


def _some(draw: random.Random, count: int) -> list[Receipt]:
    return [_one(draw) for _ in range(count)]


def _one(draw: random.Random) -> Receipt:
    user, at = draw.randint(1, 7), draw.randint(1, 900)
    verdicts = [draw.choice([Verdict.PASSED, Verdict.FAILED, Verdict.UNDECIDED]) for _ in range(3)]
    points = float(sum(verdict == Verdict.PASSED for verdict in verdicts))
    return graded(
        user,
        points,
        most=3.0,
        at=at,
        slug=draw.choice(["kmeans", "pca"]),
        solution_sha=sha(f"{user} {draw.randint(1, 5)}"),
        graded_at=START + timedelta(hours=at, seconds=draw.randint(1, 10**6)),
        speed_ratio=draw.choice([None, 0.5, 1.3]),
        cases=tuple(case(f"t{n}", each, 1.0) for n, each in enumerate(verdicts)),
    )
