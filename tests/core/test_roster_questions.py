"""What a list leads to besides who is who: questions with both sides, rows that count, codes, who is missing."""

from datetime import UTC, datetime
from itertools import combinations

import pytest

from kiosk.core.lists.cells import Fault
from kiosk.core.lists.reading import Question
from kiosk.core.lists.roster_plan import Before, Change, Plan, plan
from kiosk.core.roster import Attendee, Status
from tests.core.roster_lines import A_MAIL, A_PHONE, B_MAIL, known, planned, row


def test_a_question_of_one_person_puts_both_in_a_line_each() -> None:
    person = known(affiliation="창원", title="교수", email=A_MAIL, phone=A_PHONE, ticket_code="1" * 34)
    (question,) = planned(
        [person], [row(affiliation="창원", email=B_MAIL, external_id="R1", ticket_code="T1")]
    ).questions
    assert question == Question(
        2, "same_person", who="도재담", desk="도재담 · 창원 · 교수 · a@example.com · 010-0000-0001 · " + "1" * 34,
        file="도재담 · 창원 · b@example.com · R1 · T1", choices=("same", "new"),
    )  # fmt: skip


def test_a_question_of_several_people_puts_each_in_a_line_of_their_own() -> None:
    people = [known("A", affiliation="창원", email=A_MAIL), known("B", affiliation="창원", email=B_MAIL)]
    (question,) = planned(people, [row(affiliation="창원")]).questions
    assert question == Question(
        2, "several_people", who="도재담", desk="도재담 · 창원 · a@example.com\n도재담 · 창원 · b@example.com",
        file="도재담 · 창원", choices=("A", "B", "new"),
    )  # fmt: skip


def test_a_question_of_an_earlier_row_names_that_row() -> None:
    (question,) = planned([], [row(4), row(7)]).questions
    assert question == Question(
        7, "same_row", who="도재담", desk="도재담", file="도재담", choices=("same", "new"), other_row=4
    )


SIGNS = {"email": A_MAIL, "phone": A_PHONE, "affiliation": "창원", "external_id": "R1"}


@pytest.mark.parametrize(("one", "other"), tuple(combinations(SIGNS, 2)))
def test_rows_of_one_name_that_nothing_can_be_compared_by_are_asked_about(one: str, other: str) -> None:
    rows = [row(1, **{one: SIGNS[one]}), row(2, **{other: SIGNS[other]})]
    assert [(question.row, question.kind) for question in planned([], rows).questions] == [(2, "same_row")]


def test_a_field_that_list_and_desk_both_changed_is_asked_about_by_itself() -> None:
    person = known(email=A_MAIL, affiliation="창원", title="교수")
    before = Before([person], {"A": {"name": "도재담", "email": A_MAIL, "affiliation": "경남", "title": "교수"}})
    rows = [row(2, email=A_MAIL, affiliation="서울", title="교수"), row(3, "추솔", email=B_MAIL)]
    (question,) = plan(before, rows).questions
    assert question == Question(
        2, "field", who="도재담", field="affiliation", desk="창원", file="서울", choices=("desk", "file")
    )
    for answer, changes in {"desk": {}, "file": {"affiliation": "서울"}}.items():
        made = plan(before, rows, answers={(2, "field", "affiliation"): answer})
        assert (made.questions, [dict(one.changes) for one in (*made.changed, *made.unchanged)]) == ((), [changes])
    elsewhere = {(3, "field", "affiliation"): "file", (2, "passed_on", "affiliation"): "file"}
    assert plan(before, rows, answers=elsewhere).questions == (question,), "an answer to another row or kind is none"


def test_two_questions_of_one_row_are_one_row_that_waits() -> None:
    asked = (Question(2, "field", field="title"), Question(2, "field", field="email"), Question(5, "same_row"))
    assert Plan(questions=asked).rows_asked == 2


def test_numbers_of_lines_are_told_to_be_nobodys_and_are_not_kept() -> None:
    people = [known("A", "김하나", external_id="1", email=A_MAIL), known("B", "이두리", external_id="2", email=B_MAIL)]
    rows = [row(2, "강새로", external_id="1"), row(3, "김하나", external_id="2", email=A_MAIL), row(4, "박다솜")]
    made = planned(people, rows)
    assert made.notes == (Fault(0, "roster.numbers_are_no_ids"),)
    assert [dict(person.fields) for person in made.new] == [{"name": "강새로"}, {"name": "박다솜"}]
    assert [dict(change.changes) for change in made.unchanged] == [{}]


SENT = {2: datetime(2026, 3, 2, tzinfo=UTC), 3: datetime(2026, 3, 4, tzinfo=UTC), 4: datetime(2026, 3, 3, tzinfo=UTC)}


@pytest.mark.parametrize(
    ("moments", "counts", "code"),
    [
        (None, 2, "same_person"),  # no form: the first row
        (SENT, 3, "answered_again"),
        ({2: SENT[3]}, 2, "answered_again"),  # without a moment is before all that have one
        ({}, 4, "answered_again"),  # without any the last
        (dict.fromkeys(SENT, SENT[2]), 4, "answered_again"),  # at the same moment the last
    ],
)
def test_of_several_answers_of_one_person_the_latest_counts(moments: dict | None, counts: int, code: str) -> None:
    rows = [row(number, email=A_MAIL, title=f"{number}") for number in (2, 3, 4)]
    made = planned([], rows, moments=moments)
    assert [person.fields["title"] for person in made.new] == [str(counts)]
    assert made.same == tuple(
        Fault(number, f"roster.{code}", {"row": number, "other": counts, "name": "도재담"})
        for number in (2, 3, 4)
        if number != counts
    )


