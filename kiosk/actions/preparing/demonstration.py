"""The demonstration event: the workshop the program was made for, with invented people."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from kiosk import clock, paths
from kiosk.actions.event import create_records
from kiosk.actions.handles import gives_event
from kiosk.actions.people import import_roster
from kiosk.actions.people.own_fields import save_own_field
from kiosk.actions.programme import import_meetings, import_programme
from kiosk.actions.programme.edit_handouts import save_handout
from kiosk.core.certificate import Rule
from kiosk.core.event import EventDetails
from kiosk.core.handout import Handout
from kiosk.core.operation import Kind
from kiosk.core.own_field import OwnField, OwnKind
from kiosk.core.programme import Session
from kiosk.core.programmes.partnering import Meeting, Result
from kiosk.store.records import Records

DETAILS = EventDetails(
    names={"ko": "창원 강소특구 릴레이 합동 워크숍", "en": "Changwon INNOPOLIS relay joint workshop"},
    places={"ko": "그랜드 머큐어 앰배서더 창원", "en": "Grand Mercure Ambassador Changwon"},
    organisers={
        "ko": "창원특례시 · 한국전기연구원",
        "en": "Changwon Special City · Korea Electrotechnology Research Institute",
    },
    rule=Rule(minimum_sessions=2),
    purposes={
        "ko": "강소특구의 산·학·연·관이 지원사업을 공유하고 협력 과제를 발굴",
        "en": "Industry, academia, research and government share support programmes and find tasks to work on together",
    },
)
_FIRST_SESSION = "S1"
_PARTNERING_FILE = paths.resource("demo", "partnering.xlsx")
_PEOPLE = 84
_HANDOUTS = (
    Handout("KIT", {"ko": "자료집", "en": "Conference kit"}, stock=100),
    Handout("RECEIVER", {"ko": "통역 수신기", "en": "Interpretation receiver"}, lent=True, stock=30),
)
_TABLE = OwnField(
    "table", {"ko": "테이블", "en": "Table"}, OwnKind.CHOICE, tuple(str(number) for number in range(1, 9))
)
_DINNER = OwnField("dinner", {"ko": "만찬", "en": "Dinner"}, OwnKind.YES_NO, asked=True)
_OWN_FIELDS = (_TABLE, _DINNER)
_PARTIES = {60: "2", 75: "3"}
"""By their place on the roster: so many people come on one ticket."""

Shifted = TypeVar("Shifted", Session, Meeting)


def demonstration_records(
    path: Path, *, desk_id: str = "", as_planned: bool = False, invented_people: int | None = None
) -> Records:
    """Make the demonstration event at ``path``, open for writing.

    Its programme begins around the present moment, so that the desk has something to do, and it has what was not at the
    workshop and shows what the program can do: hand-outs, own fields, tickets for several people.  ``as_planned`` keeps
    the days of February 2024, and the workshop as its files say.  With ``invented_people`` the roster is left out and
    the rooms are as large as so many need.
    """
    records = create_records(path, DETAILS, desk_id=desk_id)
    planned = import_programme.plan_programme(records, paths.resource("demo", "programme.csv"))
    shift = timedelta() if as_planned else _shift_to_now(planned.new, clock.now())
    planned = replace(planned, new=tuple(_shifted(session, shift) for session in planned.new))
    if invented_people is not None:
        planned = replace(planned, new=tuple(_enlarged(session, invented_people) for session in planned.new))
    import_programme.import_programme(records, planned)
    _bring_meetings(records, shift)
    if invented_people is not None:
        return records
    table = import_roster.open_roster(paths.resource("demo", "roster.xlsx"))
    plan = import_roster.plan_roster(records, table, import_roster.guess(records, table))
    import_roster.import_roster(records, plan)
    if not as_planned:
        _add_to_try(records)
    return records


make_demonstration = gives_event(demonstration_records)


def results_of_meetings(records: Records) -> dict[str, Result]:
    """What came of each meeting in the end, as the organisers wrote it down, by the meeting's id."""
    planned = import_meetings.plan_meetings(records, _PARTNERING_FILE)
    return {meeting.id: meeting.result for meeting in (*planned.new, *planned.changed, *planned.unchanged)}


def _add_to_try(records: Records) -> None:
    """Something to hand out and to lend, a table for everybody, a question at the door, people who bring others."""
    for handout in _HANDOUTS:
        save_handout(records, handout)
    for field in _OWN_FIELDS:
        save_own_field(records, field)
    people, now = records.people.all(), clock.now()
    with records.transaction():
        for number, person in enumerate(people):
            fields = {_TABLE.name: _TABLE.choices[number % len(_TABLE.choices)]}
            fields |= {"party": _PARTIES[number]} if number in _PARTIES else {}
            records.append(Kind.ATTENDEE, person.id, dict(fields), at=now)


def _bring_meetings(records: Records, shift: timedelta) -> None:
    """The meetings of the partnering as they stood before the day: with the programme's shift, without results."""
    planned = import_meetings.plan_meetings(records, _PARTNERING_FILE)
    to_come = [replace(_shifted(meeting, shift), result=Result.PLANNED) for meeting in planned.new]
    import_meetings.import_meetings(records, replace(planned, new=tuple(to_come)))


def _shift_to_now(sessions: tuple[Session, ...], now: datetime) -> timedelta:
    """What brings the first session to begin at a half hour just past or soon to come: its doors are open either
    way.
    """
    first = next(session for session in sessions if session.code == _FIRST_SESSION)
    half_hour = now.replace(minute=30 * (now.minute // 30), second=0, microsecond=0)
    coming = half_hour + timedelta(minutes=30)
    doors_open = coming - timedelta(minutes=first.opens_before) <= now
    return (coming if doors_open else half_hour) - first.starts_at


def _shifted(item: Shifted, shift: timedelta) -> Shifted:
    return replace(item, starts_at=item.starts_at + shift, ends_at=item.ends_at + shift)


def _enlarged(session: Session, people: int) -> Session:
    rooms = -(-people // _PEOPLE)
    return replace(session, capacity=session.capacity and session.capacity * rooms)
