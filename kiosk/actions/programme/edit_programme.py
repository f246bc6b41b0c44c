"""Sessions changed one by one: made, edited, removed."""

from collections.abc import Mapping
from dataclasses import replace

from kiosk import clock
from kiosk.actions.access import require
from kiosk.actions.event import details_of, event_zone
from kiosk.actions.handles import takes_event
from kiosk.actions.programme.programme_effects import effects_of
from kiosk.core.access import Permission
from kiosk.core.certificate import Rule
from kiosk.core.lists.cells import Cell, Fault
from kiosk.core.operation import Kind
from kiosk.core.programme import Session
from kiosk.core.programmes.programme_file import read_session
from kiosk.errors import KioskError
from kiosk.store.records import Records
from kiosk.store.sessions import session_fields


@takes_event
def save_session(
    records: Records, cells: Mapping[str, Cell], *, known: str | None = None, even_scanned: bool = False
) -> Session:  # fmt: skip
    """Store a session as typed in the fields of a programme file; ``known`` is the code of the one that is edited.

    Speakers stay where the form does not say them.  Raises ``KioskError`` when a field cannot be kept, a new session
    has the code of another, or (``programme.changes_scanned``, with the ``effect``) people were scanned into the
    session and ``even_scanned`` does not say that this is known.
    """
    require(records, Permission.CHANGE_PROGRAMME)
    session = read_session(cells, event_zone(records))
    if isinstance(session, Fault):
        raise KioskError(session.code, **session.details)
    programme = records.programme.sessions()
    if known is None and session.code.casefold() in {code.casefold() for code in programme}:
        raise KioskError("programme.code_taken", session=session.code)
    if known is None and session.code.casefold() in {code.casefold() for code in records.handouts.all()}:
        raise KioskError("handout.code_taken", handout=session.code)
    if known is not None and known not in programme:
        raise KioskError("scan.unknown_session", session=known)
    before = programme.get(session.code)
    if before is not None and "speakers" not in cells:
        session = replace(session, speakers=before.speakers)
    effects = effects_of(records, [session]) if before is not None and not even_scanned else ()
    if effects:
        raise KioskError("programme.changes_scanned", count=1, effect=effects[0])
    if before != session:
        with records.transaction():
            records.append(Kind.SESSION, session.code, session_fields(session, before), at=clock.now())
    return session


@takes_event
def remove_session(records: Records, code: str, *, even_scanned: bool = False) -> None:
    """Take a session out of the programme, with its meetings and its place in the certificate rule.

    Raises ``programme.has_scans`` when people were admitted to it, unless ``even_scanned`` says that this is known: the
    scans stay in the log, and count again when the session comes back.
    """
    require(records, Permission.CHANGE_PROGRAMME)
    if code not in records.programme.sessions():
        raise KioskError("scan.unknown_session", session=code)
    admitted = records.figures.entered(code)
    if admitted and not even_scanned:
        raise KioskError("programme.has_scans", session=code, count=admitted)
    now, rule = clock.now(), details_of(records).rule
    with records.transaction():
        for meeting in records.programme.meetings(code):
            records.append(Kind.MEETING, meeting.id, {"removed": True}, at=now)
        records.append(Kind.SESSION, code, {"removed": True}, at=now)
        if code in rule.required:
            records.append(Kind.EVENT, "event", {"certificate_rule": _without(rule, code)}, at=now)


def _without(rule: Rule, code: str) -> dict[str, object]:
    """A session that is gone would keep everybody from their certificate."""
    required = [other for other in rule.required if other != code]
    return {"minimum_sessions": rule.minimum_sessions, "minimum_share": rule.minimum_share, "required": required}
