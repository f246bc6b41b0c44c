"""Counting an event: the census of ``kiosk.core.figures``, made of one person after another."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, tzinfo
from typing import TypeVar

from kiosk.core.arrivals import Arrivals, Room
from kiosk.core.attendance import AttendanceStatus, has_minutes
from kiosk.core.certificate import Judge, Rule, Shortfall
from kiosk.core.figures import (
    BUCKET,
    Census,
    CertificateFigures,
    Counted,
    Figures,
    Headcount,
    HeadCounts,
    Presence,
    ScanFigures,
    SessionFigures,
    category_order,
    is_running,
)
from kiosk.core.programme import Session
from kiosk.core.programmes.partnering import Meeting, company_key, count_results
from kiosk.core.roster import Attendee, is_expected


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
    tallies.close()
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


def head_counts(people: Iterable[Counted], programme: Mapping[str, Session], at: datetime, zone: tzinfo) -> HeadCounts:
    """The people of the census alone, for who looks every few seconds: those who count alike are counted at once."""
    tallies = _Tallies(programme, at, zone)
    for counted in people:
        tallies.add(counted)
    tallies.close()
    return HeadCounts(
        tallies.whole.headcount(),
        {code: tally.headcount() for code, tally in tallies.sessions.items()},
        {name: tallies.categories[name].headcount() for name in category_order(tallies.categories)},
    )


_CAME, _PRESENT, _INSIDE = 1, 2, 4
"""What somebody was to a session, or to several: put together by ``|``."""
_NOTHING = 0, 0
_Key = TypeVar("_Key")


class _Alike:
    """So many people who were the same to a session or a group of sessions, and the minutes of all of them."""

    __slots__ = ("minutes", "people")

    def __init__(self) -> None:
        self.people = self.minutes = 0


class _Tally:
    """Figures while they are counted."""

    __slots__ = ("beside", "expected", "inside", "minutes", "of_expected", "partial", "present", "registered")

    def __init__(self) -> None:
        self.registered = self.expected = self.of_expected = self.beside = 0
        self.present = self.partial = self.inside = self.minutes = 0

    def await_all(self, people: int, stands: bool, expected: bool) -> None:
        """Count so many people of the roster, whether or not they come."""
        self.registered += stands * people
        self.expected += expected * people

    def add(self, was: int, people: int, minutes: int, expected: bool) -> None:
        """Count what so many people did, with the minutes of all of them."""
        if was & _CAME:
            if expected:
                self.of_expected += people
            else:
                self.beside += people
            if was & _PRESENT:
                self.present += people
            else:
                self.partial += people
            self.minutes += minutes
        if was & _INSIDE:
            self.inside += people

    def figures(self) -> Figures:
        """What was counted."""
        return Figures(**{name: getattr(self, name) for name in self.__slots__})

    def headcount(self) -> Headcount:
        """The people of it alone."""
        return Headcount(**{name: getattr(self, name) for name in self.__slots__ if name != "minutes"})


class _Kind:
    """People whom the programme expects at the same sessions: who of them did what, at each session and each day."""

    __slots__ = ("category", "days", "expected", "expected_days", "people", "sessions", "stands")

    def __init__(
        self, category: str, stands: bool, expected: frozenset[str], expected_days: frozenset[date | None]
    ) -> None:
        self.category, self.stands = category, stands
        self.expected, self.expected_days = expected, expected_days
        self.people = 0
        self.sessions: dict[tuple[str, int], _Alike] = {}
        self.days: dict[tuple[date | None, int], _Alike] = {}


class _Tallies:
    """The tallies of every group.  People are taken one at a time and put together with those who count alike."""

    def __init__(self, programme: Mapping[str, Session], at: datetime, zone: tzinfo) -> None:
        self._programme = programme
        self._running = {code for code, session in programme.items() if is_running(session, at)}
        self._day_of = {code: session.starts_at.astimezone(zone).date() for code, session in programme.items()}
        self._kinds: dict[tuple[str, tuple[str, ...], bool], _Kind] = {}
        self._meaning: dict[tuple[str, AttendanceStatus, bool], int] = {}
        self._company_of: dict[str, _Tally] = {}
        self.whole = _Tally()
        self.sessions = {code: _Tally() for code in programme}
        self.by_category: dict[str, dict[str, _Tally]] = {code: {} for code in programme}
        self.categories: dict[str, _Tally] = {}
        self.days = {day: _Tally() for day in sorted(set(self._day_of.values()))}
        self.rooms = {code: Room(session.starts_at, session.ends_at) for code, session in programme.items()}
        self.arrivals = Arrivals(self.days, zone)
        self.organisations: dict[str, _Tally] = {}
        self.spelled: dict[str, str] = {}

    def add(self, counted: Counted) -> None:
        """Take one person, or so many who count alike."""
        person, people, meaning = counted.person, counted.times, self._meaning
        kind = self._kind_of(person, counted.listed and person.is_registered)
        days: dict[date | None, tuple[int, int]] = {}
        firsts: dict[date, int] = {}
        was_at_all = minutes = 0
        for seen in counted.presences:
            key = seen.session, seen.status, seen.is_open
            was = meaning[key] if key in meaning else self._was(seen)
            if was:
                _count(kind.sessions, (seen.session, was), people, seen.minutes)
                day = self._day_of[seen.session]
                before, spent = days.get(day, _NOTHING)
                days[day] = before | was, spent + seen.minutes
                was_at_all |= was
                minutes += seen.minutes
                if was & _CAME:
                    self.rooms[seen.session].add(seen.first_in, seen.last_out)
                    firsts[day] = min(seen.first_in, firsts.get(day, seen.first_in))
        if not was_at_all and not kind.stands:
            return
        kind.people += people
        self.arrivals.add(firsts)
        days[None] = was_at_all, minutes
        for group, (was, spent) in days.items():
            _count(kind.days, (group, was), people, spent)
        company = self._company(person.affiliation)
        company.await_all(people, kind.stands, bool(kind.expected))
        company.add(was_at_all, people, minutes, bool(kind.expected))

    def close(self) -> None:
        """Bring what was put together into the tallies."""
        for kind in self._kinds.values():
            if kind.people:
                self._close_sessions(kind)
                self._close_groups(kind)

    def _close_sessions(self, kind: _Kind) -> None:
        tallies = {
            code: (tally, self.by_category[code].setdefault(kind.category, _Tally()))
            for code, tally in self.sessions.items()
        }
        _close(tallies, kind, kind.expected, kind.sessions)

    def _close_groups(self, kind: _Kind) -> None:
        tallies: dict[date | None, tuple[_Tally, ...]] = {day: (tally,) for day, tally in self.days.items()}
        tallies[None] = self.whole, self.categories.setdefault(kind.category, _Tally())
        _close(tallies, kind, kind.expected_days, kind.days)

    def _kind_of(self, person: Attendee, stands: bool) -> _Kind:
        key = person.category, person.sessions, stands
        kind = self._kinds.get(key)
        if kind is None:
            expected = frozenset(
                code for code, session in self._programme.items() if stands and is_expected(person, session)
            )
            groups = {self._day_of[code] for code in expected}
            kind = _Kind(person.category, stands, expected, frozenset({*groups, *([None] if expected else [])}))
            self._kinds[key] = kind
        return kind

    def _was(self, seen: Presence) -> int:
        came, present = seen.status is not AttendanceStatus.ABSENT, seen.status is AttendanceStatus.PRESENT
        was = came * _CAME | present * _PRESENT | (seen.is_open and seen.session in self._running) * _INSIDE
        self._meaning[seen.session, seen.status, seen.is_open] = was = was if seen.session in self._programme else 0
        return was

    def _company(self, affiliation: str) -> _Tally:
        tally = self._company_of.get(affiliation)
        if tally is None:
            key = company_key(affiliation)
            self.spelled.setdefault(key, affiliation)
            tally = self._company_of[affiliation] = self.organisations.setdefault(key, _Tally())
        return tally


def _close(
    tallies: Mapping[_Key, tuple[_Tally, ...]], kind: _Kind, expected: Collection[_Key],
    groups: Mapping[tuple[_Key, int], _Alike],
) -> None:  # fmt: skip
    for key, own in tallies.items():
        for tally in own:
            tally.await_all(kind.people, kind.stands, key in expected)
    for (key, was), alike in groups.items():
        for tally in tallies[key]:
            tally.add(was, alike.people, alike.minutes, key in expected)


def _count(groups: dict[tuple[_Key, int], _Alike], key: tuple[_Key, int], people: int, minutes: int) -> None:
    alike = groups.get(key)
    if alike is None:
        alike = groups[key] = _Alike()
    alike.people += people
    alike.minutes += minutes


class _Claims:
    """What everybody on the roster has earned, counted."""

    def __init__(self, programme: Mapping[str, Session], rule: Rule, holders: Collection[str]) -> None:
        self._judge, self._holders = Judge(programme, rule), frozenset(holders)
        self.spent: Counter[int] = Counter()
        self.shortfalls: Counter[Shortfall] = Counter()
        self._held: Counter[str] = Counter()
        self._earned: Counter[str] = Counter()
        self._entitled: Counter[str] = Counter()

    def add(self, counted: Counted) -> None:
        """Hold one person against the rule."""
        claim = self._judge.entitlement(counted.person, counted.presences)
        if counted.person.is_registered or claim.minutes:
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
