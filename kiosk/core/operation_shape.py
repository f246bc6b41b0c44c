"""Whether an operation that came from elsewhere can be folded at all.

The answer depends on the operation alone, never on what is known here, so every desk sets aside the same ones.  Kinds
that this version does not know have no shape to fail: they are kept, passed on and left alone.  Where one of a few
words is meant any is taken: ``later_words`` reads those that only a newer program writes.
"""

import re
from base64 import b64decode
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime

from kiosk.core.answer_shape import ANSWER_FIELDS, SCAN_FIELDS, ValueKind
from kiosk.core.attendance import Direction
from kiosk.core.kept_figures import is_kept
from kiosk.core.operation import SIGNED, TEXTS, Kind, Operation
from kiosk.core.roster import OWN, PERSON_FIELDS, FieldKind
from kiosk.core.scan import Person
from kiosk.core.ticket import NUMBER_DIGITS, TAG_DIGITS

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
    if len(operation.subject) > _LONGEST_SUBJECT or not (operation.subject or operation.kind == Kind.SCAN):
        return "subject"
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


def _people_or_nothing(value: object) -> bool:
    return value is None or (_whole_number(value) and 0 <= _as_number(value) <= _MOST_PEOPLE)


def _minutes(value: object) -> bool:
    return _number(value) and 0 <= _as_number(value) <= _MOST_MINUTES


def _share(value: object) -> bool:
    return _number(value) and 0 <= _as_number(value) <= 1


def _as_number(value: object) -> float:
    return value if isinstance(value, int | float) else 0.0


def _moment(value: object) -> bool:
    """Whether it is a moment that every screen can show, in whatever time zone."""
    try:
        at = datetime.fromisoformat(value) if isinstance(value, str) else None
        return at is not None and at.tzinfo is not None and _FIRST <= at <= _LAST
    except (ValueError, OverflowError):
        return False


def _day_or_nothing(value: object) -> bool:
    if value is None:
        return True
    try:
        return isinstance(value, str) and _FIRST.year <= date.fromisoformat(value).year <= _LAST.year
    except ValueError:
        return False


def _fields_of(value: object, checks: Mapping[str, Check]) -> bool:
    """Whether it is a mapping that has all of these fields, each as it is to be."""
    return isinstance(value, Mapping) and all(name in value and check(value[name]) for name, check in checks.items())


def _rule(value: object) -> bool:
    return _fields_of(value, {"minimum_sessions": _people, "minimum_share": _share, "required": _texts})


def _credits(value: object) -> bool:
    return value == {} or _fields_of(value, {"minutes": _people, "minimum": _people})


def _access(value: object) -> bool:
    return _fields_of(value, {"lock_after_minutes": _minutes, "scan_while_locked": _yes_or_no})


def _privacy(value: object) -> bool:
    return _fields_of(value, {"consent_text": _text, "version": _whole_number, "keep_until": _day_or_nothing})


def _people(value: object) -> bool:
    return value is not None and _people_or_nothing(value)


def _zone(value: object) -> bool:
    """Whether it may be the name of a time zone: which there are the computer knows."""
    return isinstance(value, str) and _ZONE.fullmatch(value) is not None


def _previous(value: object) -> bool:
    wanted: dict[str, Check] = {"at": _moment, "desk": _text, "session": _text_or_nothing, "verdict": _text}
    return value is None or _fields_of(value, wanted)


def _fields_of_session() -> dict[str, Check]:
    return {
        **dict.fromkeys(("title_ko", "title_en", "kind", "room"), _text), "titles": _texts_by_language,
        "starts_at": _moment, "ends_at": _moment, "capacity": _people_or_nothing, "admission": _text,
        "categories": _texts, "tracking": _text, "counts": _yes_or_no, "opens_before": _minutes,
        "closes_after": _minutes, "minimum_share": _share, "speakers": _texts, "removed": _yes_or_no,
    }  # fmt: skip


def _party(value: object) -> bool:
    return value is None or (isinstance(value, list) and len(value) == 2 and all(map(_whole_number, value)))


