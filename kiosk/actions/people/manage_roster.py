"""Changes to single people: walk-ins, corrections, cancellations, new codes; and finding people."""

import secrets
from collections.abc import Iterable, Mapping

from kiosk import clock
from kiosk.actions.access import require
from kiosk.actions.event import event_zone
from kiosk.actions.handles import takes_event
from kiosk.actions.keeping.privacy import agrees_now
from kiosk.actions.office.access_log import Access, note_access
from kiosk.core.access import Permission
from kiosk.core.lists.consent import AGREES_NOW
from kiosk.core.lists.roster_file import LONGEST_VALUE, read_fields
from kiosk.core.operation import Kind, clean
from kiosk.core.own_field import tidy as tidy_own
from kiosk.core.roster import EDITABLE, OWN, Attendee, Status, value_of
from kiosk.core.search import SearchIndex
from kiosk.core.ticket import NUMBER_DIGITS
from kiosk.errors import KioskError
from kiosk.store.read_model import EXTERNAL
from kiosk.store.records import Records


@takes_event
def find_attendees(records: Records, typed: str, limit: int = 100_000) -> list[Attendee]:
    """People who fit what was typed: part of a name, initial consonants, affiliation, digits of a phone; best first."""
    require(records, Permission.FIND_PEOPLE)
    people = {person.id: person for person in records.people.all()}
    found = [people[found] for found in SearchIndex(people.values()).find(typed, limit)]
    note_access(records, Access.SEARCH, len(found))
    return found


@takes_event
def all_attendees(records: Records) -> list[Attendee]:
    """The whole roster, in the order in which people were added."""
    require(records, Permission.FIND_PEOPLE)
    people = records.people.all()
    note_access(records, Access.SEARCH, len(people))
    return people


@takes_event
def add_attendee(records: Records, fields: Mapping[str, object]) -> Attendee:
    """Add a walk-in with a ticket of their own.

    Raises ``KioskError`` without a name, with an unknown session, and for what an import would reject.
    """
    require(records, Permission.ADD_PERSON)
    tidy = tidied(records, fields)
    if not tidy.get("name"):
        raise KioskError("attendee.no_name")
    (attendee_id,) = new_numbers(records, 1)
    with records.transaction():
        records.append(Kind.ATTENDEE, attendee_id, tidy, at=clock.now())
    return attendee(records, attendee_id)


@takes_event
def edit_attendee(records: Records, attendee_id: str, fields: Mapping[str, object]) -> Attendee:
    """Correct fields of a person; fields that stay the same are neither judged nor written.

    Raises ``KioskError`` for an unknown person or session, for an empty name, and for what an import would reject.
    """
    require(records, Permission.CORRECT_PERSON)
    before = attendee(records, attendee_id)
    given = {name: value for name, value in fields.items() if name not in EDITABLE or _stored(before, name) != value}
    tidy = tidied(records, given)
    changes = {name: value for name, value in tidy.items() if _stored(before, name) != value}
    return _write(records, before.id, changes)


@takes_event
def set_status(records: Records, attendee_id: str, status: Status, reason: str = "") -> Attendee:
    """Cancel, block or restore a registration.  Blocking needs a reason: the desk will have to say it.

    Raises ``KioskError`` for an unknown person, a block without a reason, and when an organiser is needed.
    """
    require(records, Permission.CHANGE_STATUS)
    before = attendee(records, attendee_id)
    if status is Status.BLOCKED and not reason.strip():
        raise KioskError("attendee.block_without_reason")
    return _write(records, before.id, {"status": status, "status_reason": str(clean(reason.strip()))})


@takes_event
def reissue(records: Records, attendee_id: str, reason: str = "") -> Attendee:
    """Give a person a new code in place of every code they have; the old ones are refused from now on."""
    require(records, Permission.NEW_TICKET)
    before = attendee(records, attendee_id)
    (number,) = new_numbers(records, 1)
    payload: dict[str, object] = {
        "key": number, "code": "", "revokes": records.tickets.keys_of(before.id), "reason": reason.strip(),
    }  # fmt: skip
    with records.transaction():
        records.append(Kind.TICKET, before.id, payload, at=clock.now())
    return attendee(records, before.id)


