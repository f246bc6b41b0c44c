"""Several sheets of a workbook read together, one a day or a category: their rows keep numbers of their own."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from kiosk.core.lists.cells import ROWS_OF_A_SHEET, Fault
from kiosk.core.lists.reading import Question, ReadingSummary
from kiosk.core.lists.roster_file import Reading


def united(readings: Sequence[Reading]) -> Reading:
    """One reading of all sheets; that of one sheet is itself.  A sheet that cannot be read makes the whole so."""
    refused = next((reading.refused for reading in readings if reading.refused is not None), None)
    if len(readings) == 1 or refused is not None:
        return readings[0] if refused is None else Reading(refused=refused)
    moved = [_moved(reading, sheet * ROWS_OF_A_SHEET) for sheet, reading in enumerate(readings)]
    return Reading(
        tuple(one for reading in moved for one in reading.people),
        tuple(one for reading in moved for one in reading.rejected),
        tuple(one for reading in moved for one in reading.skipped),
        tuple(one for reading in moved for one in reading.warnings),
        tuple(one for reading in moved for one in reading.questions),
    )


def united_moments(of_sheets: Sequence[Mapping[int, datetime] | None]) -> Mapping[int, datetime] | None:
    """When each row was sent in, of all sheets."""
    found = {
        row + sheet * ROWS_OF_A_SHEET: moment
        for sheet, moments in enumerate(of_sheets)
        for row, moment in (moments or {}).items()
    }
    return found or None


def united_summary(sheets: Sequence[ReadingSummary]) -> ReadingSummary:
    """What is told of all sheets together: the first with the rows of all."""
    if len(sheets) == 1:
        return sheets[0]
    names = {summary.sheet for summary in sheets}
    return replace(
        sheets[0],
        sheet=", ".join(summary.sheet for summary in sheets),
        skipped=tuple(_at(fault, n * ROWS_OF_A_SHEET) for n, summary in enumerate(sheets) for fault in summary.skipped),
        questions=tuple(
            _asked(one, n * ROWS_OF_A_SHEET) for n, summary in enumerate(sheets) for one in summary.questions
        ),
        other_sheets=tuple(other for other in sheets[0].other_sheets if other.name not in names),
        rows=sum(summary.rows for summary in sheets),
        sheets=tuple(sheets),
    )


def _moved(reading: Reading, by: int) -> Reading:
    return replace(
        reading,
        people=tuple(replace(person, row=person.row + by) for person in reading.people),
        rejected=tuple(_at(fault, by) for fault in reading.rejected),
        skipped=tuple(_at(fault, by) for fault in reading.skipped),
        warnings=tuple(_at(fault, by) for fault in reading.warnings),
        questions=tuple(_asked(one, by) for one in reading.questions),
    )


def _asked(question: Question, by: int) -> Question:
    return replace(question, row=question.row + by) if question.row else question


def _at(fault: Fault, by: int) -> Fault:
    return replace(fault, row=fault.row + by) if fault.row else fault
