"""The words of the live board, the roll-call and the list of those who have not come."""

from collections.abc import Mapping

from kiosk.core.board import Phase
from kiosk.core.programme import Session
from kiosk.core.whereabouts import Whereabouts, Whether
from kiosk.words.catalogue import N_, _, title_of
from kiosk.words.names import SECTORS, name_of
from kiosk.words.terms import PERSON_FIELDS

ROLL_CALL = {
    "title": N_("Roll-call: who is inside now"),
    "when": N_("{when}  ·  {count} {count:person|people} inside"),
    "foot": N_("As scanned by {when}. Sessions whose exits are not scanned count everyone who entered."),
    "nobody": N_("Nobody is inside a session that is running now."),
    "room": N_("{room}  ·  {count} {count:person|people}"),
    "no_room": N_("without a room"),
    "unlisted": N_("(record not received yet)"),
}
PHASES = {Phase.OPEN: N_("now"), Phase.NEXT: N_("next"), Phase.OVER: N_("over")}


def roll_call_word(code: str) -> str:
    """A word of the roll-call in the language in use."""
    return _((PERSON_FIELDS | SECTORS | ROLL_CALL)[code])


def not_here_word(code: str) -> str:
    """A heading or a category of the list of those who have not come."""
    return _("Not here yet") if code == "not_here" else _((PERSON_FIELDS | SECTORS)[code])


def whether_text(whether: Whether) -> str:
    """Whether somebody came, in a word."""
    return {
        Whether.NOT_YET: _("not here yet"),
        Whether.CAME: _("came"),
        Whether.INSIDE: _("inside now"),
    }[whether]


def whereabouts_text(where: Whereabouts, programme: Mapping[str, Session]) -> str:
    """Where somebody is: inside a session by its room and title, else whether they came."""
    if where.whether is Whether.INSIDE and where.session in programme:
        session = programme[where.session]
        return " · ".join(filter(None, (name_of(session.room), title_of(session))))
    return whether_text(where.whether)
