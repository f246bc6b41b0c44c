"""Asking a CUPS server about its printers and jobs, by IPP (RFC 8010 and 8011) over HTTP.

The commands of CUPS print and cancel; but ``lpstat`` tells a job that came out and one that was given up alike as
completed, so the state is asked of the server itself.
"""

import getpass
import http.client
import os
import socket
import struct
from collections.abc import Iterable
from pathlib import Path

from printing.errors import PrintingError

GET_JOB_ATTRIBUTES, GET_PRINTER_ATTRIBUTES, CUPS_GET_PRINTERS = 0x0009, 0x000B, 0x4002
NOT_FOUND = 0x0406
_PATIENCE = 10  # seconds
_CHARSET, _LANGUAGE, _URI, _NAME, _KEYWORD = 0x47, 0x48, 0x45, 0x42, 0x44
_OPERATION, _END = 0x01, 0x03
_INTEGER, _BOOLEAN, _ENUM = 0x21, 0x22, 0x23
_LARGEST_DELIMITER = 0x0F

Attributes = dict[str, list[object]]


def ask(operation: int, uri: str, names: Iterable[str]) -> tuple[int, Attributes]:
    """The status of the answer and the attributes called ``names`` of the printer or job at ``uri``.

    Raises ``printer.no_service`` when no server answers.
    """
    target = "job-uri" if operation == GET_JOB_ATTRIBUTES else "printer-uri"
    request = b"".join([
        struct.pack(">BBHI", 2, 0, operation, 1),
        bytes([_OPERATION]),
        _attribute(_CHARSET, "attributes-charset", "utf-8"),
        _attribute(_LANGUAGE, "attributes-natural-language", "en"),
        _attribute(_URI, target, uri),
        _attribute(_NAME, "requesting-user-name", getpass.getuser()),
        *(_attribute(_KEYWORD, "" if place else "requested-attributes", name) for place, name in enumerate(names)),
        bytes([_END]),
    ])  # fmt: skip
    return parse(_post(request))


def parse(answer: bytes) -> tuple[int, Attributes]:
    """Status and attributes of an answer (RFC 8010, section 3.1); values of kinds not used here stay bytes.

    Raises ``PrintingError`` for what is no such answer.
    """
    try:
        (status,) = struct.unpack_from(">H", answer, 2)
        attributes: Attributes = {}
        place, name = 8, ""
        while (tag := answer[place]) != _END:
            place += 1
            if tag <= _LARGEST_DELIMITER:
                continue
            given, place = _counted(answer, place)
            value, place = _counted(answer, place)
            name = given.decode() or name  # a further value of the same attribute has no name
            attributes.setdefault(name, []).append(_value(tag, value))
    except (struct.error, IndexError, UnicodeDecodeError) as trouble:
        raise PrintingError("printer.no_service", why=type(trouble).__name__) from trouble
    return status, attributes


def _counted(data: bytes, place: int) -> tuple[bytes, int]:
    (length,) = struct.unpack_from(">H", data, place)
    end = place + 2 + length
    if end > len(data):
        raise IndexError
    return data[place + 2 : end], end


def _value(tag: int, value: bytes) -> object:
    if tag in (_INTEGER, _ENUM):
        return struct.unpack(">i", value)[0]
    if tag == _BOOLEAN:
        return value != b"\0"
    return value.decode() if 0x40 <= tag <= 0x49 or tag in (0x41, 0x42) else value


def _attribute(tag: int, name: str, value: str) -> bytes:
    key, text = name.encode(), value.encode()
    return struct.pack(f">BH{len(key)}sH{len(text)}s", tag, len(key), key, len(text), text)


def _post(request: bytes) -> bytes:
    connection = _connection()
    try:
        connection.request("POST", "/", request, {"Content-Type": "application/ipp", "Host": "localhost"})
        return connection.getresponse().read()
    except (OSError, http.client.HTTPException) as trouble:
        why = getattr(trouble, "strerror", None) or type(trouble).__name__
        raise PrintingError("printer.no_service", why=why) from trouble
    finally:
        connection.close()


def _connection() -> http.client.HTTPConnection:
    """To the server that the commands of CUPS talk to (cups-client.conf, section ServerName)."""
    server = os.environ.get("CUPS_SERVER", "") or _configured()
    if not server:
        return _Local("/run/cups/cups.sock") if Path("/run/cups/cups.sock").exists() else _remote("localhost")
    return _Local(server) if server.startswith("/") else _remote(server)


def _remote(server: str) -> http.client.HTTPConnection:
    host, _, port = server.partition("/")[0].rpartition(":")
    return http.client.HTTPConnection(*((host, int(port)) if host else (port, 631)), timeout=_PATIENCE)


def _configured() -> str:
    for file in (Path.home() / ".cups" / "client.conf", Path("/etc/cups/client.conf")):
        try:
            lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            continue
        for words in map(str.split, lines):
            if len(words) == 2 and words[0] == "ServerName":
                return words[1]
    return ""


class _Local(http.client.HTTPConnection):
    """HTTP through a socket in the file system."""

    def __init__(self, path: str) -> None:
        super().__init__("localhost", timeout=_PATIENCE)
        self._path = path

    def connect(self) -> None:
        """Open the socket."""
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(_PATIENCE)
        self.sock.connect(self._path)
