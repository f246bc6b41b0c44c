"""An answer as it is shown: words, symbol and kind, ready to be painted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from enum import StrEnum
from typing import NamedTuple

from kiosk.core.attendance import HANDOUT, Direction
from kiosk.core.lists.contact import last_digits
from kiosk.core.own_field import OwnField
from kiosk.core.programme import Session
from kiosk.core.programmes.partnering import Meeting
from kiosk.core.right_door import is_at_hand
from kiosk.core.roster import Attendee
from kiosk.core.scan import Answer, Colour, Verdict
from kiosk.ui.check_in.corrections import may_overrule, refused_for
from kiosk.ui.widgets.symbols import Symbol
from kiosk.words import answers as answer_words
from kiosk.words import catalogue, terms
from kiosk.words.catalogue import _
from kiosk.words.names import category_of, name_of
from kiosk.words.own_fields import shown_texts


class Kind(StrEnum):
    """How the panel looks."""

    IDLE = "idle"
    DONE = "done"
    ATTENTION = "attention"
    REFUSED = "refused"
    ALARM = "alarm"
    NEUTRAL = "neutral"


SECONDS_SHOWN = {Kind.DONE: 3, Kind.ATTENTION: 6, Kind.REFUSED: 8, Kind.NEUTRAL: 3}
"""After how many seconds an answer clears itself.  An alarm stays: the scan was lost and has to be repeated."""

_MOST_MEETINGS, _LONGEST_SCANNED = 3, 28

_KINDS = {Colour.GREEN: Kind.DONE, Colour.AMBER: Kind.ATTENTION, Colour.RED: Kind.REFUSED}
_SYMBOLS = {Kind.DONE: Symbol.TICK, Kind.ATTENTION: Symbol.ATTENTION, Kind.REFUSED: Symbol.CROSS}


class Mark(NamedTuple):
    """A sign with its word beside it: the name of a picture, and the text."""

    picture: str
    text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What the panel paints.  ``word`` is read from two metres, ``message`` says what it means and what to do.

    ``marked`` frames an answer that is good but not the ordinary one.
    """

    kind: Kind
    symbol: Symbol
    word: str
    place: str = ""
    name: str = ""
    details: str = ""
    message: str = ""
    aside: str = ""
    note: str = ""
    marked: bool = False
    marks: tuple[Mark, ...] = ()

    @property
    def spoken(self) -> str:
        """For a screen reader: everything in the order of its weight."""
        marks = (mark.text for mark in self.marks)
        parts = (self.word, self.name, *marks, self.message, self.details, self.note, self.aside)
        return ". ".join(filter(None, parts))


def kind_of(answer: Answer) -> Kind:
    """How an answer looks."""
    return _KINDS[answer.colour]


def symbol_of(answer: Answer) -> Symbol:
    """The symbol of an answer: an accepted exit differs from an accepted entry."""
    if answer.verdict in (Verdict.LEFT, Verdict.RETURNED):
        return Symbol.OUT
    return _SYMBOLS[kind_of(answer)]


def shown_answer(
    answer: Answer,
    programme: Mapping[str, Session],
    zone: tzinfo,
    attendee: Attendee | None = None,
    meetings: Sequence[Meeting] = (),
    instead: Session | None = None,
    room: str | None = None,
    own_fields: Mapping[str, OwnField] | None = None,
) -> Shown:
    """The answer in the language in use; ``attendee`` adds the end of the phone number, marks and notes, ``meetings``
    the tables this person is expected at, ``instead`` the session that is open for somebody refused at the desk in
    ``room``, ``own_fields`` what the event wants seen of this person.
    """
    person, session = answer.person, programme.get(answer.session or "")
    phone = last_digits(attendee.phone) if attendee else ""
    details = (name_of(person.affiliation), category_of(person.category), phone and f"···{phone}") if person else ()
    return Shown(
        kind=kind_of(answer),
        symbol=symbol_of(answer),
        word=_word(answer),
        place=_place(answer, session),
        name=person.name if person else "",
        details="  ·  ".join(filter(None, details)),
        message=meetings_text(person.affiliation, meetings, zone)
        if meetings and person
        else "\n".join(filter(None, (_message(answer, programme, zone), _open_text(instead)))),
        aside="" if _is_ordinary(answer) and not meetings else _aside(answer, instead, room),
        note=attendee.notes if attendee else "",
        marked=answer.overridden or answer.verdict is Verdict.ADMITTED_UNLISTED,
        marks=(
            *_party_marks(answer),
            *_left_marks(answer, programme),
            *(marks_of(attendee, own_fields or {}) if attendee else ()),
        ),
    )


def marks_of(attendee: Attendee, own_fields: Mapping[str, OwnField]) -> tuple[Mark, ...]:
    """Whom the desk has before it, what they need, and what the event wants seen of them."""
    own = (Mark("note", text) for text in shown_texts(attendee, own_fields))
    marked = (
        Mark(picture, text) for picture, text in (("star", attendee.mark), ("access-needs", attendee.needs)) if text
    )
    return (*marked, *own)


