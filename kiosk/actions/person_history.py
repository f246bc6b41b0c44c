"""Everything that was scanned of one person, what was taken back among it, and by whom."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.actions.access import require
from kiosk.actions.check_in import answer_of
from kiosk.core.access import Permission
from kiosk.core.scan import Answer
from kiosk.store.records import Records


@dataclass(frozen=True, slots=True)
class TakenBack:
    """When a scan was taken back, by whom, and why.  ``at`` is aware, UTC."""

    at: datetime
    operator: str
    reason: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One scan of a person: its answer, who was signed in, the reason of an override, and what became of it."""

    answer: Answer
    operator: str
    override: str
    taken_back: TakenBack | None


def history_of(records: Records, attendee_id: str) -> list[HistoryLine]:
    """Every scan of a person, refusals and what was taken back included, the newest first."""
    require(records, Permission.FIND_PEOPLE)
    lines = []
    for scan in reversed(records.scans_of(attendee_id)):
        void = records.void_of(scan.op_id)
        taken_back = TakenBack(void.at, str(void.payload["operator"]), str(void.payload["reason"])) if void else None
        lines.append(HistoryLine(answer_of(scan), str(scan.payload["operator"]), scan.payload["override"], taken_back))
    return lines
