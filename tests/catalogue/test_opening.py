"""The public record of a seed key: written, read back, and held to its promise."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta, timezone

import msgspec
import pytest

from heldout.catalogue import opening
from heldout.catalogue.opening import Opening
from heldout.errors import BadInputError, CatalogueError

KEY = bytes(range(32))
OPENED = Opening(
    commitment=hashlib.sha256(KEY).hexdigest(),
    opened_at=datetime(2027, 3, 1, 9, tzinfo=timezone(timedelta(hours=1))),
)
CLOSED = msgspec.structs.replace(
    OPENED, key=KEY.hex(), closed_at=datetime(2027, 4, 26, 7, tzinfo=UTC)
)


@pytest.mark.parametrize("record", [OPENED, CLOSED])
def test_what_is_written_is_read_back(tmp_path, record):
    """The folder is made; times are the same, in UTC."""
    path = opening.file(tmp_path, "spring")
    opening.write(path, record)
    assert path == tmp_path / "cohorts" / "spring" / "seed.toml"
    assert opening.load(path) == record
    assert "opened_at = 2027-03-01T08:00:00Z\n" in path.read_text()
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"key": "0" * 64}, "key: its SHA-256 is .*, and not the commitment"),
        ({"closed_at": None}, "key and closed_at: either both are there or none"),
        ({"closed_at": OPENED.opened_at - timedelta(1)}, "closed_at: must not be before opened_at"),
    ],
)
def test_a_record_that_does_not_fit_together_is_refused(tmp_path, changes, words):
    """Above all a key that is not the one that was promised."""
    record = msgspec.structs.replace(CLOSED, **changes)
    lines = [
        f"{key} = {value.isoformat() if isinstance(value, datetime) else repr(value)}"
        for key, value in msgspec.structs.asdict(record).items()
        if value is not None
    ]
    path = tmp_path / "seed.toml"
    path.write_text("\n".join(lines))
    with pytest.raises(CatalogueError, match=words):
        opening.load(path)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('commitment = "xyz"\nopened_at = 2027-03-01T08:00:00Z', "seed.toml: commitment: "),
        (f'commitment = "{"a" * 64}"\nopened_at = 2027-03-01T08:00:00', "seed.toml: opened_at: "),
        ("", "required key is missing"),
        ("secret = 1", "secret: unknown key"),
    ],
)
def test_mistakes_are_named(tmp_path, text, words):
    """As those of every manifest are."""
    path = tmp_path / "seed.toml"
    path.write_text(text)
    with pytest.raises(CatalogueError, match=words):
        opening.load(path)


def test_a_cohort_is_found_by_the_hash_of_its_key(tmp_path):
    """Among others, and without any there is none."""
    assert opening.find(tmp_path, OPENED.commitment) == ()
    opening.write(opening.file(tmp_path, "spring"), OPENED)
    other = msgspec.structs.replace(OPENED, commitment="a" * 64)
    opening.write(opening.file(tmp_path, "autumn"), other)
    assert opening.find(tmp_path, OPENED.commitment) == (("spring", OPENED),)
    assert opening.find(tmp_path, "b" * 64) == ()


def test_a_record_that_cannot_be_written_leaves_the_old_one(tmp_path):
    """The fact, the place, the next step."""
    path = opening.file(tmp_path, "spring")
    path.parent.parent.mkdir()
    path.parent.write_text("in the way")
    with pytest.raises(BadInputError, match=r"cannot be written .*nothing was changed"):
        opening.write(path, OPENED)
    assert path.parent.read_text() == "in the way"


def test_whoever_reads_meanwhile_sees_one_record_or_the_other(tmp_path):
    """A new file takes the old one's place; the old one is never written to."""
    path, old = opening.file(tmp_path, "spring"), tmp_path / "old"
    opening.write(path, OPENED)
    old.hardlink_to(path)
    opening.write(path, CLOSED)
    assert (opening.load(old), opening.load(path)) == (OPENED, CLOSED)


def test_a_key_is_held_to_what_was_promised(tmp_path):
    """No key, and another one, are refused once a cohort is open; before that anything goes."""
    cohort = tmp_path / "cohorts" / "spring.toml"
    opening.check(cohort, None)
    promised = opening.Opening(commitment="a" * 64, opened_at=datetime(2027, 3, 1, tzinfo=UTC))
    opening.write(opening.file(tmp_path, "spring"), promised)
    opening.check(cohort, "a" * 64)
    with pytest.raises(BadInputError, match="no secret is at hand"):
        opening.check(cohort, None)
    with pytest.raises(BadInputError, match="SHA-256 bbbbbbbbbbbbbbbb"):
        opening.check(cohort, "b" * 64)
