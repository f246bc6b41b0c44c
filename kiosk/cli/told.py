"""A reading of a file as the command line tells it: in JSON (section 10 of the contract) or a sentence a line."""

from collections.abc import Iterable

import click

from kiosk.core.lists.cells import Fault, row_in_file
from kiosk.core.lists.reading import Question, Tally, Told
from kiosk.words import error_messages
from kiosk.words import reading as reading_words


def told_json(told: Told, tally: Tally, questions: Iterable[Question] = ()) -> dict[str, object]:
    """Everything a script needs to know of what was read; ``questions`` are those asked after the reading."""
    return {
        "file": told.file,
        "sheet": told.sheet,
        "encoding": told.encoding,
        "header_rows": list(told.header_rows),
        "rows": told.rows,
        "columns": [
            {"header": column.header, "field": column.field, "samples": list(column.samples)} for column in told.columns
        ],
        "unused": [
            {"header": column.header, "samples": list(column.samples)}
            | ({"looks_like": str(column.looks_like)} if column.looks_like else {})
            for column in told.unused
        ],
        "other_sheets": [{"sheet": sheet.name, "rows": sheet.rows} for sheet in told.other_sheets],
        "new": tally.new,
        "changed": tally.changed,
        "unchanged": tally.unchanged,
        "same_person": tally.same_person,
        "skipped": [aside_json(fault) for fault in told.skipped],
        "questions": [question_json(question) for question in (*told.questions, *questions)],
    }


def aside_json(fault: Fault) -> dict[str, object]:
    """A row left aside, with the reason."""
    return {
        "row": row_in_file(fault.row),
        "code": fault.code,
        "reason": error_messages.explain(fault.code, fault.details),
    }


def question_json(question: Question) -> dict[str, object]:
    """A question with what it is about; what does not apply is left out."""
    fields = {"field": question.field, "desk": question.desk, "file": question.file}
    return {
        "row": question.row,
        "kind": question.kind,
        **{name: value for name, value in fields.items() if value},
        "who": question.who,
        **({"answers": list(question.choices)} if question.choices else {}),
        **({"other_row": question.other_row} if question.other_row else {}),
    }


def say_told(told: Told) -> None:
    """The reading on standard output, a sentence a line."""
    for line in reading_words.told_lines(told):
        click.echo(line)
