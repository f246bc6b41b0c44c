"""Who may do what at a desk: two roles, their PINs, and what wrong PINs cost.

An event without operators is open to whoever sits at the desk.  As soon as it has one, everything a person does there
needs somebody signed in; ``NEEDED`` says who.
"""

import hashlib
import hmac
import itertools
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any


class Role(StrEnum):
    """What a person of the event is there for."""

    OPERATOR = "operator"
    ORGANISER = "organiser"


class Permission(StrEnum):
    """What somebody may be allowed to do."""

    SCAN = "scan"
    FIND_PEOPLE = "find_people"
    SEE_CONTACTS = "see_contacts"  # phone and mail of many at once, to call those who have not come
    CALL_ROLL = "call_roll"  # see and print who is inside now
    ADD_PERSON = "add_person"
    CORRECT_PERSON = "correct_person"
    NEW_TICKET = "new_ticket"
    PRINT = "print"
    OVERRIDE = "override"
    UNDO = "undo"
    OVERRIDE_STATUS = "override_status"  # admit somebody who is blocked or cancelled
    UNDO_OF_OTHERS = "undo_of_others"  # take a scan back that somebody else made
    CHANGE_STATUS = "change_status"
    IMPORT_ROSTER = "import_roster"
    CHANGE_PROGRAMME = "change_programme"
    CHANGE_RULES = "change_rules"
    EXPORT = "export"
    SEND_MAIL = "send_mail"
    PURGE = "purge"
    SHARE = "share"  # set up the hub, let desks join, settle their conflicts
    MANAGE_OPERATORS = "manage_operators"


NEEDED: Mapping[Permission, Role] = {
    Permission.SCAN: Role.OPERATOR,
    Permission.FIND_PEOPLE: Role.OPERATOR,
    Permission.SEE_CONTACTS: Role.ORGANISER,
    Permission.CALL_ROLL: Role.OPERATOR,
    Permission.ADD_PERSON: Role.OPERATOR,
    Permission.CORRECT_PERSON: Role.OPERATOR,
    Permission.NEW_TICKET: Role.OPERATOR,
    Permission.PRINT: Role.OPERATOR,
    Permission.OVERRIDE: Role.OPERATOR,
    Permission.UNDO: Role.OPERATOR,
    Permission.OVERRIDE_STATUS: Role.ORGANISER,
    Permission.UNDO_OF_OTHERS: Role.ORGANISER,
    Permission.CHANGE_STATUS: Role.ORGANISER,
    Permission.IMPORT_ROSTER: Role.ORGANISER,
    Permission.CHANGE_PROGRAMME: Role.ORGANISER,
    Permission.CHANGE_RULES: Role.ORGANISER,
    Permission.EXPORT: Role.ORGANISER,
    Permission.SEND_MAIL: Role.ORGANISER,
    Permission.PURGE: Role.ORGANISER,
    Permission.SHARE: Role.ORGANISER,
    Permission.MANAGE_OPERATORS: Role.ORGANISER,
}
"""The least role each permission needs; an organiser may do all that an operator may."""

FIRST_TO_COST = 3
"""Fewer wrong PINs in a row are a slip of the finger; this one and each one after it cost a wait."""
_FIRST_WAIT, _LONGEST_WAIT = timedelta(seconds=30), timedelta(minutes=15)
SHORTEST_PIN, LONGEST_PIN = 4, 12


@dataclass(frozen=True, slots=True)
class Pin:
    """A PIN as it is kept: what scrypt (RFC 7914) makes of it, with the parameters it was made with."""

    n: int
    r: int
    p: int
    salt: str
    hash: str


@dataclass(frozen=True, slots=True)
class SealedKey:
    """An organiser's key as the event carries it: the public one, and the private one sealed with what scrypt makes of
    their PIN and ``salt`` (``key_from_pin``); all hexadecimal.
    """

    public: str
    salt: str
    sealed: str


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks for something to be done: the name of whoever is signed in, or nothing where nobody is.

    What is stored says so, and what they may do follows from the role that name has in the event.
    """

    operator: str = ""


@dataclass(frozen=True, slots=True)
class Operator:
    """Somebody who works at the desks.  The name is the identity: it is what the records say of who did it."""

    name: str
    role: Role
    pin: Pin
    key: SealedKey | None = None


@dataclass(frozen=True, slots=True)
class AccessRules:
    """What the organiser decides of locked desks: when a desk locks by itself (0: never), and whether it then still
    takes scans.
    """

    lock_after_minutes: int = 10
    scan_while_locked: bool = True


def may(role: Role | None, permission: Permission, rules: AccessRules) -> bool:
    """Whether somebody of ``role`` may; None is a desk at which nobody is signed in, although people are defined."""
    if role is None:
        return permission is Permission.SCAN and rules.scan_while_locked
    return role is Role.ORGANISER or NEEDED[permission] is Role.OPERATOR


def new_pin(pin: str, salt: bytes, *, n: int = 2**15, r: int = 8, p: int = 1) -> Pin:
    """What is kept of ``pin``; ``salt`` is random and new each time.  About a tenth of a second, 32 MB."""
    return Pin(n, r, p, salt.hex(), _scrypt(pin, salt, n, r, p).hex())


def is_right(pin: str, kept: Pin) -> bool:
    """Whether ``pin`` is the one that was kept."""
    made = _scrypt(pin, bytes.fromhex(kept.salt), kept.n, kept.r, kept.p)
    return hmac.compare_digest(made.hex(), kept.hash)


def fault_of_pin(pin: str) -> str:
    """What is wrong with a new PIN, as the code of a trouble; empty when it will do."""
    if not (pin.isascii() and pin.isdecimal() and SHORTEST_PIN <= len(pin) <= LONGEST_PIN):
        return "access.pin_not_digits"
    steps = {int(after) - int(before) for before, after in itertools.pairwise(pin)}
    return "access.pin_too_easy" if steps in ({0}, {1}, {-1}) else ""


def wait_after(wrong: int) -> timedelta:
    """How long nobody can try after ``wrong`` wrong PINs in a row: doubled each time, at most a quarter of an hour."""
    if wrong < FIRST_TO_COST:
        return timedelta()
    return min(_FIRST_WAIT * (1 << min(wrong - FIRST_TO_COST, 10)), _LONGEST_WAIT)


def wait_left(wrong: int, last_wrong: datetime | None, now: datetime) -> timedelta:
    """How long to wait still.  A clock set back does not lengthen the wait beyond its measure."""
    if last_wrong is None:
        return timedelta()
    return max(timedelta(), wait_after(wrong) - abs(now - last_wrong))


def key_from_pin(pin: str, salt: bytes) -> bytes:
    """The 32 bytes with which an organiser's key is sealed.  About a tenth of a second, 32 MB."""
    return _scrypt(pin, salt, 2**15, 8, 1)


def operator_fields(role: Role, pin: Pin, key: SealedKey | None = None) -> dict[str, object]:
    """An operator as the log keeps one."""
    return {"role": role, "pin": asdict(pin), "removed": False, "key": asdict(key) if key else None}


def operator_from(name: str, role: Role, fields: Mapping[str, Any]) -> Operator:
    """The operator that ``operator_fields`` described."""
    key = fields.get("key")
    return Operator(name, role, Pin(**fields["pin"]), SealedKey(**key) if key else None)


def _scrypt(pin: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    memory = 128 * r * (n + p + 2)  # what OpenSSL counts; it allows 32 MB unless told
    return hashlib.scrypt(pin.encode(), salt=salt, n=n, r=r, p=p, maxmem=memory, dklen=32)
