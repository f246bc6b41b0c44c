"""The figures of an event counted a second time, from the raw lines of its log, by rules written apart.

It shares nothing with ``kiosk.core.figures`` and ``kiosk.core.attendance``: what those count and this counts from the
same lines has to be the same, or one of the two is wrong.  The lines and the event are plain values, as
``resources/schemas/evidence.schema.json`` describes them; somebody else can follow the same rules in any language.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from fractions import Fraction
from typing import Any, NamedTuple

_MINUTE = 60_000_000
_QUARTER = 15 * 60
_NOTHING: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that two counts do not agree on: its path, what stands in the papers, what the second count says."""

    figure: str
    stated: int
    counted: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """The figures that were counted twice, by their paths, and those on which the counts differ."""

    names: tuple[str, ...]
    differences: tuple[Difference, ...] = ()

    @property
    def figures(self) -> int:
        """How many were counted twice."""
        return len(self.names)


def compare(told: Mapping[str, int], counted: Mapping[str, int]) -> Comparison:
    """Hold the figures of the papers beside those of the second count; one that is missing is 0."""
    names = sorted(told.keys() | counted.keys())
    differing = (Difference(name, told.get(name, 0), counted.get(name, 0)) for name in names)
    return Comparison(tuple(names), tuple(one for one in differing if one.stated != one.counted))


def flat(figures: Mapping[str, Any], path: str = "") -> dict[str, int]:
    """Every number of nested figures by its path; sessions by their codes, what is not known is left out."""
    found: dict[str, int] = {}
    for name, value in figures.items():
        here = f"{path}{name}"
        if isinstance(value, Mapping):
            found |= flat(value, f"{here}/")
        elif isinstance(value, list):
            for one in value:
                found |= flat({key: part for key, part in one.items() if key != "session"}, f"{here}/{one['session']}/")
        elif isinstance(value, int):
            found[here] = value
    return found


def recount(event: Mapping[str, Any], lines: Iterable[Mapping[str, Any]], zone: tzinfo) -> dict[str, int]:
    """Every figure by its path, counted from the lines of the log."""
    programme = [_Hours(fields, zone) for fields in event["programme"]]
    found: Counter[str] = Counter()
    moves = _moves(event, lines, found)
    people = {person["id"]: person for person in event["people"]}
    holders = {one["attendee_id"] for one in event["certificates"] if one["state"] == "valid"}
    rooms: dict[str, Counter[int]] = {hours.code: Counter() for hours in programme}
    for who in people.keys() | moves.keys():
        person = people.get(who, _NOTHING)
        there = _followed(moves.pop(who, []), programme)
        _count_person(person, there, programme, found)
        _count_times(there, programme, found, rooms, zone)
        if person:
            _count_claim(person, there, programme, event["rule"], who in holders, found)
    found["certificates/holders"] = len(holders)
    found["certificates_of//holders"] += len(holders - people.keys())
    for hours in programme:
        if hours.holds_people:
            found[f"sessions/{hours.code}/most_inside"] = _fullest(rooms[hours.code])
    for meeting in event["meetings"]:
        found[f"meetings/{meeting['result']}"] += 1
    return {name: number for name, number in found.items() if number}


class _Move(NamedTuple):
    at: int
    hlc: int
    scan_id: str
    session: str
    goes_in: bool


class _There(NamedTuple):
    """One person at one session, microseconds since 1970: whole minutes, status, first entry, last exit if known."""

    minutes: int
    came: bool
    present: bool
    first: int
    last: int | None


class _Hours:
    """A session in microseconds."""

    def __init__(self, fields: Mapping[str, Any], zone: tzinfo) -> None:
        self.code: str = fields["code"]
        self.fields = fields
        begins = datetime.fromisoformat(fields["starts_at"])
        self.starts, self.ends = _microseconds(begins), _microseconds(datetime.fromisoformat(fields["ends_at"]))
        self.day = begins.astimezone(zone).date().isoformat()
        self.holds_people = fields["kind"] != "registration"
        self.counts = bool(fields["counts"]) and self.holds_people
        self.least = round(Fraction(self.ends - self.starts) * Fraction(fields["minimum_share"]))

    def is_for(self, person: Mapping[str, Any]) -> bool:
        """Whether this person may enter."""
        if self.fields["admission"] == "registered":
            return self.code in person["sessions"]
        return self.fields["admission"] == "open" or person["category"] in self.fields["categories"]


