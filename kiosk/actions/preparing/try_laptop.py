"""Try this laptop: everything a door wants of it, with an event open or none; and the report of what was found."""

import json
import platform
import socket
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from kiosk import clock, languages, paths, version
from kiosk.actions.door.try_scanner import tried_at
from kiosk.actions.handles import takes_event
from kiosk.actions.preparing.checklist import place_lines, printer_lines
from kiosk.actions.preparing.laptop import Laptop
from kiosk.core.laptop import Devices, HubTrial, clock_line, device_lines, hub_line, key_ring_line, voice_line
from kiosk.core.readiness import Line, Topic, attention, scanner_line
from kiosk.errors import KioskError
from kiosk.store import hub_server, key_ring
from kiosk.store.records import Records
from kiosk.whole_files import write_text

_PATIENCE_S = 2.0
_SCANNER_SETTINGS = "settings.scanner"


@takes_event
def try_laptop_for(records: Records, devices: Devices, laptop: Laptop, *, now: datetime | None = None) -> list[Line]:
    """As ``try_laptop``, with what the open event knows: its disk, and when this desk's scanner was last tried."""
    tried = scanner_line(tried_at(records, laptop.desk_id), now or clock.now())
    place = _SCANNER_SETTINGS if tried.place else ""
    return _tried(devices, laptop, replace(tried, place=place), records.path, now or clock.now())


def try_laptop(devices: Devices, laptop: Laptop, *, now: datetime | None = None) -> list[Line]:
    """Look at screen, sound, camera, voice, scanner, printer, clock, disk, key ring and hub.

    Files and a port are really used.  ``devices`` is what the window's system sees.  A key ring that is shut asks the
    person at the laptop.
    """
    scanner = attention(Topic.SCANNER, "laptop.scanner", _SCANNER_SETTINGS, count=devices.serial_ports)
    event = paths.place_for_events() / f"event{paths.EVENT_SUFFIX}"
    return _tried(devices, laptop, scanner, event, now or clock.now())


def machine() -> dict[str, str]:
    """Program, system and Python, without the name of the computer or of its user."""
    return {"program": version.text(), "system": platform.platform(), "python": platform.python_version()}


def save_report(file: Path, content: Mapping[str, object], text: str) -> tuple[Path, Path]:
    """Write the report as JSON and as text beside one another, named by ``file`` whatever its ending; their paths.

    Raises ``tables.cannot_write``.
    """
    files = file.with_suffix(".json"), file.with_suffix(".txt")
    try:
        for path, written in zip(files, (json.dumps(content, ensure_ascii=False, indent=1) + "\n", text), strict=True):
            write_text(path, written)
    except OSError as refused:
        why = refused.strerror or str(refused)
        raise KioskError("tables.cannot_write", file=file.name, why=why) from refused
    return files


def _tried(devices: Devices, laptop: Laptop, scanner: Line, event: Path, now: datetime) -> list[Line]:
    return [
        *device_lines(devices),
        voice_line(devices.voices, {code: languages.name_of(code) for code in languages.available()}),
        scanner,
        *(replace(line, place=line.place or "settings.printing") for line in printer_lines(laptop)),  # a test badge
        clock_line(now.astimezone(laptop.zone)),
        *place_lines(event),
        key_ring_line(key_ring.ring_name(), key_ring.works()),
        hub_line(_hub()),
    ]


def _hub() -> HubTrial:
    try:
        hub_server.program("postgres")
        port = hub_server.free_port()
    except KioskError:
        return HubTrial(has_server=False, port=0, answers=False, firewall="")
    return HubTrial(True, port, _answers(port), _firewall())


def _answers(port: int) -> bool:
    """Whether something that listens there is reached by the address that the others would use."""
    with socket.create_server(("", port)) as server:
        server.settimeout(_PATIENCE_S)
        try:
            with socket.create_connection((hub_server.addresses()[0], port), timeout=_PATIENCE_S):
                server.accept()[0].close()
        except OSError:
            return False
    return True


def _firewall() -> str:
    """The firewall that is on, as far as it can be known without rights; empty for none."""
    if sys.platform == "win32":
        import winreg  # imported late: only Windows has it

        place = r"SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy\StandardProfile"
        with suppress(OSError), winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, place) as key:
            return "Windows Defender" if winreg.QueryValueEx(key, "EnableFirewall")[0] else ""
        return ""
    if Path("/run/firewalld").is_dir():
        return "firewalld"
    with suppress(OSError):
        if "ENABLED=yes" in Path("/etc/ufw/ufw.conf").read_text(encoding="utf-8"):
            return "ufw"
    return ""
