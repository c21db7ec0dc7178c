"""The preview: this machine's own browser sees the site, and nobody sees anything else."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from heldout.board import preview
from heldout.errors import BadInputError

Reply = tuple[int, dict[str, str], bytes]


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """A folder with files of every kind, links out of it, and a secret beside it."""
    top = tmp_path_factory.mktemp("preview")
    (top / "secret.html").write_text("secret")
    folder = top / "site"
    (folder / "candidates").mkdir(parents=True)
    (folder / "empty").mkdir()
    (folder / "index.html").write_text("<!doctype html><title>Board</title>")
    (folder / "candidates" / "index.html").write_text("people")
    for name in ("board.js", "style.css", "a.json", "a.csv", "feed.xml", "a.svg", "README.md"):
        (folder / name).write_text(name)
    (folder / "out.html").symlink_to(top / "secret.html")
    (folder / "away").symlink_to(top)
    (folder / "loop").symlink_to("loop")
    (folder / "inside.html").symlink_to("index.html")
    (folder / "empty" / "index.html").symlink_to(top / "secret.html")
    os.mkfifo(folder / "pipe.html")
    return folder


@pytest.fixture(scope="module")
def server(site) -> Iterator[ThreadingHTTPServer]:
    """The folder's server, on a port of its own."""
    made = preview.make_server(site, 0)
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


@pytest.fixture
def ask(server):
    """Ask for a path, exactly as it is written."""

    def asked(path: str, method: str = "GET", **headers: str) -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=5)
        try:
            connection.putrequest(method, path, skip_host="Host" in headers)
            for name, value in headers.items():
                connection.putheader(name, value)
            connection.endheaders()
            reply = connection.getresponse()
            headers = {name.title(): value for name, value in reply.getheaders()}
            return reply.status, headers, reply.read()
        finally:
            connection.close()

    return asked


def test_the_front_page_and_a_folder_are_their_index(ask):
    """As on any web server."""
    assert ask("/") == (200, ask("/index.html")[1] | {"Date": ask("/")[1]["Date"]}, ask("/")[2])
    assert ask("/candidates/?a=b")[2] == b"people"
    status, headers, _ = ask("/candidates")
    assert (status, headers["Location"]) == (301, "/candidates/")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("style.css", "text/css; charset=utf-8"),
        ("board.js", "text/javascript; charset=utf-8"),
        ("a.svg", "image/svg+xml"),
        ("feed.xml", "application/atom+xml; charset=utf-8"),
        ("a.json", "application/json"),
        ("a.csv", "text/csv; charset=utf-8"),
        ("README.md", "text/markdown; charset=utf-8"),
    ],
)
def test_every_file_has_its_type(ask, name, kind):
    """Whatever the machine's own table says; browsers are told not to guess."""
    status, headers, _ = ask(f"/{name}")
    assert (status, headers["Content-Type"]) == (200, kind)


@pytest.mark.parametrize("path", ["/", "/nowhere", "/candidates"])
def test_every_answer_has_the_headers_that_keep_a_page_in_its_place(ask, path):
    """An error's page too."""
    headers = ask(path)[1]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["Content-Security-Policy"].startswith("default-src 'none';")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"
    assert "Python" not in headers["Server"]


@pytest.mark.parametrize(
    "path",
    [
        *("/../secret.html", "/%2e%2e/secret.html", "/candidates/../../secret.html"),
        *("/..%2fsecret.html", "//../secret.html", "/out.html", "/away/secret.html", "/away/"),
        *("/empty/", "/loop", "/pipe.html", "/%00", "/index.html/", "/" + "x" * 5000, "/nowhere"),
        *("/index.html%00.svg", "/%ff"),
    ],
)
def test_what_is_not_a_file_of_the_folder_is_not_there(ask, path):
    """No way up, no link out, no pipe to wait for, no listing."""
    status, _, body = ask(path)
    assert status == 404
    assert b"secret.html" not in body.replace(path.encode(), b"")


