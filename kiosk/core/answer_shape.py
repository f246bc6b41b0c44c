"""An answer as the log keeps it and as scripts are told it: written and read here and nowhere else.

What an operation must have to be folded at all is in ``operation_shape``.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from kiosk.core.attendance import Direction
from kiosk.core.operation import Operation, as_text
from kiosk.core.scan import Answer, Person, Previous, Scan, understood


def answer_fields(answer: Answer) -> dict[str, object]:
    """What an answer says beside its scan, session, direction and moment; moments in ISO 8601, UTC."""
    person, previous = answer.person, answer.previous
    return {
        "verdict": answer.verdict,
        "attendee": person
        and {"id": person.id, "name": person.name, "affiliation": person.affiliation, "category": person.category},
        "previous": previous
        and {
            "at": as_text(previous.at),
            "desk": previous.desk,
            "session": previous.session,
            "verdict": previous.verdict,
            "overridden": previous.overridden,
        },
        "overridden": answer.overridden,
        "badge_due": answer.badge_due,
        "left": list(answer.left),
        "accepted": answer.accepted,
        "opens_next": answer.opens_next,
        "reason": answer.reason,
    }


def scan_fields(scan: Scan, code: str, answer: Answer) -> dict[str, object]:
    """A scan as the log keeps it: the raw text, the canonical ``code``, what was asked, and the whole answer."""
    return {
        "text": scan.text,
        "code": code,
        "desk": scan.desk,
        "room": scan.room,
        "operator": scan.operator,
        "asked": scan.asked,
        "override": scan.override,
    } | answer_fields(answer)


def answer_of(operation: Operation) -> Answer:
    """The answer that a stored scan was given."""
    fields: Mapping[str, Any] = operation.payload
    previous = fields["previous"]
    return Answer(
        scan_id=operation.op_id,
        verdict=understood(
            fields["verdict"], accepted=fields["accepted"], goes_out=operation.direction == Direction.OUT
        ),
        accepted=fields["accepted"],
        direction=Direction(operation.direction or ""),
        session=operation.session,
        at=operation.at,
        desk=fields["desk"],
        person=_person_from(fields["attendee"]) if fields["attendee"] else None,
        previous=_previous_from(previous) if previous else None,
        overridden=fields["overridden"],
        badge_due=fields["badge_due"],
        opens_next=fields["opens_next"],
        reason=fields["reason"],
        left=tuple(fields["left"]),
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


def _person_from(fields: Mapping[str, Any]) -> Person:
    return Person(fields["id"], fields["name"], fields["affiliation"], fields["category"])


def _previous_from(fields: Mapping[str, Any]) -> Previous:
    at = datetime.fromisoformat(fields["at"])
    verdict = understood(fields["verdict"], accepted=True, goes_out=False)
    return Previous(at, fields["desk"], fields["session"], verdict, fields.get("overridden", False))
