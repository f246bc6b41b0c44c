"""A scan at a desk that only prints: whose badge it is, and nobody is checked in by it."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.actions.access import require
from kiosk.actions.door.check_in import situation_of
from kiosk.actions.handles import takes_event
from kiosk.actions.papers.print_queue import enqueue_badges
from kiosk.core.access import Permission
from kiosk.core.checkin import decide
from kiosk.core.print_job import Occasion, Paper
from kiosk.core.scan import Answer, Person, Scan, Verdict
from kiosk.store.records import Records

_REFUSED = frozenset({
    Verdict.UNKNOWN, Verdict.OTHER_EVENT, Verdict.FORGED, Verdict.REVOKED, Verdict.CANCELLED, Verdict.BLOCKED,
    Verdict.NOT_CONFIRMED, Verdict.ADMITTED_UNLISTED,
})  # fmt: skip
"""Answers that concern the ticket itself; what session is open matters to no badge."""


class Outcome(StrEnum):
    """What came of it."""

    QUEUED = "queued"
    ON_ITS_WAY = "on_its_way"  # it was queued before
    HAS_BADGE = "has_badge"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class PrintAnswer:
    """What came of the scan, and the answer the ticket would have had; it is stored nowhere."""

    outcome: Outcome
    answer: Answer


@takes_event
def print_for_scan(records: Records, scan: Scan, *, paper: Paper, again_because: str = "") -> PrintAnswer:
    """Queue the badge of whoever holds the code of ``scan``: once, or once more with a reason."""
    require(records, Permission.SCAN)
    situation = situation_of(records, scan)
    decision, person = decide(scan, situation), situation.attendee
    answer = Answer(
        scan_id=scan.id, verdict=decision.verdict, accepted=False, direction=decision.direction,
        session=decision.session, at=scan.at, desk=scan.desk,
        person=Person(person.id, person.name, person.affiliation, person.category) if person else None,
        reason=person.status_reason if person else "",
    )  # fmt: skip
    if person is None or decision.verdict in _REFUSED:
        return PrintAnswer(Outcome.REFUSED, answer)
    occasion = Occasion.AGAIN if again_because else Occasion.CHECK_IN
    asked = enqueue_badges(records, [person.id], paper=paper, occasion=occasion, reason=again_because, desk=scan.desk)
    if asked.jobs:
        return PrintAnswer(Outcome.QUEUED, answer)
    return PrintAnswer(Outcome.ON_ITS_WAY if asked.waiting else Outcome.HAS_BADGE, answer)
