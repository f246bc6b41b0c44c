"""What the fields of a person are called on screen."""

from kiosk.core.roster import Attendee
from kiosk.words.catalogue import _
from kiosk.words.terms import PERSON_FIELDS, STATUSES


def field_name(field: str) -> str:
    """The name of a field in the language in use."""
    return _(PERSON_FIELDS[field])


def status_text(person: Attendee) -> str:
    """Nothing for a registration that stands; else its status, with the reason when there is one."""
    if person.is_registered:
        return ""
    word = _(STATUSES[person.status])
    return _("{status}: {reason}").format(status=word, reason=person.status_reason) if person.status_reason else word
