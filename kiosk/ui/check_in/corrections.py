"""What can be corrected at the door: which scan is meant by taking back, and which refusal by admitting anyway."""

from collections.abc import Iterable

from kiosk.actions.door.at_the_door import ScanRow
from kiosk.core.scan import OVERRIDABLE, Answer, Colour, Verdict, colour


def refused_for(answer: Answer) -> Verdict | None:
    """The refusal an answer stands for: its own, or the one that a double beep repeats; None where none stands."""
    if answer.accepted:
        return None
    if answer.verdict is not Verdict.REPEAT:
        return answer.verdict
    first = answer.previous
    return None if first is None or _was_accepted(answer) else first.verdict


def may_overrule(answer: Answer) -> bool:
    """Whether a person may admit in spite of this answer."""
    return refused_for(answer) in OVERRIDABLE


def undo_target(row: ScanRow | None, listed: Iterable[ScanRow]) -> ScanRow | None:
    """The scan that taking back ``row`` means; None where nobody was moved or it is already undone.

    For a double beep it is the newest accepted scan of the same person up to it.  ``listed`` are the last scans,
    newest first.
    """
    if row is None:
        return None
    meant = _first_of(row, listed) if row.answer.verdict is Verdict.REPEAT else row
    return meant if meant is not None and meant.answer.accepted and not meant.taken_back else None


def _first_of(repeat: ScanRow, listed: Iterable[ScanRow]) -> ScanRow | None:
    person = repeat.answer.person
    if person is None or not _was_accepted(repeat.answer):
        return None
    return next((row for row in _older(repeat, listed) if _moved(row, person.id)), None)


def _older(newer: ScanRow, listed: Iterable[ScanRow]) -> Iterable[ScanRow]:
    rows = iter(listed)
    next((row for row in rows if row.answer.scan_id == newer.answer.scan_id), None)
    return rows


def _moved(row: ScanRow, person_id: str) -> bool:
    return row.answer.accepted and row.answer.person is not None and row.answer.person.id == person_id


def _was_accepted(repeat: Answer) -> bool:
    first = repeat.previous
    return first is not None and colour(first.verdict, overridden=first.overridden) is Colour.GREEN
