"""What is taken from a pull request, and what is said of the rest."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from heldout.submission import policy
from heldout.submission.change import HOMES, Change, Comparison, Entry, Flaw
from heldout.submission.ruling import Reason, Ruling
from heldout.submission.source import SIZE_LIMIT_BYTES
from tests.submission.cases import CASES, DROPOUT, FOLLOWUPS, KMEANS, WORK, comparison, table
from tests.submission.store import FILE, FOLDER, LINK, PROGRAM, SUBMODULE

DOCUMENT = Path(__file__).parents[2] / "docs" / "submissions.md"
#: What was there when the branch began, what is at the base today, and what is at the head.
FIRST, SECOND, OWN = (Entry(FILE, digit * 40) for digit in "abc")
TAKEN = re.compile(
    r"challenges/[a-z0-9-]+/(solution\.py|followups\.md)|casestudies/[a-z0-9-]+/answer\.md"
)


def of(*changes: Change, **others: object) -> Comparison:
    """Compare with a base that has two challenges and a prompt."""
    known = {"challenges": ("gradient-descent", "kmeans"), "casestudies": ("dropout",)}
    return Comparison(changes=changes, **known | others)


def change(path: bytes, old: Entry | None, base: Entry | None, new: Entry | None) -> Change:
    """Change a path; what is new was read."""
    size, content = (len(WORK), WORK) if new else (None, None)
    return Change(path=path, old=old, base=base, new=new, size_bytes=size, content=content)


def reasons_of(ruling: Ruling) -> list[Reason]:
    """Give every reason, of the whole and of items."""
    return [*ruling.reasons, *(each.refusal for each in ruling.items if each.refusal)]


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_each_kind_of_tree_is_decided_about_as_documented(case):
    """With one reason, which names the fact and the way out."""
    ruling = policy.decide(comparison(case.edits))
    said = reasons_of(ruling)
    assert ruling.decision == case.decision
    assert [reason.code for reason in said] == ([case.code] if case.code else [])
    assert case.words in "\n".join(map(str, said))
    if ruling.decision == "submission":
        (item,) = ruling.items
        assert (item.content is None) == (item.refusal is not None)


def test_the_document_shows_these_rows():
    """It is written by hand around them: ./run python -m tests.submission.cases."""
    assert table() in DOCUMENT.read_text(encoding="utf-8")


def test_the_document_explains_every_reason():
    """By its code."""
    text = DOCUMENT.read_text(encoding="utf-8")
    source = Path(policy.reasons.__file__).read_text(encoding="utf-8")
    codes = {"not-text", *re.findall(r'Reason\(\s*"([a-z-]+)"', source)}
    assert len(codes) > 15
    assert [code for code in sorted(codes) if f"`{code}`" not in text] == []


@pytest.mark.parametrize(
    ("old", "base", "new"),
    [(FIRST, FIRST, FIRST), (FIRST, SECOND, FIRST), (FIRST, SECOND, SECOND), (None, SECOND, None)],
    ids=["nobody", "the base meanwhile", "both alike", "added at the base meanwhile"],
)
@pytest.mark.parametrize("path", [KMEANS, FOLLOWUPS, DROPOUT, b"src"])
def test_what_the_base_did_is_not_the_candidates(path, old, base, new):
    """Neither a stub of today nor one of when the branch began is handed in."""
    assert policy.decide(of(change(path, old, base, new))).decision == "empty"


def test_an_answer_stays_one_when_its_stub_moves_on():
    """Two items: work on a stub that changed meanwhile, and on one that did not."""
    taken = policy.decide(
        of(change(KMEANS, FIRST, SECOND, OWN), change(DROPOUT, FIRST, FIRST, OWN))
    )
    assert [(each.path, each.kind, each.solution_sha) for each in taken.items] == [
        (DROPOUT.decode(), "casestudy", OWN.object),
        (KMEANS.decode(), "challenge", OWN.object),
    ]
    assert {each.content for each in taken.items} == {WORK}


def test_of_a_hand_in_file_only_the_content_counts_of_others_the_mode_too():
    """File systems without modes change them on their own, and nobody runs a file by its mode."""
    program = Entry(PROGRAM, FIRST.object)
    assert policy.decide(of(change(KMEANS, FIRST, FIRST, program))).decision == "empty"
    assert policy.decide(of(change(b"run", FIRST, FIRST, program))).decision == "contribution"


def test_answers_to_a_task_that_was_withdrawn_refuse_only_themselves():
    """What else is handed in is taken."""
    gone = b"challenges/gone/solution.py"
    ruling = policy.decide(of(change(gone, FIRST, None, OWN), change(KMEANS, FIRST, FIRST, OWN)))
    codes = {each.path: each.refusal and each.refusal.code for each in ruling.items}
    assert codes == {gone.decode(): "unknown-slug", KMEANS.decode(): None}


def test_both_ways_out_of_a_mixture_are_short_however_much_is_mixed():
    """Beyond a handful, patterns stand for paths."""
    hand_ins = [change(b"challenges/c%d/solution.py" % n, FIRST, FIRST, OWN) for n in range(9)]
    others = [change(b"f%d" % n, None, None, OWN) for n in range(2000)]
    (reason,) = policy.decide(of(*hand_ins, *others)).reasons
    assert "and 4 more are handed in" in reason.fact
    assert "and 1,995 more are changed too" in reason.fact
    assert len(str(reason)) < 1500
    hand_in, contribute = (remedy.commands[-1] for remedy in reason.remedies)
    assert hand_in.endswith("-- . ':(exclude,glob)challenges/*/solution.py' "
                            "':(exclude,glob)challenges/*/followups.md' "
                            "':(exclude,glob)casestudies/*/answer.md'")  # fmt: skip
    assert ":(glob)challenges/*/solution.py" in contribute


def test_more_files_than_anybody_hands_in_are_refused():
    """One less is fine."""
    files = [
        change(b"challenges/c%d/solution.py" % n, FIRST, FIRST, OWN)
        for n in range(policy.MOST_FILES + 1)
    ]
    (reason,) = policy.decide(of(*files)).reasons
    assert reason.fact == "301 hand-in files are changed, and at most 300 are taken"
    assert policy.decide(of(*files[1:])).decision == "submission"


def test_a_thousand_hostile_names_are_a_page_of_reasons():
    """And the count of the rest."""
    links = [change(b"challenges/l%d" % n, None, None, Entry(LINK, "a" * 40)) for n in range(1000)]
    said = policy.decide(of(*links)).reasons
    assert len(said) == policy.MOST_REASONS + 1
    assert said[-1].fact == "and 980 more like these"


def test_a_folder_that_could_not_be_read_refuses_the_whole():
    """What is in it might be anything."""
    ruling = policy.decide(
        of(change(KMEANS, FIRST, FIRST, OWN), flaws=(Flaw(b"challenges", "it is large"),))
    )
    assert (ruling.decision, ruling.reasons[0].code) == ("refused", "unreadable-folder")
    assert "'challenges' cannot be read: it is large" in ruling.reasons[0].fact


def test_only_what_could_be_taken_is_read():
    """No content of a refused tree, and none of a file that is too large or nobody's task."""
    fine = change(KMEANS, FIRST, FIRST, OWN)
    large = msgspec.structs.replace(
        change(FOLLOWUPS, FIRST, FIRST, OWN), size_bytes=SIZE_LIMIT_BYTES + 1
    )
    nobodys = change(b"challenges/nobody/solution.py", None, None, OWN)
    assert policy.wanted(of(fine, large, nobodys)) == (fine,)
    assert policy.wanted(of(fine, large, change(b"src", FIRST, FIRST, OWN))) == ()


