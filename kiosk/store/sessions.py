"""Sessions as the log keeps them: their fields, and back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from kiosk.core import texts
from kiosk.core.earlier_shapes import in_todays_shape
from kiosk.core.later_words import understood
from kiosk.core.operation import Kind, as_text
from kiosk.core.programme import Admission, Session, Tracking

# Speakers came later: a session is whole without them.
SESSION_FIELDS = {
    "titles", "kind", "room", "starts_at", "ends_at", "capacity", "admission", "categories", "tracking",
    "counts", "opens_before", "closes_after", "minimum_share",
}  # fmt: skip


def session_fields(session: Session, known: Session | None = None) -> dict[str, object]:
    """A session as the log keeps it: moments as ISO 8601 in UTC; there again, if it had been removed.

    Titles of the session as it was ``known`` go, where they are in a language that it has none in now.
    """
    return {
        "titles": dict.fromkeys(known.titles if known else (), "") | texts.said(session.titles),
        "kind": session.kind, "room": session.room,
        "starts_at": as_text(session.starts_at), "ends_at": as_text(session.ends_at), "capacity": session.capacity,
        "admission": session.admission, "categories": list(session.categories), "tracking": session.tracking,
        "counts": session.counts, "opens_before": session.opens_before, "closes_after": session.closes_after,
        "minimum_share": session.minimum_share, "speakers": list(session.speakers), "removed": False,
    }  # fmt: skip


def session_from(code: str, kept: dict[str, Any]) -> Session:
    """The session that ``session_fields`` described."""
    fields: Mapping[str, Any] = in_todays_shape(Kind.SESSION, kept)
    return Session(
        code=code, titles=texts.said(fields["titles"]), kind=fields["kind"], room=fields["room"],
        starts_at=datetime.fromisoformat(fields["starts_at"]), ends_at=datetime.fromisoformat(fields["ends_at"]),
        capacity=fields["capacity"], categories=tuple(fields["categories"]),
        admission=understood(Admission, fields["admission"]),
        tracking=understood(Tracking, fields["tracking"]), counts=fields["counts"], opens_before=fields["opens_before"],
        closes_after=fields["closes_after"], minimum_share=fields["minimum_share"],
        speakers=tuple(fields.get("speakers", ())),
    )  # fmt: skip
