"""What is said of an event."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kiosk.core.certificate import Rule

DEFAULT_TIMEZONE = "Asia/Seoul"


@dataclass(frozen=True, slots=True)
class EventDetails:
    """What is said of an event on screens and paper.  ``timezone`` is an IANA name; ``rule`` decides certificates.

    ``first_day`` and ``last_day`` are the days announced; without them the programme says when the event is.
    """

    name: str
    timezone: str = DEFAULT_TIMEZONE
    name_en: str = ""
    place: str = ""
    organiser: str = ""
    rule: Rule = field(default_factory=Rule)
    first_day: date | None = None
    last_day: date | None = None


def details_from(fields: Mapping[str, Any]) -> EventDetails:
    """The details of an event as the log keeps them."""
    rule = fields["certificate_rule"]
    return EventDetails(
        name=fields["name"],
        timezone=fields["timezone"],
        name_en=fields["name_en"],
        place=fields["place"],
        organiser=fields["organiser"],
        rule=Rule(rule["minimum_sessions"], rule["minimum_share"], tuple(rule["required"])),
        first_day=_day_from(fields.get("first_day")),
        last_day=_day_from(fields.get("last_day")),
    )


def details_fields(details: EventDetails) -> dict[str, object]:
    """The details of an event as the log keeps them: days in ISO 8601."""
    rule = details.rule
    return {
        "name": details.name,
        "timezone": details.timezone,
        "name_en": details.name_en,
        "place": details.place,
        "organiser": details.organiser,
        "certificate_rule": {
            "minimum_sessions": rule.minimum_sessions,
            "minimum_share": rule.minimum_share,
            "required": list(rule.required),
        },
        "first_day": details.first_day and details.first_day.isoformat(),
        "last_day": details.last_day and details.last_day.isoformat(),
    }


def _day_from(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
