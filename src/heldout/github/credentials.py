"""How git in a job of GitHub Actions shows the job's token, without writing it anywhere.

A checkout that keeps the token leaves it in `.git/config`, where the code of others could find it.
Settings in the environment reach just the commands that are given them.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping

_TOKEN = "GITHUB_TOKEN"  # noqa: S105 — the name of a variable
_COUNT = "GIT_CONFIG_COUNT"


def settings(environment: Mapping[str, str]) -> dict[str, str]:
    """Give the variables that make git show the job's token to the server that it is for.

    None outside of GitHub Actions, and none without a token: a public repository can be read
    without one.
    """
    server = environment.get("GITHUB_SERVER_URL", "").rstrip("/")
    token = environment.get(_TOKEN, "")
    if environment.get("GITHUB_ACTIONS") != "true" or not server.startswith("https://"):
        return {}
    if not token:
        return {}
    count = int(environment.get(_COUNT) or 0)
    basic = base64.b64encode(f"x-access-token:{token}".encode()).decode()
    return {
        _COUNT: str(count + 1),
        f"GIT_CONFIG_KEY_{count}": f"http.{server}/.extraheader",
        f"GIT_CONFIG_VALUE_{count}": f"AUTHORIZATION: basic {basic}",
    }


def added(environment: Mapping[str, str]) -> dict[str, str]:
    """Give an environment with those variables in it."""
    return {**environment, **settings(environment)}
