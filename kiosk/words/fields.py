"""What the fields of a person are called on screen."""

from kiosk.core.roster import OWN, Attendee
from kiosk.words.catalogue import N_, _
from kiosk.words.names import category_of, name_of
from kiosk.words.terms import MEETING_COLUMNS, PERSON_FIELDS, STATUSES


def field_name(field: str) -> str:
    """The name of a field in the language in use; one of the event's own by its code."""
    return field.removeprefix(OWN) if field.startswith(OWN) else _(PERSON_FIELDS[field])


def consents_text(agreed: int, missing: int, erased: str) -> str:
    """How many agreed to what is kept of them; of people who were ``erased``, when that was."""
    if erased:
        return _("Personal data was erased on {when}.").format(when=erased)
    return _("{agreed} {agreed:person|people} agreed; unknown for {missing}.").format(agreed=agreed, missing=missing)


def use_of_name(use: str) -> str:
    """What a name is the name of: an affiliation, a position, a category, a room, a proposal."""
    others = {"room": N_("Room"), "proposal": MEETING_COLUMNS["proposal"]}
    return _(others[use]) if use in others else field_name(use)


def field_text(person: Attendee, field: str) -> str:
    """A field of somebody that is a text, as readers of the language in use know it."""
    if field == "category":
        return category_of(person.category)
    value = str(getattr(person, field))
    return name_of(value) if field in ("affiliation", "title") else value


def status_text(person: Attendee) -> str:
    """Nothing for a registration that stands; else its status, with the reason when there is one."""
    if person.is_registered:
        return ""
    word = _(STATUSES[person.status])
    return _("{status}: {reason}").format(status=word, reason=person.status_reason) if person.status_reason else word