def test_a_link_inside_of_the_folder_is_followed(ask):
    """It leads nowhere else."""
    assert ask("/inside.html")[0] == 200


def test_a_redirect_stays_here(ask):
    """Two slashes would make the next name a host."""
    status, headers, _ = ask("//candidates")
    assert (status, headers["Location"]) == (301, "/candidates/")


@pytest.mark.parametrize(
    "host",
    [
        *("evil.example", "evil.example:{port}", "127.0.0.2:{port}", "localhost:1"),
        *("127.0.0.1", "localhost.evil.example:{port}", ""),
    ],
)
def test_a_name_that_only_points_here_is_turned_away(ask, server, host):
    """A page on the web can have its own name lead to this machine."""
    status, _, body = ask("/", Host=host.format(port=server.server_port))
    assert status == 421
    assert b"Board" not in body


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}", "LocalHost:{port}"])
def test_this_machines_names_are_let_in(ask, server, host):
    """What a person types."""
    assert ask("/", Host=host.format(port=server.server_port))[0] == 200


def test_two_hosts_or_none_are_turned_away(server):
    """One of the two would be the wrong one."""
    port = server.server_port
    for hosts in ("", f"Host: localhost:{port}\r\nHost: evil.example\r\n"):
        with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
            connection.sendall(f"GET / HTTP/1.1\r\n{hosts}\r\n".encode())
            assert b" 421 " in connection.recv(4096).partition(b"\r\n")[0]


def test_only_reading_is_served(ask):
    """There is nothing to be sent."""
    assert ask("/", "HEAD")[::2] == (200, b"")
    assert {ask("/", method)[0] for method in ("POST", "PUT", "DELETE")} == {501}


def test_it_listens_to_this_machine_only(server):
    """And port 0 has picked one."""
    assert server.server_address[0] == "127.0.0.1"
    assert server.server_port > 1024


def test_a_port_in_use_says_what_to_type(site, server):
    """The next command picks a free one."""
    with pytest.raises(BadInputError, match="something listens there already") as caught:
        preview.make_server(site, server.server_port)
    assert "heldout board serve --port 0" in caught.value.next_step


@pytest.mark.parametrize("port", [-1, 65_536])
def test_a_number_that_is_no_port_is_refused(site, port):
    """With the range that is."""
    with pytest.raises(BadInputError, match="from 0 to 65535"):
        preview.make_server(site, port)


@pytest.mark.parametrize("name", ["candidates", "nowhere", "style.css"])
def test_a_folder_without_a_site_is_refused(site, name):
    """Before anything listens; the next command builds one."""
    if name == "candidates":
        (site / "bare").mkdir(exist_ok=True)
        name = "bare"
    with pytest.raises(BadInputError, match=r"index\.html") as caught:
        preview.make_server(site / name, 0)
    assert caught.value.next_step == "heldout board build"


def test_ctrl_c_ends_it_at_once_and_says_nothing(site):
    """Also while a browser holds a connection open."""
    program = (
        "import sys; from pathlib import Path; from heldout.board import preview\n"
        "server = preview.make_server(Path(sys.argv[1]), 0)\n"
        "print(server.server_port, flush=True)\n"
        "preview.serve(server)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(site)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        port = int(process.stdout.readline())
        with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
            connection.sendall(f"GET / HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n".encode())
            assert connection.recv(4096).startswith(b"HTTP/1.1 200")
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=5)
    assert (process.returncode, out, err) == (0, "", "")


def test_a_browser_that_goes_away_is_no_error(server, capfd):
    """Tabs are closed while pages load."""
    linger = b"\x01\x00\x00\x00\x00\x00\x00\x00"
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=5) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        connection.sendall(b"GET / HTTP/1.1\r\nHost")
    probe = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=5)
    probe.request("GET", "/")
    assert probe.getresponse().status == 200
    probe.close()
    assert capfd.readouterr() == ("", "")
