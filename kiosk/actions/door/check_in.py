"""Checking people in, and taking a scan back."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import chain
from typing import Any, NamedTuple

from kiosk import clock
from kiosk.actions.access import require
from kiosk.actions.door.added_rules import refusal_by_rule
from kiosk.actions.handles import takes_event
from kiosk.core.access import Permission
from kiosk.core.answer_shape import answer_of, scan_fields
from kiosk.core.attendance import HANDOUT, Direction
from kiosk.core.checkin import Decision, Found, Situation, decide
from kiosk.core.codes.keyboard import LONGEST, as_typed
from kiosk.core.door_question import DoorQuestion
from kiosk.core.handout import HandoutCount
from kiosk.core.operation import Kind, Operation, clean
from kiosk.core.programme import Session
from kiosk.core.roster import Registered, Status
from kiosk.core.scan import Answer, Person, Scan, Verdict
from kiosk.core.ticket import Origin, Ticket
from kiosk.errors import KioskError
from kiosk.store.log import new_uuid7
from kiosk.store.records import Records


def new_scan_id() -> str:
    """An id for a scan, made where the scan is born; ids of one time lie together in the log's index."""
    return new_uuid7()


@takes_event
def check_in(records: Records, scan: Scan) -> Answer:
    """Answer one scan and store it; when this returns, the answer is on the disk.

    A scan id answered before gets its first answer again, whatever has changed since, and nothing is stored.  Raises
    ``KioskError`` when the pinned session does not exist, whoever is signed in may not, or the disk refuses; nothing is
    stored then.
    """
    require(records, Permission.SCAN)
    with records.transaction():
        return answer_scan(records, scan)


def answer_scan(records: Records, scan: Scan) -> Answer:
    """Answer one scan and store it with whatever else belongs to the transaction that is open; as ``check_in``."""
    scan = _as_stored(scan, records.caller.operator)
    if records.journal.is_known(scan.id) and (earlier := records.journal.operation(scan.id)) is not None:
        return _first_answer(earlier)
    if scan.session is not None and not _is_door(records, scan.session):
        raise KioskError("scan.unknown_session", session=scan.session)
    situation, decision = _decided(scan, situation_of(records, scan))
    if decision.overridden:
        require(records, _permission_to_overrule(situation.attendee, decision))
    answer = _answer(scan, situation, decision)
    records.append(
        Kind.SCAN,
        situation.subject,
        scan_fields(scan, situation.code, answer),
        at=scan.at,
        op_id=scan.id,
        session=decision.session,
        direction=decision.direction,
        correction=scan.correction,
    )
    return answer


def _decided(scan: Scan, situation: Situation) -> tuple[Situation, Decision]:
    """The decision; an entry that everything lets in is put before the rules of plug-ins, which can only refuse it."""
    decision = decide(scan, situation)
    session = decision.session and situation.programme[decision.session]
    if not decision.accepted or decision.direction is Direction.OUT or not session or session.kind == HANDOUT:
        return situation, decision
    person = situation.attendee
    told = {"name": person.name, "affiliation": person.affiliation, "category": person.category} if person else {}
    question = DoorQuestion(scan.at, scan.desk, session.code, situation.subject, **told)
    if not (reason := refusal_by_rule(question)):
        return situation, decision
    situation = situation._replace(rule=reason)
    return situation, decide(scan, situation)


def situation_of(records: Records, scan: Scan) -> Situation:
    """What ``scan`` meets: whose code it is, where that person has been, who is inside."""
    handed = records.handouts.door(scan.session)
    programme = records.programme.sessions() if handed is None else handed
    met = _look_up(records, scan.text)
    if met.found not in (Found.LISTED, Found.UNLISTED, Found.REVOKED):
        return Situation(met.found, programme, met.code)
    history = records.scans.history(met.subject, met.code, scan.desk, scan.at, programme)
    return Situation(
        found=met.found,
        programme=programme,
        code=met.code,
        subject=met.subject,
        attendee=met.attendee,
        stays=history.stays,
        moved=history.moved,
        occupancy=_inside(records) if handed is None else _gone(records, handed),
        last=history.last,
        first=history.first,
        has_badge=met.has_badge,
    )


def _is_door(records: Records, code: str) -> bool:
    return code in records.programme.sessions() or code in records.handouts.all()


def _inside(records: Records) -> dict[str, int]:
    return {session: inside for session, (_, inside) in records.scans.counts().items()}


def _gone(records: Records, doors: Mapping[str, Session]) -> dict[str, int]:
    """What of the stock of a hand-out is not there any more."""
    counts, handouts = records.handouts.counts(), records.handouts.all()
    return {code: counts.get(code, HandoutCount()).gone(handouts[code]) for code in doors}


