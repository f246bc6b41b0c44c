"""Whether an operation that came from elsewhere can be folded at all.

The answer depends on the operation alone, never on what is known here, so every desk sets aside the same ones.  Kinds
that this version does not know have no shape to fail: they are kept, passed on and left alone.  Where one of a few
words is meant any is taken: ``later_words`` reads those that only a newer program writes.
"""

from base64 import b64decode
from collections.abc import Callable, Mapping
from datetime import datetime

from kiosk.core.attendance import Direction
from kiosk.core.kept_figures import is_kept
from kiosk.core.operation import Kind, Operation
from kiosk.core.roster import PERSON_FIELDS, FieldKind

Check = Callable[[object], bool]

_FURTHEST = 2**62
"""Beyond this a number fits no clock, and soon no database either."""


def fault_of(operation: Operation) -> str:
    """What is wrong with an operation, as ``column`` or ``payload.field``; empty when it can be folded."""
    if any(abs(value) > _FURTHEST for value in (operation.wall_us, operation.offset_us, operation.hlc)):
        return "clock"
    if abs(operation.at_us) > _LATEST_US:
        return "wall_us"
    shape = _SHAPES.get(operation.kind)
    if shape is None:
        return ""
    if not isinstance(operation.payload, Mapping):
        return "payload"
    required, optional, column = shape
    for field, check in required.items():
        if field not in operation.payload or not check(operation.payload[field]):
            return f"payload.{field}"
    for field, check in optional.items():
        if field in operation.payload and not check(operation.payload[field]):
            return f"payload.{field}"
    return "" if column is None else column(operation)


def _text(value: object) -> bool:
    return isinstance(value, str)


def _text_or_nothing(value: object) -> bool:
    return value is None or isinstance(value, str)


def _yes_or_no(value: object) -> bool:
    return isinstance(value, bool)


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _mapping(value: object) -> bool:
    return isinstance(value, Mapping)


def _texts_by_language(value: object) -> bool:
    return isinstance(value, Mapping) and all(map(_text, value.values()))


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _FURTHEST


def _whole_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < _LATEST_US


def _number_or_nothing(value: object) -> bool:
    return value is None or _number(value)


def _moment(value: object) -> bool:
    try:
        return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _fields_of_session() -> dict[str, Check]:
    return {
        **dict.fromkeys(("title_ko", "title_en", "kind", "room"), _text), "titles": _texts_by_language,
        "starts_at": _moment, "ends_at": _moment, "capacity": _number_or_nothing, "admission": _text,
        "categories": _texts, "tracking": _text, "counts": _yes_or_no, "opens_before": _number,
        "closes_after": _number, "minimum_share": _number, "speakers": _texts, "removed": _yes_or_no,
    }  # fmt: skip


def _person(value: object) -> bool:
    wanted = ("id", "name", "affiliation", "category")
    return value is None or (isinstance(value, Mapping) and all(_text(value.get(name)) for name in wanted))


def _pin(value: object) -> bool:
    """Whether a PIN can be tried against it, in a time and a memory that a desk has."""
    if not isinstance(value, Mapping) or set(value) != {"n", "r", "p", "salt", "hash"}:
        return False
    n, r, p, salt, kept = (value[name] for name in ("n", "r", "p", "salt", "hash"))
    if not all(type(number) is int and number > 0 for number in (n, r, p)) or n * r * p > _COSTLIEST_PIN:
        return False
    return n & (n - 1) == 0 and n > 1 and all(isinstance(text, str) and _is_hex(text) for text in (salt, kept))


def _pictures(value: object) -> bool:
    """Whether these are pictures by file name, in base64."""
    if not isinstance(value, Mapping) or not all(isinstance(text, str) for text in value.values()):
        return False
    try:
        return all(b64decode(text, validate=True) is not None for text in value.values())
    except ValueError:
        return False


def _is_hex(text: str) -> bool:
    return len(text) % 2 == 0 and all(digit in "0123456789abcdef" for digit in text)


def _direction(operation: Operation) -> str:
    return "" if operation.direction in set(Direction) else "direction"


