"""What a list asks of its columns, and what becomes of the answers: ticks and blanks, consent taken back, leaders."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from kiosk.actions.people import import_roster
from kiosk.actions.people.answer_import import answer
from kiosk.actions.people.import_roster import RosterImport
from kiosk.actions.people.manage_roster import edit_attendee
from kiosk.core.lists.answers import Answer
from kiosk.errors import KioskError
from kiosk.store.records import Records


def planned(records: Records, folder: Path, content: str, *given: Answer) -> RosterImport:
    path = folder / "list.csv"
    path.write_text(content, encoding="utf-8")
    table = import_roster.open_roster(path)
    made = import_roster.plan_roster(records, table, import_roster.guess(records, table))
    return answer(records, made, given)[0]


def bring_in(records: Records, folder: Path, content: str, *given: Answer) -> None:
    import_roster.import_roster(records, planned(records, folder, content, *given))


def of(records: Records, field: str) -> dict[str, str]:
    return {person.name: getattr(person, field) for person in records.people.all()}


def asked(plan: RosterImport) -> list[tuple[str, str, Sequence[str]]]:
    return [(question.kind, question.file, question.choices) for question in plan.questions]


TICKED = "성명,입금\n김하나,O\n이두리,\n박세나,11/3\n"


def test_nothing_of_a_list_with_ticks_and_blanks_is_stored_before_somebody_says_what_a_blank_means(
    event: Records, tmp_path: Path
) -> None:
    plan = planned(event, tmp_path, TICKED)
    assert [(q.row, q.kind, q.who) for q in plan.questions] == [(0, "blank_state", "이두리")]
    with pytest.raises(KioskError, match="columns_asked"):
        import_roster.import_roster(event, plan)


def test_what_a_blank_means_is_known_of_the_next_list_of_these_headings(event: Records, tmp_path: Path) -> None:
    bring_in(event, tmp_path, TICKED, Answer("waiting", kind="blank_state"))
    assert of(event, "status") == {"김하나": "registered", "이두리": "waiting", "박세나": "registered"}
    again = planned(event, tmp_path, "성명,입금\n최라온,\n정마루,입금\n")
    assert not again.questions
    import_roster.import_roster(event, again)
    assert (of(event, "status")["최라온"], of(event, "status")["정마루"]) == ("waiting", "registered")


def test_a_second_column_taken_as_the_status_leaves_the_first_in_force(event: Records, tmp_path: Path) -> None:
    content = "성명,상태,Dabei\n김하나,취소,ja\n이두리,확정,nein\n박세나,확정,ja\n"
    assert asked(planned(event, tmp_path, content)) == [("status_column", "Dabei", ("status", "unused"))]
    bring_in(event, tmp_path, content, Answer("status", kind="status_column"))
    assert of(event, "status") == {"김하나": "cancelled", "이두리": "cancelled", "박세나": "registered"}


LEADER = "팀명,팀장,팀장 연락처,팀원1,팀원2\n가온팀,박세나,010-0000-0001,김하나,이두리\n나래팀,최라온,,정마루,\n"


def test_who_leads_a_team_is_taken_with_their_own_number(event: Records, tmp_path: Path) -> None:
    assert asked(planned(event, tmp_path, LEADER)) == [("second_name", "팀장", ("people", "unused"))]
    bring_in(event, tmp_path, LEADER, Answer("people", kind="second_name"))
    assert of(event, "phone") == {"김하나": "", "이두리": "", "정마루": "", "박세나": "010-0000-0001", "최라온": ""}


def test_who_leads_a_team_may_be_left_out(event: Records, tmp_path: Path) -> None:
    bring_in(event, tmp_path, LEADER, Answer("unused", kind="second_name"))
    assert set(of(event, "name")) == {"김하나", "이두리", "정마루"}


GIVEN = "성명,이메일,개인정보동의,동의 철회\n김하나,h@example.com,2026-10-01,\n"
TAKEN_BACK = GIVEN.replace("2026-10-01,", "2026-10-01,2026-11-20")


def test_consent_that_a_later_list_takes_back_is_gone(event: Records, tmp_path: Path) -> None:
    bring_in(event, tmp_path, GIVEN)
    assert of(event, "consent") == {"김하나": "2026-10-01"}
    bring_in(event, tmp_path, TAKEN_BACK)
    assert of(event, "consent") == {"김하나": ""}


@pytest.mark.parametrize("refusal", ["동의하지 않음", "X"])
def test_a_refusal_after_consent_takes_it_back_and_a_blank_does_not(
    event: Records, tmp_path: Path, refusal: str
) -> None:
    agreed = "성명,이메일,개인정보동의\n김하나,h@example.com,동의\n"
    bring_in(event, tmp_path, agreed)
    bring_in(event, tmp_path, agreed.replace(",동의\n", ",\n"))
    assert of(event, "consent") == {"김하나": "yes"}
    bring_in(event, tmp_path, agreed.replace(",동의\n", f",{refusal}\n"))
    assert of(event, "consent") == {"김하나": ""}


def test_consent_given_at_the_desk_is_not_taken_back_by_an_older_list(event: Records, tmp_path: Path) -> None:
    bring_in(event, tmp_path, GIVEN)
    bring_in(event, tmp_path, TAKEN_BACK)
    (hana,) = event.people.all()
    edit_attendee(event, hana.id, {"consent": "2026-12-01"})
    again = planned(event, tmp_path, TAKEN_BACK)
    assert not again.questions
    import_roster.import_roster(event, again)
    assert of(event, "consent") == {"김하나": "2026-12-01"}


def test_who_refused_on_the_form_and_agreed_at_the_desk_has_agreed(event: Records, tmp_path: Path) -> None:
    refused = "성명,이메일,개인정보동의\n김하나,h@example.com,동의하지 않음\n"
    bring_in(event, tmp_path, refused)
    (hana,) = event.people.all()
    edit_attendee(event, hana.id, {"consent": "2026-12-01"})
    length = event.journal.length()
    bring_in(event, tmp_path, refused)
    assert (of(event, "consent"), event.journal.length()) == ({"김하나": "2026-12-01"}, length)


def test_consent_of_the_desk_against_a_list_is_for_a_person_to_decide(event: Records, tmp_path: Path) -> None:
    bring_in(event, tmp_path, "성명,이메일\n김하나,h@example.com\n")
    (hana,) = event.people.all()
    edit_attendee(event, hana.id, {"consent": "2026-12-01"})
    (question,) = planned(event, tmp_path, TAKEN_BACK).questions
    assert (question.kind, question.field, question.desk) == ("field", "consent", "2026-12-01")
    bring_in(event, tmp_path, TAKEN_BACK, Answer("file", kind="field"))
    assert of(event, "consent") == {"김하나": ""}


BOTH = "성명,개인정보동의,소속,철회일\n김하나,Y,가온,\n이두리,Y,나래,2026-11-20\n"


def test_a_day_of_withdrawal_that_is_no_state_still_takes_the_consent_back(event: Records, tmp_path: Path) -> None:
    bring_in(event, tmp_path, BOTH, Answer("unused", kind="status_column"))
    assert of(event, "consent") == {"김하나": "yes", "이두리": ""}
    assert of(event, "status") == {"김하나": "registered", "이두리": "registered"}