@takes_event
def attendee(records: Records, attendee_id: str) -> Attendee:
    """A person by id, else by the ticket code they have now; raises ``KioskError`` when there is none."""
    wanted = str(clean(attendee_id))
    person = records.people.get(wanted)
    if person is None and wanted:
        person = next((one for one in records.tickets.holders_of_code(wanted) if one.ticket_code == wanted), None)
    if person is None:
        raise KioskError("attendee.unknown", id=attendee_id)
    return person


def new_numbers(records: Records, count: int) -> list[str]:
    """Random numbers of 13 digits that nobody here has: ids of attendees, and of their first tickets.

    Among 100,000 people two equal numbers would be drawn once in 2,000 events, so each is looked up.
    """
    numbers: set[str] = set()
    while len(numbers) < count:
        drawn = {f"{secrets.randbelow(10**NUMBER_DIGITS):0{NUMBER_DIGITS}d}" for _ in range(count - len(numbers))}
        numbers |= drawn - records.tickets.taken_numbers(drawn)
    return list(numbers)


def external_ticket(code: str, replaces: str = "") -> dict[str, object]:
    """The payload of a ticket whose ``code`` another system sent out, in place of an earlier one of it."""
    return {"key": EXTERNAL + code, "code": code, "revokes": [EXTERNAL + replaces] if replaces else []}


def tidied(records: Records, fields: Mapping[str, object]) -> dict[str, object]:
    """Fields as they are stored: NFC, single spaces, phones and addresses in one form, sessions that exist, sorted.

    Raises ``KioskError`` for a field that is none and for values that must not or cannot be kept.
    """
    own = {name: value for name, value in fields.items() if name.startswith(OWN)}
    fields = {name: value for name, value in fields.items() if name not in own}
    unknown = fields.keys() - set(EDITABLE)
    if unknown:
        raise KioskError("attendee.unknown_field", field=", ".join(sorted(unknown)), known=", ".join(EDITABLE))
    if fields.get("consent") == AGREES_NOW:
        fields = {**fields, "consent": agrees_now(records, clock.now().astimezone(event_zone(records)).date())}
    tidy, fault = read_fields({name: str(value) for name, value in fields.items() if name != "sessions"})
    if fault is not None:
        raise KioskError("attendee.no_name" if fault.code == "roster.no_name" else fault.code, **fault.details)
    stored: dict[str, object] = dict(tidy)
    stored |= {name: _own(records, name, value) for name, value in own.items()}
    if "sessions" in fields:
        stored["sessions"] = _sessions(records, fields["sessions"])
    return stored


def _sessions(records: Records, codes: object) -> list[str]:
    wanted = sorted({str(code) for code in codes} if isinstance(codes, Iterable) else ())
    for code in wanted:
        if code not in records.programme.sessions():
            raise KioskError("scan.unknown_session", session=code)
    return wanted


def _own(records: Records, name: str, value: object) -> str:
    """A value of an own field as it is kept."""
    field = records.people.own_fields().get(name.removeprefix(OWN))
    if field is None:
        raise KioskError("own_field.unknown", field=name.removeprefix(OWN))
    kept = tidy_own(field, str(clean(value)))
    if kept is None:
        known = ", ".join(field.choices) or "yes, no"
        raise KioskError("own_field.bad_value", field=field.code, value=value, known=known)
    if len(kept) > LONGEST_VALUE:
        raise KioskError("roster.too_long", field=name, longest=LONGEST_VALUE)
    return kept


def _stored(person: Attendee, name: str) -> object:
    value = value_of(person, name)
    return list(value) if name == "sessions" else value


def _write(records: Records, attendee_id: str, changes: Mapping[str, object]) -> Attendee:
    if changes:
        with records.transaction():
            records.append(Kind.ATTENDEE, attendee_id, dict(changes), at=clock.now())
    return attendee(records, attendee_id)


@takes_event
def first_person(records: Records) -> str:
    """The id of whoever was entered first; nothing where there is nobody."""
    return records.people.first()
