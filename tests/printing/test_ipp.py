"""What a print server answers, byte by byte (RFC 8010, section 3.1), and what is made of it; no CUPS is needed."""

import socket
import struct
import tempfile
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from printing import cups
from printing.errors import PrintingError
from printing.spooled import Fate

OK, NOT_FOUND = 0x0000, 0x0406
INTEGER, BOOLEAN, ENUM, TEXT, NAME, KEYWORD = 0x21, 0x22, 0x23, 0x41, 0x42, 0x44
PRINTER_GROUP, JOB_GROUP, END = b"\x04", b"\x02", b"\x03"


def attribute(tag: int, name: str, *values: object) -> bytes:
    """One attribute; each further value has an empty name."""
    lines = []
    for value in values:
        data = value.encode() if isinstance(value, str) else struct.pack(">?" if tag == BOOLEAN else ">i", value)
        lines.append(struct.pack(">BH", tag, len(name)) + name.encode() + struct.pack(">H", len(data)) + data)
        name = ""
    return b"".join(lines)


def answer(status: int, group: bytes, *attributes: bytes) -> bytes:
    return struct.pack(">BBHI", 2, 0, status, 1) + group + b"".join(attributes) + END


def job(state: int, name: str = "badge") -> bytes:
    return answer(OK, JOB_GROUP, attribute(ENUM, "job-state", state), attribute(NAME, "job-name", name))


class Server:
    """A print server that knows one answer, and keeps what it was asked."""

    def __init__(self) -> None:
        self.answer = b""
        self.asked: list[bytes] = []

    def handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                server.asked.append(self.rfile.read(int(self.headers["Content-Length"])))
                self.send_response(200)
                self.send_header("Content-Length", str(len(server.answer)))
                self.end_headers()
                self.wfile.write(server.answer)

            def log_message(self, *_: object) -> None:
                """Not in the output of the tests."""

        return Handler


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    one = Server()
    with HTTPServer(("127.0.0.1", 0), one.handler()) as listener:
        thread = threading.Thread(target=listener.serve_forever, args=(0.01,))
        thread.start()
        monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{listener.server_port}")
        yield one
        listener.shutdown()
        thread.join()


FATES = {
    1: Fate.GONE,  # no state of the standard
    3: Fate.WAITING,  # pending
    4: Fate.WAITING,  # held
    5: Fate.WAITING,  # being printed
    6: Fate.STOPPED,  # stopped with its printer
    7: Fate.CANCELLED,
    8: Fate.ABORTED,
    9: Fate.PRINTED,
    10: Fate.GONE,  # no state of the standard
}


@pytest.mark.parametrize(("state", "fate"), FATES.items())
def test_every_state_of_a_job_has_its_fate(server: Server, state: int, fate: Fate) -> None:
    """RFC 8011, section 5.3.7."""
    server.answer = job(state)
    assert cups.fate("labels-17", "badge") is fate


@pytest.mark.parametrize(
    "said",
    [
        answer(NOT_FOUND, JOB_GROUP),
        job(9, name="of somebody else, by a server that counts from 1 again"),
        answer(OK, JOB_GROUP, attribute(KEYWORD, "job-state", "completed")),
        answer(OK, JOB_GROUP),
    ],
    ids=["unknown", "another job of this number", "a state in words", "no state"],
)
def test_a_job_that_the_server_does_not_know_is_gone(server: Server, said: bytes) -> None:
    server.answer = said
    assert cups.fate("labels-17", "badge") is Fate.GONE


def test_the_job_is_asked_for_by_its_number(server: Server) -> None:
    server.answer = job(9)
    cups.fate("labels-at-the-door-17", "badge")
    (asked,) = server.asked
    assert asked[:8] == struct.pack(">BBHI", 2, 0, 0x0009, 1)  # Get-Job-Attributes
    assert attribute(0x45, "job-uri", "ipp://localhost/jobs/17") in asked
    assert attribute(KEYWORD, "requested-attributes", "job-state", "job-name") in asked