def test_a_file_that_was_not_read_is_refused_and_not_empty():
    """Whoever calls forgot it; a submission is never taken for what it is not."""
    unread = msgspec.structs.replace(change(KMEANS, FIRST, FIRST, OWN), content=None)
    (item,) = policy.decide(of(unread)).items
    assert (item.content, item.refusal.code) == (None, "unread")


names = st.one_of(
    st.sampled_from([b"kmeans", b"dropout", b"solution.py", b"answer.md", b"Solution.py", b"a. "]),
    st.sampled_from([b"followups.md", b"challenge.toml", b"..", b"", b"nul", b"k\xff", b"\\"]),
    st.binary(max_size=6),
    st.text(max_size=6).map(lambda text: text.encode(errors="surrogatepass")),
)
paths = st.sampled_from([KMEANS, FOLLOWUPS, DROPOUT]) | st.builds(
    lambda home, rest: b"/".join([home, *rest]),
    st.one_of(st.sampled_from([*HOMES, b"Challenges", b"src", b"challenges\\a"]), names),
    st.lists(names, max_size=3),
)
modes = st.sampled_from([FILE, PROGRAM, LINK, SUBMODULE, FOLDER, 0])
entries = st.none() | st.builds(Entry, modes, st.sampled_from(["a" * 40, "b" * 40, "c" * 64]))
changes = st.builds(
    Change,
    path=paths,
    old=entries,
    base=entries,
    new=entries,
    size_bytes=st.none() | st.integers(0, 1 << 40),
    content=st.none() | st.sampled_from([b"x = 1\n", b"", b"\xff", b"\0"]),
)
comparisons = st.builds(of, changes, changes, changes, names=st.lists(paths, max_size=4).map(tuple))


@given(comparisons)
@example(of(change(KMEANS, FIRST, FIRST, OWN)))
def test_nothing_but_the_three_kinds_of_files_is_ever_taken(seen):
    """Whatever the tree: files of known tasks, or a printable reason; never an exception."""
    ruling = policy.decide(seen)
    assert bool(ruling.items) == (ruling.decision == "submission")
    assert bool(ruling.reasons) == (ruling.decision != "submission")
    for item in ruling.items:
        assert (item.content is None) == (item.refusal is not None)
        if item.content is not None:
            assert TAKEN.fullmatch(item.path)
            assert item.slug in (*seen.challenges, *seen.casestudies)
            found = [c for c in seen.changes if c.path == item.path.encode() and c.new]
            assert item.content in [c.content for c in found if c.new.is_file]
    for reason in reasons_of(ruling):
        assert all(line.isprintable() for line in str(reason).split("\n"))
    for each in policy.wanted(seen):
        assert ruling.decision == "submission"
        assert each.new.is_file
        assert TAKEN.fullmatch(each.path.decode())
        assert each.size_bytes is None or each.size_bytes <= SIZE_LIMIT_BYTES
