"""What documents say: the fields of badges, tickets and certificates, made of the event and of a person."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import tzinfo

from kiosk import dates, languages
from kiosk.actions.event import dates_of, details_of, event_zone
from kiosk.actions.papers.added_items import added_fields
from kiosk.core import texts, ticket
from kiosk.core.attendance import REGISTRATION
from kiosk.core.programme import Session
from kiosk.core.roster import ON_PAPER, Attendee, may_enter
from kiosk.core.translations import Translations
from kiosk.store.records import Records
from printing.items import AS_WRITTEN
from printing.layout import Layout
from printing.wording import LANGUAGE

EVENT_FIELDS = ("event_name", "event_dates", "event_place", "organiser")
"""What an event should say of itself before its documents are printed."""


OWN_ON_PAPER = "own_"
"""Before the code of an event's own field, where a layout names it."""


def event_fields(records: Records, language: str) -> dict[str, str]:
    """What every document of the event says; fields ending in a language, as ``_en``, are for bilingual documents."""
    details, first_last = details_of(records), dates_of(records)
    return {
        "event_name": texts.in_language(details.names, language),
        "event_dates": dates.days(*first_last, language) if first_last else "",
        "event_place": texts.in_language(details.places, language),
        "organiser": texts.in_language(details.organisers, language),
        **{f"event_name_{code}": details.names.get(code, "") for code in languages.available()},
        **{
            f"event_dates_{code}": dates.days(*first_last, code) if first_last else "" for code in languages.available()
        },
    }


def person_fields(person: Attendee, translations: Translations, language: str) -> dict[str, str]:
    """What every document says of a person."""
    said = {name: getattr(person, name) for name in ON_PAPER}
    shown = {
        "affiliation": translations.called(person.affiliation, language),
        "title": translations.called(person.title, language),
        "category": translations.category(person.category, language),
    }
    own = {f"{OWN_ON_PAPER}{code}": value for code, value in person.own.items()}
    return said | own | shown | {name + AS_WRITTEN: said[name] for name in shown if shown[name] != said[name]}


def page_language(spoken: Sequence[str], wanted: str) -> str:
    """The one of the languages of a paper for a reader who ``wanted`` one; the first for who has said none."""
    return texts.chosen({code: code for code in spoken}, wanted or spoken[0]) or spoken[0]


def badge_fields(records: Records, people: Iterable[Attendee], chosen: Layout) -> Iterator[dict[str, str]]:
    """The fields of badges and tickets, one mapping a person in the language of their page, with those that plug-ins
    add.
    """
    empty = {f"{OWN_ON_PAPER}{code}": "" for code in records.people.own_fields()}
    shared = {language: event_fields(records, language) | empty for language in chosen.languages}
    sessions = sorted(records.programme.sessions().values(), key=lambda session: (session.starts_at, session.code))
    zone, translations = event_zone(records), records.event.translations()
    for person in people:
        language = page_language(chosen.languages, person.language)
        schedule = _schedule(sessions_meant(person, sessions), zone, translations, language)
        record = shared[language] | ticket_fields(person, translations, language)
        record |= {"schedule_text": "\n".join(schedule)}
        yield record | added_fields(record) | {LANGUAGE: language}


def ticket_fields(person: Attendee, translations: Translations, language: str) -> dict[str, str]:
    """What a ticket says of a person: what every document does, and the code."""
    codes = {"code": person.ticket_code, "code_grouped": shown_code(person.ticket_code)}
    return person_fields(person, translations, language) | codes


def sessions_meant(person: Attendee, sessions: Iterable[Session]) -> list[Session]:
    """Those of ``sessions`` that this person is expected at, but for registrations."""
    return [session for session in sessions if session.kind != REGISTRATION and may_enter(person, session)]


def shown_code(code: str) -> str:
    """A code as people read it: this program's own in groups of four, others as they are."""
    return ticket.grouped(code) if ticket.is_well_formed(code) else code


def session_hours(session: Session, zone: tzinfo, language: str) -> str:
    """When a session is, in the event's time zone."""
    return dates.hours(session.starts_at.astimezone(zone), session.ends_at.astimezone(zone), language)


def _schedule(sessions: Iterable[Session], zone: tzinfo, translations: Translations, language: str) -> Iterator[str]:
    """Sessions as rows of a table."""
    for session in sessions:
        title = texts.in_language(session.titles, language)
        yield f"{session_hours(session, zone, language)}\t{title}\t{translations.called(session.room, language)}"
