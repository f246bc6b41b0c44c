"""The people who work at the desks: added, removed, given a new PIN."""

import secrets

from kiosk import clock
from kiosk.actions.access import operator_of, organisers, require
from kiosk.actions.desks.authorise import new_key, vouch, withdraw
from kiosk.actions.handles import takes_event
from kiosk.core.access import Operator, Permission, Role, fault_of_pin, new_pin, operator_fields
from kiosk.core.operation import Kind, clean
from kiosk.errors import KioskError
from kiosk.store import key_ring, signatures
from kiosk.store.records import Records

_SALT_BYTES = 16
_LONGEST_NAME = 40


@takes_event
def add_operator(records: Records, name: str, role: Role, pin: str) -> Operator:
    """Add somebody who works at the desks.  The first one has to be an organiser: nobody else could add the next.

    Raises ``KioskError`` without a name, for a name that is there, for a PIN that will not do, and when an organiser is
    needed.
    """
    require(records, Permission.MANAGE_OPERATORS)
    name = " ".join(str(clean(name)).split())[:_LONGEST_NAME]
    if not name:
        raise KioskError("access.no_name")
    if name in records.operators.all():
        raise KioskError("access.name_taken", operator=name)
    if role is Role.OPERATOR and not records.operators.all():
        raise KioskError("access.first_is_organiser")
    return _store(records, name, role, pin)


@takes_event
def reset_pin(records: Records, name: str, pin: str) -> Operator:
    """Give somebody a new PIN; everybody may do so for themselves, an organiser for all.

    Raises ``KioskError`` for an unknown name, when an organiser is needed, and for a PIN that will not do.
    """
    operator = operator_of(records, name)
    if operator.name != records.caller.operator:
        require(records, Permission.MANAGE_OPERATORS)
    return _store(records, operator.name, operator.role, pin)


@takes_event
def reset_pin_by_code(records: Records, name: str, pin: str, typed: str) -> Operator:
    """Give somebody a new PIN by the recovery code of an encrypted event, typed: whoever has that paper has everything.

    The code is not taken from the key ring, which everybody at this laptop has.  Raises ``KioskError`` for an unknown
    name, when the event is not encrypted, for a code mistyped or another event's, and for a PIN that will not do.
    """
    operator = operator_of(records, name)
    if records.file.code is None:
        raise KioskError("encryption.is_plain", file=records.path.name)
    records.authority.speak_by(signatures.key_of_code(key_ring.typed(records.path, typed)))
    return _store(records, operator.name, operator.role, pin)


@takes_event
def remove_operator(records: Records, name: str) -> None:
    """Take somebody off the list; what they did stays theirs.  The last organiser goes last.

    Raises ``KioskError`` for an unknown name, when an organiser is needed, and for an organiser the others still need.
    """
    require(records, Permission.MANAGE_OPERATORS)
    operator = operator_of(records, name)
    people = records.operators.all()
    if organisers(people) == [operator] and len(people) > 1:
        raise KioskError("access.last_organiser", operator=operator.name)
    by = records.signing_key()
    with records.transaction():
        records.append(Kind.OPERATOR, operator.name, {"removed": True}, at=clock.now())
        withdraw(records, operator.key, by)


def _store(records: Records, name: str, role: Role, pin: str) -> Operator:
    fault = fault_of_pin(pin)
    if fault:
        raise KioskError(fault)
    kept, key = new_pin(pin, secrets.token_bytes(_SALT_BYTES)), new_key(role, pin)
    # Asked before: whoever gives themselves a new PIN vouches for it with the old one.
    before, by = records.operators.all().get(name), records.signing_key()
    with records.transaction():
        records.append(Kind.OPERATOR, name, operator_fields(role, kept, key), at=clock.now())
        vouch(records, key, by)
        withdraw(records, before.key if before else None, by)
    if name == records.caller.operator and key is not None:
        signatures.open_by(pin, key)
    return records.operators.all()[name]


@takes_event
def operators_of(records: Records) -> list[Operator]:
    """Everybody who works at the desks, in the order of their names."""
    return list(records.operators.all().values())
