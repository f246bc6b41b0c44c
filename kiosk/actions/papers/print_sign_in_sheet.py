"""The sign-in sheet of a session (참석자 서명부): its people by name, with recorded times and a field to sign in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path

from kiosk import dates
from kiosk.actions.access import require
from kiosk.actions.event import event_zone
from kiosk.actions.handles import takes_event
from kiosk.actions.office.access_log import Access, note_access
from kiosk.actions.office.figures import refuse_erased
from kiosk.actions.papers.document_fields import event_fields
from kiosk.actions.papers.output_paths import check_target
from kiosk.actions.papers.print_documents import Cancelled, Progress, to_be_kept, write
from kiosk.actions.papers.shipped_layouts import layout_names, load_layout, printing_troubles
from kiosk.core import texts
from kiosk.core.access import Permission
from kiosk.core.attendance import NEVER, AttendanceStatus, Attended
from kiosk.core.programme import Session, Tracking
from kiosk.core.roster import Attendee, is_expected
from kiosk.core.translations import Translations
from kiosk.errors import KioskError
from kiosk.store.records import Records
from printing.documents import Findings
from printing.layout import Layout

ROWS_A_PAGE = 18
_FOR_WALK_INS = 5
"""Rows kept empty at least."""
_BESIDE = "※"
"""Before the name of somebody who came beside the list; the form says what it means."""


@dataclass(frozen=True, slots=True)
class SignInSheet:
    """What was made: the files, for how many people expected, and what a person should look at."""

    files: tuple[Path, ...]
    people: int
    findings: Findings


@dataclass(frozen=True, slots=True)
class _Line:
    person: Attendee
    attended: Attended
    expected: bool

    @property
    def came(self) -> bool:
        return self.attended.status is not AttendanceStatus.ABSENT


@takes_event
def print_sign_in_sheet(
    records: Records,
    session_code: str,
    out: Path,
    *,
    language: str = "ko",
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> SignInSheet:
    """Write the sign-in sheet of a session to one PDF: those expected, then who came beside the list.

    On the form in ``language`` as far as there is one, else the English; but for the Korean one with Latin names where
    there are some.  Entry and exit
    are given where they were scanned.  Raises ``KioskError`` for a session the programme does not have, after an
    erasure, and as printing does.
    """
    require(records, Permission.PRINT)
    check_target(out, (".pdf",))
    refuse_erased(records)
    session = records.programme.sessions().get(session_code)
    if session is None:
        raise KioskError("scan.unknown_session", session=session_code)
    lines = _lines(records, session)
    pages = -(-(len(lines) + _FOR_WALK_INS) // ROWS_A_PAGE)
    with printing_troubles():
        chosen = _form_for(language)
        shared = event_fields(records, chosen.language) | _session_fields(records, session, lines, chosen.language)
        zone, called = event_zone(records), records.event.translations()
        rows = (
            shared | {"people_text": _rows_of(lines, page, session, zone, called, chosen.language),
                      "page_of": f"{page + 1} / {pages}"}
            for page in range(pages)
        )  # fmt: skip
        printed = write(
            records, chosen, rows, out, pages, progress=progress, cancelled=cancelled, finish=to_be_kept(chosen)
        )
    note_access(records, Access.PRINT, len(lines))
    return SignInSheet(printed.files, sum(line.expected for line in lines), printed.findings)


def _form_for(language: str) -> Layout:
    """The form in the language, by the one rule for all texts."""
    forms = {form.language: form for form in map(load_layout, layout_names("signin"))}
    return texts.chosen(forms, language) or load_layout("signin")


def _lines(records: Records, session: Session) -> list[_Line]:
    attended = records.scans.attended_at(session.code)
    lines = []
    for person in records.people.each():
        line = _Line(person, attended.pop(person.id, NEVER), is_expected(person, session))
        if line.expected or line.came:
            lines.append(line)
    unlisted = (_Line(Attendee(number, ""), there, False) for number, there in attended.items())
    lines += (line for line in unlisted if line.came)
    return sorted(
        lines, key=lambda line: (not line.expected, line.person.name, line.person.affiliation, line.person.id)
    )


def _session_fields(records: Records, session: Session, lines: Sequence[_Line], language: str) -> dict[str, str]:
    zone = event_zone(records)
    starts, ends = session.starts_at.astimezone(zone), session.ends_at.astimezone(zone)
    expected, came = [line for line in lines if line.expected], [line for line in lines if line.came]
    counts = {"expected": len(expected)}
    if came:  # before the session nobody is absent
        counts |= {
            "came": len(came), "beside": sum(not line.expected for line in came),
            "absent": sum(not line.came for line in expected),
        }  # fmt: skip
    return {
        "session_title": texts.in_language(session.titles, language),
        "session_time": f"{dates.day(starts, language)} {dates.clock_span(starts, ends, language)}",
        "session_speakers": ", ".join(session.speakers),
        "session_room": records.event.translations().called(session.room, language),
        **dict.fromkeys(("came", "beside", "absent"), ""),
        **{name: f"{count:,}" for name, count in counts.items()},
    }


def _rows_of(
    lines: Sequence[_Line], page: int, session: Session, zone: tzinfo, called: Translations, language: str
) -> str:
    """The rows of a page, counted through; those beyond the last person are empty but for their number."""
    rows = []
    for place in range(page * ROWS_A_PAGE, (page + 1) * ROWS_A_PAGE):
        cells = _cells(lines[place], session, zone, called, language) if place < len(lines) else ("",) * 5
        rows.append("\t".join((str(place + 1), *cells, "")))
    return "\n".join(rows)


def _cells(line: _Line, session: Session, zone: tzinfo, called: Translations, language: str) -> tuple[str, ...]:
    """What is known of a person; an exit only where one was scanned: nobody is said to have stayed to the end."""
    who, attended = line.person, line.attended
    name = who.name if language == "ko" else who.name_latin or who.name
    left = session.tracking is Tracking.ENTRY_EXIT and not attended.open_exit
    entry = f"{attended.first_in.astimezone(zone):%H:%M}" if line.came and attended.first_in else ""
    leaving = f"{attended.last_out.astimezone(zone):%H:%M}" if line.came and left and attended.last_out else ""
    affiliation, title = (called.called(text, language) for text in (who.affiliation, who.title))
    return affiliation, title, name if line.expected else f"{_BESIDE} {name or who.id}", entry, leaving
