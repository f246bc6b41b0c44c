"""The figures of an event by session and category.  They stay when its people are erased."""

from dataclasses import asdict, dataclass

from kiosk.actions.report_attendance import attendance_of_all
from kiosk.core.attendance import AttendanceStatus
from kiosk.core.certificate import expected_at
from kiosk.core.operation import Kind
from kiosk.store.records import Records


@dataclass(frozen=True, slots=True)
class Figure:
    """One session, all its people (``category`` None) or those of a category; ``minutes`` are those of all together."""

    session: str
    category: str | None
    expected: int
    present: int
    partial: int
    absent: int
    minutes: int


def statistics_of(records: Records) -> list[Figure]:
    """By session: everybody, then each category; as they were kept when people were erased."""
    purges = list(records.journal.of_kind(Kind.PURGE))
    if purges:
        return [Figure(**figure) for figure in purges[0].payload["figures"]]
    people = list(attendance_of_all(records))
    categories = sorted({person.attendee.category for person in people})
    figures = []
    for index, session in enumerate(records.programme.sessions().values()):
        for category in (None, *categories):
            group = [p for p in people if category is None or p.attendee.category == category]
            attended = [p.attendances[index] for p in group]
            counts = {status: sum(a.status is status for a in attended) for status in AttendanceStatus}
            expected = sum(expected_at(p.attendee, session) for p in group)
            there = (counts[s] for s in (AttendanceStatus.PRESENT, AttendanceStatus.PARTIAL, AttendanceStatus.ABSENT))
            figures.append(Figure(session.code, category, expected, *there, sum(a.minutes for a in attended)))
    return figures


def figures_payload(figures: list[Figure]) -> list[dict[str, object]]:
    """Figures as the log keeps them."""
    return [asdict(figure) for figure in figures]
