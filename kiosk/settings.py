"""Settings of one laptop: what belongs to the device and not to the event."""

import json
import os
import uuid
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from kiosk import languages, paths, system_language, whole_files

_FILE = "settings.json"
DEFAULT_DESK = "1"
"""What a desk is called until it is given a name."""
LONGEST_DESK_NAME = 30


@dataclass(frozen=True, slots=True)
class Settings:
    """``language`` is the one of ``kiosk.languages`` that somebody chose, empty for that of the system; which one is
    spoken says ``language_of``.  ``desk_id`` names this laptop in the log, ``desk`` is the name people
    gave it, ``volume`` is 0 to 100.  ``theme`` is ``auto``, ``light``, ``dark`` or ``contrast``, ``text_size`` in per
    cent.

    ``copies_folder`` is where safe copies of the open event go every few minutes; empty for nowhere.
    ``last_event`` is the path of the event that was open last and ``last_event_name`` what it is called.  Of that event
    alone are ``room``, where this desk stands, ``pinned``, the code of the session it keeps to, and ``practised``, that
    somebody practised with it to the end.  ``desk_asked`` is true once somebody was asked what this desk is called and
    where it stands.

    ``scanner_prefix`` and ``scanner_suffix`` are what scanners were told to add to each code.  ``serial_port`` is a
    device's key or a port's name, empty for the only USB port; ``serial_form`` is like ``8N1``.  ``camera`` is a
    camera's key, empty for the system's first choice.

    ``second_window`` is whether the second window is wanted, ``second_board`` that it shows the live board instead of
    what attendees see, ``second_screen`` the name of its screen, empty for the first that is not the desk's.

    ``self_service`` is true while attendees serve themselves here, also over a restart; ``self_service_pin`` is what
    scrypt made of the PIN that ends it, with how often and when it was wrong last.  ``self_service_by_name`` lets in
    people without a ticket; ``self_service_voice`` is when the screen speaks: ``asked``, ``always``, or empty for
    never; ``self_service_step`` after how many seconds the focus ring moves on by itself, 0 for never.

    ``paper_badge`` and ``paper_certificate`` are the layout, the sheet and the form that were chosen last, each after
    a colon.

    ``mail_host`` and what follows is the account that tickets are mailed from (``kiosk.core.mail_account``); its
    password lies in the key ring of the system, or nowhere.

    ``newer_address`` is where Settings asks for a newer version when somebody presses the button; empty for nowhere.
    """

    language: str = ""
    desk_id: str = ""
    desk: str = ""
    room: str = ""
    volume: int = 80
    theme: str = "auto"
    text_size: int = 100
    copies_folder: str = ""
    last_event: str = ""
    last_event_name: str = ""
    pinned: str = ""
    practised: bool = False
    desk_asked: bool = False
    keyboard_scanner: bool = True
    scanner_prefix: str = ""
    scanner_suffix: str = ""
    serial_scanner: bool = False
    serial_port: str = ""
    serial_speed: int = 9600
    serial_form: str = "8N1"
    camera_scanner: bool = False
    camera: str = ""
    camera_mirrored: bool = True
    second_window: bool = False
    second_board: bool = False
    second_screen: str = ""
    self_service: bool = False
    self_service_pin: str = ""
    self_service_by_name: bool = True
    self_service_voice: str = ""
    self_service_step: int = 0
    self_service_wrong: int = 0
    self_service_wrong_at: str = ""
    paper_badge: str = ""
    paper_certificate: str = ""
    mail_host: str = ""
    mail_port: int = 587
    mail_security: str = "starttls"
    mail_user: str = ""
    mail_sender: str = ""
    mail_sender_name: str = ""
    mail_reply_to: str = ""
    mail_pace: int = 30
    mail_certificate: str = ""
    newer_address: str = ""


def load() -> Settings:
    """This laptop's settings; what is missing or unreadable takes its default, and a laptop without an id gets one."""
    try:
        stored = json.loads(_path().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        stored = {}
    types = {f.name: type(f.default) for f in fields(Settings)}
    given = stored if isinstance(stored, dict) else {}
    known: dict[str, Any] = {key: value for key, value in given.items() if type(value) is types.get(key)}
    chosen = Settings(**known)
    if not chosen.desk_id:
        chosen = replace(chosen, desk_id=str(uuid.uuid4()))
        with suppress(OSError):  # without a config folder the id holds for this run
            save(chosen)
    return chosen


def save(settings: Settings) -> None:
    """Keep the settings; raises OSError when the config folder cannot be written."""
    whole_files.write_text(_path(), json.dumps(asdict(settings), ensure_ascii=False, indent=1))


def _path() -> Path:
    return paths.config_folder() / _FILE


def language_of(chosen: Settings) -> str:
    """The language to speak: of this run (``KIOSK_LANGUAGE``), else the one chosen, else that of the system."""
    wanted = os.environ.get("KIOSK_LANGUAGE") or chosen.language
    return languages.spoken(wanted) if wanted else _system_language()


def _system_language() -> str:
    """What the system speaks; English where nothing tells, as in the locale C."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "").partition(":")[0]
        if value and value not in ("C", "POSIX") and not value.startswith("C."):
            return languages.spoken(value)
    return languages.spoken(system_language.tag())
