"""Why something is not taken, in words for whoever handed it in: the fact, then the way out."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

from heldout.submission.change import PATTERNS, Change, Flaw, Place
from heldout.submission.names import show, word
from heldout.submission.ruling import Reason, Remedy
from heldout.submission.source import too_large

_SHOWN = 5
_THEN = "then commit and push"
_FETCH = "git fetch upstream"
_RESTORE = "git restore --source upstream/main --staged"


def unreadable(flaw: Flaw) -> Reason:
    """Say that a folder of the head was not read."""
    where = show(flaw.path) if flaw.path else "the top folder"
    text = "start again from a fresh branch, and copy your files into it"
    return Reason(
        "unreadable-folder",
        f"{where} cannot be read: {flaw.fact}",
        (Remedy(text, (_FETCH, "git switch --create hand-in upstream/main")),),
    )


def odd_name(path: bytes, fact: str) -> Reason:
    """Say that a name could be taken for another."""
    return Reason("odd-name", f"{show(path)} {fact}", (_take_back(word(path), "take it back"),))


def lookalike(path: bytes, meant: bytes) -> Reason:
    """Say that a path is not the one that some would take it for."""
    fact = f"{show(path)} is not {show(meant)}, and some systems would take it for that"
    instead = Remedy(f"put what you hand in into {show(meant)}, {_THEN}")
    return Reason("odd-name", fact, (instead, _take_back(word(path), "take it back")))


def collision(path: bytes, other: bytes) -> Reason:
    """Say that two paths are one file on some systems."""
    fact = f"{show(path)} and {show(other)} are the same to some systems"
    return Reason("collision", fact, (_take_back(word(path), "take the first back"),))


def link(change: Change) -> Reason:
    """Say that links are not followed."""
    fact = f"{show(change.path)} is a symbolic link, and links are not followed"
    return Reason("symlink", fact, _itself(change))


def submodule(change: Change) -> Reason:
    """Say that submodules are not fetched."""
    fact = f"{show(change.path)} is a submodule, and other repositories are not fetched"
    return Reason("submodule", fact, _itself(change))


def wrong_kind(change: Change, found: str, wanted: str) -> Reason:
    """Say that a folder is where a file belongs, or the other way round."""
    fact = f"{show(change.path)} is a {found}, where a {wanted} belongs"
    return Reason("wrong-kind", fact, _itself(change))


def too_many(what: str, count: int, most: int) -> Reason:
    """Say that there is more than is looked at; `what` is in the plural."""
    text = "take back what you did not mean to change"
    return Reason(
        "too-many",
        f"{count:,} {what} are changed, and at most {most:,} are taken",
        (Remedy(f"{text}, {_THEN}", (_FETCH, "git diff --stat upstream/main...")),),
    )


def more(count: int) -> Reason:
    """Stand for reasons that are not shown."""
    return Reason("more", f"and {count:,} more like these")


def renamed(gone: bytes, found: bytes) -> Reason:
    """Say that a hand-in file seems to have another name now."""
    fact = f"{show(gone)} is gone, and {show(found)} is new; only the first is read"
    back = Remedy(f"give it its name back, {_THEN}", (f"git mv {word(found)} {word(gone)}",))
    return Reason("renamed", fact, (back,))


def mixture(hand_ins: Sequence[bytes], others: Sequence[bytes]) -> Reason:
    """Say that a pull request hands in or changes something else, not both, with both ways."""
    fact = (
        f"{_list(hand_ins)} {_is(hand_ins)} handed in, but {_list(others)} {_is(others)} changed "
        "too; one pull request does one of the two, so nothing is graded"
    )
    first = "to hand in, take the others back"
    second = "to contribute, take the hand-in files back"
    if len(others) > _SHOWN:
        kept = " ".join(f"':(exclude,glob){pattern}'" for pattern in PATTERNS)
        hand_in = _take_back(f". {kept}", first)
    else:
        hand_in = _take_back(_words(others), first)
    if len(hand_ins) > _SHOWN:
        contribute = _take_back(" ".join(f"':(glob){each}'" for each in PATTERNS), second)
    else:
        contribute = _take_back(_words(hand_ins), second)
    return Reason("mixture", fact, (hand_in, contribute))


def unknown_slug(place: Place, path: bytes, known: Sequence[str]) -> Reason:
    """Say that there is no such task, and which was probably meant."""
    slug = place.slug.decode(errors="backslashreplace")
    what = "written prompt" if place.kind == "casestudy" else "challenge"
    fact = f"{show(path)}: there is no {what} named {show(place.slug)}"
    near = difflib.get_close_matches(slug, known, n=3)
    ways = tuple(_move(path, place, slug) for slug in near)
    return Reason("unknown-slug", fact, ways or (Remedy("./run heldout list shows them all"),))


def not_asked(path: bytes) -> Reason:
    """Say that the base branch has no such file."""
    return Reason(
        "not-asked",
        f"{show(path)}: upstream/main has no such file, so there is nothing to hand in here",
        (_take_back(word(path), "take it back"),),
    )


def deleted(path: bytes) -> Reason:
    """Say that a hand-in file is gone."""
    restore = f"{_RESTORE} --worktree -- {word(path)}"
    text = f"get the stub back, {_THEN}"
    return Reason("deleted", f"{show(path)} was deleted", (Remedy(text, (_FETCH, restore)),))


def large(path: bytes, size_bytes: int) -> Reason:
    """Say that a file is not read for its size."""
    return Reason("too-large", too_large(path.decode(errors="backslashreplace"), size_bytes))


def pointer(path: bytes) -> Reason:
    """Say that a file's content is somewhere else."""
    name = word(path)
    return Reason(
        "lfs-pointer",
        f"{show(path)} is a pointer of Git LFS; what it points to is not fetched",
        (
            Remedy(
                f"hand in the file itself, {_THEN}",
                ("git lfs pull", "git lfs uninstall --local", f"git add --renormalize -- {name}"),
            ),
        ),
    )


