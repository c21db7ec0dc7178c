"""Brings a pull request's objects into a repository, without a checkout and without trust.

refs/heldout/...         where what was fetched is kept, so that git does not drop it
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Literal

from heldout.errors import BadInputError, GitFailedError, HostileObjectsError
from heldout.submission import git, objects
from heldout.submission.git import Limits

LIMITS = Limits(wall_s=300, file_bytes=1 << 30, memory_bytes=4 << 30)
#: How GitHub is reached. A repository on the same disk needs "file".
PROTOCOLS = ("https", "ssh")

#: Commits in one command.
_AT_ONCE = 100
_SOURCE = re.compile(r"refs/(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*")
_SHA = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
#: What a way to the remote may need from outside: proxies, certificates, a key agent.
_PASSED = (
    *("http_proxy", "https_proxy", "no_proxy", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY"),
    *("SSL_CERT_FILE", "SSL_CERT_DIR", "GIT_SSL_CAINFO", "SSH_AUTH_SOCK"),
)
#: No tags, no submodules, no tracking branch, no file but the objects and one ref; the whole of
#: it, also where the clone is a partial one.
_ALONE = (
    *("--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head", "--no-prune"),
    *("--refmap=", "--no-filter", "--no-auto-maintenance", "--no-write-commit-graph"),
)
_CHECKED = ("-c", "fetch.fsckObjects=true", "-c", "transfer.fsckObjects=true")


def create(folder: Path, algorithm: Literal["sha1", "sha256"] = "sha1") -> None:
    """Make an empty bare repository to fetch into. Raises `GitFailedError`."""
    folder.mkdir(parents=True, exist_ok=True)
    words = ("init", "--quiet", "--bare", "--template=", f"--object-format={algorithm}")
    git.output(folder, *words)


def own_config() -> Path | None:
    """Give the user's own settings of git, which say how to reach a private remote."""
    path = Path.home() / ".gitconfig"
    return path if path.is_file() else None


def from_remote(
    repository: Path,
    remote: str,
    source: str,
    global_config: Path | None,
    access: Mapping[str, str] | None = None,
) -> str:
    """Fetch as `fetch` does, by the protocols that reach the remote: one on this disk is a file."""
    return fetch(
        repository,
        remote,
        source,
        protocols=_protocols(repository, remote),
        global_config=global_config,
        access=access,
    )


def commits(
    repository: Path,
    remote: str,
    shas: Sequence[str],
    global_config: Path | None,
    access: Mapping[str, str] | None = None,
) -> list[str]:
    """Fetch commits without their history, and give those that could not be fetched.

    Raises `GitFailedError` if git goes past a limit, and `BadInputError` for a remote that is none.
    """
    _check(remote)
    extra = _surroundings(_protocols(repository, remote), global_config, access)
    missing: list[str] = []
    for start in range(0, len(shas), _AT_ONCE):
        wanted = [f"{sha}:refs/heldout/{sha}" for sha in shas[start : start + _AT_ONCE]]
        if not _bring(repository, remote, wanted, extra):
            # One that is gone keeps the others from coming.
            missing += [
                each.partition(":")[0]
                for each in wanted
                if not _bring(repository, remote, [each], extra)
            ]
    return missing


def _bring(repository: Path, remote: str, wanted: Sequence[str], extra: Mapping[str, str]) -> bool:
    words = ("fetch", *_ALONE, "--depth=1", "--", remote, *(f"+{each}" for each in wanted))
    done = git.run(repository, *words, settings=_CHECKED, limits=LIMITS, extra=extra)
    return done.status == 0


def _protocols(repository: Path, remote: str) -> Collection[str]:
    found = git.run(repository, "ls-remote", "--get-url", "--", remote)
    address = found.output.decode(errors="replace").strip() or remote
    return ("file",) if _is_local(address) else PROTOCOLS


def _check(remote: str) -> None:
    if not remote or remote.startswith("-") or not remote.isprintable():
        raise BadInputError(
            f"{remote!r} is no remote", next_step="name one that `git remote` lists, or an address"
        )


def fetch(
    repository: Path,
    remote: str,
    source: str,
    *,
    protocols: Collection[str] = PROTOCOLS,
    limits: Limits = LIMITS,
    global_config: Path | None = None,
    access: Mapping[str, str] | None = None,
) -> str:
    """Fetch `source`, such as `refs/pull/7/head` or a full SHA, and give the SHA that it was.

    `remote` is a name that the repository knows, or an address. Every object is checked as it
    arrives. `access` are variables for git that say how to be let in. Raises `HostileObjectsError`
    if one is not sound, `GitFailedError` if the remote cannot be reached or sends more than
    `limits`, and `BadInputError` for a source that is none.
    """
    if not (_SHA.fullmatch(source) or _SOURCE.fullmatch(source)) or ".." in source:
        raise BadInputError(
            f"{source!r} is no full name of a ref, and no full SHA",
            next_step="name it as the remote does: refs/pull/7/head",
        )
    _check(remote)
    kept = f"refs/heldout/{source.removeprefix('refs/')}"
    done = git.run(
        repository,
        *("fetch", *_ALONE, "--", remote, f"+{source}:{kept}"),
        settings=_CHECKED,
        limits=limits,
        extra=_surroundings(protocols, global_config, access),
    )
    if done.status == 0:
        return objects.resolve(repository, source if _SHA.fullmatch(source) else kept)
    if "fsck error" in done.error:
        raise HostileObjectsError(
            f"what {source} names is not sound, and nothing of it was kept: {done.error}",
            where=repository,
            next_step="ask for a fresh branch that is made with git itself",
        )
    raise GitFailedError(
        f"{source} could not be fetched from {remote}: {done.error}",
        where=repository,
        next_step="see that the remote has it (git ls-remote), then try again",
    )


def _surroundings(
    protocols: Collection[str], global_config: Path | None, access: Mapping[str, str] | None
) -> dict[str, str]:
    passed = {name: os.environ[name] for name in _PASSED if name in os.environ}
    given = {"GIT_ALLOW_PROTOCOL": ":".join(protocols)}
    if global_config is not None:
        given |= {"GIT_CONFIG_GLOBAL": str(global_config), "HOME": str(global_config.parent)}
    return {**passed, **given, **(access or {})}


def _is_local(address: str) -> bool:
    """Whether git would look for an address on this disk: gitglossary's and git-fetch's rules."""
    if "://" in address:
        return address.startswith("file://")
    return ":" not in address.partition("/")[0]