def _party_marks(answer: Answer) -> tuple[Mark, ...]:
    """Which of several people on one ticket this is."""
    if answer.party is None:
        return ()
    number, size = answer.party
    return (Mark("people", _("{number} of {size} on this ticket").format(number=number, size=size)),)


def _left_marks(answer: Answer, programme: Mapping[str, Session]) -> tuple[Mark, ...]:
    """Where the person has been until now."""
    text = answer_words.left_text(answer, programme)
    return (Mark("leave", text),) if text else ()


def meetings_text(affiliation: str, meetings: Sequence[Meeting], zone: tzinfo) -> str:
    """The next meetings of a company, a line each: when, at which table, with whom."""
    told = [
        _("{when}  table {table}  {company}").format(
            when=f"{meeting.starts_at.astimezone(zone):%H:%M}",
            table=meeting.table,
            company=name_of(meeting.other(affiliation)),
        )
        for meeting in meetings[:_MOST_MEETINGS]
    ]
    if more := len(meetings) - len(told):
        told[-1] = _("{meeting}  and {count} more").format(meeting=told[-1], count=more)
    return "\n".join(told)


def not_stored(sentence: str) -> Shown:
    """A scan that is not on the disk: nobody may walk past it believing it was."""
    return Shown(Kind.ALARM, Symbol.ALARM, _("Not saved"), name=_("Scan again"), message=sentence)


def as_scanned(text: str) -> str:
    """What arrived, in one line and short enough to be read: a parcel, a link, somebody's typing."""
    line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return line if len(line) <= _LONGEST_SCANNED else line[:_LONGEST_SCANNED] + "…"


def several_codes() -> Shown:
    """Two codes before the camera: whose turn it is, a person has to say."""
    return Shown(
        Kind.ATTENTION,
        Symbol.ATTENTION,
        _("One at a time"),
        name=_("Two codes in view"),
        message=_("Nobody was checked in. Hold only one code up to the camera."),
    )


def taken_back(answer: Answer, reason: str, programme: Mapping[str, Session], zone: tzinfo) -> Shown:
    """An accepted scan that was just taken back: what does not count any more, earlier scans may well."""
    door = programme.get(answer.session or "")
    if door is not None and door.kind == HANDOUT:
        pattern = _("“{session}”: the scan at {when} no longer counts: {reason}")
    elif answer.direction is Direction.OUT:
        pattern = _("The exit from “{session}” at {when} no longer counts: {reason}")
    else:
        pattern = _("The entry to “{session}” at {when} no longer counts: {reason}")
    message = pattern.format(reason=reason, **place_and_time(answer, programme, zone))
    return Shown(Kind.NEUTRAL, Symbol.BACK, _("Undone"), name=title_of(answer), message=message)


def title_of(answer: Answer) -> str:
    """The person's name, or what the code was."""
    return answer.person.name if answer.person else terms.headline(answer.verdict)


def place_and_time(answer: Answer, programme: Mapping[str, Session], zone: tzinfo) -> dict[str, str]:
    """Session and time of day of a scan, for the holes ``session`` and ``when``."""
    session = programme.get(answer.session or "")
    title = catalogue.title_of(session) if session else answer.session or ""
    return {"session": title, "when": f"{answer.at.astimezone(zone):%H:%M}"}


def _word(answer: Answer) -> str:
    return answer_words.word_of(answer)


def _place(answer: Answer, session: Session | None) -> str:
    if session is None:
        return ""
    goes_out = answer.direction is Direction.OUT
    if session.kind == HANDOUT:
        pattern = _("Return  ·  {session}") if goes_out else _("Hand-out  ·  {session}")
    else:
        pattern = _("Exit  ·  {session}") if goes_out else _("Entry  ·  {session}")
    return pattern.format(session=catalogue.title_of(session))


def _message(answer: Answer, programme: Mapping[str, Session], zone: tzinfo) -> str:
    """Ordinary answers are said by their word; the strip is kept for what there is to do."""
    return _aside(answer) if _is_ordinary(answer) else answer_words.message(answer, programme, zone)


def _is_ordinary(answer: Answer) -> bool:
    return answer.verdict in (Verdict.ADMITTED, Verdict.LEFT, Verdict.GIVEN, Verdict.RETURNED, Verdict.COMPANION)


def _open_text(instead: Session | None) -> str:
    """Where somebody should have gone."""
    if instead is None:
        return ""
    pattern = _("“{session}” is open in {room}.") if instead.room else _("“{session}” is open.")
    return pattern.format(session=catalogue.title_of(instead), room=instead.room)


def _aside(answer: Answer, instead: Session | None = None, room: str | None = None) -> str:
    there = _("Check in there: Enter") if instead is not None and is_at_hand(instead, room) else ""
    if may_overrule(answer):
        handed = refused_for(answer) in answer_words.OF_HANDOUTS
        anyway = _("Hand out anyway: F9") if handed else _("Admit anyway: F9")
        return "  ·  ".join(filter(None, (there, anyway)))
    if there:
        return there
    return _("Badge not printed yet – F6") if answer.badge_due and answer.person else ""
