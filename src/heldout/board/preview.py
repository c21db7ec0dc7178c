"""Shows a built site to whoever sits at this machine, as it will be served: `heldout board serve`.

It listens on the loopback address only, and answers only those who ask for it by that name: else a
page from anywhere could have a name of its own point here, and read the board. What is not a
regular file inside the folder, once links are followed, is not there.
"""

from __future__ import annotations

import errno
import io
import sys
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO, cast

from heldout.errors import BadInputError

ADDRESS = "127.0.0.1"
_MOST_PORT = 65_535
#: Seconds that a connection may be silent.
_PATIENCE_S = 10.0

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
        " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Whoever builds anew wants to see it.
    "Cache-Control": "no-store",
}


class Handler(SimpleHTTPRequestHandler):
    """Serves one folder."""

    # The machine's own table may say anything, or nothing.
    extensions_map = {  # noqa: RUF012 - as its class has it
        "": "application/octet-stream",
        ".html": "text/html; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".json": "application/json",
        ".csv": "text/csv; charset=utf-8",
        ".xml": "application/atom+xml; charset=utf-8",
        ".svg": "image/svg+xml",
        ".png": "image/png",
        ".ico": "image/x-icon",
        ".md": "text/markdown; charset=utf-8",
        ".txt": "text/plain; charset=utf-8",
    }
    protocol_version = "HTTP/1.1"
    server_version = "heldout"
    sys_version = ""
    timeout = _PATIENCE_S

    def parse_request(self) -> bool:
        """Turn away whoever asks for another host."""
        if not super().parse_request():
            return False
        port = cast("ThreadingHTTPServer", self.server).server_port
        hosts = {f"{name}:{port}" for name in (ADDRESS, "localhost")}
        if port == 80:
            hosts |= {ADDRESS, "localhost"}
        asked = self.headers.get_all("Host", [])
        if len(asked) == 1 and asked[0].strip().lower() in hosts:
            return True
        self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
        return False

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Find the file; one that leads out of the folder is none."""
        if not self._is_ours():
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        return super().send_head()

    def list_directory(self, path: Any) -> None:  # noqa: ARG002 - the base's signature
        """Say nothing of what is in a folder without a page."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def end_headers(self) -> None:
        """Add what holds for every answer."""
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base's signature
        """Keep the terminal for the command's own words."""

    def _is_ours(self) -> bool:
        asked = Path(self.translate_path(self.path))
        try:
            # The base class takes this page for its folder; it is a link or a pipe as well as any.
            if asked.is_dir() and self.path.partition("?")[0].endswith("/"):
                asked /= "index.html"
            found = asked.resolve(strict=True)
        except (OSError, ValueError, RuntimeError):
            # A name that is too long, holds a zero byte, or links to itself.
            return False
        folder = Path(self.directory).resolve()
        return found.is_relative_to(folder) and (found.is_file() or found.is_dir())


class Server(ThreadingHTTPServer):
    """Ends with its process: no thread holds it up."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that went away is no error."""
        if not isinstance(sys.exception(), (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)


def make_server(folder: Path, port: int) -> ThreadingHTTPServer:
    """Bind a server to the folder; port 0 picks a free one. Raises `BadInputError`.

    The caller runs `serve_forever`, and closes it.
    """
    if not (folder / "index.html").is_file():
        raise BadInputError(
            "there is no site here: no index.html",
            where=folder,
            next_step="heldout board build",
        )
    if not 0 <= port <= _MOST_PORT:
        raise _unusable(port, f"a port is a number from 0 to {_MOST_PORT}")
    try:
        return Server((ADDRESS, port), partial(Handler, directory=str(folder.resolve())))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise _unusable(port, "something listens there already") from error
        if error.errno in (errno.EACCES, errno.EPERM):
            raise _unusable(port, "this user may not listen there") from error
        raise


def serve(server: ThreadingHTTPServer) -> None:
    """Answer until Ctrl-C, then close."""
    with server:
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return


def _unusable(port: int, reason: str) -> BadInputError:
    return BadInputError(
        f"port {port} of {ADDRESS} cannot be used: {reason}",
        next_step="heldout board serve --port 0, which picks a free one",
    )
