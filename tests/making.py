"""Small values and small events for the tests: a day with a few sessions, people, scans."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk.actions.door.check_in import check_in
from kiosk.actions.event import create_event, opened, read_event
from kiosk.actions.keeping.backup import doctor
from kiosk.actions.people.manage_roster import add_attendee
from kiosk.core.attendance import Direction, Movement
from kiosk.core.certificate import Rule
from kiosk.core.event import EventDetails
from kiosk.core.examination import Examination
from kiosk.core.lists.merge import new_fields
from kiosk.core.lists.roster_file import RosterRow
from kiosk.core.operation import Kind
from kiosk.core.programme import Admission, Session, Tracking
from kiosk.core.roster import OWN, Attendee
from kiosk.core.scan import Answer, Asked, Scan
from kiosk.store.records import Records
from kiosk.store.sessions import session_fields

SEOUL = ZoneInfo("Asia/Seoul")
DAY = datetime(2024, 2, 28, tzinfo=SEOUL)
DEMO = Path(__file__).parents[1] / "resources" / "demo"


def moment(clock: str) -> datetime:
    """``09:30`` or ``09:30:05`` of the day, as an aware moment in UTC."""
    return datetime.combine(DAY, time.fromisoformat(clock), SEOUL).astimezone(UTC)


def session(code: str = "A", hours: str = "10:00-12:00", **more) -> Session:
    """A session that is open to all and scans both ways; ``more`` are other fields."""
    start, _, end = hours.partition("-")
    hall = Session(code, {"ko": f"세션 {code}", "en": f"Session {code}"}, "talk", "Hall", moment(start), moment(end))
    return replace(hall, **{"tracking": Tracking.ENTRY_EXIT} | more)


def programme(*sessions: Session) -> dict[str, Session]:
    """Sessions by code."""
    return {item.code: item for item in sessions}


REGISTRATION = session("R", "09:00-18:00", kind="registration", room="Lobby", tracking=Tracking.ENTRY, counts=False)
BRIEFING = session("E", "10:00-11:00", room="Hall", tracking=Tracking.ENTRY)
FORUM = session("F", "10:30-12:00", room="Annex")
PARTNERING = session("P", "11:00-16:00", room="Side", admission=Admission.REGISTERED, capacity=2)
A_DAY = (REGISTRATION, BRIEFING, FORUM, PARTNERING)
"""Everybody registers; the forum overlaps the briefing before it and the partnering after it."""


def movement(clock: str, code: str = "A", direction: str = "in", order: int = 0) -> Movement:
    """An accepted scan at ``clock``; ``order`` tells scans of one moment apart."""
    return Movement(moment(clock), order, f"{clock}-{order}", code, Direction(direction), "desk 1", "admitted")


def attendee_of(row: RosterRow, attendee_id: str) -> Attendee:
    """Whom a new row of a list becomes."""
    fields = new_fields(row)
    own = {name.removeprefix(OWN): fields.pop(name) for name in tuple(fields) if name.startswith(OWN)}
    return Attendee(id=attendee_id, ticket_code=row.fields.get("ticket_code", ""), own=own, **fields)


def person(**fields) -> Attendee:
    """Somebody of the roster."""
    return Attendee(**({"id": "0000000000001", "name": "도재담", "category": "산"} | fields))


def new_event(
    folder: Path, sessions: Iterable[Session] = A_DAY, *, name: str = "day.kiosk", rule: Rule | None = None
) -> Records:
    """An event with these sessions and nobody in it, open for writing."""
    records = create_event(
        folder / name, EventDetails({"ko": "하루"}, organisers={"ko": "모임"}, rule=rule or Rule()), desk_id="laptop-1"
    )
    add_sessions(records, sessions)
    return records


def closed_event(folder: Path, people: int = 3) -> Path:
    """The file of a day with some people on its roster, that nobody has open."""
    records = new_event(folder)
    add_people(records, people)
    records.close()
    return records.path


def add_sessions(records: Records, sessions: Iterable[Session]) -> None:
    """Put sessions into the programme, or change them."""
    with records.transaction():
        for item in sessions:
            records.append(Kind.SESSION, item.code, session_fields(item), at=DAY)


def add_people(records: Records, count: int, **fields) -> list[Attendee]:
    """``count`` people, all on the list of the partnering."""
    default = {"category": "산", "sessions": ["P"]} if "P" in records.programme.sessions() else {"category": "산"}
    return [add_attendee(records, {"name": f"참석자{number}", **default, **fields}) for number in range(1, count + 1)]


class Desk:
    """A desk that scans: each scan gets the next id, and the moment it is given."""

    def __init__(self, records: Records, name: str = "desk 1") -> None:
        self.records, self.name, self.count = records, name, 0

    def scan(self, code: str, clock: str | datetime, direction: str = "", **fields) -> Answer:
        """Check in ``code`` at ``clock``."""
        return check_in(self.records, self.beam(code, clock, direction, **fields))

    def beam(self, code: str, clock: str | datetime, direction: str = "", **fields) -> Scan:
        """The next scan, not yet answered."""
        self.count += 1
        at = moment(clock) if isinstance(clock, str) else clock
        scan = Scan(f"{self.name}/{self.count}", code, at, self.name, asked=Asked(direction) if direction else None)
        return replace(scan, **fields)


def seconds(count: float) -> timedelta:
    """So many seconds."""
    return timedelta(seconds=count)


def examined(path: Path) -> Examination:
    """What the doctor finds in an event file that is closed."""
    with opened(read_event(path)) as records:
        return doctor(records)


def numbers(records: Records) -> set[tuple[str, int]]:
    """Log and number of every operation of an event."""
    return set(records.file.connection.execute("SELECT log_id, seq FROM op"))


def foreign(records: Records, attendee: Attendee, code: str, replaces: str = "") -> Attendee:
    """Give somebody a code of another system."""
    payload = {"key": f"x:{code}", "code": code, "revokes": [f"x:{replaces}"] if replaces else []}
    with records.transaction():
        records.append(Kind.TICKET, attendee.id, payload, at=DAY)
    return records.people.get(attendee.id)


def secret(records: Records) -> bytes:
    """What the event signs its tickets with."""
    return records.event.ticket_key().secret
