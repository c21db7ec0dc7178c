"""A pull request, read as data out of git objects: nothing is checked out, nothing of it is run."""

from __future__ import annotations

from pathlib import Path

import msgspec

from heldout.submission import objects, policy, reasons, trees
from heldout.submission.change import Comparison
from heldout.submission.ruling import Decision, Item, Reason, Ruling

#: Honest histories that cross have two.
MOST_MERGE_BASES = 16


class PullRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What a head hands in, compared with where it left its base; both SHAs are full."""

    base_sha: str
    head_sha: str
    decision: Decision
    reasons: tuple[Reason, ...]
    items: tuple[Item, ...]


def read(repository: Path, *, base: str, head: str) -> PullRequest:
    """Read what the commit `head` hands in; both may be SHAs or names, which are resolved once.

    Raises `UnknownCommitError`, `ShallowCloneError`, `ObjectMissingError` or `GitFailedError`, and
    `BadInputError` if `repository` is not the top folder of one. No file in a readable history
    raises: what cannot be taken is refused with a reason.
    """
    base_sha, head_sha = objects.resolve(repository, base), objects.resolve(repository, head)
    ruling = _rule(repository, base_sha, head_sha)
    return PullRequest(
        base_sha=base_sha,
        head_sha=head_sha,
        decision=ruling.decision,
        reasons=ruling.reasons,
        items=ruling.items,
    )


def _rule(repository: Path, base: str, head: str) -> Ruling:
    met = objects.merge_bases(repository, base, head)
    if not met:
        return Ruling("refused", (reasons.unrelated(),))
    if len(met) > MOST_MERGE_BASES:
        return Ruling("refused", (reasons.crossed(len(met), MOST_MERGE_BASES),))
    comparison = trees.compare(repository, head, base, met)
    return policy.decide(_with_contents(repository, comparison))


def _with_contents(repository: Path, comparison: Comparison) -> Comparison:
    """Read the files whose names, modes and sizes the policy has nothing against."""
    headers = tuple(
        objects.Header(each.new.object, "blob", each.size_bytes)
        for each in policy.wanted(comparison)
        if each.new and each.size_bytes is not None
    )
    contents = objects.blobs(repository, headers)
    changes = tuple(
        msgspec.structs.replace(each, content=contents.get(each.new.object))
        if each.new and each.place
        else each
        for each in comparison.changes
    )
    return msgspec.structs.replace(comparison, changes=changes)
