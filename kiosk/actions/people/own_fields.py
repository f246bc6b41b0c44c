"""An event's own fields of its people: made, edited, removed, answered at the door."""

import re
from dataclasses import replace

from kiosk import clock
from kiosk.actions.access import require
from kiosk.actions.handles import takes_event
from kiosk.actions.people.manage_roster import attendee, edit_attendee
from kiosk.core import texts
from kiosk.core.access import Permission
from kiosk.core.lists.cells import text
from kiosk.core.operation import Kind
from kiosk.core.own_field import OwnField, OwnKind, to_ask
from kiosk.core.roster import Attendee
from kiosk.errors import KioskError
from kiosk.store.own_fields import own_field_fields
from kiosk.store.records import Records

_CODE = re.compile(r"\w{1,40}")


@takes_event
def own_fields_of(records: Records) -> dict[str, OwnField]:
    """Every own field by code."""
    return records.people.own_fields()


@takes_event
def save_own_field(records: Records, field: OwnField, *, known: str | None = None) -> OwnField:
    """Store an own field; ``known`` is the code of the one that is edited, which keeps it.

    A new one without a code is called by its label.  Raises ``KioskError`` without a label, for a code that is none or
    taken, for a choice with nothing to choose from, and for who may not change the programme.
    """
    require(records, Permission.CHANGE_PROGRAMME)
    labels, others = texts.said(field.labels), records.people.own_fields()
    if not labels:
        raise KioskError("own_field.no_label")
    code = known or field.code.strip() or _code_from(next(iter(labels.values())))
    if _CODE.fullmatch(code) is None:
        raise KioskError("own_field.bad_code", value=code)
    if known is None and code.casefold() in {taken.casefold() for taken in others}:
        raise KioskError("own_field.taken", field=code)
    if known is not None and known not in others:
        raise KioskError("own_field.unknown", field=known)
    choices = tuple(dict.fromkeys(filter(None, map(text, field.choices))))
    if field.kind is OwnKind.CHOICE and not choices:
        raise KioskError("own_field.no_choices")
    tidy = replace(field, code=code, labels=labels, choices=choices if field.kind is OwnKind.CHOICE else ())
    before = others.get(code)
    if tidy != before:
        with records.transaction():
            records.append(Kind.OWN_FIELD, code, own_field_fields(tidy, before), at=clock.now())
    return tidy


@takes_event
def remove_own_field(records: Records, code: str) -> None:
    """Take an own field away.  What stood in it stays in the log, and is there again when the field comes back."""
    require(records, Permission.CHANGE_PROGRAMME)
    if code not in records.people.own_fields():
        raise KioskError("own_field.unknown", field=code)
    with records.transaction():
        records.append(Kind.OWN_FIELD, code, {"removed": True}, at=clock.now())


@takes_event
def asked_of(records: Records, person: str) -> tuple[OwnField, ...]:
    """What the desk has still to ask somebody who was just let in."""
    fields = records.people.own_fields().values()
    found = records.people.get(person) if any(field.asked for field in fields) else None
    return to_ask(found, fields) if found is not None else ()


@takes_event
def answer_own_field(records: Records, person: str, field: OwnField, value: str) -> Attendee:
    """Keep what somebody answered at the desk.  Raises ``KioskError`` as ``edit_attendee`` does."""
    return edit_attendee(records, attendee(records, person).id, {field.name: value})


def _code_from(label: str) -> str:
    return re.sub(r"\W+", "_", label).strip("_")[:40]
