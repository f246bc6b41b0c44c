"""Signing in, and asking whether whoever is signed in may do something."""

from dataclasses import asdict, replace
from datetime import timedelta
from enum import StrEnum

from kiosk import clock
from kiosk.actions.desks.authorise import give_key, open_key
from kiosk.actions.handles import takes_event
from kiosk.core.access import AccessRules, Caller, Operator, Permission, Role, is_right, may, wait_left
from kiosk.core.open_event import OpenEvent
from kiosk.core.operation import Kind, clean
from kiosk.errors import KioskError
from kiosk.store.records import Records
from kiosk.store.timestamps import moment


class Try(StrEnum):
    """What became of a PIN that was entered, or of being signed in."""

    RIGHT = "right"
    WRONG = "wrong"
    SIGNED_OUT = "signed_out"


def require(records: Records, permission: Permission) -> None:
    """Raises ``KioskError`` unless whoever is signed in may; an event without operators is open to everybody."""
    if is_allowed(records, permission):
        return
    signed_in = records.operators.all().get(records.caller.operator)
    if signed_in is None:
        raise KioskError("access.nobody_signed_in")
    raise KioskError("access.organiser_needed", operator=signed_in.name)


def is_allowed(records: Records, permission: Permission) -> bool:
    """Whether whoever is signed in may; an event without operators is open to everybody."""
    people = records.operators.all()
    if not people:
        return True
    signed_in = people.get(records.caller.operator)
    return may(signed_in.role if signed_in else None, permission, rules_of(records))


def rules_of(records: Records) -> AccessRules:
    """What the organiser decided of locked desks."""
    stored = records.event.values("access")
    return AccessRules(stored["lock_after_minutes"], stored["scan_while_locked"]) if stored else AccessRules()


@takes_event
def change_rules(records: Records, rules: AccessRules) -> None:
    """Decide when desks lock by themselves, and whether a locked desk takes scans."""
    require(records, Permission.MANAGE_OPERATORS)
    if rules != rules_of(records):
        with records.transaction():
            records.append(Kind.EVENT, "event", {"access": asdict(rules)}, at=clock.now())


@takes_event
def sign_in(records: Records, name: str, pin: str) -> Caller:
    """Who ``name`` is with the right PIN; the try is kept either way.

    Raises ``KioskError`` for an unknown name, a wrong PIN, and while wrong ones have to be waited for.
    """
    right = is_pin_right(records, name, pin)
    note_try(records, name, Try.RIGHT if right else Try.WRONG)
    if not right:
        raise wrong_pin(records, name)
    give_key(records, operator_of(records, name), pin)
    return Caller(operator_of(records, name).name)


@takes_event
def in_the_name_of(records: Records, operator: str) -> OpenEvent:
    """The same event, asked and appended to in the name of ``operator``, or of nobody."""
    return records.by(Caller(operator))


@takes_event
def is_pin_right(records: Records, name: str, pin: str) -> bool:
    """Whether ``pin`` is that of ``name``; stores nothing, so that it can be asked beside a desk that is scanning.

    Raises ``KioskError`` for an unknown name, and while wrong PINs have to be waited for: a right one is not looked at.
    """
    operator = operator_of(records, name)
    wait = wait_for(records, operator.name)
    if wait:
        raise KioskError("access.wait", operator=operator.name, seconds=-(-wait // timedelta(seconds=1)))
    right = is_right(pin, operator.pin)
    if right:
        open_key(operator, pin)
    return right


@takes_event
def note_try(records: Records, name: str, outcome: Try) -> None:
    """Keep what became of a PIN: a right one ends the count of wrong ones."""
    with records.transaction():
        records.append(Kind.SIGN_IN, operator_of(records, name).name, {"outcome": outcome}, at=clock.now())


@takes_event
def wrong_pin(records: Records, name: str) -> KioskError:
    """The trouble of a wrong PIN, with the wait that it costs."""
    wait = wait_for(records, name)
    if wait:
        return KioskError("access.wait", operator=name, seconds=-(-wait // timedelta(seconds=1)))
    return KioskError("access.wrong_pin", operator=name)


@takes_event
def wait_for(records: Records, name: str) -> timedelta:
    """How long nobody can sign in as ``name`` still."""
    wrong, last = 0, None
    for operation in records.operators.sign_ins(str(clean(name))):
        if operation.payload["outcome"] == Try.WRONG:
            wrong, last = wrong + 1, moment(operation.at_us)
        elif operation.payload["outcome"] == Try.RIGHT:
            wrong, last = 0, None
    return wait_left(wrong, last, clock.now())


@takes_event
def operator_of(records: Records, name: str) -> Operator:
    """The operator of this name; raises ``KioskError`` when there is none."""
    people = records.operators.all()
    operator = people.get(str(clean(name.strip())))
    if operator is None:
        code = "access.unknown_operator" if people else "access.no_operators"
        raise KioskError(code, operator=name, known=", ".join(people))
    return operator


def organisers(people: dict[str, Operator]) -> list[Operator]:
    """Those who may do everything."""
    return [person for person in people.values() if person.role is Role.ORGANISER]


def without_pin(operator: Operator) -> Operator:
    """The operator as screens hold one: nothing that a PIN could be tried against."""
    return replace(operator, pin=replace(operator.pin, salt="", hash=""))


@takes_event
def has_operators(records: Records) -> bool:
    """Whether somebody is named who works at the desks; until then the event is open to whoever sits there."""
    return bool(records.operators.all())
