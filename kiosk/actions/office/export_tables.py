"""What the sheets of the workbook for the office say: attendance, times, scans, totals, days, meetings."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, tzinfo
from itertools import chain

from kiosk import dates
from kiosk.actions.event import details_of, event_zone
from kiosk.actions.office.figures import statistics_rows
from kiosk.actions.office.handed_out import COLUMNS, holder_cells, holders_of
from kiosk.actions.office.record_rows import scan_rows
from kiosk.actions.office.report_attendance import attended_by_all
from kiosk.actions.office.report_language import Names
from kiosk.core import texts
from kiosk.core.attendance import NEVER, AttendanceStatus, Attended, has_minutes
from kiosk.core.certificate import counts_for_certificates
from kiosk.core.figures import Census, Figures
from kiosk.core.own_field import NO, YES, OwnField
from kiosk.core.programme import Session
from kiosk.core.roster import EXPORTED, Attendee
from kiosk.store.records import Records
from kiosk.tables.table import Cell
from kiosk.tables.writing import Sheet

People = Iterable[tuple[Attendee, Mapping[str, Attended]]]
"""Everybody, with what they amount to at the sessions they entered."""
Words = Callable[[str], str]
"""Gives the word shown for a code (heading, verdict, status) in the reader's language."""

_SCAN = (
    "time", "session", "direction", "verdict", "accepted", "name", "affiliation", "category", "desk", "operator",
    "overridden", "voided", "text", "scan_id",
)  # fmt: skip
_MEETING = ("session", "table", "starts_at", "ends_at", "company", "partner", "proposal", "result")
_FIGURES = (
    "expected", "count_came", "count_beside", "count_absent", "count_present", "count_partial", "total_minutes",
    "average_minutes",
)  # fmt: skip
_TIMES = ("name", "affiliation", "category", "external_id", "session", "status_there", "first_in", "last_out",
          "minutes_there", "open_exit")  # fmt: skip
_AVERAGE = "0.0"
_CONTACTS = frozenset({"email", "phone"})


def sheets_of(
    records: Records, people: People, counted: Census, words: Words, language: str, *, with_contacts: bool = True
) -> list[Sheet]:
    """The sheets of the workbook, with or without ways to reach people; after an erasure those of the figures that were
    kept, which say so above.
    """
    zone = event_zone(records)
    title = texts.in_language(details_of(records).names, language)
    if counted.kept_since is not None:
        when = f"{counted.kept_since.astimezone(zone):%Y-%m-%d %H:%M}"
        heading = words("kept_title").format(event=title, when=when)
        return list(_figure_sheets(records, counted, words, language, heading))
    programme, names = records.programme.sessions(), Names(records.event.translations(), words, language)
    header, rows = attendance_table(records, people, words, language, with_contacts=with_contacts)
    return [
        Sheet(words("sheet.attendance"), header, rows, frozen=2, heading=title),
        Sheet(words("sheet.scans"), _headings(_SCAN, words), _scan_rows(records, zone, words, names), heading=title),
        *_figure_sheets(records, counted, words, language, title),
        Sheet(
            words("sheet.times"), [words("number"), *_headings(_TIMES, words)],
            _time_rows(attended_by_all(records), programme, zone, words, names, language), frozen=2, heading=title,
        ),
        *_meeting_sheets(records, zone, words, title, names),
        *_handout_sheets(records, zone, words, title, names),
    ]  # fmt: skip


def attendance_table(
    records: Records, people: People, words: Words, language: str, *, with_contacts: bool = True
) -> tuple[list[str], Iterator[list[Cell]]]:
    """Attendee × session: the person, two columns a session, the sums, the numbers of their certificates."""
    programme = records.programme.sessions()
    fields = [field for field in EXPORTED if with_contacts or field not in _CONTACTS]
    own = records.people.own_fields().values()
    header = [words("number"), *_headings(fields, words), *(own_label(field, language) for field in own)]
    for session in programme.values():
        header.append(named(session, language))
        if has_minutes(session):
            header.append(words("minutes").format(session=session.code))
    header += [words("sessions_counted"), words("minutes_counted"), words("certificate_number")]
    serials: dict[str, list[str]] = {}
    for certificate in records.papers.certificates():
        serials.setdefault(certificate.attendee_id, []).append(certificate.serial)
    names = Names(records.event.translations(), words, language)
    codes = [field.code for field in own]
    return header, _attendance_rows(people, programme, serials, words, names, fields, codes)


def own_label(field: OwnField, language: str) -> str:
    """An own field as the tables call it."""
    return texts.in_language(field.labels, language)


def named(session: Session, language: str) -> str:
    """A session as the tables call it."""
    return f"{session.code} {texts.in_language(session.titles, language)}"


def _headings(codes: Iterable[str], words: Words) -> list[str]:
    return [words(code) for code in codes]


