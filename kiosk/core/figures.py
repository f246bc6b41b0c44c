"""The one census of an event: every number that a screen, a paper, an export or a certificate shows is counted here.

``docs/figures.md`` defines the words.  People are counted, never entries; shares are of people
expected and can therefore not exceed the whole; whoever came beside the list is counted beside it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from kiosk.core.agenda import opens_at
from kiosk.core.attendance import AttendanceStatus, has_minutes
from kiosk.core.certificate import Shortfall
from kiosk.core.programme import Session
from kiosk.core.programmes.partnering import Result
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
    """One person to be counted, or for ``head_counts`` so many ``times`` people who count alike.  Not ``listed`` is
    somebody admitted by a genuine ticket whose record has not come.
    """

    person: Attendee
    presences: Sequence[Presence]
    listed: bool = True
    times: int = 1


@dataclass(frozen=True, slots=True)
class Headcount:
    """A group of people at one session, or over several (then: at one of them at least).

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


@dataclass(frozen=True, slots=True)
class Figures(Headcount):
    """A group of people with the ``minutes`` they spent; over several sessions these are the sum."""

    minutes: int = 0

    @property
    def average_minutes(self) -> float:
        """Mean minutes of those who came, to one decimal."""
        return mean(self.minutes, self.came)


@dataclass(frozen=True, slots=True)
class HeadCounts:
    """People counted without their minutes: over a programme, by session, and by category in the order of the event."""

    whole: Headcount = field(default_factory=Headcount)
    sessions: Mapping[str, Headcount] = field(default_factory=dict)
    categories: Mapping[str, Headcount] = field(default_factory=dict)


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


_ORDER = (
    ("산", "산업", "산업계", "산업체", "기업", "industry", "business", "company"),
    ("학", "학계", "대학", "academia", "academic", "university"),
    ("연", "연구", "연구계", "연구소", "연구원", "연구기관", "research", "institute", "research institute"),
    ("관", "정부", "공공", "공공기관", "관계", "지자체", "government", "public", "public sector"),
)
SECTORS = ("industry", "academia", "research", "government")
"""What the categories of ``_ORDER`` are, in its order."""
_PLACES = {name: place for place, names in enumerate(_ORDER) for name in names}