def _microseconds(at: datetime) -> int:
    gone = at - datetime(1970, 1, 1, tzinfo=UTC)
    return (gone.days * 86_400 + gone.seconds) * 1_000_000 + gone.microseconds


def _moves(event: Mapping[str, Any], lines: Iterable[Mapping[str, Any]], found: Counter[str]) -> dict[str, list[_Move]]:
    """Accepted scans that nobody took back, by whose they are; and how many scans there were of each sort."""
    owners = {one["ticket"]: one["attendee_id"] for one in event["tickets"]}
    offsets = {one["log_id"]: one["offset_us"] for one in event["clocks"]}
    scans: dict[tuple[str, int, str], tuple[_Move | None, bool, bool]] = {}
    voided: set[str] = set()
    for line in lines:
        if line["kind"] == "void":
            voided.add(line["subject"])
        if line["kind"] != "scan":
            continue
        at = line["wall_us"] + offsets.get(line["log_id"], line["offset_us"])
        said, who = line["payload"], owners.get(line["subject"], line["subject"])
        move = None
        if said["accepted"] and line["session"] is not None:
            move = _Move(at, line["hlc"], line["op_id"], line["session"], line["direction"] == "in")
        scans[who, at, line["op_id"]] = (move, bool(said["accepted"]), bool(said["overridden"]))
    moves: dict[str, list[_Move]] = defaultdict(list)
    for (who, _at, scan_id), (move, accepted, overridden) in scans.items():
        sort = "taken_back" if scan_id in voided else "accepted" if accepted else "refused"
        found[f"scans/{sort}"] += 1
        found["scans/by_decision"] += sort == "accepted" and overridden
        if move is not None and sort == "accepted":
            moves[who].append(move)
    return dict(moves)


def _followed(moves: list[_Move], programme: list[_Hours]) -> dict[str, _There]:
    """Where one person was: the doors they went through, one after the other."""
    known = {hours.code: hours for hours in programme}
    spans: dict[str, list[tuple[int, int | None]]] = defaultdict(list)
    since: dict[str, int] = {}
    for move in sorted(moves):
        hours = known.get(move.session)
        if hours is None:
            continue
        if not move.goes_in:
            if move.session in since and hours.fields["tracking"] == "entry_exit":
                spans[move.session].append((since.pop(move.session), move.at))
        elif move.session not in since:
            for left in [code for code in since if _is_left(known[code], hours, move.at)]:
                spans[left].append((since.pop(left), move.at))
            since[move.session] = move.at
    for code, entered in since.items():
        spans[code].append((entered, None))
    return {code: _there(sorted(own, key=lambda span: span[0]), known[code]) for code, own in spans.items()}


def _is_left(other: _Hours, entered: _Hours, at: int) -> bool:
    """Whether entering one session ends the stay in another that runs at the same time."""
    both = other.holds_people and entered.holds_people
    overlapping = other.starts < entered.ends and entered.starts < other.ends
    return both and overlapping and at < entered.ends and at < other.ends