def _attendance_rows(
    people: People,
    programme: Mapping[str, Session],
    serials: Mapping[str, list[str]],
    words: Words,
    names: Names,
    fields: Sequence[str],
    own: Sequence[str],
) -> Iterator[list[Cell]]:
    counting = [session.code for session in programme.values() if counts_for_certificates(session)]
    for number, (person, there) in enumerate(people, start=1):
        row: list[Cell] = [
            number, *_person_cells(person, words, names, fields),
            *(_own_cell(person.own.get(code, ""), words) for code in own),
        ]  # fmt: skip
        for code, session in programme.items():
            attended = there.get(code, NEVER)
            absent = attended.status is AttendanceStatus.ABSENT
            row.append("" if absent else words(attended.status))
            if has_minutes(session):
                row.append(None if absent else attended.minutes)
        counted = [there[code] for code in counting if code in there]
        row.append(sum(a.status is AttendanceStatus.PRESENT for a in counted))
        row.append(sum(a.minutes for a in counted))
        row.append(", ".join(serials.get(person.id, ())))
        yield row


def _person_cells(person: Attendee, words: Words, names: Names, fields: Sequence[str]) -> list[Cell]:
    said = {
        "status": words(f"status.{person.status}"), "affiliation": names.called(person.affiliation),
        "category": names.category(person.category), "title": names.called(person.title),
    }  # fmt: skip
    return [said[field] if field in said else getattr(person, field) for field in fields]


def _own_cell(value: str, words: Words) -> str:
    return words(value) if value in (YES, NO) else value


def _time_rows(
    people: People, programme: Mapping[str, Session], zone: tzinfo, words: Words, names: Names, language: str
) -> Iterator[list[Cell]]:
    """A row for each person at each session they came to: first entry, last exit, whole minutes."""
    came = (
        (person, session, there[code])
        for person, there in people
        for code, session in programme.items()
        if code in there and there[code].status is not AttendanceStatus.ABSENT
    )
    for number, (who, session, attended) in enumerate(came, start=1):
        yield [
            number, who.name, names.called(who.affiliation), names.category(who.category), who.external_id,
            named(session, language),
            words(attended.status), _local(attended.first_in, zone), _local(attended.last_out, zone),
            attended.minutes if has_minutes(session) else None, words("yes") if attended.open_exit else "",
        ]  # fmt: skip


def _local(at: datetime | None, zone: tzinfo) -> datetime | None:
    return at and at.astimezone(zone)


def _scan_rows(records: Records, zone: tzinfo, words: Words, names: Names) -> Iterator[list[Cell]]:
    for scan in scan_rows(records):
        person = scan["attendee"] or {}
        at = datetime.fromisoformat(str(scan["at"])).astimezone(zone)
        affiliation, category = (str(person.get(name) or "") for name in ("affiliation", "category"))
        yield [
            at, scan["session"], words(scan["direction"]), words(scan["verdict"]),
            words("yes") if scan["accepted"] else "", person.get("name"), names.called(affiliation),
            names.category(category), scan["desk"], scan["operator"], scan["overridden"], scan["voided"], scan["text"],
            scan["scan_id"],
        ]  # fmt: skip


def _figure_sheets(records: Records, counted: Census, words: Words, language: str, title: str) -> Iterator[Sheet]:
    """Totals by session and category, and by day: the census as it stands."""
    names = Names(records.event.translations(), words, language)
    totals = (
        [named(session, language), _group(category, words, names), *_figure_cells(group, has_minutes(session))]
        for session, category, group in statistics_rows(counted)
    )
    yield Sheet(
        words("sheet.totals"), _headings(("session", "category", *_FIGURES), words), totals, {9: _AVERAGE},
        heading=title,
    )  # fmt: skip
    days = chain(
        ([dates.day(day, language), *_figure_cells(group, True)] for day, group in counted.days.items()),
        [[words("all"), *_figure_cells(counted.whole, True)]],
    )
    yield Sheet(words("sheet.days"), _headings(("day", *_FIGURES), words), days, {8: _AVERAGE}, heading=title)


def _group(category: str | None, words: Words, names: Names) -> str:
    return words("all") if category is None else names.category(category) or words("none")


def _figure_cells(group: Figures, with_minutes: bool) -> list[Cell]:
    return [
        group.expected, group.came, group.beside, group.absent, group.present, group.partial, group.minutes,
        group.average_minutes if with_minutes else None,
    ]  # fmt: skip


def _meeting_sheets(records: Records, zone: tzinfo, words: Words, title: str, names: Names) -> Iterator[Sheet]:
    """One-to-one meetings with what came of them, for an event that has some."""
    meetings = records.programme.meetings()
    if meetings:
        rows: Iterator[list[Cell]] = (
            [
                meeting.session, meeting.table, meeting.starts_at.astimezone(zone), meeting.ends_at.astimezone(zone),
                *map(names.called, (*meeting.companies, meeting.proposal)), words(meeting.result),
            ]
            for meeting in meetings
        )  # fmt: skip
        yield Sheet(words("sheet.meetings"), _headings(_MEETING, words), rows, heading=title)


def _handout_sheets(records: Records, zone: tzinfo, words: Words, title: str, names: Names) -> Iterator[Sheet]:
    """Who was given what, for an event that hands something out; nobody's attendance."""
    if records.handouts.all():
        rows = (holder_cells(one, zone, names) for one in holders_of(records))
        yield Sheet(words("sheet.handed_out"), _headings(COLUMNS, words), rows, frozen=2, heading=title)
