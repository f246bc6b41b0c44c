"""The evening before: everything that would spoil the day, looked at for real."""

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from kiosk import clock
from kiosk.actions.door.try_scanner import tried_at
from kiosk.actions.event import dates_of, details_of, event_zone
from kiosk.actions.handles import takes_event
from kiosk.actions.keeping.auto_backup import backup_state, is_same_drive
from kiosk.actions.office.figures import erased_at
from kiosk.actions.papers.print_documents import check_badges
from kiosk.actions.preparing.guide import chosen_layout
from kiosk.actions.preparing.laptop import Laptop
from kiosk.core.agenda import is_over
from kiosk.core.readiness import (
    FRESH_COPY,
    Line,
    State,
    Topic,
    attention,
    clock_lines,
    desk_lines,
    disk_line,
    programme_lines,
    ready,
    roster_lines,
    rule_lines,
    scanner_line,
    trouble,
)
from kiosk.core.roster import Attendee
from kiosk.errors import KioskError
from kiosk.store.examination import examine
from kiosk.store.records import Records
from kiosk.store.timestamps import moment
from kiosk.synced_folders import service_of
from printing.setting import Trouble

_MOST_NAMES = 5


@takes_event
def checklist(
    records: Records, laptop: Laptop, *, now: datetime | None = None, progress: Callable[[int, int], None] | None = None
) -> list[Line]:
    """Look at everything, in the order of ``Topic``; ``records`` are only read.

    Slow where it has to be: all names are held against the fonts, the newest copy and the log are read through.
    """
    at = now or clock.now()
    people, programme = records.people.all(), records.programme.sessions()
    erased = "" if people else erased_at(records)
    sessions = list(programme.values())
    looks: list[Callable[[], list[Line]]] = [
        lambda: programme_lines(sessions),
        lambda: roster_lines(people, sessions, erased),
        lambda: [] if erased else _fonts(records, people),
        lambda: [] if erased else rule_lines(details_of(records).rule, people, programme),
        lambda: _clock(records, laptop, at),
        lambda: place_lines(records.path),
        lambda: _copies(records, laptop.copies, at),
        lambda: _file(records),
    ]
    if not is_over(programme, at):  # nobody comes to a desk any more
        looks += [
            lambda: desk_lines(laptop.desk, laptop.room, laptop.pinned, programme | records.handouts.doors()),
            lambda: printer_lines(laptop),
            lambda: [scanner_line(tried_at(records, laptop.desk_id), at)],
        ]
    lines: list[Line] = []
    for done, look in enumerate(looks, start=1):
        lines += look()
        if progress:
            progress(done, len(looks))
    while people:  # let go one after the other: all at once would hold up every thread of the process
        people.pop()
    return sorted(lines, key=lambda line: list(Topic).index(line.topic))


def _fonts(records: Records, people: list[Attendee]) -> list[Line]:
    """Every name of the roster, laid out on a badge."""
    if not people:
        return [attention(Topic.FONTS, "ready.no_names", "people")]
    findings = check_badges(records, people, layout_name=chosen_layout(records))
    missing = findings.of(Trouble.MISSING_CHARACTER)
    lines = []
    if missing:
        characters = "".join(dict.fromkeys("".join(finding.detail for finding in missing)))
        texts = [finding.text for finding in missing]
        details = {"characters": characters, "names": _some(texts), "count": len(texts)}
        lines.append(trouble(Topic.FONTS, "ready.missing_characters", "documents", **details))
    if cut := [finding.text for finding in findings.of(Trouble.ABBREVIATED)]:
        lines.append(attention(Topic.FONTS, "ready.cut_texts", "documents", names=_some(cut), count=len(cut)))
    return lines or [ready(Topic.FONTS, "ready.fonts", count=len(people))]