def unread(path: bytes) -> Reason:
    """Say that a content is not there to be looked at."""
    return Reason("unread", f"{show(path)} was not read", (Remedy("push again"),))


def contribution() -> Reason:
    """Say that nothing is handed in."""
    return Reason(
        "contribution",
        "no file that is handed in is changed, so nothing is graded",
        (Remedy(f"to hand in, change {', '.join(PATTERNS)} and nothing else"),),
    )


def empty() -> Reason:
    """Say that nothing is changed."""
    return Reason(
        "empty",
        "there is nothing here that upstream/main does not have",
        (
            Remedy(
                f"work on a file that is handed in, {_THEN}",
                ("./run heldout list", "git add challenges casestudies", "git commit", "git push"),
            ),
        ),
    )


def unrelated() -> Reason:
    """Say that the head has no history in common with the base."""
    return Reason(
        "unrelated-history",
        "this branch and upstream/main have no commit in common",
        (_fresh_branch(),),
    )


def crossed(count: int, most: int) -> Reason:
    """Say that the histories have too many best common ancestors."""
    return Reason(
        "crossed-history",
        f"this branch and upstream/main meet at {count:,} commits, and at most {most} are compared",
        (_fresh_branch(),),
    )


def _fresh_branch() -> Remedy:
    return Remedy(
        "start a branch from upstream/main, bring your files over, and push it to the same name",
        (
            _FETCH,
            "git switch --create hand-in upstream/main",
            "git restore --source @{-1} -- challenges/SLUG/solution.py",
        ),
    )


def _itself(change: Change) -> tuple[Remedy, ...]:
    """Put back what was there, or nothing."""
    what = "hand in the file itself" if change.place else "take it back"
    command = f"{_RESTORE} --worktree -- {word(change.path)}"
    return (Remedy(f"{what}: get back what was there, {_THEN}", (_FETCH, command)),)


def _take_back(pathspecs: str, purpose: str) -> Remedy:
    """Undo changes in what is committed, and leave the disk as it is: nobody loses work."""
    text = f"{purpose}, which leaves your disk as it is; then git commit, without -a, and git push"
    return Remedy(text, (_FETCH, f"{_RESTORE} -- {pathspecs}"))


def _words(paths: Iterable[bytes]) -> str:
    return " ".join(map(word, paths))


def _move(path: bytes, place: Place, slug: str) -> Remedy:
    meant = path.replace(b"/" + place.slug + b"/", f"/{slug}/".encode())
    return Remedy(f"did you mean {slug}? {_THEN}", (f"git mv -f {word(path)} {word(meant)}",))


def _list(paths: Sequence[bytes]) -> str:
    rest = f" and {len(paths) - _SHOWN:,} more" if len(paths) > _SHOWN else ""
    return ", ".join(map(show, paths[:_SHOWN])) + rest


def _is(paths: Sequence[bytes]) -> str:
    return "is" if len(paths) == 1 else "are"
