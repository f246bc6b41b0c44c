"""The register of certificates as a file: to print (PDF), to work with (XLSX); and what checks them elsewhere."""

import json
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from kiosk import paths
from kiosk.actions.access import require
from kiosk.actions.event import event_zone
from kiosk.actions.handles import takes_event
from kiosk.actions.office.access_log import Access, note_access
from kiosk.actions.office.report_language import Names
from kiosk.actions.papers.certificate_register import CertificateState, certificate_states
from kiosk.actions.papers.document_fields import event_fields
from kiosk.actions.papers.output_paths import check_target
from kiosk.actions.papers.print_documents import to_be_kept, write
from kiosk.actions.papers.sealing import open_badge_of
from kiosk.actions.papers.shipped_layouts import load_form, printing_troubles
from kiosk.actions.papers.verify_certificates import key_file
from kiosk.core.access import Permission
from kiosk.core.kept_register import line_of
from kiosk.store.records import Records
from kiosk.tables.table import Cell
from kiosk.tables.writing import Sheet, write_bytes, write_workbook
from printing.layout import Layout

ROWS_A_PAGE = 25
COLUMNS = (
    "serial", "series", "name", "affiliation", "issued_on", "minutes", "credits", "state", "state_on", "reason", "hash",
)  # fmt: skip
_SHOWN_OF_HASH = 16
_PLACE_OF_KEYS = '<script type="application/json" id="keys">null</script>'

Words = Callable[[str, str], str]
"""Gives the word for a heading, a series, a state or a reason in a language."""


@takes_event
def export_register(records: Records, out: Path, words: Words, *, language: str) -> Path:
    """Write the register of certificates to ``out``: by its ending to print (.pdf) or as a workbook (.xlsx); what
    checks them elsewhere as a key file (.json), or as the page for a web site (.html); the valid ones as Open Badges
    (.jsonl).

    Of an event whose people were erased number, date, hash and state are left.  Raises ``KioskError`` for another
    ending, for the name of an event, or when the file cannot be written.
    """
    require(records, Permission.EXPORT)
    check_target(out, (".pdf", ".xlsx", ".json", ".html", ".jsonl"))
    ending = out.suffix.lower()
    if ending in (".json", ".html"):
        keys = json.dumps(key_file(records), ensure_ascii=False, indent=1)
        write_bytes(out, (keys + "\n" if ending == ".json" else _page(keys)).encode())
        return out
    if ending == ".jsonl":
        write_bytes(out, "".join(_badges(records)).encode())
        return out
    if ending == ".xlsx":
        rows = list(_rows(records, words, language))
        headings = [words(column, language) for column in COLUMNS]
        write_workbook(out, [Sheet(words("register", language), headings, rows)])
    else:
        with printing_troubles():
            form = load_form("register", language)
        rows = list(_rows(records, words, form.language))
        _print(records, rows, out, form)
    note_access(records, Access.EXPORT, len(rows))
    return out


def _badges(records: Records) -> Iterator[str]:
    """Every valid certificate as an Open Badge 3.0, one a line."""
    for certificate in records.papers.certificates():
        paper = records.papers.paper(certificate)
        if certificate.is_valid and paper is not None:
            badge = open_badge_of(records, certificate, paper)
            yield json.dumps({"serial": certificate.serial, "credential": badge}) + "\n"


def _rows(records: Records, words: Words, language: str) -> Iterator[list[Cell]]:
    zone, names = event_zone(records), Names(records.event.translations(), lambda code: words(code, language), language)
    for kept in records.papers.kept_register():
        ended = kept.state_at.astimezone(zone).date() if kept.state_at else None
        issued = kept.issued_at.astimezone(zone).date()
        yield [kept.serial, "", "", "", issued, None, None, names.words(kept.state), ended, "", kept.mark]
    for one in certificate_states(records):
        line, certificate = line_of(one.certificate), one.certificate
        ended = line.state_at.astimezone(zone).date() if line.state_at else None
        issued = line.issued_at.astimezone(zone).date()
        yield [
            line.serial, names.words(certificate.series), one.name, names.of_paper(one.affiliation), issued,
            certificate.basis.get("minutes"), certificate.basis.get("credits"), names.words(line.state), ended,
            _reason(one, names.words), line.mark,
        ]  # fmt: skip


def _reason(one: CertificateState, words: Callable[[str], str]) -> str:
    if one.no_longer_earned:
        return words("no_longer_earned")
    return words("needs_reissue") if one.needs_reissue else words(f"reason:{one.certificate.state_reason}")


def _print(records: Records, rows: list[list[Cell]], out: Path, form: Layout) -> None:
    pages = max(1, -(-len(rows) // ROWS_A_PAGE))
    with printing_troubles():
        shared = event_fields(records, form.language)
        remaining = iter(rows)
        told = (
            shared | {"page": f"{number} / {pages}", "rows": "\n".join(map(_line, islice(remaining, ROWS_A_PAGE)))}
            for number in range(1, pages + 1)
        )
        write(records, form, told, out, pages, finish=to_be_kept(form))


def _line(row: list[Cell]) -> str:
    cells = ["" if cell is None else str(cell) for cell in row]
    cells[-1] = cells[-1][:_SHOWN_OF_HASH]
    return "\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in cells)


def _page(keys: str) -> str:
    """The page for a web site with this event's keys in it; no text in them can end the script they stand in."""
    page = paths.resource("verify.html").read_text(encoding="utf-8")
    told = keys.replace("<", "\\u003c")
    return page.replace(_PLACE_OF_KEYS, _PLACE_OF_KEYS.replace("null", told))
