"""The mail of each person: their words filled in, their sessions, their ticket as picture and PDF."""

from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path

from kiosk.actions.event import details_of, event_zone
from kiosk.actions.mails.words import mail_words
from kiosk.actions.papers.document_fields import (
    event_fields,
    page_language,
    session_hours,
    sessions_meant,
    ticket_fields,
)
from kiosk.actions.papers.print_documents import write
from kiosk.actions.papers.shipped_layouts import all_fonts, load_layout, printing_troubles
from kiosk.core import texts
from kiosk.core.mail import Words, content_mark, filled, reachable_address
from kiosk.core.mail_message import Mail, Mailbox
from kiosk.core.programme import Session
from kiosk.core.roster import Attendee
from kiosk.store.records import Records
from kiosk.tables.calendar_writing import Entry, calendar_bytes
from kiosk.whole_files import scratch
from printing.layout import Layout
from printing.rendering import write_pictures
from printing.wording import LANGUAGE

_PICTURE, _PAPER = "ticket-phone", "ticket"
_DPI = 200  # 567 × 1008 pixels: sharp on a telephone, and a third of the bytes of a print
_TOGETHER = 25


@dataclass(frozen=True, slots=True)
class Letter:
    """What one person is sent; ``content`` is the fingerprint of all of it."""

    person: Attendee
    address: str
    language: str
    subject: str
    text: str
    sessions: tuple[Session, ...]
    ticket: dict[str, str] = field(hash=False)
    content: str = ""


@dataclass(frozen=True, slots=True)
class Papers:
    """What is attached to a letter."""

    picture: bytes
    pdf: bytes
    calendar: bytes


class LetterWriter:
    """Writes the letters of one event as it stands: what is the same for everybody is read once."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._words = mail_words(records)
        self._zone, self._translations = event_zone(records), records.event.translations()
        programme = records.programme.sessions().values()
        self._sessions = sorted(programme, key=lambda session: (session.starts_at, session.code))
        self._shared: dict[str, dict[str, str]] = {}

    def language_of(self, person: Attendee) -> str:
        """The language of somebody's mail: their own, the first for who has said none."""
        return page_language((self._first(), *self._words), person.language)

    def session_lines(self, person: Attendee, language: str) -> list[str]:
        """Somebody's sessions as people read them: when, what, where."""
        return [
            f"{session_hours(session, self._zone, language)}  {texts.in_language(session.titles, language)}"
            + (f" ({self._translations.called(session.room, language)})" if session.room else "")
            for session in sessions_meant(person, self._sessions)
        ]

    def letter(self, person: Attendee, words: Words | None = None, language: str = "") -> Letter:
        """What somebody is sent; to be looked at, in ``words`` that are not kept yet and in a ``language``."""
        language = language or self.language_of(person)
        chosen = words or self._words[language]
        ticket = self._ticket(person, language)
        values = {
            "name": person.name, "affiliation": ticket["affiliation"], "title": ticket["title"],
            "event": ticket["event_name"], "dates": ticket["event_dates"], "place": ticket["event_place"],
            "organiser": ticket["organiser"], "code": ticket["code_grouped"],
            "sessions": "\n".join(self.session_lines(person, language)),
        }  # fmt: skip
        subject, text = filled(chosen.subject, values), filled(chosen.body, values)
        address, sessions = reachable_address(person.email), tuple(sessions_meant(person, self._sessions))
        said = [
            (one.code, one.starts_at, one.ends_at, self._translations.called(one.room, language), dict(one.titles))
            for one in sessions
        ]
        content = content_mark(address, language, subject, text, ticket, said)
        return Letter(person, address, language, subject, text, sessions, ticket, content)

    def calendar(self, letter: Letter) -> bytes:
        """Somebody's sessions as iCalendar; empty for who has none."""
        if not letter.sessions:
            return b""
        details, event = details_of(self._records), self._records.event.ticket_key().mark("calendar")[:12]
        called = self._translations.called
        entries = [
            Entry(
                uid=f"{one.code}@{event}.kiosk", title=texts.in_language(one.titles, letter.language),
                starts_at=one.starts_at, ends_at=one.ends_at, place=called(one.room, letter.language),
            )
            for one in letter.sessions
        ]  # fmt: skip
        return calendar_bytes(texts.in_language(details.names, letter.language), details.timezone, entries)

    def _first(self) -> str:
        """The language for who has said none: the first in which the event has a name."""
        named = texts.said(details_of(self._records).names)
        return next((code for code in ("ko", *named) if code in named and code in self._words), texts.COMMON)

    def _ticket(self, person: Attendee, language: str) -> dict[str, str]:
        if language not in self._shared:
            self._shared[language] = event_fields(self._records, language)
        return self._shared[language] | ticket_fields(person, self._translations, language)


def with_papers(records: Records, letters: Iterable[Letter]) -> Generator[tuple[Letter, Papers]]:
    """Each letter with its picture, PDF and calendar, made some at a time: their fonts are embedded once for all."""
    writer, remaining = LetterWriter(records), iter(letters)
    while together := list(islice(remaining, _TOGETHER)):
        with scratch("mail") as folder, printing_troubles():
            pictures = _pictures(together, folder)
            for number, letter in enumerate(together):
                pdf = folder / f"{number}.pdf"
                paper = load_layout(_PAPER)
                write(records, paper.speaking(_spoken(paper, letter)), [letter.ticket], pdf, 1)
                yield letter, Papers(pictures[number], pdf.read_bytes(), writer.calendar(letter))


def mail_of(
    letter: Letter, papers: Papers, sender: Mailbox | None, at: datetime, mark: str, *, to: str = "",
    reply_to: str = "", draft: bool = False,
) -> Mail:  # fmt: skip
    """The mail of a letter, to the person or, for a trial, ``to`` somebody else."""
    receiver = Mailbox(to) if to else Mailbox(letter.address, letter.person.name)
    return Mail(
        sender, receiver, letter.subject, letter.text, letter.language, papers.picture, papers.pdf, papers.calendar,
        at, mark, reply_to, draft,
    )  # fmt: skip


def _pictures(letters: Sequence[Letter], folder: Path) -> list[bytes]:
    files = [folder / f"{number}.png" for number in range(len(letters))]
    layout = load_layout(_PICTURE)
    rows = ({**letter.ticket, LANGUAGE: _spoken(layout, letter)} for letter in letters)
    for _found in write_pictures(layout, zip(rows, files, strict=True), fonts=all_fonts(), dpi=_DPI):
        pass
    return [file.read_bytes() for file in files]


def _spoken(layout: Layout, letter: Letter) -> str:
    return page_language(layout.languages, letter.language)
