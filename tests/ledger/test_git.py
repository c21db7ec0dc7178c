"""Git as the ledger runs it: it gets where the caller gets, and nothing else is taken over."""

from __future__ import annotations

import base64
import socket
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from heldout.errors import BadInputError, PushFailedError
from heldout.ledger import git as ours
from heldout.ledger.git import Git, GitError, address, stand


@pytest.fixture
def server():
    """A web server that notes who asks, asks strangers who they are, and has nothing."""
    asked: list[list[str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.headers.get_all("Authorization") or [])
            self.send_response(404 if asked[-1] else 401)
            self.send_header("WWW-Authenticate", 'Basic realm="here"')
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as made:
        thread = threading.Thread(target=made.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{made.server_address[1]}/ledger.git", asked
        made.shutdown()
        thread.join()


@pytest.fixture
def opened(tmp_path, environment):
    """The ledger's git, for a caller in this folder."""

    def open_(folder: Path, remote: str = "origin", **more: str) -> Git:
        repository = tmp_path / "own"
        repository.mkdir()
        environment_ = {**environment, **more}
        made = Git(repository, remote, stand(folder, environment_), environment_)
        made.init("sha1")
        return made

    return open_


def ask(git: Git) -> str:
    """Ask the server for its branches; it has none."""
    with pytest.raises(GitError) as caught:
        git.run("ls-remote", "ledger")
    return str(caught.value)


def test_a_header_of_the_callers_repository_is_sent_once(work, git, server, opened):
    """As checkout actions leave it: in a file that is included where the caller stands only."""
    url, asked = server
    included = work.parent / "credentials.config"
    header = "AUTHORIZATION: basic c2VjcmV0"
    root = url.removesuffix("ledger.git")
    git(work, "config", "--file", included, f"http.{root}.extraheader", header)
    git(work, "config", f"includeIf.gitdir:{work}/.git.path", included)
    git(work, "remote", "set-url", "origin", url)
    assert "not found" in ask(opened(work))
    assert asked
    assert all(each == ["basic c2VjcmV0"] for each in asked)


def test_a_header_from_the_environment_or_the_home_is_sent_once(work, git, server, opened):
    """Each place that git reads."""
    url, asked = server
    git(work, "config", "--global", "http.extraheader", "Authorization: home")
    git(work, "remote", "set-url", "origin", url)
    ask(opened(work))
    assert {*map(tuple, asked)} == {("home",)}
    asked.clear()
    variables = {
        "GIT_CONFIG_COUNT": "2",
        "GIT_CONFIG_KEY_0": "http.extraheader",
        # An empty one takes back those before it.
        "GIT_CONFIG_VALUE_0": "",
        "GIT_CONFIG_KEY_1": "http.extraheader",
        "GIT_CONFIG_VALUE_1": "Authorization: environment",
    }
    (work.parent / "own").rename(work.parent / "before")
    ask(opened(work, **variables))
    assert {*map(tuple, asked)} == {("environment",)}


def test_a_credential_helper_is_asked(work, git, server, opened):
    """Without a terminal, as ever."""
    url, asked = server
    git(work, "config", "credential.helper", "!echo username=ada; echo password=secret;:")
    git(work, "remote", "set-url", "origin", url)
    ask(opened(work))
    assert asked[-1] == ["Basic " + base64.b64encode(b"ada:secret").decode()]


def test_without_credentials_nobody_is_asked_at_a_terminal(work, server, opened):
    """A job would wait for ever."""
    told = ask(opened(work, server[0]))
    assert "could not read Username" in told
    assert "terminal prompts disabled" in told


def test_what_interferes_is_not_taken_over(work, git, remote, opened, tmp_path):
    """Hooks, templates, signatures, mirrors, and variables that point elsewhere."""
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for name in ("pre-push", "reference-transaction"):
        (hooks / name).write_text("#!/bin/sh\necho hooked >&2\nexit 1\n")
        (hooks / name).chmod(0o755)
    for key, value in (
        ("core.hooksPath", str(hooks)),
        ("init.templateDir", str(tmp_path)),
        ("commit.gpgSign", "true"),
        ("push.gpgSign", "true"),
        ("remote.origin.mirror", "true"),
        ("core.worktree", "/nowhere"),
    ):
        git(work, "config", "--global", key, value)
    elsewhere = {
        name: str(tmp_path / "elsewhere")
        for name in ("GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_WORK_TREE", "GIT_CONFIG")
    }
    made = opened(work, **elsewhere)
    tree = made.run("write-tree").decode().strip()
    commit = made.run("commit-tree", tree, stdin=b"empty").decode().strip()
    made.run("push", "ledger", f"{commit}:refs/heads/results")
    listed = subprocess.run(
        ["git", "-C", remote, "rev-parse", "results"], capture_output=True, text=True, check=True
    )
    assert listed.stdout.strip() == commit
    assert not (tmp_path / "elsewhere").exists()


def test_addresses_are_rewritten_as_the_caller_has_it(work, git, remote, opened):
    """`insteadOf`, and the address to push to."""
    git(work, "config", f"url.{remote.parent}/.insteadOf", "short:")
    git(work, "remote", "set-url", "origin", "short:remote.git")
    assert opened(work).run("ls-remote", "ledger") == b""


def test_an_address_is_a_name_a_folder_or_a_url(work, remote, environment, monkeypatch):
    """In this order; a folder is meant from where the caller stands."""
    monkeypatch.chdir(remote.parent)
    standing = stand(work, environment)
    url = "remote.ledger.url"
    assert address("origin", standing) == [(url, str(remote))]
    assert address("remote.git", standing) == [(url, str(remote))]
    assert address("git@host:a/b.git", standing) == [(url, "git@host:a/b.git")]
    for wrong in ("upstream", "", "no/such/folder"):
        with pytest.raises(BadInputError, match="is no remote here") as caught:
            address(wrong, standing)
        assert caught.value.next_step.endswith("the remotes here: origin")


def test_a_relative_address_starts_at_the_top_of_the_repository(work, git, opened):
    """As it does for git, from whichever folder of it."""
    git(work, "remote", "set-url", "origin", "../remote.git")
    (work / "below").mkdir()
    assert opened(work / "below").run("ls-remote", "ledger") == b""


def test_settings_need_no_repository(tmp_path, environment):
    """A job may have fetched nothing."""
    assert stand(tmp_path, environment).folder == tmp_path


def test_a_mistake_in_the_configuration_is_told(work, environment):
    """In git's words."""
    (work / ".git" / "config").write_text("[remote\n")
    with pytest.raises(PushFailedError, match="bad config line 1"):
        stand(work, environment)


def test_a_machine_without_git_is_told(tmp_path, environment):
    """With what to install."""
    with pytest.raises(PushFailedError, match="git is not installed"):
        stand(tmp_path, {**environment, "PATH": str(tmp_path)})


def test_silence_ends_and_leaves_no_process(tmp_path, opened, monkeypatch):
    """Git itself would wait for ever, and so would its helper."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        made = opened(tmp_path, f"http://127.0.0.1:{silent.getsockname()[1]}/x.git")
        monkeypatch.setattr(ours, "NETWORK_S", 0.3)
        assert ask(made) == "git ls-remote had no answer for 0.3 s"
    deadline = time.monotonic() + 5
    while helpers(made) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert helpers(made) == []


def helpers(git: Git) -> list[str]:
    """The processes that have this repository's environment."""
    wanted = f"GIT_DIR={git._environment['GIT_DIR']}".encode()
    found = []
    for each in Path("/proc").glob("[0-9]*"):
        try:
            if wanted in (each / "environ").read_bytes().split(b"\0"):
                found.append((each / "cmdline").read_text())
        except OSError:
            continue
    return found


def test_passwords_are_not_told():
    """Git hides them by itself, mostly."""
    told = ours.hidden("unable to reach https://ada:secret@host/x and http://token@host/y")
    assert told == "unable to reach https://***@host/x and http://***@host/y"
