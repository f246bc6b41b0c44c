"""A reading of a file as the command line tells it: in JSON (section 10 of the contract) or a sentence a line."""

from collections.abc import Iterable

import click

from kiosk.core.lists.cells import Fault, place_in_file
from kiosk.core.lists.reading import Question, ReadingSummary, Tally
from kiosk.words import error_messages


def summary_json(summary: ReadingSummary, tally: Tally, questions: Iterable[Question] = ()) -> dict[str, object]:
    """Everything a script needs to know of what was read; ``questions`` are those asked after the reading."""
    return {
        "file": summary.file,
        "sheet": summary.sheet,
        "encoding": summary.encoding,
        "header_rows": list(summary.header_rows),
        "rows": summary.rows,
        **({"sheets": [_sheet_json(sheet) for sheet in summary.sheets]} if summary.sheets else {}),
        "columns": [
            {"header": column.header, "field": column.field, "samples": list(column.samples)}
            for column in summary.columns
        ],
        "unused": [
            {"header": column.header, "samples": list(column.samples)}
            | ({"looks_like": str(column.looks_like)} if column.looks_like else {})
            for column in summary.unused
        ],
        "other_sheets": [{"sheet": sheet.name, "rows": sheet.rows} for sheet in summary.other_sheets],
        "new": tally.new,
        "changed": tally.changed,
        "unchanged": tally.unchanged,
        "same_person": tally.same_person,
        "skipped": [aside_json(fault) for fault in summary.skipped],
        "questions": [question_json(question) for question in (*summary.questions, *questions)],
    }


def _sheet_json(summary: ReadingSummary) -> dict[str, object]:
    """One of several sheets that are read together."""
    return {
        "sheet": summary.sheet,
        "header_rows": list(summary.header_rows),
        "rows": summary.rows,
        "columns": [{"header": column.header, "field": column.field} for column in summary.columns],
        "unused": [column.header for column in summary.unused],
    }


def aside_json(fault: Fault) -> dict[str, object]:
    """A row left aside, with the reason."""
    return {
        **place_json(fault.row),
        "code": fault.code,
        "reason": error_messages.explain(fault.code, fault.details),
    }


def question_json(question: Question) -> dict[str, object]:
    """A question with what it is about; what does not apply is left out."""
    fields = {"field": question.field, "desk": question.desk, "file": question.file}
    return {
        **place_json(question.row),
        "kind": question.kind,
        **{name: value for name, value in fields.items() if value},
        "who": question.who,
        **({"answers": list(question.choices)} if question.choices else {}),
        **({"other_row": place_in_file(question.other_row).row} if question.other_row else {}),
        **({"scanned": True} if question.is_scanned else {}),
    }


def place_json(row: int) -> dict[str, object]:
    """Where a row stands: ``row``, and ``block`` or ``sheet_number`` where they are not the first."""
    place = place_in_file(row)
    further = {"block": place.block, "sheet_number": place.sheet}
    return {"row": place.row, **{name: number for name, number in further.items() if number > 1}}


def report_faults(faults: tuple[Fault, ...]) -> None:
    """One line on stderr for each row that cannot be taken."""
    for fault in faults:
        click.echo(error_messages.fault_in_row(fault), err=True)


def faults_json(faults: tuple[Fault, ...]) -> list[dict[str, object]]:
    """Rows that cannot be taken, with number, code and sentence."""
    return [{**place_json(fault.row), "code": fault.code, "reason": error_messages.fault(fault)} for fault in faults]
