"""Asking for a newer version, of a real web server on this machine."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kiosk import version
from kiosk.errors import KioskError
from kiosk.newer_version import Release, ask


class Server:
    """Says ``said`` to whoever asks, with ``status``, and keeps what was asked."""

    def __init__(self) -> None:
        self.said, self.status, self.asked = b"", 200, []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.asked.append((self.path, dict(self.headers)))
                self.send_response(server.status)
                self.end_headers()
                self.wfile.write(server.said)

            def log_message(self, *_: object) -> None: ...

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.http.serve_forever)
        self.thread.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.http.server_port}/kiosk.json"

    def close(self) -> None:
        self.http.shutdown()
        self.thread.join()
        self.http.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    """A web server of an institution."""
    server = Server()
    yield server
    server.close()


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"version": "99.0", "page": "https://example.org/kiosk"}, Release("99.0", "https://example.org/kiosk", True)),
        ({"version": "99.0"}, Release("99.0", "", True)),
        ({"version": "99.0", "page": "javascript:alert(1)"}, Release("99.0", "", True)),
        ({"version": version.number()}, Release(version.number(), "", False)),
        ({"version": "0.0.9"}, Release("0.0.9", "", False)),
    ],
)
def test_what_the_address_says_is_compared_with_what_runs(server: Server, said: dict, expected: Release):
    server.said = json.dumps(said).encode()
    assert ask(server.address) == expected


def test_nothing_of_this_laptop_is_sent(server: Server):
    server.said = b'{"version": "1.0"}'
    ask(server.address)
    ((path, headers),) = server.asked
    assert path == "/kiosk.json"
    assert {name.lower(): value for name, value in headers.items() if name.lower() not in ("host", "connection")} == {
        "accept-encoding": "identity", "user-agent": "checkin-kiosk",
    }  # fmt: skip


@pytest.mark.parametrize("said", [b"", b"[]", b"{}", b'{"version": 1}x', b'{"version": "soon"}', b"[" * 9000, b"\xff"])
def test_an_address_that_tells_no_version_is_said_to_tell_none(server: Server, said: bytes):
    server.said = said
    with pytest.raises(KioskError, match=r"newer\.unreadable"):
        ask(server.address)


def test_an_address_that_is_wrong_or_silent_is_told(server: Server):
    for address in ("", "kiosk", "file:///etc/passwd", "ftp://example.org/x"):
        with pytest.raises(KioskError, match=r"newer\.no_address"):
            ask(address)
    server.status = 404
    with pytest.raises(KioskError, match=r"newer\.unreachable"):
        ask(server.address)
    with pytest.raises(KioskError, match=r"newer\.unreachable"):
        ask("http://127.0.0.1:9/kiosk.json")
