"""What GitHub answers when all is well: who may ask, what is done, what is said."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from tests.rehearsal.api.described import Asked, Operation
from tests.rehearsal.api.memory import Memory, User
from tests.rehearsal.api.troubles import JSON, Answer

#: https://docs.github.com/rest/about-the-rest-api/api-versions
VERSION = "2022-11-28"
MEDIA = "application/vnd.github+json"
LONGEST_BODY = 65_536
#: What the description has for no operation, or not for all that answer it.
UNDESCRIBED = (401, 403)
_PULL = "pulls/{pull_number}"
_ISSUES = "/repos/{owner}/{repo}/issues"
_PER_PAGE = 30
_LEVELS = ("none", "read", "write")


class Forbidden(NamedTuple):
    """Why the token may not: what GitHub says of it, and which permissions would do."""

    message: str
    accepted: tuple[str, ...]
    errors: Sequence[Mapping[str, str]] = ()


class Desk:
    """Answers for one repository, to one token that acts as `me`."""

    def __init__(
        self, repository: str, token: str, permissions: Mapping[str, str], me: User, memory: Memory
    ) -> None:
        self._repository = repository
        self._token = token
        self._permissions = permissions
        self._me = me
        self._memory = memory

    def against_manners(self, asked: Asked) -> list[str]:
        """Say what is wrong with the headers that GitHub wants of every program."""
        wanted = {"accept": MEDIA, "x-github-api-version": VERSION}
        wrong = [
            f"{key} is {asked.headers.get(key)!r}, and not {value}"
            for key, value in wanted.items()
            if asked.headers.get(key) != value
        ]
        if not asked.headers.get("user-agent"):
            wrong.append("there is no user-agent")
        return wrong

    def answer(self, asked: Asked, found: Operation) -> Answer:
        """Do what is asked, if the token may, and say what came of it."""
        if asked.headers.get("authorization") != f"Bearer {self._token}":
            return said(401, "Bad credentials")
        values = found.values
        if f"{values['owner']}/{values['repo']}" != self._repository:
            return said(404, "Not Found")
        body = json.loads(asked.body) if asked.body else {}
        forbidden = self._forbidden(found, body)
        if forbidden:
            accepted = {"X-Accepted-GitHub-Permissions": "; ".join(forbidden.accepted)}
            return said(403, forbidden.message, accepted, errors=forbidden.errors)
        number = int(values.get("issue_number") or values.get("pull_number") or 0)
        if number and number not in {**self._memory.pulls, **self._memory.issues}:
            return said(404, "Not Found")
        if found.template == _ISSUES:
            return self._list_issues(asked)
        deeds: dict[tuple[str, str], Callable[[], Answer]] = {
            ("GET", "comments"): lambda: self._list_comments(asked, number),
            ("POST", "comments"): lambda: self._create_comment(number, body),
            ("PATCH", "{comment_id}"): lambda: self._edit_comment(values["comment_id"], body),
            ("GET", "labels"): lambda: self._list_labels(asked, number),
            ("POST", "labels"): lambda: self._add_labels(number, body),
            ("DELETE", "{name}"): lambda: self._remove_label(number, values["name"]),
            ("GET", "{pull_number}"): lambda: _ok(self._memory.written_pull(number)),
        }
        return deeds[asked.method, found.template.rsplit("/", 1)[1]]()

    def _forbidden(self, found: Operation, body: Mapping[str, Any]) -> Forbidden | None:
        """Say why the token may not; None if it may."""
        accepted = self.permissions(found)
        if not any(self._has(each) for each in accepted):
            return Forbidden("Resource not accessible by integration", accepted)
        named = [each if isinstance(each, str) else each["name"] for each in body.get("labels", ())]
        if all(map(self._memory.known, named)) or self._has("issues=write"):
            return None
        # Whoever may label a pull request may not make labels: actions/labeler, issue 870.
        error = {"resource": "Repository", "field": "label", "code": "unauthorized"}
        message = "You do not have permission to create labels on this repository."
        return Forbidden(message, ("issues=write",), (error,))

    def permissions(self, found: Operation) -> tuple[str, ...]:
        """Name the permissions of which a token needs one, as GitHub's headers name them.

        https://docs.github.com/rest/authentication/permissions-required-for-github-apps
        """
        level = "read" if found.method == "GET" else "write"
        if found.template.endswith(_PULL):
            return (f"pull_requests={level}",)
        comment = self._memory.comments.get(_number(found, "comment_id"))
        number = _number(found, "issue_number") if comment is None else comment.issue
        if found.template == _ISSUES or number in self._memory.issues:
            return (f"issues={level}",)
        return (f"issues={level}", f"pull_requests={level}")

    def _has(self, permission: str) -> bool:
        name, level = permission.split("=")
        given = self._permissions.get(name, "none")
        return _LEVELS.index(given) >= _LEVELS.index(level)

    def _list_issues(self, asked: Asked) -> Answer:
        wanted = [asked.query.get(key, "") for key in ("creator", "labels")]
        found = self._memory.opened_by(*wanted, asked.query.get("state", "open"))
        return _page(asked, [*map(self._memory.written_issue, found)])

    def _list_comments(self, asked: Asked, number: int) -> Answer:
        written = map(self._memory.written_comment, self._memory.of_issue(number))
        return _page(asked, [*written])

    def _create_comment(self, number: int, body: Mapping[str, Any]) -> Answer:
        refused = _refused(body["body"])
        if refused:
            return refused
        comment = self._memory.say(number, self._me, body["body"])
        return _ok(self._memory.written_comment(comment), status=201)

    def _edit_comment(self, comment_id: str, body: Mapping[str, Any]) -> Answer:
        if int(comment_id) not in self._memory.comments:
            return said(404, "Not Found")
        refused = _refused(body["body"])
        if refused:
            return refused
        return _ok(self._memory.written_comment(self._memory.edit(int(comment_id), body["body"])))

    def _list_labels(self, asked: Asked, number: int) -> Answer:
        return _page(asked, self._written_labels(number))

    def _add_labels(self, number: int, body: Mapping[str, Any]) -> Answer:
        for each in body["labels"]:
            self._memory.label(number, each if isinstance(each, str) else each["name"])
        return _ok(self._written_labels(number))

    def _remove_label(self, number: int, name: str) -> Answer:
        spelt = self._memory.known(name)
        if spelt not in self._memory.labelled[number]:
            return said(404, "Label does not exist")
        self._memory.labelled[number].remove(spelt)
        return _ok(self._written_labels(number))

    def _written_labels(self, number: int) -> list[dict[str, Any]]:
        return [self._memory.written_label(each) for each in self._memory.labelled[number]]


def _number(found: Operation, key: str) -> int:
    """Read a number out of a path; 0 where there is none, or something else."""
    value = found.values.get(key, "")
    return int(value) if value.isdecimal() else 0


def _page(asked: Asked, everything: Sequence[Any]) -> Answer:
    """Cut a page, and say where the next one is; no page has more than a hundred."""
    size = min(int(asked.query.get("per_page", _PER_PAGE)), 100)
    number = int(asked.query.get("page", 1))
    headers = {}
    if number * size < len(everything):
        # An address that nobody may take: whoever follows it instead of counting is told so.
        headers["Link"] = f'<https://127.0.0.1:9/repositories/1?page={number + 1}>; rel="next"'
    return _ok(everything[(number - 1) * size : number * size], headers)


def _refused(body: str) -> Answer | None:
    """Refuse a comment that is empty or too long; None if it is neither."""
    if not body.strip():
        code, message = "missing_field", "body can't be blank"
    elif len(body) > LONGEST_BODY:
        code, message = "custom", f"body is too long (maximum is {LONGEST_BODY} characters)"
    else:
        return None
    error = {"resource": "IssueComment", "code": code, "field": "body", "message": message}
    return said(422, "Validation Failed", errors=(error,))


def _ok(value: Any, headers: Mapping[str, str] | None = None, *, status: int = 200) -> Answer:
    return Answer(status, {"Content-Type": JSON, **(headers or {})}, json.dumps(value).encode())


def said(
    status: int,
    message: str,
    headers: Mapping[str, str] | None = None,
    *,
    errors: Sequence[Mapping[str, str]] = (),
) -> Answer:
    """Answer with a message, as GitHub does when it does not do what is asked."""
    facts: dict[str, Any] = {
        "message": message,
        "documentation_url": "https://docs.github.com/rest",
    }
    if errors:
        facts["errors"] = errors
    # GitHub's answers to what is not valid have no status.
    if status != 422:
        facts["status"] = f"{status}"
    return _ok(facts, headers, status=status)
