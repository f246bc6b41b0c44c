"""Who in a list is who in the roster, and what that leads to."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.lists.roster_file import RosterRow
from kiosk.core.lists.roster_plan import Before, Plan, plan
from kiosk.core.roster import Attendee, Status
from kiosk.words.error_messages import explain
from tests.core.roster_lines import (
    A_MAIL,
    A_PHONE,
    B_MAIL,
    B_PHONE,
    DESK,
    SWITCHBOARD,
    known,
    planned,
    row,
)
from tests.demonstration import reading, roster_of, roster_rows
from tests.making import attendee_of


def outcome(existing: list[Attendee], *rows: RosterRow, **more: object) -> list[str]:
    """What becomes of each row: ``new``, the id of who it is, the row that counts, what is asked, or its fault."""
    made = planned(existing, list(rows), **more)
    found = {person.row: "new" for person in made.new}
    found |= {change.row: change.id for change in (*made.changed, *made.unchanged)}
    found |= {fault.row: fault.code for fault in made.rejected}
    found |= {fault.row: f"row {fault.details['other']}" for fault in made.same}
    found |= {question.row: f"{question.kind}?" for question in made.questions}
    assert all(explain(fault.code, fault.details) for fault in (*made.rejected, *made.same, *made.notes))
    assert len(found) == len(rows)
    return [found[person.row] for person in rows]


@pytest.mark.parametrize("first, second", [("roster.xlsx", "roster-cp949.csv"), ("roster-cp949.csv", "roster.xlsx")])
def test_the_other_file_of_the_office_doubles_nobody(first: str, second: str) -> None:
    existing = roster_of(reading(roster_rows(first)))
    made = planned(existing, list(reading(roster_rows(second)).people))
    # Only the workbook has a column for notes: read second it adds them, read first it is not emptied by the CSV.
    noted = [change for change in made.changed if set(change.changes) == {"notes"}]
    assert (len(made.new), len(made.rejected), len(made.questions)) == (0, 0, 0)
    assert made.changed == tuple(noted) and len(noted) == (4 if second == "roster.xlsx" else 0)
    assert len(made.changed) + len(made.unchanged) == 84


@pytest.mark.parametrize("name", ["roster.xlsx", "roster-cp949.csv"])
def test_the_same_file_again_changes_nothing(name: str) -> None:
    people = list(reading(roster_rows(name)).people)
    made = planned(roster_of(reading(roster_rows(name))), people)
    assert (made.new, made.changed, len(made.unchanged), made.rejected) == ((), (), 84, ())


CASES = {
    "a number with the name decides, whatever organisation it is now": (
        [known(external_id="R1", affiliation="창원")],
        [row(external_id="R1", affiliation="경남")],
        ["A"],
    ),
    "a number alone carries nobody to another name": (
        [known(external_id="R1", email=A_MAIL)],
        [row(external_id="R1", name="추솔", email=B_MAIL)],
        ["passed_on?"],
    ),
    "a number that somebody else of the file is sure to have is a new person's": (
        [known(external_id="R1", email=A_MAIL)],
        [row(2, external_id="R1", name="추솔", email=B_MAIL), row(3, external_id="R2", email=A_MAIL)],
        ["new", "A"],
    ),
    "lines counted from 1 are nobody's numbers": (
        [known("A", "김하나", external_id="1", email=A_MAIL), known("B", "이두리", external_id="2", email=B_MAIL)],
        [row(2, "강새로", external_id="1", email="g@example.com"), row(3, "김하나", external_id="2", email=A_MAIL),
         row(4, "이두리", external_id="3", email=B_MAIL)],
        ["new", "A", "B"],
    ),
    "numbers given anew are nobody's numbers": (
        [known("A", "김하나", external_id="R1", email=A_MAIL), known("B", "이두리", external_id="R2", email=B_MAIL)],
        [row(2, "강새로", external_id="R1"), row(3, "김하나", external_id="R2", email=A_MAIL),
         row(4, "이두리", external_id="R3", email=B_MAIL)],
        ["new", "A", "B"],
    ),
    "several people of one order are several people": (
        [],
        [row(2, "Anna Kim", external_id="1001", email=DESK, affiliation="Corp"),
         row(3, "Ben Lee", external_id="1001", email=DESK, affiliation="Corp")],
        ["new", "new"],
    ),
    "a company's number says nothing of a colleague": (
        [known("A", "김하나", external_id="123-45-67890", affiliation="한빛")],
        [row(2, "이두리", external_id="123-45-67890", affiliation="한빛"),
         row(3, "박세이", external_id="123-45-67890", affiliation="한빛")],
        ["new", "new"],
    ),
    "a second registration of the same name and address is the same person": (
        [known(external_id="R1", email=A_MAIL)],
        [row(external_id="R2", email=A_MAIL)],
        ["A"],
    ),
    "a number of the registration is added to who has none": (
        [known(email=A_MAIL)],
        [row(external_id="R1", email=A_MAIL)],
        ["A"],
    ),
    "another name at the same address is asked about": (
        [known(email=A_MAIL)],
        [row(name="추솔", email=A_MAIL)],
        ["passed_on?"],
    ),
    "a corrected name with two numbers of the person is the same person": (
        [known(email=A_MAIL, phone=A_PHONE)],
        [row(name="도재당", email=A_MAIL, phone=A_PHONE)],
        ["A"],
    ),
    "a corrected name with one number of the person is asked about": (
        [known(email=A_MAIL)],
        [row(name="도재당", email=A_MAIL)],
        ["passed_on?"],
    ),
    "another name altogether is asked about though two numbers agree": (
        [known(email=A_MAIL, phone=A_PHONE)],
        [row(name="추솔", email=A_MAIL, phone=A_PHONE)],
        ["passed_on?"],
    ),
    "a name changed by marriage with two numbers is the same person": (
        [known(name="Anna Kim", email=A_MAIL, external_id="R7")],
        [row(name="Anna Lee", email=A_MAIL, external_id="R7")],
        ["A"],
    ),
    "a turned name is the same name": (
        [known(name="Ada Lee", email=A_MAIL)],
        [row(name="LEE, Ada", email=A_MAIL)],
        ["A"],
    ),
    "a changed address with the same mobile number and name is the same person": (
        [known(email=A_MAIL, phone=A_PHONE)],
        [row(email=B_MAIL, phone=A_PHONE)],
        ["A"],
    ),
    "a changed address and a changed phone with the same number and name are asked about": (
        [known(external_id="R1", email=A_MAIL, phone=A_PHONE)],
        [row(external_id="R1", email=B_MAIL, phone=B_PHONE)],
        ["same_person?"],
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
    "an address shared in the file renames nobody": (
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
    "a namesake of one organisation with another address is asked about": (
        [known("A", affiliation="창원", email=A_MAIL)],
        [row(2, affiliation="창원", email=B_MAIL)],
        ["same_person?"],
    ),
    "namesakes of different affiliations stay two people": (
        [known("A", affiliation="창원")],
        [row(2, affiliation="경남"), row(3, affiliation="서울")],
        ["new", "new"],
    ),
    "a name with its affiliation decides where nothing else is known": (
        [known(affiliation="창원 대학교", email=A_MAIL)],
        [row(name="도 재담", affiliation="창원대학교")],
        ["A"],
    ),
    "forms of a company are one company": (
        [known("A", affiliation="㈜한빛정밀"), known("B", "추솔", affiliation="한국전기연구원(KERI)"),
         known("C", "위욱빈", affiliation="Acme Co., Ltd.")],
        [row(2, affiliation="한빛정밀 주식회사"), row(3, "추솔", affiliation="KERI"),
         row(4, "위욱빈", affiliation="ACME")],
        ["A", "B", "C"],
    ),
    "a name and nothing to compare is asked about": (
        [known(affiliation="창원")],
        [row(email=A_MAIL)],
        ["same_person?"],
    ),
    "a name alone is the same person where nothing else is known of either": ([known()], [row()], ["A"]),
    "two rows of one name alone are asked about": ([], [row(2), row(3)], ["new", "same_row?"]),
    "between two namesakes of one affiliation nobody guesses": (
        [known("A", affiliation="창원", email=A_MAIL), known("B", affiliation="창원", email=B_MAIL)],
        [row(affiliation="창원")],
        ["several_people?"],
    ),
    "the same address and name twice is the same person twice": (
        [],
        [row(2, email=A_MAIL), row(3, email=A_MAIL)],
        ["new", "row 2"],
    ),
    "the same mobile number and name twice is the same person twice": (
        [],
        [row(2, email=A_MAIL, phone=A_PHONE), row(3, email=B_MAIL, phone=A_PHONE)],
        ["new", "row 2"],
    ),
    "two rows of the person there is already are that person twice": (
        [known(affiliation="창원", email=A_MAIL, phone=A_PHONE)],
        [row(2, affiliation="창원", email=A_MAIL), row(3, affiliation="창원", phone=A_PHONE)],
        ["A", "row 2"],
    ),
    "a ticket code in two rows is taken once": (
        [],
        [row(2, "가", ticket_code="T1"), row(3, "나", ticket_code="T1")],
        ["new", "roster.double_ticket_in_file"],
    ),
    "a ticket of somebody whom no row is may have been passed on": (
        [known("A", "가", ticket_code="T1", affiliation="한빛", email=A_MAIL)],
        [row(2, "나", ticket_code="T1", affiliation="한빛", email=B_MAIL)],
        ["passed_on?"],
    ),
    "a ticket code of somebody who is in the file is not taken": (
        [known("A", "가", ticket_code="T1", email=A_MAIL)],
        [row(2, "나", ticket_code="T1", email=B_MAIL), row(3, "가", email=A_MAIL)],
        ["roster.double_ticket", "A"],
    ),
    "one's own ticket code is no double": (
        [known(email=A_MAIL, ticket_code="T1")],
        [row(email=A_MAIL, ticket_code="T1")],
        ["A"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("existing", "rows", "expected"), CASES.values(), ids=CASES)
def test_who_is_who(existing: list, rows: list, expected: list) -> None:
    assert outcome(existing, *rows) == expected


def test_of_the_same_person_twice_both_rows_are_named() -> None:
    (fault,) = planned([], [row(5, email=A_MAIL), row(9, email=A_MAIL)]).same
    assert (fault.row, fault.details["row"], fault.details["other"]) == (9, 9, 5)


def test_somebody_gone_from_a_renewed_list_may_have_another_number_now() -> None:
    existing = [known("A", phone=A_PHONE), known("B", "추솔", phone=SWITCHBOARD)]
    before = Before(existing, {person.id: {"lists": ["x"]} for person in existing}, list_name="x", renewed=True)
    rows = [row(2, phone=B_PHONE), row(3, "추솔", phone=SWITCHBOARD)]
    assert [question.kind for question in plan(before, rows).questions] == ["same_person"]
    assert not plan(before, [*rows, row(4, phone=A_PHONE)]).questions, "who is in the list is not asked about"


def test_another_list_of_the_same_headings_names_nobody_as_missing() -> None:
    before = Before([known("A", "가")], {"A": {"lists": ["x"]}}, list_name="x", renewed=True)
    assert not plan(before, [row(2, "나", email=B_MAIL)]).missing


def test_what_is_no_address_is_no_sign() -> None:
    assert outcome([], row(2, "가", email="anonymous"), row(3, "나", email="anonymous")) == ["new", "new"]
    assert outcome([known("A", "가", email="anonymous")], row(2, "나", email="anonymous")) == ["new"]


ASKED = {
    "same_person": ([known(affiliation="창원")], [row(email=A_MAIL)]),
    "passed_on": ([known(email=A_MAIL, affiliation="창원")], [row(name="추솔", email=A_MAIL)]),
    "several_people": ([known("A", affiliation="창원", email=A_MAIL), known("B", affiliation="창원", email=B_MAIL)],
                       [row(affiliation="창원")]),
    "same_row": ([], [row(1), row(2)]),
}  # fmt: skip


@pytest.mark.parametrize("kind", ASKED)
def test_a_question_shows_both_people_and_every_answer_to_it_settles_it(kind: str) -> None:
    existing, rows = ASKED[kind]
    (question,) = planned(existing, rows).questions
    assert (question.kind, question.row) == (kind, 2)
    assert question.file and len(question.desk.split("\n")) == max(1, len(existing))
    for answer in question.choices:
        made = planned(existing, rows, answers={(2, kind, ""): answer})
        assert not made.questions and not made.rejected
        joined = [change.id for change in (*made.changed, *made.unchanged)]
        assert len(made.new) == (0 if joined else 1) + (kind == "same_row" and answer == "new")


def test_a_registration_passed_on_has_nothing_left_of_whoever_had_it() -> None:
    existing = [known(email=A_MAIL, phone=A_PHONE, needs="휠체어", category="산", ticket_code="T1")]
    made = planned(
        existing, [row(name="추솔", email=B_MAIL, ticket_code="T1")], answers={(2, "passed_on", ""): "passed_on"}
    )
    (change,) = made.changed
    assert dict(change.changes) == {"name": "추솔", "email": B_MAIL, "phone": "", "needs": ""}


def test_somebody_new_with_the_ticket_of_another_gets_one_of_their_own() -> None:
    existing = [known("A", "가", ticket_code="T1", email=A_MAIL)]
    made = planned(existing, [row(name="나", ticket_code="T1", email=B_MAIL)], answers={(2, "passed_on", ""): "new"})
    assert [dict(person.fields) for person in made.new] == [{"name": "나", "email": B_MAIL}]


def test_several_tickets_of_one_person_are_all_theirs() -> None:
    rows = [
        row(2, email=A_MAIL, ticket_code="T1", sessions={"A"}),
        row(3, email=A_MAIL, ticket_code="T2", sessions={"B"}),
    ]
    made = planned([], rows)
    assert [(person.fields["ticket_code"], person.sessions) for person in made.new] == [("T1", {"A", "B"})]
    assert made.more_codes == {2: ("T2",)}


def test_of_two_tickets_the_one_that_stands_counts() -> None:
    rows = [row(2, email=A_MAIL, ticket_code="T1", status="cancelled"), row(3, email=A_MAIL, ticket_code="T2")]
    made = planned([], rows)
    assert [person.fields["ticket_code"] for person in made.new] == ["T2"] and not made.more_codes


def test_people_who_left_the_list_are_named_and_those_of_other_lists_are_not() -> None:
    existing = [known("A", "가", email=A_MAIL), known("B", "나", email=B_MAIL), known("C", "다"), known("D", "라")]
    existing.append(known("E", "마", status=Status.CANCELLED))
    listed = {"A": {"lists": ["x"]}, "B": {"lists": ["x"]}, "C": {"lists": ["y"]}, "E": {"lists": ["x"]}}
    made = plan(Before(existing, listed, list_name="x", renewed=True), [row(2, "가", email=A_MAIL)])
    assert [person.id for person in made.missing] == ["B"]


NAMES = st.sampled_from(["가", "나", "다"])
MAYBE = {
    "affiliation": st.sampled_from(["", "창원", "경남"]),
    "email": st.sampled_from(["", A_MAIL, B_MAIL, DESK]),
    "phone": st.sampled_from(["", A_PHONE, B_PHONE, SWITCHBOARD]),
    "external_id": st.sampled_from(["", "R1", "R2", "R3"]),
    "ticket_code": st.sampled_from(["", "T1", "T2"]),
}
FILES = st.lists(st.tuples(NAMES, st.fixed_dictionaries(MAYBE)), max_size=7).map(
    lambda rows: [row(number, name, **fields) for number, (name, fields) in enumerate(rows, start=2)]
)


def imported(existing: list[Attendee], made: Plan) -> list[Attendee]:
    """The roster after ``made``, as the action would leave it."""
    values = {person.id: {name: getattr(person, name) for name in Attendee.__dataclass_fields__} for person in existing}
    for change in made.changed:
        values[change.id] |= change.changes
    return [Attendee(**fields) for fields in values.values()] + [
        attendee_of(p, f"{p.row}-{len(existing)}") for p in made.new
    ]


@given(FILES)
def test_every_row_has_one_outcome_and_nobody_is_matched_twice(rows: list[RosterRow]) -> None:
    existing = imported([], planned([], rows[: len(rows) // 2]))
    made = planned(existing, rows)
    counted = len(made.new) + len(made.changed) + len(made.unchanged) + len(made.rejected) + len(made.same)
    assert counted + made.rows_asked == len(rows)
    touched = [change.id for change in (*made.changed, *made.unchanged)]
    assert len(touched) == len(set(touched))


@given(FILES, st.randoms(use_true_random=False))
def test_importing_what_was_imported_adds_and_changes_nobody(rows: list[RosterRow], chance: random.Random) -> None:
    first = planned([], rows)
    shuffled = list(first.new)
    chance.shuffle(shuffled)
    made = planned(imported([], first), shuffled)
    assert (made.new, made.changed, made.rejected) == ((), (), ())


@given(FILES, st.permutations(range(1, 8)))
def test_numbering_the_lines_anew_moves_nobody(rows: list[RosterRow], order: list[int]) -> None:
    plain = [row(line.row, **{**line.fields, "external_id": "", "ticket_code": ""}) for line in rows]
    before = imported([], planned([], plain))
    numbered = [row(line.row, **{**line.fields, "external_id": str(number)})
                for line, number in zip(plain, order, strict=False)]  # fmt: skip
    joined = {
        change.row: change.id for made in (planned(before, plain),) for change in (*made.changed, *made.unchanged)
    }
    again = planned(before, numbered)
    assert all(joined[change.row] == change.id for change in (*again.changed, *again.unchanged))


def test_a_stand_in_for_a_name_shared_by_thousands_costs_no_time() -> None:
    rows = [row(number, "미정", affiliation="창원", email=f"g{number}@example.com") for number in range(2, 5002)]
    began = time.process_time()
    made = planned([], rows)
    assert len(made.new) == 5000
    assert time.process_time() - began < 2.0
