"""The invitation with which a desk joins an event: a line of decimal digits, as a QR code or in a file.

::

    9 | payload as one decimal number | check digits 2

The payload says where the hub is, who the desk is there, and how to know that hub again: the SHA-256 fingerprint of its
certificate, and the organiser by the mark of their key.  Digits for the same reason as in tickets: they pass every
keyboard layout and input mode unharmed, so that a keyboard-type scanner can read the code; 255 of them fit QR version
6-M.  The check digits are MOD 97-10 of
ISO/IEC 7064.
"""

import ipaddress
import re
from dataclasses import dataclass

_MARK = "9"
_VERSION = 1
_FINGERPRINT_BYTES, _PASSWORD_BYTES, _EVENT_BYTES, _ORGANISER_BYTES = 32, 16, 6, 16
_RUN = re.compile(r"[0-9]{60,1000}")
_SEPARATORS = re.compile(r"[\s\-.,:;]")


@dataclass(frozen=True, slots=True)
class Invitation:
    """Who may join which event where.

    ``event`` is the event's short name at the hub (12 hexadecimal digits), ``desk`` the number of the invited desk
    there.  ``fingerprint`` is of the hub's certificate (hexadecimal); empty for a server that is known by other means.
    ``organiser`` is the mark of the organiser's key (``authority.fingerprint``); empty in one of an earlier program.
    ``poll``: a pooler stands between, see ``hub_access.Access``.
    """

    hosts: tuple[str, ...]
    port: int
    database: str
    event: str
    desk: int
    password: str
    fingerprint: str = ""
    organiser: str = ""
    poll: bool = False


def encode(invitation: Invitation) -> str:
    """The digits of an invitation."""
    payload = bytes([_VERSION]) + bytes.fromhex(invitation.event) + invitation.desk.to_bytes(3, "big")
    payload += bytes.fromhex(invitation.password) + invitation.port.to_bytes(2, "big")
    payload += _packed(bytes.fromhex(invitation.fingerprint)) + _packed(invitation.database.encode())
    payload += bytes([len(invitation.hosts)]) + b"".join(_packed(_host_bytes(host)) for host in invitation.hosts)
    if invitation.organiser or invitation.poll:
        payload += _packed(bytes.fromhex(invitation.organiser))
    payload += b"\1" if invitation.poll else b""
    body = f"{_MARK}{int.from_bytes(payload, 'big')}"
    return body + f"{98 - int(body + '00') % 97:02d}"


def decode(text: str) -> Invitation | None:
    """The invitation that a scanner or a file delivered, or None when it is none, or was cut or mistyped."""
    digits = max(_RUN.findall(_SEPARATORS.sub("", text)), key=len, default="")
    if not digits.startswith(_MARK) or int(digits) % 97 != 1:
        return None
    number = int(digits[1:-2])
    try:
        return _unpacked(number.to_bytes((number.bit_length() + 7) // 8, "big"))
    except (IndexError, ValueError):
        return None


def grouped(text: str, size: int = 5, groups: int = 10) -> str:
    """The digits in lines of groups, for a person who has to compare them."""
    parts = [text[start : start + size] for start in range(0, len(text), size)]
    return "\n".join(" ".join(parts[start : start + groups]) for start in range(0, len(parts), groups))


class _Reader:
    """Takes bytes off the front of a payload; raises ``IndexError`` when they run out."""

    def __init__(self, payload: bytes) -> None:
        self._left = payload

    def take(self, count: int) -> bytes:
        if len(self._left) < count:
            raise IndexError("the invitation ends early")
        taken, self._left = self._left[:count], self._left[count:]
        return taken

    def more(self) -> bool:
        """Whether anything is left."""
        return bool(self._left)

    def packed(self) -> bytes:
        return self.take(self.take(1)[0])


def _unpacked(payload: bytes) -> Invitation | None:
    reader = _Reader(payload)
    if reader.take(1)[0] != _VERSION:
        return None
    event, desk = reader.take(_EVENT_BYTES).hex(), int.from_bytes(reader.take(3), "big")
    password, port = reader.take(_PASSWORD_BYTES).hex(), int.from_bytes(reader.take(2), "big")
    fingerprint, database = reader.packed(), reader.packed().decode()
    hosts = tuple(_host_text(reader.packed()) for _ in range(reader.take(1)[0]))
    organiser = reader.packed() if reader.more() else b""  # an earlier program neither writes nor reads it
    poll = reader.more() and reader.take(1) == b"\1"
    if len(fingerprint) not in (0, _FINGERPRINT_BYTES) or not hosts or len(organiser) not in (0, _ORGANISER_BYTES):
        return None
    return Invitation(hosts, port, database, event, desk, password, fingerprint.hex(), organiser.hex(), poll)


def _packed(value: bytes) -> bytes:
    return bytes([len(value)]) + value


def _host_bytes(host: str) -> bytes:
    """An address in 4 or 16 bytes, a name by its letters; the first byte tells which."""
    try:
        return b"\1" + ipaddress.ip_address(host).packed
    except ValueError:
        return b"\0" + host.encode("idna")


def _host_text(value: bytes) -> str:
    return str(ipaddress.ip_address(value[1:])) if value[:1] == b"\1" else value[1:].decode("ascii")
