"""``kiosk signin --typed-in``: a signed list typed back in."""

from dataclasses import replace
from datetime import datetime, tzinfo
from pathlib import Path

import click

from kiosk.actions.door.type_in_sheet import TypedIn, TypedSheet, plan_typed_sheet, take_back_typed, type_in_sheet
from kiosk.actions.event import event_zone
from kiosk.cli.shared import print_json, reading, utc_text, writing
from kiosk.core.lists.cells import row_in_file
from kiosk.core.lists.signed_sheet import SignedLine
from kiosk.words import error_messages
from kiosk.words.catalogue import _
from kiosk.words.imports import typed_in_text


def tell_typed_in(
    event: Path, session: str, file: Path, sheet: str | None, *, dry_run: bool, conflicts: str, as_json: bool
) -> None:
    """Look at a sheet, store it unless it is only to be looked at or something has to be asked, and tell it."""
    with reading(event) as records:
        planned, zone = plan_typed_sheet(records, file, session, sheet=sheet), event_zone(records)
    asks = bool(planned.conflicts) and conflicts == "ask"
    stored = None
    if not (dry_run or asks or planned.rejected):
        with writing(event) as records:
            stored = type_in_sheet(records, planned, paper_counts=conflicts == "paper")
    if as_json:
        print_json(_as_json(planned, stored))
    else:
        _tell(planned, stored, zone)
    if asks or planned.rejected:
        if not as_json:
            click.echo(_not_stored(planned), err=True)
        click.get_current_context().exit(1)


def tell_taken_back(event: Path, session: str, reason: str, as_json: bool) -> None:
    """Take back what was typed in, and tell how much that was."""
    with writing(event) as records:
        count = take_back_typed(records, session, reason)
    if as_json:
        print_json({"session": session, "taken_back": count})
    else:
        click.echo(_("{count} {count:scan was|scans were} undone.").format(count=count))


def _not_stored(planned: TypedSheet) -> str:
    if planned.rejected:
        return _("Nothing was stored: correct these rows first.")
    return _("Nothing was stored: say with --conflicts whether the scans or the paper count.")


def _tell(planned: TypedSheet, stored: TypedIn | None, zone: tzinfo) -> None:
    for fault in planned.rejected:
        click.echo(error_messages.fault_in_row(fault), err=True)
    for one in planned.conflicts:
        scanned = _span(replace(one.line, entry=one.entry, exit=one.exit), zone)
        sentence = _("Row {row}: {name} {paper} on paper, {scanned} by the scans")
        click.echo(
            sentence.format(
                row=row_in_file(one.line.row), name=one.line.person.name, paper=_span(one.line, zone), scanned=scanned
            ),
            err=True,
        )
    told = _("{new} new, {same} as scanned, {conflicts} in conflict, {rejected} rejected, {skipped} not signed.")
    click.echo(
        told.format(
            new=len(planned.new), same=len(planned.same), conflicts=len(planned.conflicts),
            rejected=len(planned.rejected), skipped=len(planned.skipped),
        )
    )  # fmt: skip
    if stored is not None:
        click.echo(typed_in_text(stored))


def _span(line: SignedLine, zone: tzinfo) -> str:
    def clock(at: datetime | None) -> str:
        return f"{at.astimezone(zone):%H:%M}" if at else ""

    return f"{clock(line.entry)}–{clock(line.exit)}"


def _line_json(line: SignedLine) -> dict[str, object]:
    return {
        "row": row_in_file(line.row), "attendee_id": line.person.id, "name": line.person.name,
        "entry": utc_text(line.entry), "exit": utc_text(line.exit),
    }  # fmt: skip


def _as_json(planned: TypedSheet, stored: TypedIn | None) -> dict[str, object]:
    return {
        "file": planned.file, "session": planned.session, "new": len(planned.new), "same": len(planned.same),
        "conflicts": [
            _line_json(one.line) | {"scanned_entry": utc_text(one.entry), "scanned_exit": utc_text(one.exit)}
            for one in planned.conflicts
        ],
        "rejected": [
            {"row": row_in_file(fault.row), "code": fault.code, "reason": error_messages.fault(fault)}
            for fault in planned.rejected
        ],
        "skipped": [row_in_file(row) for row in planned.skipped],
        "stored": stored.people if stored else 0, "taken_back": stored.taken_back if stored else 0,
        "refused": [_line_json(line) for line in stored.refused] if stored else [],
    }  # fmt: skip
