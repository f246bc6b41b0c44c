"""Who somebody is that has no ticket at hand: by their whole name and the end of their phone number.

Both have to be right and to mean one person only; whoever is not found learns nothing about who is on the roster.
"""

from collections.abc import Iterable

from kiosk.core.codes.keyboard import other_mode
from kiosk.core.lists.person_name import name_key
from kiosk.core.roster import Attendee

DIGITS = 4
"""How many digits of the phone number are asked for, from its end."""


def person_called(people: Iterable[Attendee], name: str, digits: str) -> Attendee | None:
    """The only one of ``people`` with this name, in either script or typed in the wrong mode, and this phone number.

    None where nobody is, or more than one.
    """
    asked = {name_key(way) for way in (name, other_mode(name)) if name_key(way)}
    if len(digits) != DIGITS or not digits.isdecimal():
        return None
    found = [person for person in people if _ends_with(person.phone, digits) and not asked.isdisjoint(_names(person))]
    return found[0] if len(found) == 1 else None


def _names(person: Attendee) -> set[str]:
    return {name_key(name) for name in (person.name, person.name_latin) if name}


def _ends_with(phone: str, digits: str) -> bool:
    return "".join(filter(str.isdecimal, phone)).endswith(digits)
