"""The one census of an event: every number that a screen, a paper, an export or a certificate shows is counted here.

``docs/figures.md`` defines the words.  People are counted, never entries; shares are of people
expected and can therefore not exceed the whole; whoever came beside the list is counted beside it.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import NamedTuple

from kiosk.core.agenda import opens_at
from kiosk.core.arrivals import Arrivals, Room
from kiosk.core.attendance import AttendanceStatus, has_minutes
from kiosk.core.certificate import Rule, Shortfall, entitlement
from kiosk.core.programme import Session
from kiosk.core.programmes.partnering import Meeting, Result, company_key, count_results
from kiosk.core.roster import Attendee, is_expected

BUCKET = 60
"""Minutes: how people are put together by the time they spent."""


class Presence(NamedTuple):
    """One person at one session they entered, as folded: whole ``minutes``, and whether their last stay is open.

    ``first_in`` and ``last_out`` are seconds since 1970 (UTC), begun ones; None where nothing says when they left.
    """

    session: str
    status: AttendanceStatus
    minutes: int
    is_open: bool = False
    first_in: int = 0
    last_out: int | None = None


class Counted(NamedTuple):
    """One person to be counted.  Not ``listed`` is somebody admitted by a genuine ticket whose record has not come."""

    person: Attendee
    presences: Sequence[Presence]
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Figures:
    """A group of people at one session, or over several (then: at one of them at least; minutes are the sum).

    ``registered`` are those of the group whose registration stands, ``expected`` (대상) those of them who may enter,
    ``of_expected`` and ``beside`` the two parts of those who came, ``present`` and ``partial`` likewise; ``inside``
    are inside now (``is_running``).
    """

    registered: int = 0
    expected: int = 0
    of_expected: int = 0
    beside: int = 0
    present: int = 0
    partial: int = 0
    inside: int = 0
    minutes: int = 0

    @property
    def came(self) -> int:
        """Everybody who came (출석)."""
        return self.of_expected + self.beside

    @property
    def absent(self) -> int:
        """Those expected who did not come (불참)."""
        return self.expected - self.of_expected

    @property
    def share(self) -> int:
        """Per cent of those expected who came."""
        return percent(self.of_expected, self.expected)

    @property
    def average_minutes(self) -> float:
        """Mean minutes of those who came, to one decimal."""
        return mean(self.minutes, self.came)


@dataclass(frozen=True, slots=True)
class SessionFigures:
    """One session: everybody, and by category in the order of the event.

    ``most_inside`` is how many of those who came were between their first entry and their last exit at the fullest
    moment within its hours; None where that was not kept, and of a registration, which holds nobody.
    """

    session: Session
    whole: Figures
    categories: Mapping[str, Figures] = field(default_factory=dict)
    most_inside: int | None = None


@dataclass(frozen=True, slots=True)
class ScanFigures:
    """Scans: every one is accepted, refused or taken back; ``by_decision`` are those accepted that a person decided."""

    accepted: int = 0
    by_decision: int = 0
    refused: int = 0
    taken_back: int = 0

    @property
    def all(self) -> int:
        """Every scan ever answered."""
        return self.accepted + self.refused + self.taken_back


@dataclass(frozen=True, slots=True)
class CertificateFigures:
    """People who hold a certificate, how many of them have earned it by what is known now, and how many people have
    earned one, whether they hold it or not (``entitled``).
    """

    holders: int = 0
    earned: int = 0
    entitled: int = 0

    @property
    def lapsed(self) -> int:
        """People who hold one that is no longer earned: a scan was taken back, a registration cancelled."""
        return self.holders - self.earned


@dataclass(frozen=True, slots=True)
class Census:
    """An event in figures.  ``spent`` counts people by hours begun in sessions that count (0: none at all),
    ``shortfalls`` people by the first reason for not having earned a certificate; ``kept_since`` is the moment at which
    the people were erased: these figures are what is left of them.  ``arrivals`` are by day the people who came, by the
    quarter of an hour (its beginning, aware, in the event's zone) of their first entry that day.
    """

    whole: Figures
    sessions: tuple[SessionFigures, ...]
    categories: Mapping[str, Figures]
    days: Mapping[date, Figures]
    organisations: Mapping[str, Figures] = field(default_factory=dict)
    scans: ScanFigures = ScanFigures()
    certificates: CertificateFigures = CertificateFigures()
    certificates_of: Mapping[str, CertificateFigures] = field(default_factory=dict)
    arrivals: Mapping[date, Mapping[datetime, int]] = field(default_factory=dict)
    spent: Mapping[int, int] = field(default_factory=dict)
    shortfalls: Mapping[Shortfall, int] = field(default_factory=dict)
    meetings: Mapping[Result, int] = field(default_factory=dict)
    kept_since: datetime | None = None

    @property
    def meetings_in_all(self) -> int:
        """One-to-one meetings of the event."""
        return sum(self.meetings.values())


def percent(part: int, whole: int) -> int:
    """Whole per cent, rounded half up once; 0 of nobody."""
    return (200 * part + whole) // (2 * whole) if whole else 0


def mean(total: int, count: int) -> float:
    """The mean to one decimal, rounded half up once; 0 of nobody."""
    return (20 * total + count) // (2 * count) / 10 if count else 0.0


def is_running(session: Session, at: datetime) -> bool:
    """Whether people can be inside a session now: it holds people, has opened its door, and has not ended."""
    return has_minutes(session) and opens_at(session) <= at < session.ends_at


def category_order(names: Iterable[str]) -> list[str]:
    """Categories as an event lists them: 산·학·연·관 first, then the others by name, people without one last."""
    return sorted(names, key=lambda name: (not name, _PLACES.get(name.casefold().strip(), len(_PLACES)), name))


def sector_of(category: str) -> str:
    """Which of industry, academia, research and government a category names, in whichever language; else nothing."""
    place = _PLACES.get(category.casefold().strip())
    return "" if place is None else SECTORS[place]


def expected_by_session(people: Iterable[Attendee], programme: Mapping[str, Session]) -> dict[str, int]:
    """How many people each session expects, for a screen that has the roster at hand."""
    counts = dict.fromkeys(programme, 0)
    for person in people:
        for session in programme.values():
            counts[session.code] += is_expected(person, session)
    return counts


def census(
    people: Iterable[Counted],
    programme: Mapping[str, Session],
    rule: Rule,
    *,
    at: datetime,
    zone: tzinfo,
    holders: Collection[str] = (),
    scans: ScanFigures | None = None,
    meetings: Iterable[Meeting] = (),
) -> Census:
    """Count everybody once.  ``at`` is the moment (aware) for those inside, ``zone`` says which day a session is of,
    ``holders`` are the ids of people who hold a certificate.  People are taken one at a time and not kept.
    """
    tallies = _Tallies(programme, at, zone)
    claims = _Claims(programme, rule, holders)
    for counted in people:
        tallies.add(counted)
        if counted.listed:
            claims.add(counted)
    order = category_order(tallies.categories)
    return Census(
        whole=tallies.whole.figures(),
        sessions=tuple(
            SessionFigures(
                session,
                tallies.sessions[session.code].figures(),
                {name: tallies.by_category[session.code].get(name, _Tally()).figures() for name in order},
                tallies.rooms[session.code].most() if has_minutes(session) else None,
            )
            for session in programme.values()
        ),
        categories={name: tallies.categories[name].figures() for name in order},
        days={day: tallies.days[day].figures() for day in sorted(tallies.days)},
        organisations={tallies.spelled[key]: tally.figures() for key, tally in tallies.organisations.items()},
        scans=scans or ScanFigures(),
        certificates=claims.whole(),
        certificates_of=claims.by_category(order),
        arrivals=tallies.arrivals.by_day(),
        spent=dict(sorted(claims.spent.items())),
        shortfalls=dict(claims.shortfalls),
        meetings=dict(count_results(meetings)),
    )


class _Mark(NamedTuple):
    """What one person is to a session, or to several of them."""

    expected: bool = False
    came: bool = False
    present: bool = False
    inside: bool = False
    minutes: int = 0


_NOWHERE, _AWAITED = _Mark(), _Mark(expected=True)


class _Tally:
    """Figures while they are counted."""

    __slots__ = ("beside", "expected", "inside", "minutes", "of_expected", "partial", "present", "registered")

    def __init__(self) -> None:
        self.registered = self.expected = self.of_expected = self.beside = 0
        self.present = self.partial = self.inside = self.minutes = 0

    def add(self, mark: _Mark, stands: bool) -> None:
        """Count one person."""
        self.registered += stands
        self.expected += mark.expected
        if mark.came:
            self.of_expected += mark.expected
            self.beside += not mark.expected
            self.present += mark.present
            self.partial += not mark.present
            self.minutes += mark.minutes
        self.inside += mark.inside

    def figures(self) -> Figures:
        """What was counted."""
        return Figures(**{name: getattr(self, name) for name in self.__slots__})


class _Tallies:
    """The tallies of every group, filled one person at a time."""

    def __init__(self, programme: Mapping[str, Session], at: datetime, zone: tzinfo) -> None:
        self._programme = programme
        self._running = {code for code, session in programme.items() if is_running(session, at)}
        self._day_of = {code: session.starts_at.astimezone(zone).date() for code, session in programme.items()}
        self.whole = _Tally()
        self.sessions = {code: _Tally() for code in programme}
        self.by_category: dict[str, dict[str, _Tally]] = {code: {} for code in programme}
        self.categories: dict[str, _Tally] = {}
        self.days = {day: _Tally() for day in self._day_of.values()}
        self.rooms = {code: Room(session.starts_at, session.ends_at) for code, session in programme.items()}
        self.arrivals = Arrivals(set(self.days), zone)
        self.organisations: dict[str, _Tally] = {}
        self.spelled: dict[str, str] = {}

    def add(self, counted: Counted) -> None:
        """Count one person in each of their groups."""
        person, stands = counted.person, counted.listed and counted.person.stands
        marks = {code: mark for code, mark in self._marks(counted) if mark != _NOWHERE}
        if not stands and not any(mark.came or mark.inside for mark in marks.values()):
            return
        for code in self._programme:
            mark = marks.get(code, _NOWHERE)
            self.sessions[code].add(mark, stands)
            self.by_category[code].setdefault(person.category, _Tally()).add(mark, stands)
        for day, tally in self.days.items():
            tally.add(_together([mark for code, mark in marks.items() if self._day_of[code] == day]), stands)
        self._note_times(counted.presences)
        key = company_key(person.affiliation)
        self.spelled.setdefault(key, person.affiliation)
        whole = _together(list(marks.values()))
        for tally in (
            self.whole,
            self.categories.setdefault(person.category, _Tally()),
            self.organisations.setdefault(key, _Tally()),
        ):
            tally.add(whole, stands)

    def _note_times(self, presences: Sequence[Presence]) -> None:
        firsts: dict[date, int] = {}
        for seen in presences:
            if seen.status is AttendanceStatus.ABSENT or seen.session not in self._programme:
                continue
            self.rooms[seen.session].add(seen.first_in, seen.last_out)
            day = self._day_of[seen.session]
            firsts[day] = min(seen.first_in, firsts.get(day, seen.first_in))
        self.arrivals.add(firsts)

    def _marks(self, counted: Counted) -> Iterator[tuple[str, _Mark]]:
        here = {presence.session: presence for presence in counted.presences}
        for code, session in self._programme.items():
            expected = counted.listed and is_expected(counted.person, session)
            seen = here.get(code)
            if seen is None:
                yield code, _AWAITED if expected else _NOWHERE
                continue
            yield (
                code,
                _Mark(
                    expected,
                    came=seen.status is not AttendanceStatus.ABSENT,
                    present=seen.status is AttendanceStatus.PRESENT,
                    inside=seen.is_open and code in self._running,
                    minutes=seen.minutes,
                ),
            )


def _together(marks: Sequence[_Mark]) -> _Mark:
    """One person over several sessions: expected at, came to, inside one of them at least."""
    if not marks:
        return _NOWHERE
    expected, came, present, inside, minutes = zip(*marks, strict=True)
    return _Mark(any(expected), any(came), any(present), any(inside), sum(minutes))


class _Claims:
    """What everybody on the roster has earned, counted."""

    def __init__(self, programme: Mapping[str, Session], rule: Rule, holders: Collection[str]) -> None:
        self._programme, self._rule, self._holders = programme, rule, frozenset(holders)
        self.spent: Counter[int] = Counter()
        self.shortfalls: Counter[Shortfall] = Counter()
        self._held: Counter[str] = Counter()
        self._earned: Counter[str] = Counter()
        self._entitled: Counter[str] = Counter()

    def add(self, counted: Counted) -> None:
        """Hold one person against the rule."""
        claim = entitlement(counted.person, counted.presences, self._programme, self._rule)
        if counted.person.stands or claim.minutes:
            self.spent[-(-claim.minutes // BUCKET)] += 1
        holds, category = counted.person.id in self._holders, counted.person.category
        self._held[category] += holds
        self._earned[category] += holds and claim.earned
        self._entitled[category] += claim.earned
        if not claim.earned:
            self.shortfalls[claim.shortfalls[0]] += 1

    def whole(self) -> CertificateFigures:
        """Everybody."""
        return CertificateFigures(len(self._holders), self._earned.total(), self._entitled.total())

    def by_category(self, order: Iterable[str]) -> dict[str, CertificateFigures]:
        """By category; who holds one and is on no roster any more is of none."""
        held = self._held + Counter({"": len(self._holders) - self._held.total()})
        return {
            name: CertificateFigures(held[name], self._earned[name], self._entitled[name])
            for name in category_order({*order, *held})
        }


_ORDER = (
    ("산", "산업", "산업계", "산업체", "기업", "industry", "business", "company"),
    ("학", "학계", "대학", "academia", "academic", "university"),
    ("연", "연구", "연구계", "연구소", "연구원", "연구기관", "research", "institute", "research institute"),
    ("관", "정부", "공공", "공공기관", "관계", "지자체", "government", "public", "public sector"),
)
SECTORS = ("industry", "academia", "research", "government")
"""What the categories of ``_ORDER`` are, in its order."""
_PLACES = {name: place for place, names in enumerate(_ORDER) for name in names}
