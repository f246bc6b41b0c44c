"""How this laptop reaches the hubs of its events: kept with the device, never in the event file.

An event file is copied and mailed about; the password of a desk belongs to one laptop.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from kiosk import paths, whole_files
from kiosk.core.ticket import TicketKey
from kiosk.errors import KioskError
from kiosk.plain_places import plain


@dataclass(frozen=True, slots=True)
class Access:
    """What one desk needs to reach the hub of one event.

    ``certificate`` is the hub's own as PEM, the only one accepted; empty for a server reached by other means.
    ``admin`` is how the organiser reaches a server that is not built in.  ``file`` is where the event lay when it was
    shared last: from a file that cannot be read any more nobody learns which event it was.  ``poll``: between is a
    pooler, which keeps nothing of a connection from one statement to the next and no listener.
    """

    event: str
    hosts: tuple[str, ...]
    port: int
    database: str
    role: str
    password: str
    certificate: str = ""
    number: int = 0
    admin: str = ""
    file: str = ""
    poll: bool = False


def short_name(key: TicketKey) -> str:
    """The short name of an event at a hub: it tells events apart and gives nothing away."""
    return key.mark("hub ")[:12]


def load(event: str) -> Access | None:
    """The access to an event's hub, if this laptop ever joined one."""
    try:
        stored = json.loads(_file(event).read_text(encoding="utf-8"))
        return Access(**stored | {"hosts": tuple(stored["hosts"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def of_file(file: Path) -> Access | None:
    """The access to the hub of the event that lies at this place, as far as it was ever remembered."""
    return next((access for access in _all() if access.file == str(file.resolve())), None)


def remember_place(event: str, file: Path) -> None:
    """Keep where an event lies, shared or not: another one that was shared from there lies there no more.

    A note that cannot be kept is no harm.
    """
    place = str(file.resolve())
    for access in _all():
        if (access.event == event) != (access.file == place):
            with suppress(KioskError):
                save(replace(access, file=place if access.event == event else ""))


def save(access: Access) -> None:
    """Keep an access, readable by this user alone; raises ``KioskError`` when the config folder cannot be written."""
    path, known = _file(access.event), load(access.event)
    if known is None or replace(known, file=access.file) != access:
        whole_files.take_away(_heads_file(access.event))  # of another hub
    with _troubles(path):
        whole_files.write_text(path, json.dumps(asdict(access), indent=1))


def keep_heads(event: str, heads: Mapping[str, int]) -> None:
    """Note how far the hub has each log, for a start at which it cannot be asked; a note that fails is no harm."""
    with suppress(OSError):
        whole_files.write_text(_heads_file(event), json.dumps(dict(heads)))


def noted_heads(event: str) -> dict[str, int]:
    """How far the hub had each log when it was asked last; empty when nobody knows."""
    try:
        noted: dict[str, int] = json.loads(_heads_file(event).read_text(encoding="ascii"))
        return noted
    except (OSError, ValueError):
        return {}


def trust(event: str, root: str) -> None:
    """Keep the mark of an organiser's key that an invitation told; raises ``KioskError`` if that cannot be written."""
    if root and root not in (known := trusted(event)):
        with _troubles(_trust_file(event)):
            whole_files.write_text(_trust_file(event), json.dumps([*known, root]))


def trusted(event: str) -> list[str]:
    """The marks of organisers' keys that this laptop was told of by invitations of an event."""
    try:
        told = json.loads(_trust_file(event).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return []
    return [root for root in told if isinstance(root, str)] if isinstance(told, list) else []


def keep_voucher(event: str, voucher: str) -> None:
    """Keep what an organiser signed when they invited this laptop; raises ``KioskError`` if that cannot be written."""
    if voucher:
        with _troubles(_voucher_file(event)):
            whole_files.write_text(_voucher_file(event), voucher)


def voucher(event: str) -> tuple[str, str]:
    """The organiser's key and signature with which this laptop was invited to an event; empty without one."""
    try:
        by, _, signature = _voucher_file(event).read_text(encoding="ascii").partition(":")
    except (OSError, ValueError):
        return "", ""
    return by, signature


def forget(event: str) -> None:
    """Leave the hub of an event for good."""
    for path in (_file(event), _heads_file(event), _trust_file(event), _voucher_file(event), certificate_file(event)):
        whole_files.take_away(path)


def certificate_file(event: str) -> Path:
    """Where the hub's certificate lies for the library that takes it only from a file."""
    return plain(paths.config_folder()) / "hubs" / f"{event}.crt"


def keep_certificate(access: Access) -> Path:
    """Put the hub’s certificate where the library finds it; a connection that is just being made sees it whole.

    Raises ``KioskError`` when the config folder cannot be written.
    """
    with _troubles(_file(access.event)):
        path = certificate_file(access.event)
        if not path.is_file() or path.read_text(encoding="ascii") != access.certificate:
            whole_files.write_text(path, access.certificate)
    return path


@contextmanager
def _troubles(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as trouble:
        raise KioskError("event.cannot_write", file=str(path), why=trouble.strerror) from trouble


def _all() -> list[Access]:
    names = sorted(path.stem for path in _file("").parent.glob("*.json"))
    return [access for name in names if (access := load(name)) is not None]


def _file(event: str) -> Path:
    return paths.config_folder() / "hubs" / f"{event}.json"


def _heads_file(event: str) -> Path:
    return _file(event).with_suffix(".heads")


def _voucher_file(event: str) -> Path:
    return _file(event).with_suffix(".voucher")


def _trust_file(event: str) -> Path:
    return _file(event).with_suffix(".trust")