def printer_lines(laptop: Laptop) -> list[Line]:
    """The printers chosen here: are they there, and have they paper?"""
    assigned = laptop.setup.assigned()
    if not assigned:
        return [attention(Topic.PRINTER, "ready.no_printer", "settings.printing")]
    lines = []
    for status in laptop.ask_printers(dict.fromkeys(assigned.values())):
        name, chosen = status.printer, laptop.setup.of(status.printer)
        if status.trouble:
            # Without the commands of the printing service nobody can ask it: to a person that is the same.
            code = "printer.no_service" if status.trouble == "printer.no_commands" else status.trouble
            lines.append(trouble(Topic.PRINTER, code, "printing", printer=name, why=status.message))
        elif chosen.paused:
            lines.append(attention(Topic.PRINTER, "ready.printer_paused", "printing", printer=name))
        elif chosen.runs_out:
            lines.append(attention(Topic.PRINTER, "ready.paper_low", "printing", printer=name, count=chosen.left))
    names = ", ".join(dict.fromkeys(assigned.values()))
    return lines or [ready(Topic.PRINTER, "ready.printer", printers=names)]


def _clock(records: Records, laptop: Laptop, at: datetime) -> list[Line]:
    dates, newest = dates_of(records), records.journal.last_hlc()
    days = (dates[0].date(), dates[1].date()) if dates else None
    # The upper bits of the logical clock are the milliseconds at which the last thing was written down.
    last = moment((newest >> 16) * 1000) if newest else None
    return clock_lines(at, laptop.zone, event_zone(records), days, last, clock.correction())


def place_lines(event: Path) -> list[Line]:
    """The disk the event is on, and whether something else copies its folder away while it is written."""
    disk, service = disk_line(*_disk(event.parent)), service_of(event)
    if not service:
        return [disk]
    synced = attention(Topic.DISK, "ready.synced_folder", "", service=service, folder=str(event.parent))
    return [synced] if disk.state is State.READY else [disk, synced]


def _disk(folder: Path) -> tuple[int | None, str]:
    """The room on the disk, and why a small file could not be written, pushed to the disk and read back."""
    probe = folder / f".{os.getpid()}.kiosk-probe"
    try:
        with probe.open("wb") as file:
            file.write(b"kiosk" * 1000)
            file.flush()
            os.fsync(file.fileno())
        if probe.read_bytes() != b"kiosk" * 1000:
            return None, "!="
        return shutil.disk_usage(folder).free, ""
    except OSError as refused:
        return None, refused.strerror or str(refused)
    finally:
        with suppress(OSError):
            probe.unlink(missing_ok=True)


def _copies(records: Records, folder: Path | None, at: datetime) -> list[Line]:
    """Is there a copy in a second place, of today, and is it of this event?"""
    if folder is None:
        return [trouble(Topic.BACKUP, "ready.no_copies_folder", "settings.backup")]
    try:
        state = backup_state(records, folder)
    except KioskError:
        return [trouble(Topic.BACKUP, "ready.copy_unreadable", "settings.backup", folder=str(folder))]
    if state.trouble:
        return [trouble(Topic.BACKUP, "ready.copies_unreachable", "settings.backup", folder=str(folder))]
    if state.lost:
        return [trouble(Topic.BACKUP, "ready.copy_differs", "settings.backup", folder=str(folder))]
    if not state.copies:
        return [trouble(Topic.BACKUP, "ready.no_copy", "settings.backup", folder=str(folder))]
    age = at - state.copies[0].made_at
    if state.behind and age > FRESH_COPY:
        hours = int(age / timedelta(hours=1))
        return [attention(Topic.BACKUP, "ready.copy_old", "settings.backup", hours=hours, count=state.behind)]
    if is_same_drive(folder, records.path):
        return [attention(Topic.BACKUP, "ready.same_drive", "settings.backup", folder=str(folder))]
    return [ready(Topic.BACKUP, "ready.copy", minutes=max(1, int(age / timedelta(minutes=1))))]


def _file(records: Records) -> list[Line]:
    """SQLite's own check, the log without holes and unbroken, the tables as the log folds."""
    found = examine(records.file)
    if found.sound:
        return [ready(Topic.FILE, "ready.file", count=f"{found.operations:,}")]
    return [trouble(Topic.FILE, "ready.file_damaged", "documents")]


def _some(texts: list[str]) -> str:
    return ", ".join(texts[:_MOST_NAMES]) + (" …" if len(texts) > _MOST_NAMES else "")
