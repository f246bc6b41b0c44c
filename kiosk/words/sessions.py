"""What is said of a session on screen: for whom it is, what is scanned, its day and hours."""

from collections.abc import Iterable, Mapping
from datetime import date, tzinfo

from kiosk import dates
from kiosk.core.programme import Admission, Session, Tracking
from kiosk.words.catalogue import N_, _, language, title_of
from kiosk.words.names import category_of

KINDS = {
    "session": N_("session"),
    "registration": N_("registration desk"),
    "briefing": N_("briefing"),
    "meeting": N_("meeting"),
    "forum": N_("forum"),
    "ceremony": N_("ceremony"),
    "partnering": N_("partnering"),
}
"""Kinds of sessions the program has a word for; an event may have others."""


def kind_text(kind: str) -> str:
    """A kind by its word, or as the organisers wrote it."""
    return _(KINDS[kind]) if kind in KINDS else kind


def admission_text(session: Session) -> str:
    """Who may enter."""
    if session.admission is Admission.CATEGORY:
        return ", ".join(map(category_of, session.categories))
    return _("everyone") if session.admission is Admission.OPEN else _("people on its list")


def tracking_text(session: Session) -> str:
    """What is scanned at the door."""
    return _("entry") if session.tracking is Tracking.ENTRY else _("entry and exit")


def hours_text(session: Session, zone: tzinfo) -> str:
    """From when to when, in the event's time zone; of several days both are said."""
    start, end = session.starts_at.astimezone(zone), session.ends_at.astimezone(zone)
    return dates.clock_span(start, end, language())


def day_text(day: date) -> str:
    """A day with its weekday, as people write it in the language in use."""
    return dates.day(day, language())


def titles_text(codes: Iterable[str], programme: Mapping[str, Session]) -> str:
    """The titles of sessions, one after the other; a code the programme lacks stands for itself."""
    return ", ".join(title_of(programme[code]) if code in programme else code for code in codes)