_COSTLIEST_PIN = 2**22  # of n·r·p: half a gigabyte and two seconds
_LATEST_US = 32_503_680_000_000_000  # the year 3000: what a datetime and every screen can show
_OF_KIND = {FieldKind.SESSIONS: _texts}
_ATTENDEE = {field.name: _OF_KIND.get(field.kind, _text) for field in PERSON_FIELDS if field.kept}
_EVENT = {
    **dict.fromkeys(("timezone", "tag", "secret", "name", "name_en", "place", "organiser"), _text),
    **dict.fromkeys(
        ("names", "places", "organisers", "hosts", "purposes", "budgets", "mail_subjects", "mail_bodies"),
        _texts_by_language,
    ),
}
_SCAN = {
    **dict.fromkeys(("text", "code", "desk", "reason"), _text),
    **dict.fromkeys(("accepted", "overridden", "badge_due"), _yes_or_no),
    # Any word: what a newer program calls its answer changes nothing in whether somebody was let in, and which way.
    "left": _texts, "verdict": _text, "asked": _text_or_nothing, "attendee": _person,
    "opens_next": _text_or_nothing, "previous": lambda value: value is None or isinstance(value, Mapping),
}  # fmt: skip

_MEETING = {
    **dict.fromkeys(("session", "table", "company", "partner", "proposal"), _text),
    **dict.fromkeys(("starts_at", "ends_at"), _moment), "result": _text, "removed": _yes_or_no,
}  # fmt: skip

_CERTIFICATE = {
    **dict.fromkeys(("series", "session", "layout", "form", "language", "hash", "replaces", "reason"), _text),
    "fields": _texts_by_language,
}

_IMPORT = {
    **dict.fromkeys(("file", "list"), _text), "headers": _texts, "mapping": _mapping, "taken_back": _yes_or_no,
    **dict.fromkeys(("count", "new", "changed"), _whole_number),
}  # fmt: skip

# Of each kind: the fields it must have, those it may have, and a look at the columns.
_SHAPES: dict[str, tuple[Mapping[str, Check], Mapping[str, Check], Callable[[Operation], str] | None]] = {
    Kind.EVENT: ({}, _EVENT, None),
    Kind.SESSION: ({}, _fields_of_session(), None),
    Kind.ATTENDEE: ({}, {**_ATTENDEE, "listed": _mapping, "stands": _yes_or_no, "removed": _yes_or_no}, None),
    Kind.IMPORT: ({}, _IMPORT, None),
    Kind.TICKET: ({"key": _text, "code": _text, "revokes": _texts}, {}, None),
    Kind.SCAN: (_SCAN, {}, _direction),
    Kind.VOID: ({}, {"reason": _text}, None),
    Kind.BADGE: ({}, {"fingerprint": _text}, None),
    # Any word: a state that a newer program knows is none here, and changes nothing.
    Kind.MAIL: ({"state": _text}, dict.fromkeys(("of", "address", "content", "server"), _text), None),
    Kind.LAYOUT: ({}, {"toml": _text, "pictures": _pictures, "removed": _yes_or_no}, None),
    Kind.ACCEPT: ({}, {"reason": _text}, None),
    Kind.CLOCK: ({"offset_us": _whole_number, "round_trip_us": _whole_number}, {}, None),
    Kind.PURGE: ({"figures": is_kept}, {}, None),
    Kind.MERGE: ({"into": _text, "same": _yes_or_no}, {}, None),
    Kind.OPERATOR: ({}, {"role": _text, "pin": _pin, "removed": _yes_or_no}, None),
    Kind.SIGN_IN: ({"outcome": _text}, {}, None),
    Kind.MEETING: ({}, _MEETING, None),
    Kind.CERTIFICATE: ({"serial": _text, "basis": _mapping}, _CERTIFICATE, None),
    Kind.REVOKE: ({"serial": _text, "reason": _text}, {}, None),
    Kind.FORM: ({}, {"toml": _text, "pictures": _pictures}, None),
}
