"""What is handed out at this event: made, edited, removed."""

from dataclasses import replace

from kiosk import clock
from kiosk.actions.access import require
from kiosk.actions.handles import takes_event
from kiosk.core import texts
from kiosk.core.access import Permission
from kiosk.core.handout import Handout, HandoutCount
from kiosk.core.lists.cells import split_list, text
from kiosk.core.operation import Kind
from kiosk.errors import KioskError
from kiosk.store.handouts import handout_fields
from kiosk.store.records import Records


@takes_event
def handouts_of(records: Records) -> dict[str, tuple[Handout, HandoutCount]]:
    """Every hand-out by code, with how many were given."""
    counts = records.handouts.counts()
    return {code: (one, counts.get(code, HandoutCount())) for code, one in records.handouts.all().items()}


@takes_event
def save_handout(records: Records, handout: Handout, *, known: str | None = None) -> Handout:
    """Store a hand-out; ``known`` is the code of the one that is edited, which keeps it.

    Raises ``KioskError`` without a title or a code, for a code that a session or another hand-out has, and for who may
    not change the programme.
    """
    require(records, Permission.CHANGE_PROGRAMME)
    code, titles = text(handout.code), texts.said(handout.titles)
    others = records.handouts.all()
    if not titles:
        raise KioskError("handout.no_title")
    if not code:
        raise KioskError("handout.no_code")
    if split_list(code) != [code]:
        raise KioskError("programme.bad_code", value=code)
    if known is None and code.casefold() in {taken.casefold() for taken in (*others, *records.programme.sessions())}:
        raise KioskError("handout.code_taken", handout=code)
    if known is not None and known not in others:
        raise KioskError("handout.unknown", handout=known)
    tidy = replace(handout, code=known or code, titles=titles, stock=handout.stock or None)
    before = others.get(tidy.code)
    if tidy != before:
        with records.transaction():
            records.append(Kind.HANDOUT, tidy.code, handout_fields(tidy, before), at=clock.now())
    return tidy


@takes_event
def remove_handout(records: Records, code: str, *, even_given: bool = False) -> None:
    """Take a hand-out off the list.  Its scans stay in the log, and count again when it comes back.

    Raises ``KioskError`` ``handout.was_given`` when somebody was given one, unless ``even_given`` says that this is
    known.
    """
    require(records, Permission.CHANGE_PROGRAMME)
    if code not in records.handouts.all():
        raise KioskError("handout.unknown", handout=code)
    given = records.handouts.counts().get(code, HandoutCount()).people
    if given and not even_given:
        raise KioskError("handout.was_given", handout=code, count=given)
    with records.transaction():
        records.append(Kind.HANDOUT, code, {"removed": True}, at=clock.now())
