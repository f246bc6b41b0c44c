"""The census of an event as everybody reads it: counted now, or as it was kept when the people were erased."""

from collections.abc import Iterator, Sized
from dataclasses import dataclass
from datetime import datetime

from kiosk import clock
from kiosk.actions.event import details_of, event_zone
from kiosk.actions.handles import takes_event
from kiosk.core.agenda import closes_at
from kiosk.core.attendance import HANDOUT, has_minutes
from kiosk.core.census import census
from kiosk.core.figures import Census, Figures, is_running
from kiosk.core.kept_figures import census_from
from kiosk.core.programme import Session
from kiosk.core.roster import is_expected
from kiosk.errors import KioskError
from kiosk.store.records import Records
from kiosk.store.timestamps import moment


@dataclass(frozen=True, slots=True)
class SessionCount:
    """People of one session as a screen shows them while desks scan: expected, came, inside now."""

    expected: int = 0
    came: int = 0
    inside: int = 0


@takes_event
def read_census(records: Records, at: datetime | None = None) -> Census:
    """The census at the moment ``at`` (aware; now).  After an erasure: what was kept, with ``kept_since``."""
    programme, kept = records.programme.sessions(), records.figures.purge()
    if kept is not None:
        return census_from(kept.payload["figures"], programme, moment(kept.at_us))
    return census(
        records.figures.people(),
        programme,
        details_of(records).rule,
        at=at or clock.now(),
        zone=event_zone(records),
        holders={one.attendee_id for one in records.papers.certificates() if one.is_valid},
        scans=records.figures.scans(),
        meetings=records.programme.meetings(),
    )


@takes_event
def refuse_erased(records: Records) -> None:
    """Raises ``figures.erased`` where people were erased: a list of nobody is not to pass for a result."""
    if at := erased_at(records):
        raise KioskError("figures.erased", at=at)


@takes_event
def erased_at(records: Records) -> str:
    """When people were erased, in the event's time zone, as it is shown; empty where nobody was."""
    kept = records.figures.purge()
    return "" if kept is None else f"{moment(kept.at_us).astimezone(event_zone(records)):%Y-%m-%d %H:%M}"


@takes_event
def refuse_nobody_left(records: Records, people: Sized) -> None:
    """Raises ``figures.erased`` where there is nobody because people were erased; who was added since can be listed."""
    if not people:
        refuse_erased(records)


@takes_event
def session_counts(records: Records, at: datetime) -> dict[str, SessionCount]:
    """By session: expected, came, inside now, as the census of the moment ``at`` (aware) says; the database counts."""
    programme = records.programme.sessions()
    if records.figures.purge() is not None:
        return {
            one.session.code: SessionCount(one.whole.expected, one.whole.came) for one in read_census(records).sessions
        }
    kinds, here = list(records.figures.kinds()), records.figures.at_sessions()
    counts = {}
    for code, session in programme.items():
        came, open_stays = here.get(code, (0, 0))
        expected = sum(people for person, people in kinds if is_expected(person, session))
        counts[code] = SessionCount(expected, came, inside_now(session, open_stays, at))
    return counts


@takes_event
def people_inside(records: Records, session: Session | None, at: datetime) -> frozenset[str]:
    """Ids of those whom a scan into ``session`` at the moment ``at`` (aware) would find inside already."""
    if session is None or at > closes_at(session):
        return frozenset()
    if session.kind == HANDOUT:
        return frozenset(one.person for one in records.handouts.handed() if one.handout == session.code and one.is_out)
    return frozenset(records.figures.with_open_stay(session.code))


def inside_now(session: Session, open_stays: int, at: datetime) -> int:
    """People inside a session now, of those with a stay there that nothing has ended yet."""
    return open_stays if is_running(session, at) else 0


def statistics_rows(counted: Census) -> Iterator[tuple[Session, str | None, Figures]]:
    """By session in the order of the programme: everybody (category None), then each category."""
    for one in counted.sessions:
        yield one.session, None, one.whole
        for name, group in one.categories.items():
            yield one.session, name, group


def figures_json(session: Session, category: str | None, group: Figures) -> dict[str, object]:
    """One row as ``kiosk statistics --json`` prints it; no average where no minutes are counted."""
    return {
        "session": session.code, "category": category, "registered": group.registered, "expected": group.expected,
        "came": group.came, "of_expected": group.of_expected, "beside": group.beside, "present": group.present,
        "partial": group.partial, "absent": group.absent, "share": group.share, "minutes": group.minutes,
        "average_minutes": group.average_minutes if has_minutes(session) else None,
    }  # fmt: skip
