"""Making and opening events."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from kiosk import clock
from kiosk.actions.access import require
from kiosk.actions.handles import gives_event, takes_event
from kiosk.core.access import Permission
from kiosk.core.event import EventDetails, changed_fields, details_fields
from kiosk.core.open_event import OpenEvent
from kiosk.core.operation import Kind
from kiosk.core.programme import Session
from kiosk.core.recovery_code import RecoveryCode
from kiosk.core.ticket import TAG_DIGITS
from kiosk.errors import KioskError
from kiosk.store import event_file
from kiosk.store.connections import errors, may_be_of_values, value_errors, values_as_damage
from kiosk.store.event_file import EventFile
from kiosk.store.examination import damage_within, examine
from kiosk.store.records import Records

Opened = TypeVar("Opened", bound=OpenEvent)

_LOOK_SECONDS = 1.0
"""What opening may take longer: the pages of a hundred thousand people are read in it."""

_NO_PLACES = {"localtime", "Factory"}  # files beside the zones on some systems


def create_records(
    path: Path, details: EventDetails, *, desk_id: str = "", code: RecoveryCode | None = None
) -> Records:
    """Make a new event file with a tag and a secret of its own, open for writing; encrypted when there is a code.

    Raises ``KioskError`` when the file exists or cannot be written, or the time zone is unknown.
    """
    _check_timezone(details.timezone)
    file = event_file.create(path, code)
    key = {
        "tag": f"{secrets.randbelow(10**TAG_DIGITS):0{TAG_DIGITS}d}",
        "secret": secrets.token_hex(32),
    }
    try:
        records = Records(file, desk_id)
        with records.transaction():
            records.append(Kind.EVENT, "event", details_fields(details) | key, at=clock.now())
    except BaseException:
        file.close()
        event_file.remove(file.path)
        raise
    return records


def open_records(path: Path, *, desk_id: str = "", wait_seconds: float = 5.0) -> Records:
    """Open an event for reading and writing; raises ``KioskError`` when that is not possible."""
    return _records(event_file.open_for_writing(path, wait_seconds), desk_id)


def read_records(path: Path) -> Records:
    """Open an event for reading only, also while a desk is working with it."""
    return _records(event_file.open_for_reading(path))


create_event = gives_event(create_records)
open_event = gives_event(open_records)
read_event = gives_event(read_records)


@contextmanager
def opened(event: Opened) -> Iterator[Opened]:
    """``event`` for a block, then closed; a damaged file or failing disk is told as ``KioskError``."""
    try:
        with damage_explained(event):
            yield event
    finally:
        close_event(event)


@takes_event
@contextmanager
def damage_explained(records: Records) -> Iterator[None]:
    """What goes wrong in the block because of what the file holds is told as damage, not as a fault of the program.

    A fault stays one when the file is sound and everything in it can be read.
    """
    try:
        with records.file.troubles():
            yield
    except KioskError:
        raise
    except value_errors() as bug:
        if not may_be_of_values(bug) or (trouble := trouble_of(records)) is None:
            raise
        raise trouble from bug


@takes_event
def look_through(records: Records) -> None:
    """Look through the pages and indices of an event that was just opened, as far as a moment allows.

    Raises ``event.damaged`` before anything is read by an index that does not find what is there.
    """
    with records.file.troubles():
        if damage_within(records.file, _LOOK_SECONDS):
            raise KioskError("event.damaged", file=records.path.name)


def trouble_of(records: Records) -> KioskError | None:
    """What is wrong with an event's file, if anything is."""
    name = records.path.name
    try:
        found = examine(records.file)
        if found.broken:
            return KioskError("event.tampered", file=name, count=len(found.broken))
        if found.differing:
            return KioskError("event.read_model_differs", file=name, tables=", ".join(found.differing))
        if not found.damage:
            with values_as_damage():
                read_everything(records)
            return None
    except errors("DatabaseError", KioskError):
        pass
    return KioskError("event.damaged", file=name)


