"""The archive inside: the same bytes for the same files, and nothing hostile comes out."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.vault import archive
from heldout.vault.archive import ArchiveError, Contents

FILES = {"test_hidden.py": b"def test(): ...\n", "accepted/one loop.py": b"", "a/b/c.md": b"\0\xff"}
WHO = ("age1a", "age1b")


def tar(*members: tarfile.TarInfo, **options) -> bytes:
    """Write an archive that begins as ours do, of whatever members; their size is their content."""
    written = io.BytesIO()
    options = {"format": tarfile.PAX_FORMAT, "pax_headers": {"comment": "heldout 1 for age1a"}} | (
        options
    )
    with tarfile.open(fileobj=written, mode="w", **options) as made:
        for member in members:
            made.addfile(member, io.BytesIO(b"x" * member.size) if member.isreg() else None)
    return written.getvalue()


def member(name: str, size: int = 3, kind: bytes = tarfile.REGTYPE, **facts) -> tarfile.TarInfo:
    """Describe one member."""
    made = tarfile.TarInfo(name)
    made.type, made.size = kind, size if kind == tarfile.REGTYPE else 0
    for fact, value in facts.items():
        setattr(made, fact, value)
    return made


def test_what_goes_in_comes_out():
    """Files and recipients; bytes need not be text."""
    assert archive.unpack(archive.pack(Contents(FILES, WHO))) == Contents(FILES, WHO)


def test_the_same_files_are_the_same_bytes():
    """In whatever order, and nobody's user, time or rights are in it."""
    packed = archive.pack(Contents(FILES, WHO))
    assert packed == archive.pack(Contents(dict(reversed(FILES.items())), WHO[::-1]))
    with tarfile.open(fileobj=io.BytesIO(packed)) as read:
        assert read.getnames() == sorted(FILES)
        facts = {(each.mtime, each.uid, each.gid, each.uname, each.mode) for each in read}
    assert facts == {(0, 0, 0, "", 0o644)}


PARTS = st.from_regex(r"[a-z_][a-z0-9_+-]{0,9}(\.(py|md|toml))?", fullmatch=True)


@settings(max_examples=60)
@given(st.dictionaries(PARTS, st.binary(max_size=1500), min_size=1, max_size=8))
def test_any_plain_files_survive(files):
    """Whatever is in them, padded or not; those that another system could not keep are refused."""
    try:
        packed = archive.pack(Contents(files, ()))
    except ArchiveError:
        return
    assert archive.unpack(packed).files == files


@given(st.binary(max_size=3000), st.integers(0, 4000))
def test_noise_is_refused_or_read_but_breaks_nothing(noise, at):
    """An archive with any bytes in any place is read whole, or refused by its own error."""
    packed = archive.pack(Contents(FILES, WHO))
    try:
        read = archive.unpack(packed[:at] + noise + packed[at + len(noise) :])
    except ArchiveError:
        return
    archive.check(read.files)


