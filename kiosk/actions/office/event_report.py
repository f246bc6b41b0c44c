"""The report after an event: what an organiser hands to whoever paid for it.

One content, three forms by the ending of the file: a PDF, a document to go on writing in (.docx), and a workbook with
charts of its own (.xlsx).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kiosk import clock, dates
from kiosk.actions.access import require
from kiosk.actions.event import dates_of, details_of, event_zone
from kiosk.actions.handles import takes_event
from kiosk.actions.office.access_log import Access, note_access
from kiosk.actions.office.figures import read_census
from kiosk.actions.office.report_corrections import correction_parts
from kiosk.actions.office.report_language import Speech, Words
from kiosk.actions.office.report_parts import attendance_parts, certificate_parts, headline, meeting_parts
from kiosk.actions.office.report_workbook import write_report_workbook
from kiosk.actions.papers.output_paths import check_target, make_folder
from kiosk.actions.papers.shipped_layouts import all_fonts, printing_troubles
from kiosk.core import texts
from kiosk.core.access import Permission
from kiosk.core.attendance import clock_minutes, has_minutes
from kiosk.core.figures import Census, mean
from kiosk.store.records import Records
from kiosk.whole_files import scratch
from printing.page_picture import PagePicture
from printing.rendering import render_pages
from printing.report import write_report
from printing.report_blocks import Approval, Block, Facts, Heading, NewPage, Paragraph, Report
from printing.report_docx import write_docx

FORMS = (".pdf", ".docx", ".xlsx")
_APPROVERS = ("approver_made", "approver_looked", "approver_approved")
_TERMS = ("registered", "expected", "came", "beside", "absent", "in_part", "minutes", "inside", "arrival")
_MOST_NAMES = 40
_MOST_PAGES = 30


@dataclass(frozen=True, slots=True)
class EventReport:
    """A report that was written, the census it tells of, and what it lacks: facts of the event that nobody has said
    (``unsaid``: purpose, host, budget …), and names without words in its language (``untranslated``).
    """

    file: Path
    counted: Census
    unsaid: tuple[str, ...] = ()
    untranslated: tuple[str, ...] = ()


@takes_event
def report_event(
    records: Records, out: Path, words: Words, language: str, *, at: datetime | None = None
) -> EventReport:
    """Write the report to ``out`` in the form of its ending, as of the moment ``at`` (aware; now).

    Raises ``KioskError`` for another ending or when it cannot be written.
    """
    require(records, Permission.EXPORT)
    check_target(out, FORMS)
    make_folder(out.parent)
    now = at or clock.now()
    counted, speech = read_census(records, now), Speech(words, language, records.event.translations())
    report, unsaid = report_of(records, counted, speech, now)
    author = texts.in_language(details_of(records).organisers, language)
    with printing_troubles():
        if out.suffix.lower() == ".pdf":
            write_report(report, out, all_fonts(), made_at=now, author=author)
        elif out.suffix.lower() == ".docx":
            write_docx(report, out, made_at=now, author=author)
        else:
            write_report_workbook(report, out, author=author)
    note_access(records, Access.EXPORT, counted.whole.registered)
    return EventReport(out, counted, unsaid, speech.untranslated)


@takes_event
def preview_report(records: Records, words: Words, language: str, width: int) -> list[PagePicture]:
    """The pages of the report as they would be written now, each ``width`` pixels wide; of many the first."""
    require(records, Permission.EXPORT)
    now, speech = clock.now(), Speech(words, language, records.event.translations())
    report, _unsaid = report_of(records, read_census(records, now), speech, now)
    with printing_troubles(), scratch("report") as folder:
        out = write_report(report, folder / "report.pdf", all_fonts(), made_at=now)
        return render_pages(out.read_bytes(), width, _MOST_PAGES)


def report_of(records: Records, counted: Census, speech: Speech, at: datetime) -> tuple[Report, tuple[str, ...]]:
    """What the report says, and the facts of the event that nobody has said."""
    details, words, zone = details_of(records), speech.words, event_zone(records)
    facts, unsaid = _overview(records, counted, speech)
    made = f"{at.astimezone(zone):%Y-%m-%d %H:%M}"
    report = Report(
        title=words("title").format(event=speech.said(details.names)),
        lines=(),
        blocks=tuple(_blocks(records, counted, speech, facts)),
        foot=words("made").format(when=made, file=records.path.name),
        language=speech.language,
    )
    return report, unsaid


def _blocks(records: Records, counted: Census, speech: Speech, facts: Facts) -> Iterator[Block]:
    words, programme, zone = speech.words, records.programme.sessions(), event_zone(records)
    yield Approval(words("approval"), [words(code) for code in _APPROVERS])
    yield Heading(words("overview"))
    yield facts
    if counted.kept_since is not None:
        when = f"{counted.kept_since.astimezone(zone):%Y-%m-%d %H:%M}"
        yield Paragraph(words("kept").format(when=when))
    yield headline(counted, words)
    yield NewPage()
    yield from attendance_parts(counted, speech, zone)
    yield from certificate_parts(counted, details_of(records).rule, programme, speech)
    if counted.meetings_in_all:
        yield from meeting_parts(counted, records.programme.meetings(), speech)
    yield from correction_parts(records, counted, speech)
    yield Heading(words("how"))
    yield Paragraph(_how(counted, words), quiet=True)
    yield Facts([(words(f"term_{code}"), words(f"means_{code}")) for code in _TERMS])
    if speech.untranslated:
        some, count = speech.untranslated[:_MOST_NAMES], len(speech.untranslated)
        yield Paragraph(words("untranslated").format(count=count, names=", ".join(some)), quiet=True)


def _overview(records: Records, counted: Census, speech: Speech) -> tuple[Facts, tuple[str, ...]]:
    """What an office asks of an event first (개요); what nobody has said is left out and told."""
    details, days, words = details_of(records), dates_of(records), speech.words
    held = [one.session for one in counted.sessions if has_minutes(one.session)]
    said = {
        "purpose": speech.said(details.purposes),
        "host": speech.said(details.hosts),
        "organiser": speech.said(details.organisers),
        "when": dates.days(*days, speech.language) if days else "",
        "where": speech.said(details.places),
        "budget": speech.said(details.budgets),
    }
    facts = [("event", speech.said(details.names)), *said.items()]
    hours = f"{mean(clock_minutes(held), 60):g}"
    facts.append(("sessions_held", words("sessions_held_line").format(count=len(held), hours=hours)))
    numbers = {"expected": f"{counted.whole.expected:,}", "came": f"{counted.whole.came:,}"}
    facts.append(("people_there", words("people_there_line").format(**numbers, share=counted.whole.share)))
    unsaid = tuple(code for code, text in said.items() if not text and (code != "host" or not said["organiser"]))
    return Facts([(words(f"fact_{code}"), text) for code, text in facts if text]), unsaid


def _how(counted: Census, words: Words) -> str:
    scans = counted.scans
    return words("how_text").format(
        scans=f"{scans.all:,}", accepted=f"{scans.accepted:,}", overridden=f"{scans.by_decision:,}",
        refused=f"{scans.refused:,}", voided=f"{scans.taken_back:,}",
    )  # fmt: skip