def _person(value: object) -> bool:
    return value is None or _fields_of(value, dict.fromkeys(Person._fields, _text))


def _pin(value: object) -> bool:
    """Whether a PIN can be tried against it, in a time and a memory that a desk has."""
    if not isinstance(value, Mapping) or set(value) != {"n", "r", "p", "salt", "hash"}:
        return False
    n, r, p, salt, kept = (value[name] for name in ("n", "r", "p", "salt", "hash"))
    if not all(type(number) is int and number > 0 for number in (n, r, p)) or n * r * p > _COSTLIEST_PIN:
        return False
    return n & (n - 1) == 0 and n > 1 and all(isinstance(text, str) and _is_hex(text) for text in (salt, kept))


def _sealed_key(value: object) -> bool:
    wanted = {"public": 64, "salt": 32, "sealed": 120}
    return value is None or (
        isinstance(value, Mapping) and set(value) == set(wanted)
        and all(isinstance(value[name], str) and len(value[name]) == digits and _is_hex(value[name])
                for name, digits in wanted.items())
    )  # fmt: skip


def _pictures(value: object) -> bool:
    """Whether these are pictures by file name, in base64."""
    return isinstance(value, Mapping) and all(map(_in_base64, value.values()))


def _in_base64(value: object) -> bool:
    try:
        return isinstance(value, str) and b64decode(value, validate=True) is not None
    except ValueError:
        return False


def _is_hex(text: str) -> bool:
    return len(text) % 2 == 0 and all(digit in "0123456789abcdef" for digit in text)


def _direction(operation: Operation) -> str:
    return "" if operation.direction in set(Direction) else "direction"


def _key(operation: Operation) -> str:
    return "" if len(operation.subject) == _DIGITS_OF_KEY and _is_hex(operation.subject) else "subject"


def _numbered(operation: Operation) -> str:
    """Whether a person has an id of which a ticket can be made: without one no list of people could be read."""
    if not _is_number(operation.subject, NUMBER_DIGITS):
        return "subject"
    own = (name for name, value in operation.payload.items() if name.startswith(OWN) and not _text(value))
    return next((f"payload.{name}" for name in own), "")


def _is_number(text: str, digits: int) -> bool:
    return len(text) == digits and text.isascii() and text.isdecimal()


def _own_log(operation: Operation) -> str:
    """A laptop measures its own clock; what another says of it would move everybody's times."""
    return "" if operation.subject == operation.log_id else "subject"


_ZONE = re.compile(r"[A-Za-z0-9_+\-]{1,30}(/[A-Za-z0-9_+\-]{1,30}){0,3}")
_COSTLIEST_PIN = 2**22  # of n·r·p: half a gigabyte and two seconds
_MOST_PEOPLE, _MOST_MINUTES, _LONGEST_SUBJECT, _SHORTEST_SECRET = 10_000_000, 1_000_000, 1_000, 32
_DIGITS_OF_KEY = 64
_FIRST, _LAST = datetime(1970, 1, 2, tzinfo=UTC), datetime(2999, 12, 30, tzinfo=UTC)
_LATEST_US = 32_503_680_000_000_000  # the year 3000: what a datetime and every screen can show
_OF_KIND = {FieldKind.SESSIONS: _texts}
_ATTENDEE = {field.name: _OF_KIND.get(field.kind, _text) for field in PERSON_FIELDS if field.kept}
_EVENT: dict[str, Check] = {
    **dict.fromkeys(("name", "name_en", "place", "organiser", "badge_layout"), _text),
    **dict.fromkeys(("first_day", "last_day"), _day_or_nothing),
    "timezone": _zone,
    "certificate_rule": _rule,
    "credits": _credits,
    "access": _access,
    "privacy": _privacy,
    **dict.fromkeys(("seal", "picture"), _in_base64),
    "tag": lambda value: isinstance(value, str) and _is_number(value, TAG_DIGITS),
    "secret": lambda value: isinstance(value, str) and len(value) >= _SHORTEST_SECRET and _is_hex(value),
    **dict.fromkeys(TEXTS - {"titles", "labels"}, _texts_by_language),
}
_OF_VALUE: dict[ValueKind, Check] = {
    ValueKind.TEXT: _text,
    ValueKind.TEXT_OR_NOTHING: _text_or_nothing,
    ValueKind.YES_OR_NO: _yes_or_no,
    ValueKind.TEXTS: _texts,
    ValueKind.PERSON: _person,
    ValueKind.PREVIOUS: _previous,
    ValueKind.PARTY: _party,
}
_SCAN = {field.name: _OF_VALUE[field.kind] for field in (*SCAN_FIELDS, *ANSWER_FIELDS)}
_SCAN_MAY = {field.name: _SCAN.pop(field.name) for field in (*SCAN_FIELDS, *ANSWER_FIELDS) if field.optional}

