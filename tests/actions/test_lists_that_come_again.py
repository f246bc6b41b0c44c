"""A list comes a second time: who is who, what the desk changed, who left it, and taking an import back."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from kiosk.actions.keeping.backup import doctor
from kiosk.actions.office.export_records import export_records
from kiosk.actions.people import import_roster
from kiosk.actions.people.answer_import import answer, read_answers
from kiosk.actions.people.import_roster import Imported, RosterImport
from kiosk.actions.people.manage_roster import add_attendee, edit_attendee, reissue, set_status
from kiosk.actions.people.take_back_import import imports, take_back_import
from kiosk.core.lists.answers import Answer
from kiosk.core.lists.known_lists import without_attendance
from kiosk.core.lists.roster_columns import guess_columns
from kiosk.core.roster import Attendee, Status
from kiosk.errors import KioskError
from kiosk.store.records import Records
from kiosk.words import imports as import_words
from kiosk.words.catalogue import use_language
from kiosk.words.terms import export_word
from tests.making import Desk

HEADING = "성명,소속,직위,이메일,참가세션,상태,접수번호"
HANA = "김하나,한빛,과장,h@example.com,F,신청,R001"
DURI = "이두리,다온,대리,d@example.com,,신청,R002"


def planned(
    records: Records, folder: Path, *rows: str, heading: str = HEADING, given: Sequence[Answer] = ()
) -> RosterImport:
    path = folder / "list.csv"
    path.write_text("\n".join((heading, *rows)), encoding="utf-8")
    table = import_roster.open_roster(path)
    made = import_roster.plan_roster(records, table, import_roster.guess(records, table))
    return answer(records, made, list(given))[0]


def bring_in(records: Records, folder: Path, *rows: str, cancel: str | None = None, **more: object) -> Imported:
    return import_roster.import_roster(records, planned(records, folder, *rows, **more), cancel_missing=cancel)


def person(records: Records, name: str) -> Attendee:
    return next(one for one in records.people.all() if one.name == name)


def test_what_the_desk_changed_stays_and_who_it_cancelled_stays_so(event: Records, tmp_path: Path) -> None:
    bring_in(event, tmp_path, HANA, DURI)
    edit_attendee(event, person(event, "김하나").id, {"title": "부장", "notes": "VIP", "sessions": []})
    set_status(event, person(event, "이두리").id, Status.CANCELLED)
    before = event.people.all()
    late = planned(event, tmp_path, HANA, DURI, "강새로,신규,,g@example.com,,신청,R003")
    assert [fault.code for fault in late.doubts] == ["roster.stays_out"]
    assert import_roster.import_roster(event, late) == Imported(new=1, changed=0, unchanged=2, rejected=0)
    assert event.people.all()[:2] == before
    assert doctor(event).sound


def test_a_list_that_changed_nothing_adds_nothing_to_the_log(event: Records, tmp_path: Path) -> None:
    bring_in(event, tmp_path, HANA, DURI)
    length = event.journal.length()
    bring_in(event, tmp_path, DURI, HANA)
    assert event.journal.length() == length


def test_an_answer_is_remembered_and_not_asked_again(event: Records, tmp_path: Path) -> None:
    bring_in(event, tmp_path, HANA)
    edit_attendee(event, person(event, "김하나").id, {"title": "부장"})
    changed = HANA.replace("과장", "차장")
    (question,) = planned(event, tmp_path, changed).questions
    assert (question.kind, question.field, question.desk, question.file) == ("field", "title", "부장", "차장")
    assert bring_in(event, tmp_path, changed).questions == 1
    assert person(event, "김하나").title == "부장"
    bring_in(event, tmp_path, changed, given=[Answer("desk", row=2)])
    assert not planned(event, tmp_path, changed).questions
    assert person(event, "김하나").title == "부장"


def test_an_answer_that_is_none_of_the_choices_is_told(event: Records, tmp_path: Path) -> None:
    bring_in(event, tmp_path, HANA)
    edit_attendee(event, person(event, "김하나").id, {"title": "부장"})
    with pytest.raises(KioskError, match=r"answers\.unknown"):
        planned(event, tmp_path, HANA.replace("과장", "차장"), given=[Answer("maybe", row=2)])


@pytest.mark.parametrize("content", ["", "{", "[1]", '{"x": 1}', '[{"row": "two", "answer": "desk"}]', '"a"'])
def test_a_file_that_holds_no_answers_is_told(content: str, tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(KioskError, match=r"answers\.unreadable"):
        read_answers(path)


def test_answers_are_the_questions_with_their_answers(tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    path.write_text(
        '﻿{"questions": [{"row": 2, "kind": "field", "field": "title", "answer": "file"}, {"row": 3}]}', "utf-8"
    )
    assert read_answers(path) == [Answer("file", "field", 2, "title")]


def test_people_who_left_the_list_are_cancelled_when_that_is_wanted(event: Records, tmp_path: Path) -> None:
    bring_in(event, tmp_path, HANA, DURI)
    add_attendee(event, {"name": "현장인"})
    assert [one.name for one in planned(event, tmp_path, HANA).plan.missing] == ["이두리"]
    bring_in(event, tmp_path, HANA)
    assert person(event, "이두리").status is Status.REGISTERED
    assert bring_in(event, tmp_path, HANA, cancel="빠짐").cancelled == 1
    assert (person(event, "이두리").status, person(event, "이두리").status_reason) == (Status.CANCELLED, "빠짐")
    assert person(event, "현장인").status is Status.REGISTERED


def test_a_list_of_newcomers_names_nobody_as_missing(event: Records, tmp_path: Path) -> None:
    bring_in(event, tmp_path, HANA, DURI)
    late = planned(event, tmp_path, "강새로,신규,g@example.com", heading="성명,소속,이메일")
    assert not late.plan.missing


def test_a_passed_on_ticket_is_scanned_as_the_new_persons(event: Records, tmp_path: Path) -> None:
    heading = "성명,소속,이메일,티켓코드"
    bring_in(event, tmp_path, "김하나,한빛,h@example.com,TK-1", heading=heading)
    assert bring_in(event, tmp_path, "대리인,한빛,s@example.com,TK-1", heading=heading).questions == 1
    assert [one.name for one in event.people.all()] == ["김하나"]
    bring_in(event, tmp_path, "대리인,한빛,s@example.com,TK-1", heading=heading, given=[Answer("passed_on")])
    assert [one.name for one in event.people.all()] == ["대리인"]
    assert Desk(event).scan("TK-1", "10:30", session="F").person.name == "대리인"


def test_who_asks_whether_a_ticket_was_passed_on_says_that_it_was_scanned(event: Records, tmp_path: Path) -> None:
    heading = "성명,소속,이메일,티켓코드"
    bring_in(event, tmp_path, "김하나,한빛,h@example.com,TK-1", heading=heading)
    later = "대리인,한빛,s@example.com,TK-1"
    said = []
    for scans in range(2):
        if scans:
            Desk(event).scan("TK-1", "10:30", session="F")
        (asked,) = planned(event, tmp_path, later, heading=heading).questions
        assert asked.is_scanned is bool(scans)
        said.append(import_words.question(asked))
    assert "checked in" not in said[0]
    assert "checked in" in said[1]


def test_every_ticket_of_a_person_with_several_admits(event: Records, tmp_path: Path) -> None:
    rows = ("김하나,h@example.com,TK-1", "김하나,h@example.com,TK-2")
    for _again in range(2):
        bring_in(event, tmp_path, *rows, heading="성명,이메일,티켓코드")
    assert len(event.people.all()) == 1
    desk = Desk(event)
    assert [desk.scan(code, "10:30", session="F").person.name for code in ("TK-1", "TK-2")] == ["김하나", "김하나"]
    assert doctor(event).sound


def test_a_code_given_anew_at_the_desk_is_not_undone_by_the_list(event: Records, tmp_path: Path) -> None:
    rows = ("김하나,h@example.com,TK-1",)
    bring_in(event, tmp_path, *rows, heading="성명,이메일,티켓코드")
    given = reissue(event, person(event, "김하나").id).ticket_code
    assert bring_in(event, tmp_path, *rows, heading="성명,이메일,티켓코드") == Imported(0, 0, 1, 0)
    assert person(event, "김하나").ticket_code == given


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_our_own_export_brought_back_changes_nothing(
    event: Records, tmp_path: Path, language: str, ending: str
) -> None:
    bring_in(event, tmp_path, HANA, DURI)
    set_status(event, person(event, "이두리").id, Status.CANCELLED)
    Desk(event).scan(person(event, "김하나").ticket_code, "10:30", session="F")
    before = event.people.all()
    use_language(language)
    try:
        out = export_records(event, tmp_path / f"out{ending}", export_word, language=language)
    finally:
        use_language("en")
    for _again in range(2):
        table = import_roster.open_roster(out)
        columns = import_roster.guess(event, table)
        assert columns.sessions == {}
        done = import_roster.import_roster(event, import_roster.plan_roster(event, table, columns))
        assert (done.new, done.changed, done.rejected, done.questions) == (0, 0, 0, 0)
    assert event.people.all() == before


def test_a_table_of_registrations_keeps_its_sessions(event: Records) -> None:
    columns = guess_columns([("성명", "F"), ("김하나", "○")], event.programme.sessions().values())
    assert without_attendance(columns) == columns


# --- taking an import back ---


def test_an_import_is_taken_back_whole(event: Records, tmp_path: Path) -> None:
    bring_in(event, tmp_path, HANA)
    before = event.people.all()
    bring_in(event, tmp_path, HANA.replace("과장", "차장").replace(",F,", ",,"), DURI)
    done = take_back_import(event)
    assert (done.removed, done.restored, done.kept) == (1, 1, 0)
    assert event.people.all() == before
    assert [one.taken_back for one in imports(event)] == [False, True]
    assert doctor(event).sound
    event.rebuild()
    assert event.people.all() == before


def test_after_it_was_taken_back_the_same_file_comes_anew(event: Records, tmp_path: Path) -> None:
    first = bring_in(event, tmp_path, HANA, DURI)
    take_back_import(event)
    assert event.people.all() == []
    assert bring_in(event, tmp_path, HANA, DURI) == first
    assert [one.name for one in event.people.all()] == ["김하나", "이두리"]
    assert doctor(event).sound


def test_who_was_scanned_or_corrected_since_is_kept(event: Records, tmp_path: Path) -> None:
    bring_in(event, tmp_path, HANA, DURI, "박세이,새빛,,s@example.com,,,R003")
    Desk(event).scan(person(event, "김하나").ticket_code, "10:30", session="F")
    edit_attendee(event, person(event, "이두리").id, {"notes": "휠체어"})
    done = take_back_import(event)
    assert (done.removed, done.kept) == (1, 2)
    assert [one.name for one in event.people.all()] == ["김하나", "이두리"]


def test_what_was_changed_after_the_import_stays(event: Records, tmp_path: Path) -> None:
    bring_in(event, tmp_path, HANA)
    bring_in(event, tmp_path, HANA.replace("과장", "차장").replace("한빛", "새빛"))
    edit_attendee(event, person(event, "김하나").id, {"title": "부장"})
    take_back_import(event)
    assert (person(event, "김하나").title, person(event, "김하나").affiliation) == ("부장", "한빛")


def test_a_ticket_is_as_before_when_the_import_is_taken_back(event: Records, tmp_path: Path) -> None:
    heading = "성명,이메일,티켓코드"
    bring_in(event, tmp_path, "김하나,h@example.com,TK-1", heading=heading)
    bring_in(event, tmp_path, "김하나,h@example.com,TK-9", heading=heading)
    take_back_import(event)
    desk = Desk(event)
    assert desk.scan("TK-1", "10:30", session="F").verdict == "admitted"
    assert desk.scan("TK-9", "10:31", session="F").verdict == "revoked"


def test_there_is_nothing_to_take_back_twice(event: Records, tmp_path: Path) -> None:
    bring_in(event, tmp_path, HANA)
    take_back_import(event)
    with pytest.raises(KioskError, match=r"import\.none"):
        take_back_import(event)
    with pytest.raises(KioskError, match=r"import\.taken_back"):
        take_back_import(event, imports(event)[0].id)
    with pytest.raises(KioskError, match=r"import\.unknown"):
        take_back_import(event, "x")


# --- mapped once ---


def test_a_mapping_is_known_for_every_file_of_the_same_headings(event: Records, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("성명,기타란\n김하나,한빛", encoding="utf-8")
    table = import_roster.open_roster(path)
    columns = import_roster.guess(event, table, {"affiliation": "기타란"})
    import_roster.import_roster(event, import_roster.plan_roster(event, table, columns))
    path.write_text("기타란,성명\n다온,이두리", encoding="utf-8")
    again = import_roster.guess(event, import_roster.open_roster(path))
    assert again.fields == {"affiliation": 0, "name": 1}
