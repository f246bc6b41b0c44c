"""Who in a file is who in the roster."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.roster import Attendee, Status
from kiosk.core.roster_file import RosterRow
from kiosk.core.roster_match import Plan, match, new_attendee
from kiosk.wording import explain
from tests.demonstration import reading, roster_of, roster_rows

A_MAIL, B_MAIL, DESK = "a@example.com", "b@example.com", "desk@example.com"
A_PHONE, B_PHONE, SWITCHBOARD = "010-0000-0001", "010-0000-0002", "055-000-0000"


def row(
    number: int = 2, name: str = "도재담", *, sessions: set | None = None, of: set | None = None, **fields: str
) -> RosterRow:
    """A row of a file that has columns for ``fields`` only."""
    covered = None if of is None else frozenset(of)
    return RosterRow(number, {"name": name, **fields}, None if sessions is None else frozenset(sessions), covered)


def known(id: str = "A", name: str = "도재담", **fields: object) -> Attendee:  # noqa: A002 - as in Attendee
    """A person of the roster."""
    return Attendee(id, name, **fields)


def outcome(existing: list[Attendee], *rows: RosterRow) -> list[str]:
    """What becomes of each row: ``new``, the id of who it is, or the code of its fault."""
    plan = match(existing, rows)
    found = {person.row: "new" for person in plan.new}
    found |= {change.row: change.id for change in plan.changed}
    found |= {fault.row: fault.code for fault in plan.rejected}
    assert all(explain(fault.code, fault.details) for fault in plan.rejected)
    same = iter(plan.unchanged)
    return [found[person.row] if person.row in found else next(same).id for person in rows]


@pytest.mark.parametrize("first, second", [("roster.xlsx", "roster-cp949.csv"), ("roster-cp949.csv", "roster.xlsx")])
def test_the_other_file_of_the_office_doubles_nobody(first: str, second: str) -> None:
    existing = roster_of(reading(roster_rows(first)))
    plan = match(existing, reading(roster_rows(second)).people)
    # Only the workbook has a column for notes: read second it adds them, read first it is not emptied by the CSV.
    noted = [change for change in plan.changed if set(change.changes) == {"notes"}]
    assert (len(plan.new), len(plan.rejected)) == (0, 0)
    assert plan.changed == tuple(noted) and len(noted) == (4 if second == "roster.xlsx" else 0)
    assert len(plan.changed) + len(plan.unchanged) == 84


@pytest.mark.parametrize("name", ["roster.xlsx", "roster-cp949.csv"])
def test_the_same_file_again_changes_nothing(name: str) -> None:
    people = reading(roster_rows(name)).people
    plan = match(roster_of(reading(roster_rows(name))), people)
    assert (plan.new, plan.changed, len(plan.unchanged), plan.rejected) == ((), (), 84, ())


CASES = {
    "the number of the registration decides, whatever else changed": (
        [known(external_id="1", email=A_MAIL)],
        [row(external_id="1", name="새 이름", email=B_MAIL)],
        ["A"],
    ),
    "another number of the registration is another person at the same address": (
        [known(external_id="1", email=A_MAIL)],
        [row(external_id="2", email=A_MAIL)],
        ["new"],
    ),
    "a number of the registration is added to who has none": (
        [known(email=A_MAIL)],
        [row(external_id="1", email=A_MAIL)],
        ["A"],
    ),
    "a changed name at the same address is the same person": (
        [known(email=A_MAIL)],
        [row(name="도재당", email=A_MAIL)],
        ["A"],
    ),
    "a changed address with the same mobile number and name is the same person": (
        [known(email=A_MAIL, phone=A_PHONE)],
        [row(email=B_MAIL, phone=A_PHONE)],
        ["A"],
    ),
    "a changed name with the same mobile number is the same person": (
        [known(phone=A_PHONE)],
        [row(name="도재당", phone=A_PHONE)],
        ["A"],
    ),
    "a switchboard's number says nothing about a person of another name": (
        [known(phone=SWITCHBOARD)],
        [row(name="추솔", phone=SWITCHBOARD)],
        ["new"],
    ),
    "a switchboard's number with the same name is the same person": (
        [known(phone=SWITCHBOARD)],
        [row(phone=SWITCHBOARD)],
        ["A"],
    ),
    "at a shared address names tell people apart": (
        [known("A", "도재담", email=DESK), known("B", "추솔", email=DESK)],
        [row(2, "추솔", email=DESK), row(3, "도재담", email=DESK), row(4, "위욱빈", email=DESK)],
        ["B", "A", "new"],
    ),
    "an address shared in the file does not rename the one person who had it": (
        [known("A", "도재담", email=DESK)],
        [row(2, "추솔", email=DESK), row(3, "위욱빈", email=DESK)],
        ["new", "new"],
    ),
    "a sure sign in a later row goes before a weak one in an earlier row": (
        [known("A", "도재담", email=DESK, phone=A_PHONE)],
        [row(2, "추솔", email=DESK), row(3, "도재담", email=A_MAIL, phone=A_PHONE)],
        ["new", "A"],
    ),
    "namesakes with addresses of their own stay two people": (
        [known("A", affiliation="창원", email=A_MAIL)],
        [row(2, affiliation="창원", email=A_MAIL), row(3, affiliation="창원", email=B_MAIL)],
        ["A", "new"],
    ),
    "namesakes of different affiliations stay two people": (
        [],
        [row(2, affiliation="창원"), row(3, affiliation="경남")],
        ["new", "new"],
    ),
    "a name with its affiliation decides where nothing else is known": (
        [known(affiliation="창원 대학교", email=A_MAIL)],
        [row(name="도 재담", affiliation="창원대학교")],
        ["A"],
    ),
    "between two namesakes of one affiliation nobody guesses": (
        [known("A", affiliation="창원", email=A_MAIL), known("B", affiliation="창원", email=B_MAIL)],
        [row(affiliation="창원")],
        ["roster.several_people"],
    ),
    "the same address and name twice is the same person twice": (
        [],
        [row(2, email=A_MAIL), row(3, email=A_MAIL)],
        ["new", "roster.same_person"],
    ),
    "the same mobile number and name twice is the same person twice": (
        [],
        [row(2, email=A_MAIL, phone=A_PHONE), row(3, email=B_MAIL, phone=A_PHONE)],
        ["new", "roster.same_person"],
    ),
    "the same name and affiliation twice is the same person twice": (
        [],
        [row(2, affiliation="창원", email=A_MAIL), row(3, affiliation="창원", email="")],
        ["new", "roster.same_person"],
    ),
    "two rows of the person there is already are that person twice": (
        [known(affiliation="창원", email=A_MAIL, phone=A_PHONE)],
        [row(2, affiliation="창원", email=A_MAIL), row(3, affiliation="창원", phone=A_PHONE)],
        ["A", "roster.same_person"],
    ),
    "a ticket code in two rows is taken once": (
        [],
        [row(2, "가", ticket_code="T1"), row(3, "나", ticket_code="T1")],
        ["new", "roster.double_ticket_in_file"],
    ),
    "a ticket code of somebody else is not taken": (
        [known("A", "가", ticket_code="T1")],
        [row(2, "나", ticket_code="T1")],
        ["roster.double_ticket"],
    ),
    "one's own ticket code is no double": (
        [known(email=A_MAIL, ticket_code="T1")],
        [row(email=A_MAIL, ticket_code="T1")],
        ["A"],
    ),
}


@pytest.mark.parametrize(("existing", "rows", "expected"), CASES.values(), ids=CASES)
def test_who_is_who(existing: list, rows: list, expected: list) -> None:
    assert outcome(existing, *rows) == expected


def test_of_the_same_person_twice_both_rows_are_named() -> None:
    (fault,) = match([], [row(5, email=A_MAIL), row(9, email=A_MAIL)]).rejected
    assert (fault.row, dict(fault.details)) == (9, {"row": 9, "other": 5})


def changes(person: Attendee, line: RosterRow) -> dict[str, object]:
    """What ``line`` changes in ``person``, who has the address of both."""
    plan = match([person], [line])
    assert not plan.new and not plan.rejected
    return dict(plan.changed[0].changes) if plan.changed else {}


def test_only_what_differs_is_changed_and_absent_columns_change_nothing() -> None:
    person = known(email=A_MAIL, affiliation="창원", notes="VIP", sessions=("S1",), ticket_code="T")
    assert changes(person, row(email=A_MAIL, affiliation="창원")) == {}
    assert changes(person, row(email=A_MAIL, affiliation="경남")) == {"affiliation": "경남"}
    assert changes(person, row(email=A_MAIL, notes="")) == {"notes": ""}


def test_empty_cells_take_no_code_and_no_status_away() -> None:
    person = known(email=A_MAIL, external_id="1", ticket_code="T", status=Status.CANCELLED)
    assert changes(person, row(email=A_MAIL, external_id="", ticket_code="", status="")) == {}


def test_a_file_cancels_and_restores_but_lifts_no_block() -> None:
    assert changes(known(email=A_MAIL), row(email=A_MAIL, status="cancelled")) == {"status": Status.CANCELLED}
    cancelled, blocked = (known(email=A_MAIL, status=status) for status in (Status.CANCELLED, Status.BLOCKED))
    assert changes(cancelled, row(email=A_MAIL, status="registered")) == {"status": Status.REGISTERED}
    assert changes(blocked, row(email=A_MAIL, status="registered")) == {}


def test_a_marked_column_changes_only_its_own_session() -> None:
    person = known(email=A_MAIL, sessions=("S1", "S3"))
    assert changes(person, row(email=A_MAIL, sessions={"S2"}, of={"S1", "S2"})) == {"sessions": ("S2", "S3")}
    assert changes(person, row(email=A_MAIL, sessions={"S1"}, of={"S1", "S2"})) == {}
    assert changes(person, row(email=A_MAIL, sessions={"S2"})) == {"sessions": ("S2",)}
    assert changes(person, row(email=A_MAIL)) == {}


NAMES = st.sampled_from(["가", "나", "다"])
MAYBE = {
    "affiliation": st.sampled_from(["", "창원", "경남"]),
    "email": st.sampled_from(["", A_MAIL, B_MAIL, DESK]),
    "phone": st.sampled_from(["", A_PHONE, B_PHONE, SWITCHBOARD]),
    "external_id": st.sampled_from(["", "1", "2", "3"]),
    "ticket_code": st.sampled_from(["", "T1", "T2"]),
}
FILES = st.lists(st.tuples(NAMES, st.fixed_dictionaries(MAYBE)), max_size=7).map(
    lambda rows: [row(number, name, **fields) for number, (name, fields) in enumerate(rows, start=2)]
)


def imported(existing: list[Attendee], plan: Plan) -> list[Attendee]:
    """The roster after ``plan``, as the action would leave it."""
    values = {person.id: {name: getattr(person, name) for name in Attendee.__dataclass_fields__} for person in existing}
    for change in plan.changed:
        values[change.id] |= change.changes
    return [Attendee(**fields) for fields in values.values()] + [
        new_attendee(p, f"{p.row}-{len(existing)}") for p in plan.new
    ]


@given(FILES)
def test_every_row_has_one_outcome_and_nobody_is_matched_twice(rows: list[RosterRow]) -> None:
    existing = imported([], match([], rows[: len(rows) // 2]))
    plan = match(existing, rows)
    assert len(plan.new) + len(plan.changed) + len(plan.unchanged) + len(plan.rejected) == len(rows)
    touched = [change.id for change in plan.changed] + [person.id for person in plan.unchanged]
    assert len(touched) == len(set(touched))


@given(FILES, st.randoms(use_true_random=False))
def test_importing_what_was_imported_adds_and_changes_nobody(rows: list[RosterRow], chance: random.Random) -> None:
    first = match([], rows)
    shuffled = list(first.new)
    chance.shuffle(shuffled)
    plan = match(imported([], first), shuffled)
    assert (plan.new, plan.changed, plan.rejected) == ((), (), ())


def test_a_stand_in_for_a_name_shared_by_thousands_costs_no_time() -> None:
    rows = [row(number, "미정", affiliation="창원", email=f"g{number}@example.com") for number in range(2, 5002)]
    began = time.process_time()
    plan = match([], rows)
    assert len(plan.new) == 5000
    assert time.process_time() - began < 2.0
