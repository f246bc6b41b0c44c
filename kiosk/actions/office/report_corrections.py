"""What people decided and corrected: let in by a decision of the desk, taken back, joined, each with its reason."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from kiosk.actions.event import doors_of, event_zone
from kiosk.actions.office.report_language import Speech
from kiosk.core.figures import Census
from kiosk.core.operation import Operation
from kiosk.core.programme import Session
from kiosk.store.records import Records
from kiosk.store.timestamps import moment
from printing.report_blocks import Block, Cell, Heading, Paragraph, Table

_MOST = 60
_COLUMNS = ("at", "decision", "whom", "session", "reason", "by_whom")


def correction_parts(records: Records, counted: Census, speech: Speech) -> Iterator[Block]:
    """A sentence with the numbers, and a row for each; of many the first, and how many more there are."""
    words, scans = speech.words, counted.scans
    yield Heading(words("corrections"))
    if counted.kept_since is not None:
        numbers = {"decided": scans.by_decision, "taken_back": scans.taken_back}
        yield Paragraph(words("corrections_kept").format(**numbers))
        return
    joins = len(records.figures.joins())
    total = scans.by_decision + scans.taken_back
    yield Paragraph(
        words("corrections_line").format(decided=scans.by_decision, taken_back=scans.taken_back, joined=joins)
    )
    rows = list(islice(_rows(records, speech), _MOST))
    if rows:
        yield Table([words(code) for code in _COLUMNS], rows, (17, 19, 30, 26, 30, 14))
    if total > len(rows):
        yield Paragraph(words("corrections_more").format(count=total - len(rows)), quiet=True)


def _rows(records: Records, speech: Speech) -> Iterator[list[Cell]]:
    zone, programme = event_zone(records), doors_of(records)
    for scan, void in records.scans.decided():
        person = scan.payload.get("attendee") or {}
        fields = dict(person) if isinstance(person, dict) else {}
        whom = " · ".join(filter(None, (fields.get("name"), speech.name(str(fields.get("affiliation") or "")))))
        done = void or scan
        at = datetime.astimezone(moment(done.at_us), zone)
        reason = str(done.payload.get("reason" if void else "override") or "")
        word = speech.words("decision_taken_back") if void else speech.words(f"verdict.{scan.payload['verdict']}")
        by = done.operator or str(scan.payload.get("desk") or "")
        yield [f"{at:%m-%d %H:%M}", word, whom, _session(scan, programme, speech), reason, by]


def _session(scan: Operation, programme: dict[str, Session], speech: Speech) -> str:
    found = programme.get(scan.session or "")
    return speech.said(found.titles) if found else scan.session or ""
