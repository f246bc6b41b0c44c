"""The sentence for each code of expected trouble, and for what is found in files before they are used.

``core`` and ``actions`` speak in codes; only the window and the command line show sentences.  A sentence says what is
wrong, where, and what to do.  The sentences stand by subject in ``kiosk.words.errors``.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from kiosk.core.hash_chain import BrokenLine, Tampering
from kiosk.core.lists.cells import Fault, place_in_file
from kiosk.synced_folders import service_of
from kiosk.words.catalogue import N_, _, text_of
from kiosk.words.errors.certificates import CERTIFICATES
from kiosk.words.errors.door import DOOR
from kiosk.words.errors.encryption import ENCRYPTION
from kiosk.words.errors.erasure import ERASURE
from kiosk.words.errors.event import EVENT
from kiosk.words.errors.files import FILES
from kiosk.words.errors.handouts import HANDOUTS
from kiosk.words.errors.hub import HUB
from kiosk.words.errors.layouts import LAYOUTS
from kiosk.words.errors.mail import MAIL
from kiosk.words.errors.meetings import MEETINGS
from kiosk.words.errors.own_fields import OWN_FIELDS
from kiosk.words.errors.printers import PRINTERS
from kiosk.words.errors.programme import PROGRAMME
from kiosk.words.errors.readiness import READINESS
from kiosk.words.errors.roster import ROSTER
from kiosk.words.terms import EVENT_FIELDS, MEETING_COLUMNS, PERSON_FIELDS, PROGRAMME_COLUMNS

SENTENCES = (
    FILES
    | ROSTER
    | PROGRAMME
    | HANDOUTS
    | OWN_FIELDS
    | MEETINGS
    | READINESS
    | LAYOUTS
    | PRINTERS
    | EVENT
    | ERASURE
    | DOOR
    | HUB
    | ENCRYPTION
    | MAIL
    | CERTIFICATES
)

BROKEN_LINES = {
    Tampering.CHANGED: N_("Line {line} of the log {log} was changed after it was written."),
    Tampering.REMOVED: N_("Line {line} of the log {log} was removed."),
    Tampering.INSERTED: N_("Line {line} of the log {log} was inserted later."),
}


class Finding(Protocol):
    """What printing tells before it prints; its words are here, its shape is printing's."""

    @property
    def trouble(self) -> str: ...
    @property
    def document(self) -> int: ...
    @property
    def field(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def detail(self) -> str: ...


def explain(code: str, details: Mapping[str, object] | None = None) -> str:
    """The sentence of a trouble ``code`` with its ``details`` filled in; of texts that of the language in use."""
    values = {name: text_of(value) if isinstance(value, Mapping) else value for name, value in (details or {}).items()}
    names = {"programme": PROGRAMME_COLUMNS, "roster": PERSON_FIELDS, "meetings": MEETING_COLUMNS}.get(
        code.partition(".")[0], {}
    )
    if values.get("field") in names:
        values["field"] = _(names[str(values["field"])])
    return _(SENTENCES[code]).format(**values)


def fault(found: Fault) -> str:
    """What is wrong with a row of a file."""
    rows = {name: row_word(row) for name in ("row", "other") if isinstance(row := found.details.get(name), int)}
    return explain(found.code, {"row": row_word(found.row), **found.details, **rows})


def row_word(row: int) -> str:
    """The row as people find it: its number, and where a list has several blocks or sheets, which of them."""
    place = place_in_file(row)
    if place.block > 1 and place.sheet > 1:
        return _("{row} (sheet {sheet}, block {block})").format(row=place.row, sheet=place.sheet, block=place.block)
    if place.sheet > 1:
        return _("{row} (sheet {sheet})").format(row=place.row, sheet=place.sheet)
    if place.block > 1:
        return _("{row} (block {block})").format(row=place.row, block=place.block)
    return str(place.row)


def fault_in_row(found: Fault) -> str:
    """What is wrong with a row of a file, with the row's number unless the sentence has it."""
    sentence = fault(found)
    if named := found.details.get("named"):  # of a calendar, whose rows nobody sees
        return _("“{title}”: {reason}").format(title=named, reason=sentence)
    if not found.row or "{row}" in SENTENCES[found.code]:
        return sentence
    return _("Row {row}: {reason}").format(row=row_word(found.row), reason=sentence)


def finding(found: Finding) -> str:
    """One thing to look at before printing; ``document`` 0 is the layout itself, or the event if a field is empty."""
    if found.trouble == "empty_field" and not found.document:
        return explain("printing.found_empty_in_event", {"field": _(EVENT_FIELDS[found.field])})
    return explain(
        f"printing.found_{found.trouble}",
        {"document": found.document, "text": found.text, "field": found.field, "detail": found.detail},
    )


def broken_line(line: BrokenLine) -> str:
    """What happened to a line of a log."""
    return _(BROKEN_LINES[line.fault]).format(line=line.seq, log=line.log_id)


def of_synced_folder(folder: Path) -> str:
    """The warning of a folder that another program copies away while it is written; empty for any other."""
    service = service_of(folder)
    return explain("ready.synced_folder", {"service": service, "folder": str(folder)}) if service else ""
