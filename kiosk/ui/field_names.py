"""What the fields of a person are called on screen."""

from collections.abc import Mapping

from kiosk.core.roster import Attendee, Status
from kiosk.wording import N_, STATUSES, _

FIELD_NAMES: Mapping[str, str] = {
    "name": N_("Name"),
    "name_latin": N_("Name in Latin letters"),
    "affiliation": N_("Affiliation"),
    "title": N_("Position"),
    "category": N_("Category"),
    "email": N_("E-mail"),
    "phone": N_("Phone"),
    "notes": N_("Notes"),
    "language": N_("Language"),
    "sessions": N_("Sessions"),
    "status": N_("Status"),
    "external_id": N_("Registration number"),
    "ticket_code": N_("Ticket code"),
}


def field_name(field: str) -> str:
    """The name of a field in the language in use."""
    return _(FIELD_NAMES[field])


def status_text(person: Attendee) -> str:
    """Nothing for a registration that stands; else its status, with the reason when there is one."""
    if person.status is Status.REGISTERED:
        return ""
    word = _(STATUSES[person.status])
    return _("{status}: {reason}").format(status=word, reason=person.status_reason) if person.status_reason else word