def read_everything(records: Records) -> None:
    """Read whatever screens and commands read; what cannot be read raises what it raises."""
    _read_event_itself(records)
    for values in (
        records.programme.sessions(), records.programme.meetings(), records.operators.all(), records.papers.layouts(),
        records.papers.certificates(), records.scans.all(),
        records.scans.movements_of([person.id for person in records.people.all()]),
    ):  # fmt: skip
        for _value in values:
            pass


def _read_event_itself(records: Records) -> None:
    """Read what every screen and command asks of an event first."""
    details_of(records)
    records.event.ticket_key()


@takes_event
def details_of(records: Records) -> EventDetails:
    """What the event says of itself."""
    return records.event.details()


@takes_event
def change_details(records: Records, details: EventDetails) -> None:
    """Store changed details; only the fields that differ are written."""
    require(records, Permission.CHANGE_RULES)
    _check_timezone(details.timezone)
    changes = changed_fields(records.event.details(), details)
    if changes:
        with records.transaction():
            records.append(Kind.EVENT, "event", changes, at=clock.now())


@takes_event
def name_organiser(records: Records, organiser: str, language: str) -> None:
    """Say in one language who issues the certificates; what is said in others stays."""
    details = details_of(records)
    change_details(records, replace(details, organisers={**details.organisers, language: organiser.strip()}))


def zone_of(timezone: str) -> ZoneInfo:
    """The time zone of an IANA name; raises ``KioskError`` for any other."""
    try:
        return ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as trouble:
        raise KioskError("event.unknown_timezone", timezone=timezone) from trouble


def _check_timezone(timezone: str) -> None:
    """Refuse what only this computer understands: ``localtime`` is another zone on the next laptop."""
    if timezone not in available_timezones() - _NO_PLACES:
        raise KioskError("event.unknown_timezone", timezone=timezone)


@takes_event
def event_zone(records: Records) -> ZoneInfo:
    """The event's time zone."""
    return zone_of(records.event.details().timezone)


def dates_of(records: Records) -> tuple[datetime, datetime] | None:
    """First and last moment of the event in its time zone: of the days announced, else of the programme; None
    without either.
    """
    details, zone, sessions = details_of(records), event_zone(records), records.programme.sessions().values()
    if details.first_day is not None and details.last_day is not None:
        return datetime.combine(details.first_day, time(), zone), datetime.combine(details.last_day, time.max, zone)
    if not sessions:
        return None
    return min(s.starts_at for s in sessions).astimezone(zone), max(s.ends_at for s in sessions).astimezone(zone)


def _records(file: EventFile, desk_id: str = "") -> Records:
    """The records of an open file; closes it and raises ``KioskError`` when it is damaged or was never finished."""
    try:
        with file.troubles():
            # An event whose making was cut off has no tables yet, or nothing in them.
            if not file.has_tables():
                raise KioskError("event.unfinished", file=file.path.name)
            records = Records(file, desk_id)
            if not _says_what_it_is(records):
                raise _nameless(records)
    except BaseException:
        file.close()
        raise
    return records


def _says_what_it_is(records: Records) -> bool:
    """Whether what is asked of an event first can be read."""
    try:
        with values_as_damage():
            _read_event_itself(records)
    except errors("DatabaseError", KioskError):
        return False
    return True


def _nameless(records: Records) -> KioskError:
    """Why an event says nothing of itself: nothing came into it, or what did is damaged."""
    if not records.journal.length():
        return KioskError("event.unfinished", file=records.path.name)
    return trouble_of(records) or KioskError("event.damaged", file=records.path.name)


@takes_event
def path_of(records: Records) -> Path:
    """Where the event file is."""
    return records.path


@takes_event
def close_event(records: Records) -> None:
    """Close the event file."""
    records.close()


@takes_event
def programme_of(records: Records) -> dict[str, Session]:
    """All sessions by code, in the order of their start."""
    return records.programme.sessions()


@takes_event
def doors_of(records: Records) -> dict[str, Session]:
    """Everything that is scanned for by code: the sessions, then the hand-outs as doors of their own."""
    return records.programme.sessions() | records.handouts.doors()
