"""``kiosk scan`` and ``kiosk undo``."""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from pathlib import Path

import click

from kiosk import clock, settings
from kiosk.actions.desks.clock_at_hub import ClockAtHub
from kiosk.actions.desks.sync_setup import shared_by
from kiosk.actions.door.check_in import check_in, new_scan_id, undo
from kiosk.actions.event import doors_of, event_zone, programme_of
from kiosk.actions.programme.hold_meetings import meeting_json, meetings_after
from kiosk.cli.shared import EVENT, JSON, desk_name, parse_time, print_json, writing
from kiosk.core.answer_shape import answer_json
from kiosk.core.open_event import OpenEvent
from kiosk.core.operation import clean
from kiosk.core.programme import Session
from kiosk.core.scan import Answer, Asked, Scan
from kiosk.errors import KioskError
from kiosk.words import answers, error_messages
from kiosk.words.catalogue import _

_FIELDS = ("code", "scan_id", "at", "session", "direction", "override")
_TROUBLES_OF_A_LINE = (
    "scan.bad_line", "scan.bad_time", "scan.bad_direction", "scan.unknown_session", "scan.id_taken",
)  # fmt: skip
CLOCK_PATIENCE_S = 2.0
"""At the end of the input, for a measurement of the clock that is under way."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What every line of one run has in common."""

    name: str
    session: str | None
    room: str | None
    asked: Asked | None
    at: datetime | None
    zone: tzinfo
    hub_clock: ClockAtHub | None
    jsonl: bool


@click.command("scan", epilog="Example: echo 1234…5678 | kiosk scan workshop.kiosk --session S1 --desk 1")
@EVENT
@click.option("--session", metavar="CODE", help="Check in to this session, or hand this out, whatever the time.")
@click.option("--room", metavar="ROOM", help="Room of the desk; with the time it determines the session.")
@click.option(
    "--direction",
    type=click.Choice([str(asked) for asked in Asked]),
    help="Direction; default: as the session tracks it.",
)
@click.option("--desk", metavar="NAME", help="Name of the desk, shown to others.")
@click.option("--at", metavar="TIME", help="Use this time instead of now; without an offset, in the event's time zone.")
@click.option("--jsonl", is_flag=True, help="Each line is a JSON object: a code and its details.")
def scan_command(
    event: Path, session: str | None, room: str | None, direction: str | None, desk: str | None, at: str | None,
    jsonl: bool,
) -> None:  # fmt: skip
    """Check in the codes read from standard input, one per line.

    For each line one JSON line is printed, once the scan is safely on the disk.  A line may say more than its code
    only with --jsonl, because anyone can write what a scanner reads.
    """
    with writing(event) as records:
        session, room = _clean(session), _clean(room)
        _check(doors_of(records), programme_of(records), session, room)
        zone = event_zone(records)
        asked = Asked(direction) if direction else None
        moment = parse_time(at, zone) if at else None
        this = Desk(desk_name(desk), session, room, asked, moment, zone, None if moment else _hub_clock(records), jsonl)
        troubles = 0
        for number, line in enumerate(sys.stdin, start=1):
            text = line.strip("\r\n")
            if number == 1:
                text = text.removeprefix("\ufeff")  # the mark some Windows programs begin UTF-8 with
            if text.strip():
                troubles += not _answer_line(records, this, number, text)
        if this.hub_clock is not None:
            this.hub_clock.note(records, CLOCK_PATIENCE_S)
        if troubles:
            raise KioskError("scan.lines_failed", count=troubles)


@click.command("undo", epilog="Example: kiosk undo workshop.kiosk 0f8c… --reason 'wrong person'")
@EVENT
@click.argument("scan_id")
@click.option("--reason", required=True, help="Reason; kept in the log.")
@JSON
def undo_command(event: Path, scan_id: str, reason: str, as_json: bool) -> None:
    """Undo a scan; it stays in the log, marked."""
    with writing(event) as records:
        answer = undo(records, scan_id, reason)
        if as_json:
            print_json({**answer_line(answer, records), "undone": True})
        else:
            click.echo(_("Scan {scan} was undone.").format(scan=scan_id))


def answer_line(answer: Answer, records: OpenEvent) -> dict[str, object]:
    """An answer in the shape scripts rely on, with its sentence and the meetings that follow for the person."""
    return answer_json(answer) | {
        "message": answers.message(answer, doors_of(records), event_zone(records)),
        "meetings": [meeting_json(meeting) for meeting in meetings_after(records, answer)],
    }


def _clean(code: str | None) -> str | None:
    return None if code is None else str(clean(code))


def _check(
    doors: Mapping[str, Session], programme: Mapping[str, Session], session: str | None, room: str | None
) -> None:
    if session is not None and session not in doors:
        raise KioskError("scan.unknown_session", session=session)
    rooms = sorted({s.room for s in programme.values()})
    if room is not None and room not in rooms:
        raise KioskError("scan.unknown_room", room=room, known=", ".join(rooms))


def _hub_clock(records: OpenEvent) -> ClockAtHub | None:
    """The clock of the hub of a shared event, to be measured meanwhile."""
    shared = shared_by(records)
    return ClockAtHub(shared.event, settings.load().desk_id) if shared.joined else None


def _answer_line(records: OpenEvent, desk: Desk, number: int, text: str) -> bool:
    """Answer one line; a line that cannot be a scan is told in its place, and the others go on."""
    if desk.hub_clock is not None:
        desk.hub_clock.note(records)
    try:
        answer = check_in(records, _read_line(desk, number, text))
    except KioskError as trouble:
        if trouble.code not in _TROUBLES_OF_A_LINE:
            raise
        sentence = error_messages.explain(trouble.code, trouble.details)
        print_json({"line": number, "error": trouble.code, "message": sentence})
        return False
    print_json(answer_line(answer, records))
    sys.stdout.flush()
    return True


def _read_line(desk: Desk, number: int, text: str) -> Scan:
    """A scan of what was read, or what a script says of one where it may."""
    scan = Scan(
        new_scan_id(), text, desk.at or clock.now(), desk.name, session=desk.session, room=desk.room, asked=desk.asked,
        correction=clock.correction(),
    )  # fmt: skip
    return _scan_of_script(scan, desk, number, text) if desk.jsonl else scan


def _scan_of_script(scan: Scan, desk: Desk, number: int, text: str) -> Scan:
    """``scan`` with what the JSON object of a script says instead of what the desk has in common."""
    fields = _json_object(text)
    if fields is None or not all(isinstance(fields.get(name, ""), str) for name in _FIELDS):
        raise KioskError("scan.bad_line", line=number)
    told = {name: str(value) for name, value in fields.items() if name in _FIELDS}
    if told.get("at") and desk.hub_clock is not None:
        desk.hub_clock.dismiss()
    return replace(
        scan,
        text=told["code"],
        id=told.get("scan_id") or scan.id,
        at=parse_time(told["at"], desk.zone) if told.get("at") else scan.at,
        session=told.get("session") or scan.session,
        asked=_asked(told["direction"]) if told.get("direction") else scan.asked,
        override=told.get("override", "").strip(),
    )


def _json_object(text: str) -> dict[str, object] | None:
    """The fields of a JSON object that has a code; null fields count as left out, numbers as their text."""
    try:
        fields = json.loads(text, parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        return None
    if not isinstance(fields, dict) or "code" not in fields:
        return None
    return {name: value for name, value in fields.items() if value is not None or name == "code"}


def _asked(direction: str) -> Asked:
    try:
        return Asked(direction)
    except ValueError as trouble:
        raise KioskError("scan.bad_direction", direction=direction) from trouble
