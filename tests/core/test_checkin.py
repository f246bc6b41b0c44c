"""The decision at the door, held against the table of docs/check-in.md and the rules below it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from kiosk.core import checkin
from kiosk.core.attendance import HANDOUT, Direction, Movement, Stay, stays
from kiosk.core.checkin import Decision, Found, Situation, decide
from kiosk.core.programme import Admission, Session, Tracking
from kiosk.core.roster import Status
from kiosk.core.scan import OVERRIDABLE, Asked, PastScan, Previous, Scan, Verdict, colour
from tests import making
from tests.making import moment, movement, person, programme

DOCUMENT = Path(__file__).parents[2] / "docs" / "check-in.md"
CODE = "1000000000000000000000000000000034"


# --- the table of the document ---


@dataclass(frozen=True)
class Row:
    """One verdict as the document has it."""

    verdict: str
    colour: str
    overridable: str


def documented() -> list[Row]:
    """The table of verdicts, in its order."""
    _, _, section = DOCUMENT.read_text(encoding="utf-8").partition("## The verdicts\n")
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \| ([^|]+) \| ([^|]*)\|$", section, re.MULTILINE)
    return [Row(verdict, shown.strip(), overridable.strip()) for verdict, shown, overridable in rows]


def test_the_document_has_every_verdict_in_the_order_of_the_code():
    assert [row.verdict for row in documented()] == list(Verdict)


@pytest.mark.parametrize("row", documented(), ids=lambda row: row.verdict)
def test_a_verdict_has_the_colour_and_the_override_of_the_document(row: Row):
    verdict = Verdict(row.verdict)
    if verdict is not Verdict.REPEAT:
        assert colour(verdict) == row.colour
    assert row.overridable == {True: "yes", False: "no" if verdict not in ACCEPTING else ""}[verdict in OVERRIDABLE]


def test_every_verdict_is_drawn():
    diagram = re.search(r"```mermaid\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)[1]
    assert set(Verdict) <= set(re.findall(r"\w+", diagram))


# --- what one condition, or two at once, lead to ---

ACCEPTING = {Verdict.LEFT, Verdict.RETURNED, Verdict.GIVEN, Verdict.ADMITTED, Verdict.COMPANION,
             Verdict.ADMITTED_UNLISTED}  # fmt: skip


@dataclass(slots=True)
class Door:
    """A scan and what it meets; by itself a listed person walks into an open session."""

    session: Session = field(default_factory=making.session)
    at: datetime = field(default_factory=lambda: moment("10:30"))
    pinned: bool = True
    asked: Asked | None = None
    override: str = ""
    found: Found = Found.LISTED
    status: Status = Status.REGISTERED
    entered: bool = False
    inside: int = 0
    beeped: bool = False
    has_badge: bool = False
    rule: str = ""
    party: str = ""

    def decide(self) -> Decision:
        """The answer."""
        scan = Scan(
            "1", CODE, self.at, "desk 1", session=self.session.code if self.pinned else None, room=self.session.room,
            asked=self.asked, override=self.override,
        )  # fmt: skip
        known = self.found in (Found.LISTED, Found.REVOKED)
        last = PastScan(
            self.at - timedelta(seconds=2), "desk 1", self.session.code, Verdict.ADMITTED, CODE, self.asked
        )  # fmt: skip
        entry = Movement(self.at - timedelta(minutes=1), 1, "0", self.session.code, Direction.IN, "desk 2", "admitted")
        return decide(scan, Situation(
            found=self.found,
            programme=programme(self.session),
            code=CODE,
            subject="1",
            attendee=person(status=self.status, party=self.party) if known else None,
            stays=[Stay(self.session.code, entry)] if self.entered else [],
            occupancy={self.session.code: self.inside},
            last=last if self.beeped else None,
            first=last if self.beeped else None,
            has_badge=self.has_badge,
            rule=self.rule,
        ))  # fmt: skip

    def change(self, **fields) -> None:
        """Change the session."""
        self.session = replace(self.session, **fields)


def found(what: Found) -> Callable[[Door], None]:
    return lambda door: setattr(door, "found", what)


def status(what: Status) -> Callable[[Door], None]:
    return lambda door: setattr(door, "status", what)


def nothing_open(door: Door) -> None:
    door.pinned, door.at = False, moment("08:00")


def early(door: Door) -> None:
    door.at = moment("09:39")


def late(door: Door) -> None:
    door.at = moment("12:00")


def for_others(door: Door) -> None:
    door.change(admission=Admission.CATEGORY, categories=("학",))


def by_list(door: Door) -> None:
    door.change(admission=Admission.REGISTERED)


def double_beep(door: Door) -> None:
    door.beeped = True


def inside(door: Door) -> None:
    door.entered, door.asked = True, Asked.IN


def leaving_from_outside(door: Door) -> None:
    door.asked = Asked.OUT


def full(door: Door) -> None:
    door.change(capacity=10)
    door.inside = 10


def by_rule(door: Door) -> None:
    door.rule = "정장만 입장"


def leaving(door: Door) -> None:
    door.entered, door.asked = True, Asked.OUT


def companion(door: Door) -> None:
    door.entered, door.party = True, "2"


def handing(condition: Callable[[Door], None]) -> Callable[[Door], None]:
    """The same at the door of something that is lent."""

    def happen(door: Door) -> None:
        door.change(kind=HANDOUT)
        condition(door)

    return happen


CONDITIONS: dict[Verdict, Callable[[Door], None]] = {
    Verdict.UNKNOWN: found(Found.NOTHING),
    Verdict.OTHER_EVENT: found(Found.OTHER_EVENT),
    Verdict.FORGED: found(Found.FORGED),
    Verdict.REVOKED: found(Found.REVOKED),
    Verdict.CANCELLED: status(Status.CANCELLED),
    Verdict.BLOCKED: status(Status.BLOCKED),
    Verdict.NOT_CONFIRMED: status(Status.WAITING),
    Verdict.NO_SESSION: nothing_open,
    Verdict.TOO_EARLY: early,
    Verdict.TOO_LATE: late,
    Verdict.NOT_ELIGIBLE: for_others,
    Verdict.NOT_REGISTERED: by_list,
    Verdict.REPEAT: double_beep,
    Verdict.ALREADY_IN: inside,
    Verdict.ALREADY_GIVEN: handing(inside),
    Verdict.NOT_IN: leaving_from_outside,
    Verdict.NOT_LENT: handing(leaving_from_outside),
    Verdict.FULL: full,
    Verdict.NONE_LEFT: handing(full),
    Verdict.HOUSE_RULE: by_rule,
    Verdict.LEFT: leaving,
    Verdict.RETURNED: handing(leaving),
    Verdict.GIVEN: handing(lambda door: None),
    Verdict.ADMITTED: lambda door: None,
    Verdict.COMPANION: companion,
    Verdict.ADMITTED_UNLISTED: found(Found.UNLISTED),
}
CODE_FAULTS = [Verdict.UNKNOWN, Verdict.OTHER_EVENT, Verdict.FORGED, Verdict.REVOKED]
GOING_OUT = {Verdict.NOT_IN, Verdict.NOT_LENT, Verdict.LEFT, Verdict.RETURNED}
REFUSALS = [verdict for verdict in Verdict if verdict not in ACCEPTING]

OF_HANDOUTS = {
    Verdict.ALREADY_GIVEN, Verdict.NOT_LENT, Verdict.NONE_LEFT, Verdict.RETURNED, Verdict.GIVEN,
}  # fmt: skip
# Something that is handed out has no hours, no list and no room, and rules of plug-ins are about entries.
OF_SESSIONS = {
    Verdict.NO_SESSION, Verdict.TOO_EARLY, Verdict.TOO_LATE, Verdict.NOT_REGISTERED, Verdict.ALREADY_IN, Verdict.NOT_IN,
    Verdict.FULL, Verdict.HOUSE_RULE,
}  # fmt: skip

# Of each group only one can be true of a scan.
EXCLUSIVE = [
    *({of_session, of_handout} for of_session in OF_SESSIONS for of_handout in OF_HANDOUTS),
    {Verdict.ALREADY_GIVEN, Verdict.NOT_LENT},
    set(CODE_FAULTS),
    {Verdict.CANCELLED, Verdict.BLOCKED, Verdict.NOT_CONFIRMED},
    {Verdict.NO_SESSION, Verdict.TOO_EARLY, Verdict.TOO_LATE},
    {Verdict.NOT_ELIGIBLE, Verdict.NOT_REGISTERED},
    {Verdict.ALREADY_IN, Verdict.NOT_IN},
    *({Verdict.NO_SESSION, of_session}
      for of_session in (Verdict.NOT_ELIGIBLE, Verdict.NOT_REGISTERED, Verdict.ALREADY_IN, Verdict.FULL)),
]  # fmt: skip
EXITS_PASS_OVER = set(REFUSALS) - {*CODE_FAULTS, Verdict.REPEAT, Verdict.NOT_IN, Verdict.NOT_LENT}
PAIRS = [
    (one, other)
    for one, other in combinations(REFUSALS, 2)
    if not any({one, other} <= group for group in EXCLUSIVE)
    and not ({Verdict.NOT_IN, Verdict.NOT_LENT} & {one, other} and {one, other} & EXITS_PASS_OVER)
]
# Not known of an unlisted person, or of a code that is nobody's.
OF_THE_ROSTER = {
    Verdict.CANCELLED, Verdict.BLOCKED, Verdict.NOT_CONFIRMED, Verdict.NOT_ELIGIBLE, Verdict.NOT_REGISTERED,
}  # fmt: skip


def door(*verdicts: Verdict, **fields) -> Door:
    """A door at which the conditions of these verdicts hold."""
    made = Door()
    for verdict in verdicts:
        CONDITIONS[verdict](made)
    for name, value in fields.items():
        setattr(made, name, value)
    return made


@pytest.mark.parametrize("verdict", Verdict)
def test_each_verdict_is_given_for_its_condition(verdict: Verdict):
    decision = door(verdict).decide()
    assert decision.verdict is verdict
    assert decision.accepted is (verdict in ACCEPTING)
    assert decision.overridden is False
    assert decision.session == (None if verdict is Verdict.NO_SESSION else "A")
    assert decision.direction == ("out" if verdict in GOING_OUT else "in")


@pytest.mark.parametrize(("earlier", "later"), PAIRS)
def test_of_two_conditions_the_earlier_in_the_table_is_the_answer(earlier: Verdict, later: Verdict):
    assert door(earlier, later).decide().verdict is earlier
    assert door(later, earlier).decide().verdict is earlier


def test_every_neighbour_that_can_meet_its_neighbour_was_tried():
    never_meet = set(pairwise(REFUSALS)) - set(PAIRS)
    assert never_meet == {
        (Verdict.UNKNOWN, Verdict.OTHER_EVENT),
        (Verdict.OTHER_EVENT, Verdict.FORGED),
        (Verdict.FORGED, Verdict.REVOKED),
        (Verdict.CANCELLED, Verdict.BLOCKED),
        (Verdict.BLOCKED, Verdict.NOT_CONFIRMED),
        (Verdict.NO_SESSION, Verdict.TOO_EARLY),
        (Verdict.TOO_EARLY, Verdict.TOO_LATE),
        (Verdict.NOT_ELIGIBLE, Verdict.NOT_REGISTERED),
        (Verdict.ALREADY_IN, Verdict.ALREADY_GIVEN),
        (Verdict.ALREADY_GIVEN, Verdict.NOT_IN),
        (Verdict.NOT_IN, Verdict.NOT_LENT),
        (Verdict.NOT_LENT, Verdict.FULL),
        (Verdict.FULL, Verdict.NONE_LEFT),
        (Verdict.NONE_LEFT, Verdict.HOUSE_RULE),
    }


@pytest.mark.parametrize("verdict", [v for v in REFUSALS if v is not Verdict.REPEAT])
def test_an_override_admits_exactly_where_the_table_says_so(verdict: Verdict):
    decision = door(verdict, override="초청 인사").decide()
    assert decision.verdict is verdict
    assert decision.accepted is decision.overridden is (verdict in OVERRIDABLE)


def test_an_override_of_several_refusals_keeps_the_first():
    decision = door(Verdict.FULL, Verdict.NOT_REGISTERED, Verdict.BLOCKED, override="확인함").decide()
    assert (decision.verdict, decision.accepted, decision.overridden) == (Verdict.BLOCKED, True, True)


@pytest.mark.parametrize("refusal", [v for v in REFUSALS if v not in OVERRIDABLE and v is not Verdict.REPEAT])
def test_an_override_does_not_carry_past_a_refusal_that_stands(refusal: Verdict):
    first = next((one for one, other in PAIRS if other is refusal and one in OVERRIDABLE), None)
    if first is not None:
        decision = door(first, refusal, override="확인함").decide()
        assert (decision.verdict, decision.accepted, decision.overridden) == (refusal, False, False)


def test_an_override_that_was_not_needed_is_no_override():
    decision = door(override="혹시 몰라서").decide()
    assert (decision.verdict, decision.overridden) == (Verdict.ADMITTED, False)


# --- exits ---


@pytest.mark.parametrize("verdict", sorted(EXITS_PASS_OVER - {Verdict.NO_SESSION, Verdict.ALREADY_IN} - OF_HANDOUTS))
def test_whoever_is_inside_may_leave_whatever_stands_against_an_entry(verdict: Verdict):
    assert door(verdict, Verdict.LEFT).decide().verdict is Verdict.LEFT


@pytest.mark.parametrize("verdict", CODE_FAULTS)
def test_an_exit_is_refused_by_what_concerns_the_code(verdict: Verdict):
    assert door(Verdict.LEFT, verdict).decide().verdict is verdict


@pytest.mark.parametrize("pinned", [True, False])
def test_whoever_is_inside_and_asks_for_no_direction_goes_out(pinned: bool):
    decision = door(entered=True, pinned=pinned).decide()
    assert (decision.verdict, decision.session, decision.direction) == (Verdict.LEFT, "A", Direction.OUT)


def test_an_exit_beeps_twice_as_an_entry_does():
    assert door(Verdict.LEFT, Verdict.REPEAT).decide().verdict is Verdict.REPEAT


def test_a_revoked_code_may_be_overridden_on_the_way_out():
    decision = door(Verdict.LEFT, Verdict.REVOKED, override="본인 확인").decide()
    assert (decision.verdict, decision.accepted, decision.direction) == (Verdict.REVOKED, True, "out")
    assert not decision.badge_due


def test_nobody_leaves_by_override_who_is_not_inside():
    assert not door(Verdict.REVOKED, Verdict.NOT_IN, override="본인 확인").decide().accepted


@pytest.mark.parametrize(
    ("at", "verdict"),
    [("12:00", Verdict.LEFT), ("12:20", Verdict.LEFT), ("12:20:01", Verdict.NOT_IN)],
)
def test_exits_are_taken_until_the_minutes_after_the_end(at: str, verdict: Verdict):
    scan = Scan("1", CODE, moment(at), "desk 1", session="A", asked=Asked.OUT)
    a = making.session()
    went_in = stays([movement("10:00")], programme(a))
    assert decide(scan, Situation(Found.LISTED, programme(a), stays=went_in)).verdict is verdict


@pytest.mark.parametrize(
    ("at", "verdict"),
    [
        ("09:39:59", Verdict.TOO_EARLY),
        ("09:40", Verdict.ADMITTED),
        ("11:59:59", Verdict.ADMITTED),
        ("12:00", Verdict.TOO_LATE),
    ],
)
def test_entries_are_taken_from_the_opening_until_the_end(at: str, verdict: Verdict):
    assert door(at=moment(at)).decide().verdict is verdict


def test_minutes_before_and_after_are_the_sessions_own():
    a = making.session(opens_before=5, closes_after=0)
    assert door(session=a, at=moment("09:54")).decide().verdict is Verdict.TOO_EARLY
    assert door(session=a, at=moment("09:55")).decide().verdict is Verdict.ADMITTED
    assert door(Verdict.LEFT, session=a, at=moment("12:01")).decide().verdict is Verdict.NOT_IN


# --- people not listed yet ---


@pytest.mark.parametrize("verdict", sorted(OF_THE_ROSTER))
def test_what_only_the_roster_knows_is_not_held_against_the_unlisted(verdict: Verdict):
    assert door(verdict, found=Found.UNLISTED).decide().verdict is Verdict.ADMITTED_UNLISTED


@pytest.mark.parametrize("verdict", [Verdict.NO_SESSION, Verdict.TOO_LATE, Verdict.ALREADY_IN, Verdict.FULL])
def test_hours_and_capacity_hold_for_the_unlisted_too(verdict: Verdict):
    assert door(verdict, found=Found.UNLISTED).decide().verdict is verdict


# --- full ---


@pytest.mark.parametrize(("capacity", "count", "verdict"), [
    (None, 10_000, Verdict.ADMITTED), (3, 2, Verdict.ADMITTED), (3, 3, Verdict.FULL), (3, 4, Verdict.FULL),
    (0, 0, Verdict.FULL),
])  # fmt: skip
def test_a_room_is_full_at_its_capacity(capacity: int | None, count: int, verdict: Verdict):
    assert door(session=making.session(capacity=capacity), inside=count).decide().verdict is verdict


@pytest.mark.parametrize("occupancy", [None, {}, {"B": 7}])
def test_a_room_in_which_nobody_was_counted_is_empty(occupancy: dict[str, int] | None):
    sessions = programme(making.session(capacity=1))
    scan = Scan("1", CODE, moment("10:30"), "desk 1", session="A")
    assert decide(scan, Situation(Found.LISTED, sessions, occupancy=occupancy)).verdict is Verdict.ADMITTED


# --- double beeps ---


def past(at: str, **fields) -> PastScan:
    return PastScan(**({
        "at": moment(at), "desk": "desk 1", "session": "A", "verdict": Verdict.ADMITTED, "code": CODE, "asked": None,
    } | fields))  # fmt: skip


def beep(at: str, last: PastScan, first: PastScan | None = None, **fields) -> Decision:
    scan = Scan(**({"id": "2", "text": CODE, "at": moment(at), "desk": "desk 1", "session": "A"} | fields))
    sessions = programme(making.session(tracking=Tracking.ENTRY), making.session("B"))
    return decide(scan, Situation(Found.LISTED, sessions, code=CODE, last=last, first=first or last))


def test_a_double_beep_tells_the_way_of_the_first_answer():
    first = past("10:00:00", session="B", direction=Direction.OUT)
    decision = beep("10:00:02", first, session=None)
    assert (decision.verdict, decision.direction, decision.session) == (Verdict.REPEAT, Direction.OUT, "B")


@pytest.mark.parametrize(("at", "verdict"), [
    ("10:00:00", Verdict.REPEAT), ("10:00:05", Verdict.REPEAT), ("10:00:06", Verdict.ADMITTED),
    ("09:59:59", Verdict.ADMITTED),
])  # fmt: skip
def test_a_double_beep_comes_within_five_seconds(at: str, verdict: Verdict):
    assert beep(at, past("10:00:00")).verdict is verdict


def test_an_answer_after_the_five_seconds_says_nothing_of_the_first():
    first = past("10:00:00", session="B", direction=Direction.IN)
    refused = beep("10:00:06", first, asked=Asked.OUT)
    assert (refused.verdict, refused.direction, refused.session) == (Verdict.NOT_IN, Direction.OUT, "A")
    assert refused.previous is beep("10:00:06", past("10:00:00")).previous is None


def test_a_double_beep_whose_first_answer_is_not_known_is_one_still():
    scan = Scan("2", CODE, moment("10:00:02"), "desk 1", session="A")
    decision = decide(scan, Situation(Found.LISTED, programme(making.session()), code=CODE, last=past("10:00:00")))
    assert (decision.verdict, decision.session, decision.previous) == (Verdict.REPEAT, "A", None)


def test_five_seconds_are_exactly_five_seconds():
    assert timedelta(seconds=5) == checkin.DOUBLE_BEEP


@pytest.mark.parametrize(
    "meant",
    [{"session": "B"}, {"asked": Asked.OUT}, {"asked": Asked.IN}, {"override": "다시 들어감"}],
    ids=["another session", "the other way", "a direction", "an override"],
)
def test_a_scan_that_means_another_thing_is_no_double_beep(meant: dict):
    assert beep("10:00:02", past("10:00:00"), **meant).verdict is not Verdict.REPEAT


def test_a_chain_of_beeps_shows_the_answer_it_began_with():
    first = past("10:00:00", verdict=Verdict.ALREADY_IN)
    decision = beep("10:00:08", past("10:00:04", verdict=Verdict.REPEAT), first)
    assert decision.previous == Previous(first.at, first.desk, "A", Verdict.ALREADY_IN)
    assert decision.accepted is False


@pytest.mark.parametrize(("verdict", "overridden", "shown"), [
    (Verdict.ADMITTED, False, "green"), (Verdict.LEFT, False, "green"), (Verdict.ALREADY_IN, False, "amber"),
    (Verdict.FULL, True, "green"), (Verdict.ALREADY_IN, True, "green"), (Verdict.REVOKED, True, "green"),
])  # fmt: skip
def test_a_double_beep_keeps_the_colour_of_the_first_answer(verdict: Verdict, overridden: bool, shown: str):
    decision = beep("10:00:02", past("10:00:00", verdict=verdict, overridden=overridden))
    assert colour(decision.verdict, decision.previous, decision.overridden) == shown


@pytest.mark.parametrize("verdict", sorted(OVERRIDABLE))
def test_an_admission_by_override_is_green(verdict: Verdict):
    assert colour(verdict, None, overridden=True) == "green"


# --- what happened before ---


def test_who_is_inside_already_hears_when_and_at_which_desk():
    decision = door(Verdict.ALREADY_IN).decide()
    assert decision.previous == Previous(moment("10:29"), "desk 2", "A", Verdict.ADMITTED)


WORDS_OF_ENTRIES = {"admitted": Verdict.ADMITTED, "full": Verdict.FULL, "of a newer program": Verdict.ADMITTED}
WORDS_OF_EXITS = {"left": Verdict.LEFT, "revoked": Verdict.REVOKED, "of a newer program": Verdict.LEFT}


@pytest.mark.parametrize(("word", "shown"), WORDS_OF_ENTRIES.items())
def test_an_earlier_entry_is_told_with_its_verdict(word: str, shown: Verdict):
    entered = Stay("A", movement("10:00")._replace(verdict=word))
    scan = Scan("1", CODE, moment("10:20"), "desk 1", session="A", asked=Asked.IN)
    decision = decide(scan, Situation(Found.LISTED, programme(making.session()), stays=[entered]))
    assert (decision.verdict, decision.previous) == (
        Verdict.ALREADY_IN, Previous(moment("10:00"), "desk 1", "A", shown),
    )  # fmt: skip


@pytest.mark.parametrize(("word", "shown"), WORDS_OF_EXITS.items())
def test_an_earlier_exit_is_told_with_its_verdict(word: str, shown: Verdict):
    a = making.session()
    gone = stays([movement("10:00"), movement("10:10", direction="out")._replace(verdict=word)], programme(a))
    scan = Scan("1", CODE, moment("10:20"), "desk 1", session="A", asked=Asked.OUT)
    decision = decide(scan, Situation(Found.LISTED, programme(a), stays=gone))
    assert (decision.verdict, decision.previous) == (Verdict.NOT_IN, Previous(moment("10:10"), "desk 1", "A", shown))


def test_who_was_let_in_though_inside_is_told_of_the_entry_and_leaves_nothing():
    decision = door(Verdict.ALREADY_IN, override="새 배지").decide()
    assert decision.previous == Previous(moment("10:29"), "desk 2", "A", Verdict.ADMITTED)
    assert decision.left == ()


def test_who_comes_back_is_told_of_no_exit():
    a = making.session()
    gone = stays([movement("10:00"), movement("10:10", direction="out")], programme(a))
    decision = decide(
        Scan("1", CODE, moment("10:20"), "desk 1", session="A"), Situation(Found.LISTED, programme(a), stays=gone)
    )
    assert (decision.verdict, decision.previous) == (Verdict.ADMITTED, None)


def test_an_entry_ends_the_stays_in_what_overlaps_and_in_nothing_else():
    sessions = programme(making.session("A"), making.session("O", "11:00-14:00"), making.session("L", "12:00-13:00"))
    inside = stays([movement("10:00", "A")], sessions)
    for code, left in {"O": ("A",), "L": (), "A": ()}.items():
        scan = Scan("1", CODE, moment("11:50"), "desk 1", session=code, asked=Asked.IN, override="확인함")
        assert decide(scan, Situation(Found.LISTED, sessions, stays=inside)).left == left
    leaving = Scan("1", CODE, moment("11:50"), "desk 1", session="A", asked=Asked.OUT)
    assert decide(leaving, Situation(Found.LISTED, sessions, stays=inside)).left == ()


def test_who_is_not_inside_hears_of_the_exit_before():
    a = making.session()
    gone = stays([movement("10:00"), movement("10:10", direction="out")._replace(verdict="left")], programme(a))
    decision = decide(
        Scan("1", CODE, moment("10:20"), "desk 1", session="A", asked=Asked.OUT),
        Situation(Found.LISTED, programme(a), stays=gone),
    )
    assert decision.previous == Previous(moment("10:10"), "desk 1", "A", Verdict.LEFT)


def test_when_nothing_is_open_the_next_in_this_room_is_named():
    sessions = programme(making.session("B", "11:00-12:00"), making.session("C", "10:00-11:00", room="Side"))
    scan = Scan("1", CODE, moment("09:00"), "desk 1", room="Hall")
    decision = decide(scan, Situation(Found.LISTED, sessions))
    assert (decision.verdict, decision.opens_next) == (Verdict.NO_SESSION, "B")
    anywhere = decide(replace(scan, room=None), Situation(Found.LISTED, sessions))
    assert anywhere.opens_next == "C"
    after = decide(replace(scan, at=moment("13:00")), Situation(Found.LISTED, sessions))
    assert after.opens_next is None


def test_what_opens_next_is_told_only_where_nothing_is_open():
    late = Scan("1", CODE, moment("12:00"), "desk 1", session="A", room="Hall")
    decision = decide(late, Situation(Found.LISTED, programme(making.session(), making.session("B", "13:00-14:00"))))
    assert (decision.verdict, decision.opens_next) == (Verdict.TOO_LATE, None)


# --- badges ---


@pytest.mark.parametrize(("verdicts", "fields", "due"), [
    ([], {}, True),
    ([], {"has_badge": True}, False),
    ([Verdict.ALREADY_IN], {}, True),
    ([Verdict.ALREADY_IN], {"has_badge": True}, False),
    ([Verdict.REPEAT], {}, False),
    ([Verdict.LEFT], {}, False),
    ([Verdict.FULL], {}, False),
    ([Verdict.FULL], {"override": "초청 인사"}, True),
])  # fmt: skip
def test_a_badge_is_due_until_one_was_made(verdicts: list[Verdict], fields: dict, due: bool):
    assert door(*verdicts, **fields).decide().badge_due is due
