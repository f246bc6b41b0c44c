"""An answer as the log keeps it and as scripts are told it: its shape stands here and nowhere else.

Whether an operation of others has this shape is looked at in ``operation_shape``, by the tables below.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from kiosk.core.attendance import Direction
from kiosk.core.operation import Operation, as_text
from kiosk.core.scan import Answer, OfParty, Person, Previous, Scan, understood


class ValueKind(StrEnum):
    """What may stand in a field of a scan, as JSON."""

    TEXT = "text"
    TEXT_OR_NOTHING = "text or null"
    YES_OR_NO = "true or false"
    TEXTS = "list of texts"
    PERSON = "fields of Person, or null"
    PREVIOUS = "fields of Previous, or null"
    PARTY = "the how manieth of how many, or null"


class ScanField(NamedTuple):
    """What of a scan itself is kept; an ``optional`` field may be missing in what other programs wrote."""

    name: str
    kind: ValueKind
    optional: bool = False


class AnswerField(NamedTuple):
    """What of an answer is kept: its name in JSON, the name in ``Answer``, and the way there and back; what is
    ``optional`` other programs do not write.
    """

    name: str
    kind: ValueKind
    attribute: str
    write: Callable[[Any], object]
    read: Callable[[Any], object]
    optional: bool = False


def _as_it_is(value: object) -> object:
    return value


def _person_fields(person: Person | None) -> object:
    return person and person._asdict()


def _person_from(fields: Mapping[str, Any] | None) -> Person | None:
    return Person(*(fields[name] for name in Person._fields)) if fields else None


def _previous_fields(previous: Previous | None) -> object:
    return previous and previous._asdict() | {"at": as_text(previous.at)}


def _previous_from(fields: Mapping[str, Any] | None) -> Previous | None:
    if not fields:
        return None
    at = datetime.fromisoformat(fields["at"])
    verdict = understood(fields["verdict"], accepted=True, goes_out=False)
    return Previous(at, fields["desk"], fields["session"], verdict, fields.get("overridden", False))


def _party_fields(party: OfParty | None) -> object:
    return party and list(party)


def _party_from(fields: Sequence[int] | None) -> OfParty | None:
    return OfParty(*fields) if fields else None


def _unchanged(name: str, kind: ValueKind) -> AnswerField:
    return AnswerField(name, kind, name, _as_it_is, _as_it_is)


SCAN_FIELDS = (
    ScanField("text", ValueKind.TEXT),
    ScanField("code", ValueKind.TEXT),
    ScanField("desk", ValueKind.TEXT),
    ScanField("room", ValueKind.TEXT_OR_NOTHING, optional=True),
    ScanField("operator", ValueKind.TEXT_OR_NOTHING, optional=True),
    ScanField("asked", ValueKind.TEXT_OR_NOTHING),
    ScanField("override", ValueKind.TEXT_OR_NOTHING, optional=True),
)

ANSWER_FIELDS = (
    # Any word: what a newer program calls its answer changes nothing in whether somebody was let in, and which way.
    _unchanged("verdict", ValueKind.TEXT),
    AnswerField("attendee", ValueKind.PERSON, "person", _person_fields, _person_from),
    AnswerField("previous", ValueKind.PREVIOUS, "previous", _previous_fields, _previous_from),
    _unchanged("overridden", ValueKind.YES_OR_NO),
    _unchanged("badge_due", ValueKind.YES_OR_NO),
    AnswerField("left", ValueKind.TEXTS, "left", list, tuple),
    _unchanged("accepted", ValueKind.YES_OR_NO),
    _unchanged("opens_next", ValueKind.TEXT_OR_NOTHING),
    _unchanged("reason", ValueKind.TEXT),
    AnswerField("party", ValueKind.PARTY, "party", _party_fields, _party_from, optional=True),
)


def answer_fields(answer: Answer) -> dict[str, object]:
    """What an answer says beside its scan, session, direction and moment; moments in ISO 8601, UTC."""
    return {field.name: field.write(getattr(answer, field.attribute)) for field in ANSWER_FIELDS}


def scan_fields(scan: Scan, code: str, answer: Answer) -> dict[str, object]:
    """A scan as the log keeps it: the raw text, the canonical ``code``, what was asked, and the whole answer."""
    kept = {field.name: code if field.name == "code" else getattr(scan, field.name) for field in SCAN_FIELDS}
    return kept | answer_fields(answer)


def answer_of(operation: Operation) -> Answer:
    """The answer that a stored scan was given."""
    fields: Mapping[str, Any] = operation.payload
    kept: dict[str, Any] = {
        field.attribute: field.read(fields.get(field.name) if field.optional else fields[field.name])
        for field in ANSWER_FIELDS
    }
    goes_out = operation.direction == Direction.OUT
    kept["verdict"] = understood(kept["verdict"], accepted=kept["accepted"], goes_out=goes_out)
    return Answer(
        scan_id=operation.op_id,
        direction=Direction(operation.direction or ""),
        session=operation.session,
        at=operation.at,
        desk=fields["desk"],
        **kept,
    )


def answer_json(answer: Answer) -> dict[str, object]:
    """An answer in the shape scripts rely on."""
    return {
        "scan_id": answer.scan_id,
        "verdict": answer.verdict,
        "direction": answer.direction,
        "session": answer.session,
        "at": as_text(answer.at),
    } | answer_fields(answer)