@pytest.mark.parametrize(
    ("members", "fact"),
    [
        ([member("../solution.py")], "not plain"),
        ([member("a/../../b.py")], "not plain"),
        ([member("/etc/passwd")], "not plain"),
        ([member("./a.py")], "not plain"),
        ([member("a//b.py")], "not plain"),
        ([member(".git/config")], "not plain"),
        ([member("a\\b.py")], "not plain"),
        ([member("c:a.py")], "not plain"),
        ([member("a\x1b[2J.py")], "not plain"),
        ([member("a\n.py")], "not plain"),
        ([member("a.py.")], "not plain"),
        ([member("nul.py")], "not plain"),
        ([member("a.py", kind=tarfile.SYMTYPE, linkname="/etc/passwd")], "a symbolic link"),
        ([member("a.py", kind=tarfile.LNKTYPE, linkname="b.py")], "a hard link"),
        ([member("a.py", kind=tarfile.CHRTYPE)], "a device"),
        ([member("a.py", kind=tarfile.BLKTYPE)], "a device"),
        ([member("a.py", kind=tarfile.FIFOTYPE)], "a pipe"),
        ([member("a", kind=tarfile.DIRTYPE)], "a folder"),
        ([member("a.py", kind=b"Z")], "kind b'Z'"),
        ([member("a.py"), member("a.py")], "twice"),
        ([member("A/b.py"), member("a/c.py")], "same place"),
        ([member("b.py"), member("B.py")], "same place"),
        ([member("a"), member("a/b.py")], "same place"),
        ([member("na\u00efve.py")], "extended header"),
        ([member("nai\u0308ve.py")], "extended header"),
        ([member("a/" * 60 + "b.py")], "120|characters|extended header"),
        ([member("a" * 101)], "extended header"),
        ([member("a.py", pax_headers={"path": "../b.py"})], "extended header"),
        ([member("a.py", pax_headers={"size": "1"})], "extended header"),
        ([member("a.py", pax_headers={"GNU.sparse.size": "999999999999"})], "extended header"),
        ([member("a.py", size=archive.MOST_MEMBER_BYTES + 1)], "8,388,609 bytes.*8,388,608"),
        ([member(f"{n}.py", size=0) for n in range(2001)], "more than 2,000 files"),
        ([], "no file"),
    ],
)
def test_a_hostile_member_is_refused(members, fact):
    """By name, kind, number or size; before anything is written anywhere."""
    with pytest.raises(ArchiveError, match=fact):
        archive.unpack(tar(*members))


def test_all_together_may_not_be_too_large():
    """Nine files of the largest size are one too many."""
    with pytest.raises(ArchiveError, match="75,497,472 bytes, and at most 67,108,864"):
        archive.check({f"{n}": b"\0" * archive.MOST_MEMBER_BYTES for n in range(9)})


def swap(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    """Change a field of the first member's header, and its checksum with it."""

    def changed(packed: bytes) -> bytes:
        at = 1024
        block = packed[at : at + 512].replace(old, new, 1)
        total = sum(block[:148]) + 8 * 32 + sum(block[156:])
        return packed[:at] + block[:148] + b"%06o\0 " % total + block[156:] + packed[at + 512 :]

    return changed


@pytest.mark.parametrize(
    ("change", "fact"),
    [
        (lambda packed: packed[:-10240] + packed[-10240:].rstrip(b"\0"), "no tar header|middle"),
        (lambda packed: packed + b"more", "after its end"),
        (lambda packed: packed[512:], "begin"),
        (lambda packed: packed[:1024] + packed, "extended header"),
        (lambda packed: packed.replace(b"heldout 1", b"heldout 9"), "comment"),
        (lambda packed: packed.replace(b" comment=", b" comm3nt="), "one comment"),
        (lambda packed: packed.replace(b"31 comment", b"32 comment"), "one comment"),
        (lambda packed: packed[:1024] + b"\1" + packed[1025:], "no tar header"),
        (swap(b"00000000003\0", b"77777777777\0"), "says it is 8,589,934,591 bytes"),
        (swap(b"00000000003\0", b"\x80\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff"), "says it is"),
        (swap(b"00000000003\0", b"\xff" * 12), "says it is -1 bytes"),
        (swap(b"00000000003\0", b"00000077777\0"), "middle"),
        (lambda _: b"", "no tar header"),
    ],
)
def test_an_archive_with_tricks_in_its_headers_is_refused(change, fact):
    """Sizes that lie, a second comment, no end, more than an end."""
    packed = tar(member("a.py"))
    assert archive.unpack(packed).files == {"a.py": b"xxx"}
    assert change(packed) != packed
    with pytest.raises(ArchiveError, match=fact):
        archive.unpack(change(packed))


@pytest.mark.parametrize("name", ["na\u00efve.md", "a b.", "x" * 101, "../a", ""])
def test_what_would_not_be_unpacked_is_not_packed(name):
    """Who seals learns of it, not who opens."""
    with pytest.raises(ArchiveError):
        archive.pack(Contents({name: b""}, ()))


def test_differences_are_named_in_order():
    """What differs, and what only one has."""
    ours = {"a": b"1", "b": b"2", "d": b"4"}
    assert archive.differences(ours, {"a": b"1", "b": b"3", "c": b"4"}) == ["b", "c", "d"]
