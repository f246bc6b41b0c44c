"""Badges and tickets as PDF and as pictures.

Making documents only reads, so it can be done on a read-only ``Records`` while the desk goes on scanning; that badges
were made is noted afterwards by ``note_badges`` where the event may be written.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk import clock
from kiosk.actions.access import require
from kiosk.actions.event import details_of
from kiosk.actions.handles import takes_event
from kiosk.actions.office.access_log import Access, note_access
from kiosk.actions.office.figures import refuse_nobody_left
from kiosk.actions.papers.document_fields import EVENT_FIELDS, badge_fields
from kiosk.actions.papers.output_paths import FOLDER, check_target, file_name, make_folder
from kiosk.actions.papers.own_layouts import find_layout
from kiosk.actions.papers.shipped_layouts import LIST_SHEET, all_fonts, load_layout, load_sheet, printing_troubles
from kiosk.core import texts
from kiosk.core.access import Permission
from kiosk.core.operation import Kind
from kiosk.core.print_job import badge_digest
from kiosk.core.roster import Attendee
from kiosk.errors import KioskError
from kiosk.store.records import Records
from printing import documents
from printing.documents import Findings, Finish, Printed
from printing.layout import Layout
from printing.rendering import write_pictures
from printing.setting import Finding, Trouble
from printing.structure import Structure
from printing.wording import LANGUAGE

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
Row = dict[str, str]

PICTURES, PDFS = "pictures", "pdfs"
"""What a folder of tickets is filled with: a picture for each person, or a PDF."""

_PAGES_OF_FOLDER = {PICTURES: "ticket-phone", PDFS: "ticket"}


@dataclass(frozen=True, slots=True)
class Batch:
    """What was made: the files, for whom, and what a person should look at."""

    files: tuple[Path, ...]
    attendees: tuple[Attendee, ...]
    findings: Findings


@takes_event
def choose_attendees(records: Records, only: Iterable[str] = ("all",)) -> list[Attendee]:
    """The people meant by ``all``, ``unprinted`` or by their ids or ticket codes; both words mean those whose
    registration stands.

    Raises ``KioskError`` for an id or code that nobody has.
    """
    wanted = list(only)
    if wanted == ["all"]:
        return registered_people(records)
    if wanted == ["unprinted"]:
        printed = records.papers.badge_times()
        return [person for person in registered_people(records) if person.id not in printed]
    people = records.people.all()
    known = {key: person for person in people for key in (person.id, person.ticket_code, person.external_id) if key}
    chosen = {}
    for word in wanted:
        person = known.get(word) or known.get(re.sub(r"[\s-]", "", word))
        if person is None:
            raise KioskError("attendee.unknown", id=word)
        chosen[person.id] = person
    return list(chosen.values())


def registered_people(records: Records) -> list[Attendee]:
    """Those whose registration stands: nobody else is on what is printed for all."""
    return [person for person in records.people.all() if person.is_registered]


@takes_event
def check_badges(records: Records, people: list[Attendee], *, layout_name: str = "badge") -> Findings:
    """What to know before printing: characters no font has, texts shrunk or cut, fields left empty."""
    with printing_troubles():
        chosen = find_layout(records, layout_name)
        return shown_once(documents.check(chosen, badge_fields(records, people, chosen), all_fonts()))


@takes_event
def print_badges(
    records: Records,
    people: list[Attendee],
    out: Path,
    *,
    layout_name: str = "badge",
    sheet_name: str = "single",
    start: int = 1,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Batch:
    """Write the badges of ``people`` to one PDF, beginning at the place ``start`` of the first sheet.

    Raises ``KioskError`` when there is nobody, the layout is at fault, or the file cannot be written or is an event;
    no file is left then.
    """
    require(records, Permission.PRINT)
    check_target(out, (".pdf",))
    refuse_nobody_left(records, people)
    with printing_troubles():
        chosen = find_layout(records, layout_name)
        printed = write(
            records, chosen, badge_fields(records, people, chosen), out, len(people),
            sheet_name=sheet_name, start=start, progress=progress, cancelled=cancelled,
        )  # fmt: skip
    note_access(records, Access.PRINT, len(people))
    return Batch(printed.files, tuple(people), printed.findings)


@takes_event
def note_badges(records: Records, batch: Batch, reason: str = "") -> None:
    """Note that the badges of ``batch`` were made, what they say, and why again, so that nobody is printed twice
    unasked.
    """
    now, files, key = clock.now(), [path.name for path in batch.files], records.event.ticket_key()
    with records.transaction():
        records.append_all(
            [
                records.new_operation(
                    Kind.BADGE,
                    person.id,
                    {"files": files, "fingerprint": badge_digest(person, key.secret), "reason": reason},
                    at=now,
                )
                for person in batch.attendees
            ]
        )


@takes_event
def print_tickets(
    records: Records,
    people: list[Attendee],
    out: Path,
    *,
    form: str = PICTURES,
    sheet_name: str = "single",
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Batch:
    """Write tickets: into one PDF when ``out`` ends in ``.pdf``, else one file each into the folder ``out``.

    ``form`` says which files: ``PICTURES`` (PNG, for telephones) or ``PDFS``.  They are named by row and name, so that
    they can be mailed out.  Raises ``KioskError`` as ``print_badges`` does.
    """
    require(records, Permission.PRINT)
    check_target(out, (".pdf", FOLDER))
    refuse_nobody_left(records, people)
    with printing_troubles():
        if out.suffix.lower() != ".pdf":
            return _one_ticket_each(records, people, out, form, progress, cancelled)
        chosen = load_layout("ticket")
        printed = write(
            records, chosen, badge_fields(records, people, chosen), out, len(people),
            sheet_name=sheet_name, progress=progress, cancelled=cancelled,
        )  # fmt: skip
    note_access(records, Access.PRINT, len(people))
    return Batch(printed.files, tuple(people), printed.findings)


@takes_event
def print_ticket_list(
    records: Records,
    people: list[Attendee],
    out: Path,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Batch:
    """Write the list for the desk of those without their phone: everybody's code, by name, many on a page."""
    require(records, Permission.PRINT)
    check_target(out, (".pdf",))
    by_name = sorted(people, key=lambda person: (person.name, person.affiliation, person.id))
    refuse_nobody_left(records, people)
    with printing_troubles():
        chosen = load_layout("ticket-list")
        printed = write(
            records, chosen, badge_fields(records, by_name, chosen), out, len(by_name),
            sheet_name=LIST_SHEET, progress=progress, cancelled=cancelled,
        )  # fmt: skip
    return Batch(printed.files, tuple(by_name), printed.findings)


