"""The roll-call: who is inside now, by room, on the screen and on paper within seconds."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from pathlib import Path

from kiosk.actions.access import is_allowed, require
from kiosk.actions.event import event_zone
from kiosk.actions.handles import takes_event
from kiosk.actions.office.access_log import Access, note_access
from kiosk.actions.office.figures import refuse_erased
from kiosk.actions.office.report_language import Speech
from kiosk.actions.papers.document_fields import event_fields
from kiosk.actions.papers.output_paths import check_target, make_folder
from kiosk.core.access import Permission
from kiosk.core.figures import is_running
from kiosk.core.lists.contact import masked
from kiosk.core.operation import as_text
from kiosk.core.whereabouts import Called, Whereabouts, call_roll, whereabouts
from kiosk.store.records import Records

Words = Callable[[str], str]
"""Gives the word or the sentence with holes for a code, in the reader's language."""


@dataclass(frozen=True, slots=True)
class RollCall:
    """Everybody inside at the moment ``at``, by room and name."""

    at: datetime
    called: tuple[Called, ...]

    def rooms(self) -> dict[str, list[Called]]:
        """By room; people of several sessions in one room stand together."""
        return {room: list(own) for room, own in groupby(self.called, key=lambda one: one.session.room)}


@takes_event
def read_roll_call(records: Records, at: datetime) -> RollCall:
    """Who is inside at the moment ``at`` (aware): as many as the census counts.

    Phone numbers are whole for who may see them, else as screens show them.  Raises ``KioskError``
    ``figures.erased`` and what ``require`` raises.
    """
    require(records, Permission.CALL_ROLL)
    refuse_erased(records)
    called = _called(records, at)
    if not is_allowed(records, Permission.SEE_CONTACTS):
        called = tuple(replace(one, person=replace(one.person, phone=masked(one.person.phone))) for one in called)
    return RollCall(at, called)


@takes_event
def read_whereabouts(records: Records, at: datetime) -> dict[str, Whereabouts]:
    """Where everybody is at the moment ``at`` (aware), by id; who is not there has not come yet.  After an erasure
    nobody is.
    """
    require(records, Permission.FIND_PEOPLE)
    return whereabouts(records.figures.came(records.programme.sessions()), _called(records, at))


@takes_event
def print_roll_call(records: Records, roll: RollCall, out: Path, words: Words, language: str) -> Path:
    """Write the roll-call as a PDF with a box to tick for everybody.

    Raises ``KioskError`` for another ending, or when it cannot be written.
    """
    # imported late: the PDF library is needed for paper alone, and takes longer than a start may
    from kiosk.actions.office.roll_call_paper import write_roll_call

    require(records, Permission.CALL_ROLL)
    check_target(out, (".pdf",))
    make_folder(out.parent)
    speech = Speech(words, language, records.event.translations())
    event = event_fields(records, language)["event_name"]
    write_roll_call(roll, out, speech, event=event, zone=event_zone(records))
    note_access(records, Access.PRINT, len(roll.called))
    return out


def roll_call_json(roll: RollCall) -> dict[str, object]:
    """The roll-call as ``kiosk rollcall --json`` prints it; somebody not on the roster yet has no name."""
    return {
        "at": as_text(roll.at), "inside": len(roll.called),
        "rooms": [
            {"room": room, "inside": len(own), "people": [_person_json(one) for one in own]}
            for room, own in roll.rooms().items()
        ],
    }  # fmt: skip


def _called(records: Records, at: datetime) -> tuple[Called, ...]:
    running = {code: one for code, one in records.programme.sessions().items() if is_running(one, at)}
    return call_roll(records.figures.with_open_stays(running), running)


def _person_json(one: Called) -> dict[str, object]:
    person, listed = one.person, bool(one.person.name)
    return {
        "id": person.id if listed else None, "name": person.name or None, "affiliation": person.affiliation,
        "category": person.category, "phone": person.phone, "needs": person.needs, "session": one.session.code,
    }  # fmt: skip