@takes_event
def undo(records: Records, scan_id: str, reason: str) -> Answer:
    """Take a scan back.  The scan stays in the log, marked; presence is as if it had not been made.

    Raises ``KioskError`` when there is no such scan, it was taken back already, no reason is given, or whoever is
    signed in may not.
    """
    if not reason.strip():
        raise KioskError("undo.no_reason")
    scan_id = str(clean(scan_id))
    scan = records.journal.operation(scan_id)
    if scan is None or scan.kind != Kind.SCAN:
        raise KioskError("undo.unknown_scan", scan=scan_id)
    if records.scans.is_voided(scan_id):
        raise KioskError("undo.already", scan=scan_id)
    is_own = scan.payload.get("operator", "") in ("", records.caller.operator)
    require(records, Permission.UNDO if is_own else Permission.UNDO_OF_OTHERS)
    with records.transaction():
        records.append(
            Kind.VOID, scan_id, {"reason": reason.strip(), "operator": records.caller.operator}, at=clock.now()
        )
    return answer_of(scan)


def _permission_to_overrule(attendee: Registered | None, decision: Decision) -> Permission:
    """A block or a cancellation was an organiser's decision, also when it is not the first thing overruled; what is
    outstanding (a payment, an approval) can be settled at the desk."""
    decided = attendee is not None and attendee.status in (Status.CANCELLED, Status.BLOCKED)
    return Permission.OVERRIDE_STATUS if decided and decision.direction is not Direction.OUT else Permission.OVERRIDE


def _as_stored(scan: Scan, operator: str) -> Scan:
    """The scan with its texts as the log keeps them, so that a desk named in decomposed Hangul is found again and a
    lone surrogate of a broken script does no harm; made by ``operator`` unless it says by whom.

    Of a text that is too long for any symbol the beginning is kept and marked, so that it is nobody's code: every desk
    gets the log.
    """
    if len(scan.text) > LONGEST:
        scan = replace(scan, text=f"{scan.text[:LONGEST]}…")
    kept = ("id", "text", "desk", "operator", "session", "room", "override")
    changed: dict[str, Any] = {
        name: tidy for name in kept if (value := getattr(scan, name)) and (tidy := clean(value)) != value
    }
    if operator and not scan.operator:
        changed["operator"] = operator
    if not (scan.id and changed.get("id", scan.id)):
        changed["id"] = new_scan_id()
    return replace(scan, **changed) if changed else scan


def _first_answer(earlier: Operation) -> Answer:
    if earlier.kind != Kind.SCAN or earlier.nonce is None:  # a scan of somebody who was erased answers nothing
        raise KioskError("scan.id_taken", scan=earlier.op_id)
    return answer_of(earlier)


class _Met(NamedTuple):
    """What was found, its canonical code, the subject of the scan, and the person where one is listed."""

    found: Found
    code: str = ""
    subject: str = ""
    attendee: Registered | None = None
    has_badge: bool = False


def _look_up(records: Records, text: str) -> _Met:
    own = _read_own(records, text)
    if own is not None and own.origin is Origin.GENUINE:
        whose = records.tickets.at_the_door(own.number)
        if whose is None:
            return _Met(Found.UNLISTED, own.code, own.number, has_badge=records.papers.has_badge(own.number))
        return _Met(_state(whose.current), own.code, whose.person.id, whose.person, whose.has_badge)
    holder = records.tickets.holder_of_text(text) if records.tickets.has_external() else None
    if holder is not None:
        who = holder.attendee
        return _Met(_state(holder.current), holder.key, who.id, who, records.papers.has_badge(who.id))
    if own is None:
        return _Met(Found.NOTHING)
    return _Met(Found.FORGED if own.origin is Origin.FORGED else Found.OTHER_EVENT, own.code)


def _read_own(records: Records, text: str) -> Ticket | None:
    key = records.event.ticket_key()
    # The text as it came first: working out what another keyboard would have meant is for texts that say nothing.
    readings = (key.read(candidate) for candidate in chain((text,), as_typed(text)))
    return next((reading for reading in readings if reading is not None), None)


def _state(current: bool) -> Found:
    return Found.LISTED if current else Found.REVOKED


def _answer(scan: Scan, situation: Situation, decision: Decision) -> Answer:
    attendee = situation.attendee
    return Answer(
        scan_id=scan.id,
        verdict=decision.verdict,
        accepted=decision.accepted,
        direction=decision.direction,
        session=decision.session,
        at=scan.at,
        desk=scan.desk,
        person=Person(attendee.id, attendee.name, attendee.affiliation, attendee.category) if attendee else None,
        previous=decision.previous,
        overridden=decision.overridden,
        badge_due=decision.badge_due,
        opens_next=decision.opens_next,
        reason=_reason(situation, decision.verdict),
        left=decision.left,
        party=decision.party,
    )


def _reason(situation: Situation, verdict: Verdict) -> str:
    if verdict is Verdict.HOUSE_RULE:
        return situation.rule
    blocked = verdict in (Verdict.BLOCKED, Verdict.CANCELLED)
    return situation.attendee.status_reason if situation.attendee and blocked else ""