def test_several_registrations_of_one_person_have_the_sessions_and_codes_of_all() -> None:
    rows = [
        row(2, email=A_MAIL, ticket_code="T1"),
        row(3, email=A_MAIL, ticket_code="T2", sessions={"B"}),
        row(4, email=A_MAIL, ticket_code="T3", sessions={"C"}),
        row(5, email=A_MAIL, ticket_code="T3", status="cancelled", sessions={"D"}),
    ]
    made = planned([], rows)
    assert [(one.row, one.fields["ticket_code"], one.sessions) for one in made.new] == [(2, "T1", {"B", "C"})]
    assert made.more_codes == {2: ("T2", "T3")}


def test_when_every_registration_of_a_person_is_cancelled_the_first_counts() -> None:
    rows = [row(number, email=A_MAIL, ticket_code=f"T{number}", status="cancelled") for number in (2, 3)]
    made = planned([], rows)
    assert [(one.row, one.fields["status"]) for one in made.new] == [(2, "cancelled")]


def test_a_further_code_of_somebody_known_is_added_unless_it_is_theirs_already() -> None:
    person = known(email=A_MAIL, ticket_code="T1")
    rows = [row(2, email=A_MAIL, ticket_code="T1"), row(3, email=A_MAIL, ticket_code="T2")]
    (change,) = planned([person], rows).changed
    assert (change.id, change.row, change.more_codes) == ("A", 2, ("T2",))
    again = plan(Before([person], {}, {"T1", "T2"}), rows)
    assert [one.more_codes for one in again.unchanged] == [()]


def test_a_code_of_the_events_own_is_no_value_that_lists_are_held_against() -> None:
    person = known(email=A_MAIL, ticket_code="1" * 34)
    before = Before([person], {"A": {}})
    (change,) = plan(before, [row(email=A_MAIL, ticket_code="T1")]).changed
    assert change.changes == {"ticket_code": "T1"}, "it is taken without a question"


def test_whose_ticket_is_taken_already_is_named() -> None:
    people = [known("A", "가", ticket_code="T1", email=A_MAIL)]
    made = planned(people, [row(2, "나", ticket_code="T1", email=B_MAIL), row(3, "가", email=A_MAIL)])
    assert made.rejected == (Fault(2, "roster.double_ticket", {"name": "가"}),)
    twice = planned([], [row(2, "가", ticket_code="T1"), row(3, "나", ticket_code="T1")])
    assert twice.rejected == (Fault(3, "roster.double_ticket_in_file", {"row": 3, "other": 2}),)


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.BLOCKED])
def test_who_stays_out_although_the_list_has_them_is_told(status: Status) -> None:
    person = known(email=A_MAIL, status=status)
    before = Before([person], {"A": {"name": "도재담", "email": A_MAIL}})
    assert plan(before, [row(email=A_MAIL)]).notes == (Fault(2, "roster.stays_out", {"name": "도재담"}),)
    assert plan(before, [row(email=A_MAIL, status="cancelled")]).notes == ()


def test_a_list_is_remembered_with_each_person_it_has() -> None:
    person = known(email=A_MAIL)
    said = {"name": "도재담", "email": A_MAIL, "lists": ["ㄴ"]}
    (change,) = plan(Before([person], {"A": said}, list_name="ㄱ"), [row(email=A_MAIL)]).unchanged
    assert change.listed["lists"] == ["ㄱ", "ㄴ"]
    (known_already,) = plan(Before([person], {"A": said}, list_name="ㄴ"), [row(email=A_MAIL)]).unchanged
    assert "lists" not in known_already.listed


def gone(people: list[Attendee], rows: list, **more: object) -> list[str]:
    listed = {person.id: {"name": person.name, "email": person.email} for person in people}
    return [person.id for person in plan(Before(people, listed, **more), rows).missing]


def test_who_is_missing_from_an_unnamed_list_is_told_only_where_most_of_it_is_known() -> None:
    people = [known("A", "가", email=A_MAIL), known("B", "나", email=B_MAIL), known("C", "다", email="c@example.com")]
    here = row(2, "가", email=A_MAIL)
    assert gone(people, [here]) == ["B", "C"]
    assert gone(people, [here, row(3, "라", email="d@example.com")]) == ["B", "C"], "half of it"
    strangers = [row(number, f"새{number}", email=f"{number}@example.com") for number in (3, 4)]
    assert gone(people, [here, *strangers]) == []


def test_who_is_asked_about_is_not_missing() -> None:
    people = [known("A", "가", email=A_MAIL), known("B", "나", affiliation="창원")]
    assert gone(people, [row(2, "가", email=A_MAIL), row(3, "나", email=B_MAIL)]) == []


def test_changes_and_rows_come_in_the_order_of_the_file() -> None:
    rows = [row(9, email=A_MAIL), row(5, email=A_MAIL), row(7, email=A_MAIL)]
    assert [fault.row for fault in planned([], rows).same] == [5, 7]
    assert Change(known("A"), 2, {}).id == "A"