def _there(spans: list[tuple[int, int | None]], hours: _Hours) -> _There:
    """Nobody enters twice without leaving: the parts within the session's hours do not overlap and are added."""
    first, left = spans[0][0], spans[-1][1]
    if not hours.holds_people:
        return _There(0, True, True, first, left)
    inside = [(max(begin, hours.starts), min(hours.ends if end is None else end, hours.ends)) for begin, end in spans]
    inside = [(begin, end) for begin, end in inside if begin < end]
    spent = sum(end - begin for begin, end in inside)
    last = max((end for _begin, end in inside), default=None) if left is None else left
    came = spent >= _MINUTE
    return _There(spent // _MINUTE, came, came and spent >= hours.least, first, last)


def _groups_of(person: Mapping[str, Any], hours: Iterable[_Hours]) -> Iterator[tuple[str, list[_Hours]]]:
    """The groups of figures that a person is counted in, each with the sessions it is about."""
    everything, category = list(hours), person.get("category", "")
    yield "whole/", everything
    yield f"categories/{category}/", everything
    yield f"organisations/{person.get('organisation', '')}/", everything
    for day in {one.day for one in everything}:
        yield f"days/{day}/", [one for one in everything if one.day == day]
    for one in everything:
        yield f"sessions/{one.code}/whole/", [one]
        yield f"sessions/{one.code}/categories/{category}/", [one]


def _count_person(
    person: Mapping[str, Any], there: Mapping[str, _There], programme: list[_Hours], found: Counter[str]
) -> None:
    stands = person.get("status") == "registered"
    if not stands and not any(one.came for one in there.values()):
        return
    for group, some in _groups_of(person, programme):
        expected = stands and any(hours.is_for(person) for hours in some)
        own = [there[hours.code] for hours in some if hours.code in there and there[hours.code].came]
        found[f"{group}registered"] += stands
        found[f"{group}expected"] += expected
        if own:
            found[f"{group}of_expected"] += expected
            found[f"{group}beside"] += not expected
            found[f"{group}present"] += any(one.present for one in own)
            found[f"{group}partial"] += not any(one.present for one in own)
            found[f"{group}minutes"] += sum(one.minutes for one in own)


def _count_times(
    there: Mapping[str, _There], programme: list[_Hours], found: Counter[str], rooms: Mapping[str, Counter[int]],
    zone: tzinfo,
) -> None:  # fmt: skip
    firsts: dict[str, int] = {}
    for hours in programme:
        one = there.get(hours.code)
        if one is None or not one.came:
            continue
        firsts[hours.day] = min(one.first, firsts.get(hours.day, one.first))
        begin = max(one.first // 1_000_000, hours.starts // 1_000_000)
        end = min(hours.ends if one.last is None else one.last, hours.ends) // 1_000_000
        if begin < end:
            rooms[hours.code][begin] += 1
            rooms[hours.code][end] -= 1
    for day, first in firsts.items():
        quarter = datetime.fromtimestamp(first // 1_000_000 // _QUARTER * _QUARTER, zone)
        found[f"arrivals/{day}/{quarter.isoformat()}"] += 1


def _fullest(steps: Mapping[int, int]) -> int:
    most = now = 0
    for second in sorted(steps):
        now += steps[second]
        most = max(most, now)
    return most


def _count_claim(
    person: Mapping[str, Any], there: Mapping[str, _There], programme: list[_Hours], rule: Mapping[str, Any],
    holds: bool, found: Counter[str],
) -> None:  # fmt: skip
    counted = [there[hours.code] for hours in programme if hours.counts and hours.code in there]
    minutes = sum(one.minutes for one in counted)
    stands, category = person["status"] == "registered", person["category"]
    if stands or minutes:
        found[f"spent/{(minutes + 59) // 60}"] += 1
    wanting = _wanting(person, there, counted, minutes, programme, rule)
    if wanting:
        found[f"shortfalls/{wanting}"] += 1
    for group in ("certificates/", f"certificates_of/{category}/"):
        found[f"{group}entitled"] += not wanting
        found[f"{group}earned"] += holds and not wanting
    found[f"certificates_of/{category}/holders"] += holds


def _wanting(
    person: Mapping[str, Any], there: Mapping[str, _There], counted: list[_There], minutes: int,
    programme: list[_Hours], rule: Mapping[str, Any],
) -> str:  # fmt: skip
    """The first reason for not having earned a certificate, or nothing."""
    if person["status"] != "registered":
        return str(person["status"])
    if not any(one.came for one in counted):
        return "absent"
    if sum(one.present for one in counted) < rule["minimum_sessions"]:
        return "too_few_sessions"
    open_minutes = _covered([hours for hours in programme if hours.counts and hours.is_for(person)]) // _MINUTE
    if minutes * _MINUTE < round(Fraction(open_minutes * _MINUTE) * Fraction(rule["minimum_share"])):
        return "too_few_minutes"
    if any(code not in there or not there[code].present for code in rule["required"]):
        return "required_missed"
    return ""


def _covered(sessions: list[_Hours]) -> int:
    """The hours of the clock that sessions take, overlaps once: each instant belongs to the first that has it."""
    total, until = 0, 0
    for hours in sorted(sessions, key=lambda one: one.starts):
        total += max(0, hours.ends - max(hours.starts, until))
        until = max(until, hours.ends)
    return total
