"""Sessions as the log keeps them: their fields, and back."""

from datetime import datetime

from kiosk.core.programme import Admission, Session, Tracking
from kiosk.store.moments import as_text

SESSION_FIELDS = {
    "title_ko", "title_en", "kind", "room", "starts_at", "ends_at", "capacity", "admission", "categories", "tracking",
    "counts", "opens_before", "closes_after", "minimum_share",
}  # fmt: skip


def session_fields(session: Session) -> dict[str, object]:
    """A session as the log keeps it: moments as ISO 8601 in UTC; there again, if it had been removed."""
    return {
        "title_ko": session.title_ko, "title_en": session.title_en, "kind": session.kind, "room": session.room,
        "starts_at": as_text(session.starts_at), "ends_at": as_text(session.ends_at), "capacity": session.capacity,
        "admission": session.admission, "categories": list(session.categories), "tracking": session.tracking,
        "counts": session.counts, "opens_before": session.opens_before, "closes_after": session.closes_after,
        "minimum_share": session.minimum_share, "removed": False,
    }  # fmt: skip


def session_from(code: str, fields: dict) -> Session:
    """The session that ``session_fields`` described."""
    return Session(
        code=code, title_ko=fields["title_ko"], title_en=fields["title_en"], kind=fields["kind"], room=fields["room"],
        starts_at=datetime.fromisoformat(fields["starts_at"]), ends_at=datetime.fromisoformat(fields["ends_at"]),
        capacity=fields["capacity"], admission=Admission(fields["admission"]), categories=tuple(fields["categories"]),
        tracking=Tracking(fields["tracking"]), counts=fields["counts"], opens_before=fields["opens_before"],
        closes_after=fields["closes_after"], minimum_share=fields["minimum_share"],
    )  # fmt: skip
