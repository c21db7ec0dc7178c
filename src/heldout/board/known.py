"""A repository -> what is known of its tasks, for those who show receipts of them."""

from __future__ import annotations

from heldout.board.setting import KnownTask
from heldout.catalogue import fingerprint
from heldout.catalogue.repository import Repository
from heldout.judging import suite


def tasks(repository: Repository | None) -> tuple[KnownTask, ...]:
    """List what is known of the tasks: challenges, each with its questions, then prompts.

    A broken folder keeps nobody from the standings; its task goes by its name.
    """
    if repository is None:
        return ()
    found = []
    for challenge in repository.challenges()[0]:
        hidden = challenge.hidden
        sha256 = None if hidden is None else suite.hidden(challenge, hidden).sha256
        title = challenge.manifest.title
        found.append(
            KnownTask(slug=challenge.slug, kind="challenge", title=title, suite_sha256=sha256)
        )
        if challenge.followups.is_file():
            found.append(
                KnownTask(
                    slug=challenge.slug,
                    kind="follow-up",
                    title=f"{title}: follow-up questions",
                    suite_sha256=fingerprint.of_followups(repository, challenge),
                )
            )
    found += (
        KnownTask(
            slug=prompt.slug,
            kind="casestudy",
            title=prompt.manifest.title,
            suite_sha256=fingerprint.of_answer(repository, prompt),
        )
        for prompt in repository.casestudies()[0]
    )
    return tuple(found)
