"""Is everything ready for the event?  What the evening before can find, each judged from plain values."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from kiosk.core.certificate import Rule, counts_for_certificates
from kiosk.core.programme import Admission, Session
from kiosk.core.programmes.timetable import double_bookings
from kiosk.core.roster import Attendee, may_enter

LEAST_FREE, TIGHT_FREE = 200 * 1024**2, 1024**3
"""Bytes on the event's disk: with fewer than the first nothing is safe, with fewer than the second look soon."""

FRESH_SCAN, FRESH_COPY = timedelta(hours=24), timedelta(hours=24)
CLOCK_SLACK = timedelta(minutes=2)
_DAYS_AROUND = timedelta(days=14)
_MOST_NAMES = 5


class Topic(StrEnum):
    """What is looked at, in the order of the list."""

    PROGRAMME = "programme"
    ROSTER = "roster"
    FONTS = "fonts"
    RULE = "rule"
    DESK = "desk"
    PRINTER = "printer"
    SCANNER = "scanner"
    CLOCK = "clock"
    DISK = "disk"
    BACKUP = "backup"
    FILE = "file"
    # Of the laptop alone, whatever the event (`kiosk.core.laptop`).
    SCREEN = "screen"
    SOUND = "sound"
    CAMERA = "camera"
    VOICE = "voice"
    KEY_RING = "key_ring"
    HUB = "hub"


class State(StrEnum):
    """How one thing stands."""

    READY = "ready"
    ATTENTION = "attention"  # the event can be held, but somebody should look
    TROUBLE = "trouble"  # something would go wrong


@dataclass(frozen=True, slots=True)
class Line:
    """One thing looked at: ``code`` and ``details`` are a sentence's, ``place`` is where it is mended."""

    topic: Topic
    state: State
    code: str
    details: Mapping[str, object] = field(default_factory=dict)
    place: str = ""


def ready(topic: Topic, code: str, **details: object) -> Line:
    """All is well."""
    return Line(topic, State.READY, code, details)


def attention(topic: Topic, code: str, place: str, **details: object) -> Line:
    """Somebody should look."""
    return Line(topic, State.ATTENTION, code, details, place)


def trouble(topic: Topic, code: str, place: str, **details: object) -> Line:
    """This has to be mended."""
    return Line(topic, State.TROUBLE, code, details, place)


def worst(lines: Iterable[Line]) -> State:
    """The state of the whole."""
    states = {line.state for line in lines}
    return next((state for state in (State.TROUBLE, State.ATTENTION) if state in states), State.READY)


def programme_lines(sessions: Sequence[Session]) -> list[Line]:
    """Is there a programme, and does every session have its room to itself?"""
    if not sessions:
        return [trouble(Topic.PROGRAMME, "ready.no_programme", "programme")]
    lines = [
        attention(Topic.PROGRAMME, "ready.double_booking", "programme", room=one.room, one=one.code, other=other.code)
        for one, other in double_bookings(sessions)
    ]
    return lines or [ready(Topic.PROGRAMME, "ready.programme", count=len(sessions))]


def roster_lines(people: Sequence[Attendee], sessions: Sequence[Session], erased: str = "") -> list[Line]:
    """Is everybody there with a code of their own and a category, and has every closed session somebody to come?

    ``erased`` is the moment, as a text, at which everybody was erased.
    """
    if erased and not people:
        return [attention(Topic.ROSTER, "ready.erased", "", when=erased)]
    if not people:
        return [trouble(Topic.ROSTER, "ready.no_roster", "people")]
    lines = []
    codes = Counter(person.ticket_code for person in people if person.ticket_code)
    if doubles := [person.name for person in people if codes[person.ticket_code] > 1]:
        lines.append(trouble(Topic.ROSTER, "ready.double_codes", "people", names=_some(doubles), count=len(doubles)))
    registered = [person for person in people if person.is_registered]
    if without := [person.name for person in registered if not person.category]:
        lines.append(attention(Topic.ROSTER, "ready.no_category", "people", names=_some(without), count=len(without)))
    lines += _list_lines(registered, sessions)
    return lines or [ready(Topic.ROSTER, "ready.roster", count=len(people))]


def rule_lines(rule: Rule, people: Sequence[Attendee], programme: Mapping[str, Session]) -> list[Line]:
    """Can the certificate be earned, and by how many of the people expected?"""
    if missing := [code for code in rule.required if code not in programme]:
        return [trouble(Topic.RULE, "ready.rule_missing", "documents", sessions=", ".join(missing))]
    registered = [person for person in people if person.is_registered]
    able = sum(is_within_reach(person, programme, rule) for person in registered)
    if not registered:
        return [attention(Topic.RULE, "ready.rule_untried", "people")]
    if not able:
        return [trouble(Topic.RULE, "ready.rule_for_nobody", "documents")]
    if able < len(registered):
        return [attention(Topic.RULE, "ready.rule_for_some", "documents", able=able, count=len(registered))]
    return [ready(Topic.RULE, "ready.rule", count=able)]