def shown_once(findings: Findings) -> Findings:
    """What is missing of the event itself is missing of every document: told once, as of document 0."""
    of_batch = (
        replace(finding, document=0)
        if finding.trouble is Trouble.EMPTY_FIELD and finding.field in EVENT_FIELDS
        else finding
        for finding in findings.all
    )
    return Findings(tuple(dict.fromkeys(of_batch)))


@takes_event
def write(
    records: Records,
    chosen: Layout,
    rows: Iterable[Row],
    out: Path,
    total: int,
    *,
    sheet_name: str = "single",
    start: int = 1,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    finish: Finish | None = None,
) -> Printed:
    """Write ``rows`` in a layout on a sheet; to be called inside ``printing_troubles``."""
    make_folder(out.parent)
    details = details_of(records)
    printed = documents.write_pdf(
        chosen,
        rows,
        out,
        fonts=all_fonts(),
        title=f"{texts.in_language(details.names, chosen.language)} · {chosen.label[chosen.language]}",
        author=texts.in_language(details.organisers, chosen.language),
        sheet=load_sheet(sheet_name),
        start=start,
        made_at=clock.now(),
        progress=(lambda done: progress(done, total)) if progress else None,
        cancelled=cancelled,
        finish=finish,
    )
    return replace(printed, findings=shown_once(printed.findings))


def to_be_kept(chosen: Layout) -> Finish:
    """Makes each file of a layout fit for archives and for being read aloud (PDF/A-3b, tagged)."""
    # imported late: what archives ask for takes long to be imported, and the window shows its cards without it
    from printing.archive import make_archive

    now = clock.now()

    def finish(file: Path, structure: Structure) -> None:
        make_archive(file, structure, language=chosen.language, made_at=now)

    return finish


def _one_ticket_each(
    records: Records,
    people: list[Attendee],
    folder: Path,
    form: str,
    progress: Progress | None,
    cancelled: Cancelled | None,
) -> Batch:
    """A file for each person; cancelling keeps those already made, each of them whole."""
    make_folder(folder)
    chosen = load_layout(_PAGES_OF_FOLDER[form])
    rows = badge_fields(records, people, chosen)
    width, ending = len(str(len(people))), "png" if form == PICTURES else "pdf"
    files = [
        folder / f"{file_name(f'{number:0{width}d}', person.name, person.affiliation)}.{ending}"
        for number, person in enumerate(people, start=1)
    ]
    pages = zip(rows, files, strict=True)
    made = write_pictures(chosen, pages, fonts=all_fonts()) if form == PICTURES else _pdfs(records, chosen, pages)
    found: list[Finding] = []
    for number in range(1, len(people) + 1):
        if cancelled and cancelled():
            raise KioskError("printing.cancelled_between", done=number - 1)
        found += next(made)
        if progress:
            progress(number, len(people))
    note_access(records, Access.PRINT, len(people))
    return Batch(tuple(files), tuple(people), shown_once(Findings(tuple(found))))


def _pdfs(records: Records, chosen: Layout, pages: Iterable[tuple[Row, Path]]) -> Iterator[tuple[Finding, ...]]:
    """A PDF for each; what is to be known of it when it is there."""
    for number, (row, out) in enumerate(pages, start=1):
        printed = write(records, chosen.speaking(row[LANGUAGE]), [row], out, 1)
        yield tuple(replace(finding, document=number) for finding in printed.findings.all)
