"""Somebody who is on no list stands at the desk: registered and checked in at once."""

from collections.abc import Mapping
from dataclasses import replace

from kiosk.actions.door.check_in import check_in
from kiosk.actions.people.manage_roster import add_attendee
from kiosk.core.lists.contact import phone
from kiosk.core.roster import Attendee
from kiosk.core.scan import Answer, Scan
from kiosk.store.records import Records

_DIGITS_OF_A_PHONE = 7


def register_walk_in(records: Records, fields: Mapping[str, object], scan: Scan) -> tuple[Attendee, Answer]:
    """Add a person with a ticket of their own, and answer ``scan`` as if it had read that ticket.

    The person stays on the roster when the door refuses them, because the room is full or the session for others.
    """
    person = add_attendee(records, fields)
    return person, check_in(records, replace(scan, text=person.ticket_code))


def category_or_phone(text: str) -> dict[str, str]:
    """The field that was meant by what stands in the one for both: a phone number has digits enough to be one."""
    if sum(map(str.isdigit, text)) >= _DIGITS_OF_A_PHONE:
        return {"phone": phone(text)}
    return {"category": text}