def is_within_reach(person: Attendee, programme: Mapping[str, Session], rule: Rule) -> bool:
    """Whether somebody who comes to everything meant for them earns the certificate."""
    meant = [session for session in programme.values() if may_enter(person, session)]
    counted = [session for session in meant if counts_for_certificates(session)]
    codes = {session.code for session in meant}
    return len(counted) >= max(1, rule.minimum_sessions) and all(code in codes for code in rule.required)


def desk_lines(name: str, room: str, pinned: str, programme: Mapping[str, Session]) -> list[Line]:
    """Does this desk know what it is called and where it stands?

    Where sessions are held in several rooms the clock alone cannot tell which one a scan is for, unless the desk keeps
    to one session.
    """
    rooms = {session.room for session in programme.values()} - {""}
    lines = [] if name else [attention(Topic.DESK, "ready.desk_unnamed", "desk")]
    if len(rooms) > 1 and room not in rooms and pinned not in programme:
        lines.append(attention(Topic.DESK, "ready.no_room", "desk", count=len(rooms)))
    if lines:
        return lines
    if room in rooms:
        return [ready(Topic.DESK, "ready.desk_in", desk=name, room=room)]
    return [ready(Topic.DESK, "ready.desk", desk=name)]


def clock_lines(
    now: datetime,
    laptop: tzinfo | None,
    zone: tzinfo,
    days: tuple[date, date] | None,
    newest: datetime | None,
    correction: timedelta = timedelta(),
) -> list[Line]:
    """Does the clock stand where the event does?

    ``laptop`` is the zone the laptop itself shows, ``days`` the event's first and last day, ``newest`` the latest
    moment that is recorded (what was recorded cannot lie ahead), ``correction`` what the hub's clock adds to this one.
    """
    lines, local = [], now.astimezone(zone)
    if newest is not None and newest > now + CLOCK_SLACK:
        then = f"{newest.astimezone(zone):%Y-%m-%d %H:%M}"
        lines.append(trouble(Topic.CLOCK, "ready.clock_behind", "", then=then, now=f"{local:%Y-%m-%d %H:%M}"))
    if days is not None and not days[0] - _DAYS_AROUND <= local.date() <= days[1] + _DAYS_AROUND:
        details = {"today": f"{local:%Y-%m-%d}", "first": f"{days[0]:%Y-%m-%d}", "last": f"{days[1]:%Y-%m-%d}"}
        lines.append(attention(Topic.CLOCK, "ready.far_day", "programme", **details))
    if abs(correction) > CLOCK_SLACK:
        minutes = round(abs(correction) / timedelta(minutes=1))
        lines.append(
            attention(Topic.CLOCK, "ready.clock_corrected", "", minutes=minutes, now=f"{local:%Y-%m-%d %H:%M}")
        )
    if laptop is not None and now.astimezone(laptop).utcoffset() != local.utcoffset():
        details = {"here": f"{now.astimezone(laptop):%H:%M}", "there": f"{local:%H:%M}"}
        lines.append(attention(Topic.CLOCK, "ready.other_zone", "programme", **details))
    return lines or [ready(Topic.CLOCK, "ready.clock", now=f"{local:%Y-%m-%d %H:%M}")]


def disk_line(free: int | None, why_not: str) -> Line:
    """Is there room, and can it be written?  ``free`` is None when nobody can tell, ``why_not`` says what failed."""
    if why_not:
        return trouble(Topic.DISK, "ready.disk_refused", "", why=why_not)
    megabytes = (free or 0) // 1024**2
    if free is not None and free < LEAST_FREE:
        return trouble(Topic.DISK, "ready.disk_full", "", megabytes=megabytes)
    if free is not None and free < TIGHT_FREE:
        return attention(Topic.DISK, "ready.disk_tight", "", megabytes=megabytes)
    return ready(Topic.DISK, "ready.disk", gigabytes=f"{megabytes / 1024:,.0f}")


def scanner_line(tested: datetime | None, now: datetime) -> Line:
    """Has a code of this event reached this desk lately?"""
    if tested is None:
        return trouble(Topic.SCANNER, "ready.scanner_untried", "scanner_trial")
    hours = int((now - tested) / timedelta(hours=1))
    if now - tested > FRESH_SCAN:
        return attention(Topic.SCANNER, "ready.scanner_long_ago", "scanner_trial", hours=hours)
    return ready(Topic.SCANNER, "ready.scanner", minutes=max(1, int((now - tested) / timedelta(minutes=1))))


def _list_lines(registered: Sequence[Attendee], sessions: Sequence[Session]) -> list[Line]:
    """Sessions by registration or category that nobody may enter."""
    return [
        attention(Topic.ROSTER, "ready.empty_list", "people", session=session.code)
        for session in sessions
        if session.admission is not Admission.OPEN and not any(may_enter(person, session) for person in registered)
    ]


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:_MOST_NAMES]) + (" …" if len(names) > _MOST_NAMES else "")
