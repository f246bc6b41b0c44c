"""What is said of an event."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from kiosk.core import texts
from kiosk.core.certificate import Credits, Rule
from kiosk.core.operation import TEXTS

DEFAULT_TIMEZONE = "Asia/Seoul"


@dataclass(frozen=True, slots=True)
class EventDetails:
    """What is said of an event on screens and paper: names, places and organisers by language (``kiosk.core.texts``);
    for the report on it also who hosts it (주최, where that is not who organises it), what for, and for how much money.

    ``providers``, ``course_numbers``, ``instructors`` and ``credit_units`` are what bodies that award credits ask for
    on a certificate; ``credits`` how many minutes are one.

    ``timezone`` is an IANA name; ``rule`` decides certificates.
    ``first_day`` and ``last_day`` are the days announced; without them the programme says when the event is.
    """

    names: Mapping[str, str]
    timezone: str = DEFAULT_TIMEZONE
    places: Mapping[str, str] = field(default_factory=dict)
    organisers: Mapping[str, str] = field(default_factory=dict)
    rule: Rule = field(default_factory=Rule)
    first_day: date | None = None
    last_day: date | None = None
    hosts: Mapping[str, str] = field(default_factory=dict)
    purposes: Mapping[str, str] = field(default_factory=dict)
    budgets: Mapping[str, str] = field(default_factory=dict)
    providers: Mapping[str, str] = field(default_factory=dict)
    course_numbers: Mapping[str, str] = field(default_factory=dict)
    instructors: Mapping[str, str] = field(default_factory=dict)
    credit_units: Mapping[str, str] = field(default_factory=dict)
    credits: Credits = field(default_factory=Credits)


def details_from(fields: Mapping[str, Any]) -> EventDetails:
    """The details of an event as the log keeps them."""
    rule, awarded = fields["certificate_rule"], fields.get("credits") or {}
    return EventDetails(
        names=texts.said(fields["names"]),
        timezone=fields["timezone"],
        places=texts.said(fields["places"]),
        organisers=texts.said(fields["organisers"]),
        rule=Rule(rule["minimum_sessions"], rule["minimum_share"], tuple(rule["required"])),
        first_day=_day_from(fields.get("first_day")),
        last_day=_day_from(fields.get("last_day")),
        credits=Credits(awarded.get("minutes", 0), awarded.get("minimum", 0)),
        **{name: texts.said(fields.get(name) or {}) for name in _LATER_TEXTS},
    )


def details_fields(details: EventDetails) -> dict[str, Any]:
    """The details of an event as the log keeps them: days in ISO 8601."""
    rule = details.rule
    return {
        "names": texts.said(details.names),
        "timezone": details.timezone,
        "places": texts.said(details.places),
        "organisers": texts.said(details.organisers),
        "certificate_rule": {
            "minimum_sessions": rule.minimum_sessions,
            "minimum_share": rule.minimum_share,
            "required": list(rule.required),
        },
        "first_day": details.first_day and details.first_day.isoformat(),
        "last_day": details.last_day and details.last_day.isoformat(),
        **{name: said for name in _LATER_TEXTS if (said := texts.said(getattr(details, name)))},
        **({"credits": asdict(details.credits)} if details.credits != Credits() else {}),
    }


def changed_fields(before: EventDetails, after: EventDetails) -> dict[str, object]:
    """The fields that differ, as they stand ``after``; of texts only the languages that do, empty where one goes."""
    known, fields = details_fields(before), details_fields(after)
    gone: dict[str, object] = {name: {} for name in known.keys() - fields.keys()}
    changed = {name: value for name, value in (fields | gone).items() if known.get(name) != value}
    return {
        name: texts.changes(known.get(name, {}), value) if name in TEXTS else value for name, value in changed.items()
    }


_LATER_TEXTS = ("hosts", "purposes", "budgets", "providers", "course_numbers", "instructors", "credit_units")
"""Came later: the log of an event that says nothing of them has no such field."""


def _day_from(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