IDLE, STOPPED = 3, 5
PRINTERS = {
    "all is well": (True, IDLE, ["none"], ""),
    "it takes no jobs": (False, IDLE, ["none"], "printer.rejects"),
    "it was stopped": (True, STOPPED, ["paused"], "printer.stopped"),
    "the paper is out": (True, IDLE, ["media-empty-error"], "printer.paper_out"),
    "other paper is wanted": (True, IDLE, ["media-needed"], "printer.paper_out"),
    "the paper is stuck": (True, IDLE, ["media-jam-warning"], "printer.jam"),
    "the cover is open": (True, IDLE, ["cover-open"], "printer.cover_open"),
    "a door is open": (True, IDLE, ["door-open-report"], "printer.cover_open"),
    "it is away": (True, IDLE, ["offline-report"], "printer.offline"),
    "it is being looked for": (True, IDLE, ["connecting-to-device"], "printer.offline"),
    "it does not answer": (True, IDLE, ["timed-out"], "printer.offline"),
    "the ribbon is used up": (True, IDLE, ["marker-supply-empty-error"], "printer.ink_out"),
    "the toner is used up": (True, IDLE, ["toner-empty"], "printer.ink_out"),
    "the second of two reasons is one to mend": (True, IDLE, ["toner-low", "media-jam"], "printer.jam"),
    "only something to know": (True, IDLE, ["toner-low", "spool-area-full"], ""),
}


@pytest.mark.parametrize(("accepts", "state", "reasons", "trouble"), PRINTERS.values(), ids=PRINTERS)
def test_what_a_person_has_to_mend_at_a_printer_is_told(
    server: Server, accepts: bool, state: int, reasons: list[str], trouble: str
) -> None:
    """RFC 8011, sections 5.4.11 to 5.4.13."""
    server.answer = answer(
        OK,
        PRINTER_GROUP,
        attribute(ENUM, "printer-state", state),
        attribute(KEYWORD, "printer-state-reasons", *reasons),
        attribute(TEXT, "printer-state-message", "용지를 확인하세요"),
        attribute(BOOLEAN, "printer-is-accepting-jobs", accepts),
        attribute(INTEGER, "queued-job-count", 3),
    )
    found = cups.status("labels")
    assert (found.printer, found.trouble, found.message) == ("labels", trouble, "용지를 확인하세요")


def test_a_printer_that_the_server_does_not_know_is_missing(server: Server) -> None:
    server.answer = answer(NOT_FOUND, PRINTER_GROUP)
    with pytest.raises(PrintingError, match=r"printer\.missing"):
        cups.status("labels")


def test_the_queues_are_told_in_order(server: Server) -> None:
    server.answer = answer(
        OK,
        PRINTER_GROUP,
        attribute(NAME, "printer-name", "등록데스크"),
        PRINTER_GROUP,
        attribute(NAME, "printer-name", "a4"),
    )
    assert cups.names() == ["a4", "등록데스크"]


@pytest.mark.parametrize("kept", [0, 3, 12, 40])
def test_an_answer_that_breaks_off_is_no_answer(server: Server, kept: int) -> None:
    server.answer = job(9)[:kept]
    with pytest.raises(PrintingError, match=r"printer\.no_service"):
        cups.fate("labels-17", "badge")


def test_a_server_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", "127.0.0.1:1")
    with pytest.raises(PrintingError, match=r"printer\.no_service"):
        cups.names()


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="this system has no such sockets")
def test_a_server_is_asked_through_a_socket_in_the_file_system_too(monkeypatch: pytest.MonkeyPatch) -> None:
    from socketserver import UnixStreamServer  # not on Windows

    one = Server()
    one.answer = job(9)

    class Handler(one.handler()):
        def address_string(self) -> str:
            return "local"

    # The path of a socket has to be short, and pytest's own folders are not.
    with tempfile.TemporaryDirectory() as folder, UnixStreamServer(f"{folder}/cups.sock", Handler) as listener:
        thread = threading.Thread(target=listener.handle_request, daemon=True)
        thread.start()
        monkeypatch.setenv("CUPS_SERVER", f"{folder}/cups.sock")
        assert cups.fate("labels-17", "badge") is Fate.PRINTED
        thread.join()