_MEETING = {
    **dict.fromkeys(("session", "table", "company", "partner", "proposal"), _text),
    **dict.fromkeys(("starts_at", "ends_at"), _moment), "result": _text, "removed": _yes_or_no,
}  # fmt: skip

_HANDOUT: dict[str, Check] = {
    "titles": _texts_by_language, "lent": _yes_or_no, "categories": _texts, "stock": _people_or_nothing,
    "removed": _yes_or_no,
}  # fmt: skip

_OWN_FIELD: dict[str, Check] = {
    "labels": _texts_by_language, "kind": _text, "choices": _texts, "shown": _yes_or_no, "asked": _yes_or_no,
    "removed": _yes_or_no,
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
    Kind.HANDOUT: ({}, _HANDOUT, None),
    Kind.OWN_FIELD: ({}, _OWN_FIELD, None),
    Kind.ATTENDEE: ({}, {**_ATTENDEE, "listed": _mapping, "stands": _yes_or_no, "removed": _yes_or_no}, _numbered),
    Kind.IMPORT: ({}, _IMPORT, None),
    Kind.TICKET: ({"key": _text, "code": _text, "revokes": _texts}, {}, None),
    Kind.SCAN: (_SCAN, _SCAN_MAY, _direction),
    Kind.VOID: ({}, {"reason": _text, "operator": _text_or_nothing}, None),
    Kind.BADGE: ({}, {"fingerprint": _text}, None),
    # Any word: a state that a newer program knows is none here, and changes nothing.
    Kind.MAIL: ({"state": _text}, dict.fromkeys(("of", "address", "content", "server"), _text), None),
    Kind.LAYOUT: ({}, {"toml": _text, "pictures": _pictures, "removed": _yes_or_no}, None),
    Kind.ACCEPT: ({}, {"reason": _text}, None),
    Kind.CLOCK: ({"offset_us": _whole_number, "round_trip_us": _whole_number}, {}, _own_log),
    Kind.PURGE: ({"figures": is_kept}, {}, None),
    Kind.MERGE: ({"into": _text, "same": _yes_or_no}, {}, None),
    Kind.OPERATOR: ({}, {"role": _text, "pin": _pin, "removed": _yes_or_no, "key": _sealed_key}, None),
    # Any word: a step that a newer program knows ends a call here.
    Kind.CALL: ({"state": _text}, {"desk": _text}, None),
    Kind.TRANSLATION: ({"names": _texts_by_language}, {}, None),
    Kind.GRANT: ({SIGNED: _mapping}, {"history": _mapping, "laptop": _text, "sealed": _yes_or_no}, _key),
    Kind.WITHDRAW: ({SIGNED: _mapping, "history": _mapping}, {}, _key),
    Kind.LAPTOP: ({SIGNED: _mapping}, {"vouched": _mapping}, _key),
    Kind.SEAL: ({SIGNED: _mapping, "heads": _mapping}, {}, None),
    Kind.SIGN_IN: ({"outcome": _text}, {}, None),
    Kind.MEETING: ({}, _MEETING, None),
    Kind.CERTIFICATE: ({"serial": _text, "basis": _mapping}, _CERTIFICATE, None),
    Kind.REVOKE: ({"serial": _text, "reason": _text}, {}, None),
    Kind.FORM: ({}, {"toml": _text, "pictures": _pictures}, None),
}
