"""Attendance records for the office: XLSX, CSV, JSON; the programme as a calendar."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from kiosk.actions.access import require
from kiosk.actions.event import details_of
from kiosk.actions.handles import takes_event
from kiosk.actions.office.access_log import Access, note_access
from kiosk.actions.office.export_data import export_data
from kiosk.actions.office.export_tables import Words, attendance_table, sheets_of
from kiosk.actions.office.figures import read_census, refuse_erased
from kiosk.actions.office.report_attendance import attendance_of_all, attended_by_all
from kiosk.actions.papers.output_paths import check_target
from kiosk.core import texts
from kiosk.core.access import Permission
from kiosk.plug_ins import Group, PlugIn, Trouble, added
from kiosk.store.records import Records
from kiosk.tables.calendar_writing import Entry, write_calendar
from kiosk.tables.writing import Properties, write_bytes, write_csv, write_workbook

_Person = TypeVar("_Person")
Progress = Callable[[int, int], None]
OWN = frozenset({"xlsx", "csv", "json", "ics", "pdf"})
"""Endings that the program writes by itself."""


def added_forms() -> tuple[str, ...]:
    """The endings that plug-ins write, without their dot."""
    return tuple(plug_in.name for plug_in in added(Group.EXPORT, OWN))


@takes_event
def export_records(
    records: Records,
    out: Path,
    words: Words,
    *,
    language: str,
    progress: Progress | None = None,
    with_contacts: bool = True,
) -> Path:
    """Write the attendance records to ``out``: by its ending a workbook (.xlsx), one table (.csv: attendee × session),
    everything as data (.json), the programme as a calendar (.ics), or what a plug-in writes.

    ``with_contacts`` says whether the workbook tells how to reach people.

    Titles are in ``language``, as ``words`` are; times are local times of the event.  After an erasure the workbook and
    the data hold the figures that were kept.  Raises ``KioskError`` for another ending, for the name of an event, for a
    table of people who were erased, or when the file cannot be written; what was there before is kept then.
    """
    require(records, Permission.EXPORT)
    by_plug_in = {f".{plug_in.name}": plug_in for plug_in in added(Group.EXPORT, OWN)}
    check_target(out, (".xlsx", ".csv", ".json", ".ics", *by_plug_in))
    kind = out.suffix.lower()
    if kind == ".ics":
        _write_programme(records, out, language)
        return out
    if kind == ".csv":
        refuse_erased(records)
    everybody = records.people.count() + len(records.scans.unlisted())
    if kind == ".xlsx":
        rows = _with_progress(attended_by_all(records), everybody, progress)
        sheets = sheets_of(records, rows, read_census(records), words, language, with_contacts=with_contacts)
        write_workbook(out, sheets, _properties(records, words, language))
    elif kind == ".csv":
        rows = _with_progress(attended_by_all(records), everybody, progress)
        write_csv(out, *attendance_table(records, rows, words, language))
    else:
        people = list(_with_progress(attendance_of_all(records), everybody, progress))
        document = export_data(records, people, read_census(records), language)
        write_bytes(out, _as_json(document) if kind == ".json" else _by(by_plug_in[kind], document))
    note_access(records, Access.EXPORT, everybody)
    return out


def _with_progress(people: Iterable[_Person], total: int, progress: Progress | None) -> Iterator[_Person]:
    for done, person in enumerate(people, start=1):
        if progress and (done % 200 == 0 or done == total):
            progress(done, max(done, total))
        yield person


def _properties(records: Records, words: Words, language: str) -> Properties:
    details = details_of(records)
    name = texts.in_language(details.names, language)
    return Properties(
        title=f"{name} · {words('sheet.attendance')}", author=texts.in_language(details.organisers, language),
        subject=name,
    )  # fmt: skip


def _write_programme(records: Records, out: Path, language: str) -> None:
    details, translations = details_of(records), records.event.translations()
    entries = [
        Entry(
            uid=f"{code}@{records.path.stem}", title=texts.in_language(session.titles, language),
            starts_at=session.starts_at, ends_at=session.ends_at, place=translations.called(session.room, language),
        )
        for code, session in records.programme.sessions().items()
    ]  # fmt: skip
    write_calendar(out, texts.in_language(details.names, language), details.timezone, entries)


def _as_json(document: Mapping[str, object]) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _by(plug_in: PlugIn, document: Mapping[str, object]) -> bytes:
    """The file as a plug-in makes it, of the same document that a JSON file holds; a copy, so that it changes none."""
    content = plug_in.use(json.loads(_as_json(document)))
    if not isinstance(content, bytes):
        raise plug_in.leave_out(Trouble.RESULT)
    return content
