"""Who has not come yet: to a session, or to any of a day; to be called, searched and exported."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from kiosk.actions.access import is_allowed, require
from kiosk.actions.event import event_zone
from kiosk.actions.handles import takes_event
from kiosk.actions.office.access_log import Access, note_access
from kiosk.actions.office.figures import refuse_erased
from kiosk.actions.office.report_language import Names, Words
from kiosk.actions.papers.output_paths import check_target
from kiosk.core.access import Permission
from kiosk.core.board import day_of, sessions_of
from kiosk.core.lists.contact import masked
from kiosk.core.programme import Session
from kiosk.core.roster import Attendee, is_expected
from kiosk.store.records import Records
from kiosk.tables.table import Cell
from kiosk.tables.writing import Sheet, write_csv, write_workbook

FIELDS = ("name", "affiliation", "title", "category", "phone", "email")


@dataclass(frozen=True, slots=True)
class NotHere:
    """Who is expected and has not come, by name; ``with_contacts`` tells that phone and mail are whole."""

    people: tuple[Attendee, ...] = ()
    with_contacts: bool = False


@takes_event
def read_not_here(records: Records, session: str, at: datetime) -> NotHere:
    """People expected at a session, or without one at any of the day of the board, who came to none of these: as many
    as the census calls absent.

    Who may not see the contacts of many gets a masked phone and no mail.  Raises ``KioskError`` ``figures.erased``,
    and ``access.…`` for whoever may not look people up.
    """
    require(records, Permission.FIND_PEOPLE)
    refuse_erased(records)
    sessions = _meant(records, session, at)
    came = records.figures.came(sessions)
    missing = [
        person
        for person in records.people.each()
        if person.id not in came and any(is_expected(person, one) for one in sessions.values())
    ]
    missing.sort(key=lambda person: (person.name, person.affiliation, person.id))
    with_contacts = is_allowed(records, Permission.SEE_CONTACTS)
    if not with_contacts:
        missing = [replace(person, phone=masked(person.phone), email="") for person in missing]
    return NotHere(tuple(missing), with_contacts)


@takes_event
def export_not_here(records: Records, people: Iterable[Attendee], out: Path, words: Words, language: str) -> Path:
    """Write these people with phone and mail to ``out``, a workbook (.xlsx) or a table (.csv).

    They are read again as they are stored.  Raises ``KioskError`` for another ending, when it cannot be written, and
    for who may not export.
    """
    require(records, Permission.EXPORT)
    require(records, Permission.SEE_CONTACTS)
    check_target(out, (".xlsx", ".csv"))
    refuse_erased(records)
    found = [one for one in (records.people.get(person.id) for person in people) if one is not None]
    header, names = [words(field) for field in FIELDS], Names(records.event.translations(), words, language)
    rows = [_cells(person, names) for person in found]
    if out.suffix.lower() == ".csv":
        write_csv(out, header, rows)
    else:
        write_workbook(out, [Sheet(words("not_here"), header, rows, frozen=1)])
    note_access(records, Access.EXPORT, len(rows))
    return out


def _cells(person: Attendee, names: Names) -> list[Cell]:
    affiliation, title = map(names.called, (person.affiliation, person.title))
    return [person.name, affiliation, title, names.category(person.category), person.phone, person.email]


def _meant(records: Records, session: str, at: datetime) -> dict[str, Session]:
    programme, zone = records.programme.sessions(), event_zone(records)
    if session:
        return {code: one for code, one in programme.items() if code == session}
    return sessions_of(programme, day_of(programme, at, zone), zone)
