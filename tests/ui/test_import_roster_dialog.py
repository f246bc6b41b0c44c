"""Importing people through the window: what is guessed, shown, changed, stored and refused."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from kiosk.actions.event import read_event
from kiosk.actions.people.manage_roster import edit_attendee
from kiosk.core.roster import Attendee, Status
from kiosk.ui.imports.roster_import_dialog import RosterImportDialog
from kiosk.ui.services.desk import Desk
from tests.demonstration import FOLDER

ROSTER, ROSTER_CP949 = FOLDER / "roster.xlsx", FOLDER / "roster-cp949.csv"


def opened(qtbot: QtBot, desk: Desk, path: Path) -> RosterImportDialog:
    dialog = RosterImportDialog(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.open_file(path)
    looked_through(qtbot, dialog)
    return dialog


def looked_through(qtbot: QtBot, dialog: RosterImportDialog) -> None:
    qtbot.waitUntil(lambda: not dialog.busy)


def choose_meaning(qtbot: QtBot, dialog: RosterImportDialog, column: int, meaning: str | None) -> None:
    choice = dialog.header.choice(column)
    choice.setCurrentIndex(choice.findData(meaning))
    looked_through(qtbot, dialog)


def meanings(dialog: RosterImportDialog) -> list[str | None]:
    return [dialog.header.choice(column).currentData() for column in range(dialog.rows.columnCount())]


def shown_counts(dialog: RosterImportDialog) -> dict[str, str]:
    return {name: figure.text() for name, figure in dialog.figures.items()}


def stored_people(desk: Desk) -> list[Attendee]:
    records = read_event(desk.path)
    try:
        return records.people.all()
    finally:
        records.close()


def written(folder: Path, *lines: str) -> Path:
    path = folder / "list.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def few_people(tmp_path: Path) -> Path:
    """Two rows that can be imported and two that cannot."""
    return written(
        tmp_path,
        "성명,소속,참가세션",
        "가람별,누리연구소,S1",
        ",누리연구소,S1",
        "나루솔,누리연구소,S9",
        "다온빛,=1+1,S1;S4",
    )


def test_the_offices_workbook_is_understood_at_once(qtbot: QtBot, desk: Desk) -> None:
    dialog = opened(qtbot, desk, ROSTER)
    assert {"name", "affiliation", "phone", "email", "category", "title"} <= set(meanings(dialog))
    assert {f"session:S{number}" for number in range(1, 6)} <= set(meanings(dialog))
    assert shown_counts(dialog) == {
        "new": "0", "changed": "0", "unchanged": "84", "questions": "0", "rejected": "0",
    }  # fmt: skip


def test_people_are_stored_only_when_the_person_imports(qtbot: QtBot, desk: Desk, few_people: Path) -> None:
    before = len(stored_people(desk))
    dialog = opened(qtbot, desk, written(few_people.parent, "성명,소속", "가람별,누리연구소", "나루솔,누리연구소"))
    assert shown_counts(dialog)["new"] == "2"
    assert len(stored_people(desk)) == before
    assert dialog.store_button.text() == "Import 2 people"
    with qtbot.waitSignal(dialog.imported) as summary:
        dialog.store_button.click()
    assert summary.args == ["Imported: 2 people added, 0 changed, 0 unchanged, 0 skipped."]
    assert [person.name for person in stored_people(desk)[before:]] == ["가람별", "나루솔"]


def test_the_same_people_in_another_file_leave_nothing_to_import(qtbot: QtBot, desk: Desk) -> None:
    dialog = opened(qtbot, desk, ROSTER_CP949)
    counts = shown_counts(dialog)
    assert counts["new"] == counts["rejected"] == "0"


def test_rows_are_numbered_as_in_the_spreadsheet(qtbot: QtBot, desk: Desk) -> None:
    dialog = opened(qtbot, desk, ROSTER)
    assert dialog.rows.headerData(0, Qt.Orientation.Vertical) == "5"


def test_another_meaning_for_a_column_plans_the_import_anew(qtbot: QtBot, desk: Desk, few_people: Path) -> None:
    dialog = opened(qtbot, desk, few_people)
    assert shown_counts(dialog)["rejected"] == "2"
    choose_meaning(qtbot, dialog, 2, "notes")
    assert shown_counts(dialog) == {
        "new": "3", "changed": "0", "unchanged": "0", "questions": "0", "rejected": "1",
    }  # fmt: skip


def test_a_meaning_is_held_by_one_column_only(qtbot: QtBot, desk: Desk, few_people: Path) -> None:
    dialog = opened(qtbot, desk, few_people)
    choose_meaning(qtbot, dialog, 1, "name")
    assert meanings(dialog) == [None, "name", "sessions"]


def test_without_a_column_of_names_a_sentence_says_so_and_nothing_can_be_imported(
    qtbot: QtBot, desk: Desk, few_people: Path
) -> None:
    dialog = opened(qtbot, desk, few_people)
    choose_meaning(qtbot, dialog, 0, None)
    assert "names" in dialog.notice.text()
    assert not dialog.store_button.isEnabled()
    assert dialog.rows.rowCount() == 4, "the rows stay in view, or the column could not be corrected"
    choose_meaning(qtbot, dialog, 0, "name")
    assert dialog.notice.isHidden()


def test_rejected_rows_are_listed_with_number_and_reason(qtbot: QtBot, desk: Desk, few_people: Path) -> None:
    dialog = opened(qtbot, desk, few_people)
    faults = dialog.faults.model
    rows = [[faults.index(row, column).data() for column in range(3)] for row in range(faults.rowCount())]
    assert [row[0] for row in rows] == ["3", "4"]
    assert "name is missing" in rows[0][2]
    assert "S9" in rows[1][2]


def test_rejected_rows_are_left_out_only_on_purpose(qtbot: QtBot, desk: Desk, few_people: Path) -> None:
    before = len(stored_people(desk))
    dialog = opened(qtbot, desk, few_people)
    assert not dialog.store_button.isEnabled()
    assert dialog.leave_out.isVisible()
    dialog.leave_out.setChecked(True)
    with qtbot.waitSignal(dialog.imported):
        dialog.store_button.click()
    assert [person.name for person in stored_people(desk)[before:]] == ["가람별", "다온빛"]


def test_the_list_of_rejected_rows_can_be_saved_and_holds_no_formula(
    qtbot: QtBot, desk: Desk, tmp_path: Path, few_people: Path
) -> None:
    dialog = opened(qtbot, desk, written(tmp_path, "성명,소속,참가세션", "가람별,=1+1,S9"))
    saved = tmp_path / "rejected.csv"
    dialog.faults.save(saved)
    text = saved.read_bytes().decode("utf-8-sig")
    assert saved.read_bytes().startswith(b"\xef\xbb\xbf")
    assert "가람별,'=1+1,S9" in text
    assert text.splitlines()[1].startswith("2,")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("list.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(50), "picture"),
        ("list.csv", '성명,소속\n"가람별,누리\n'.encode(), "quotation mark"),
        ("list.csv", b"", "empty"),
    ],
)
def test_a_file_that_is_no_list_gets_one_sentence(
    qtbot: QtBot, desk: Desk, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    dialog = opened(qtbot, desk, path)
    assert said in dialog.notice.text()
    assert not dialog.store_button.isEnabled()
    assert dialog.rows.rowCount() == 0


def test_only_the_answer_for_the_file_chosen_last_is_shown(qtbot: QtBot, desk: Desk, few_people: Path) -> None:
    dialog = RosterImportDialog(desk)
    qtbot.addWidget(dialog)
    dialog.open_file(ROSTER)
    dialog.open_file(few_people)
    looked_through(qtbot, dialog)
    assert dialog.rows.columnCount() == 3


def test_another_sheet_of_the_workbook_can_be_chosen(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "첫날"
    for row in (("성명", "소속"), ("가람별", "누리연구소"), ("나루솔", "누리연구소")):
        book.active.append(row)
    second = book.create_sheet("둘째 날")
    for row in (("성명", "소속"), ("다온빛", "누리연구소")):
        second.append(row)
    book.save(tmp_path / "two.xlsx")
    dialog = opened(qtbot, desk, tmp_path / "two.xlsx")
    assert (dialog.sheet.currentText(), shown_counts(dialog)["new"]) == ("첫날", "2")
    choose_meaning(qtbot, dialog, 1, "notes")
    dialog.sheet.setCurrentText("둘째 날")
    dialog.sheet.activated.emit(1)
    looked_through(qtbot, dialog)
    assert (dialog.sheet.currentText(), shown_counts(dialog)["new"]) == ("둘째 날", "1")
    assert meanings(dialog) == ["name", "affiliation"], "the choice was for the first sheet"


def test_all_sheets_with_people_can_be_taken_together(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "첫날"
    for row in (("성명", "소속"), ("가람별", "누리연구소"), ("나루솔", "누리연구소")):
        book.active.append(row)
    second = book.create_sheet("둘째 날")
    for row in (("소속", "성명"), ("누리연구소", "다온빛"), ("누리연구소", "가람별")):
        second.append(row)
    book.create_sheet("메모").append(("점심은 2층",))
    book.save(tmp_path / "three.xlsx")
    dialog = opened(qtbot, desk, tmp_path / "three.xlsx")
    every = dialog.sheet.count() - 1
    assert dialog.sheet.itemText(every) == "All 2 sheets with people"
    dialog.sheet.setCurrentIndex(every)
    dialog.sheet.activated.emit(every)
    looked_through(qtbot, dialog)
    assert (dialog.sheet.currentIndex(), shown_counts(dialog)["new"]) == (every, "3")
    choose_meaning(qtbot, dialog, 1, "notes")
    looked_through(qtbot, dialog)
    assert len(dialog.look.others) == 1, "the other sheet is still read with it"


def test_without_a_programme_the_way_on_is_told(qtbot: QtBot, empty_desk: Desk) -> None:
    dialog = opened(qtbot, empty_desk, ROSTER_CP949)
    assert "no programme yet" in dialog.hint.text()


def known_people(qtbot: QtBot, desk: Desk, folder: Path, *lines: str) -> None:
    """A list that came before."""
    dialog = opened(qtbot, desk, written(folder, *lines))
    with qtbot.waitSignal(dialog.imported):
        dialog.store_button.click()


def by_name(desk: Desk, *names: str) -> dict[str, Attendee]:
    return {person.name: person for person in stored_people(desk) if person.name in names}


def change(qtbot: QtBot, desk: Desk, name: str, **fields: str) -> None:
    changed: list[Attendee] = []
    person = by_name(desk, name)[name]
    desk.lane.run(lambda records: edit_attendee(records, person.id, fields), changed.append)
    qtbot.waitUntil(lambda: bool(changed))


def answer(qtbot: QtBot, dialog: RosterImportDialog, row: int, chosen: str) -> None:
    choice = dialog.questions.choices[row]
    choice.setCurrentIndex(choice.findData(chosen))
    looked_through(qtbot, dialog)


def test_a_renumbered_list_moves_nobody(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    known_people(
        qtbot, desk, tmp_path, "ID,성명,소속,이메일", "1,김하나,한빛,h@example.com", "2,이두리,다온,d@example.com"
    )
    before = by_name(desk, "김하나", "이두리")
    dialog = opened(
        qtbot, desk,
        written(tmp_path, "ID,성명,소속,이메일", "1,강새로,신규,g@example.com", "2,김하나,한빛,h@example.com",
                "3,이두리,다온,d@example.com"),
    )  # fmt: skip
    assert (shown_counts(dialog)["new"], shown_counts(dialog)["unchanged"]) == ("1", "2")
    with qtbot.waitSignal(dialog.imported):
        dialog.store_button.click()
    assert by_name(desk, "김하나", "이두리") == before


def test_a_late_list_asks_what_both_changed_and_does_as_answered(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    heading = "성명,소속,직위,이메일"
    known_people(qtbot, desk, tmp_path, heading, "김하나,한빛,과장,h@example.com", "이두리,다온,대리,d@example.com")
    change(qtbot, desk, "김하나", title="부장")
    change(qtbot, desk, "이두리", title="과장")
    late = written(
        tmp_path,
        heading,
        "김하나,한빛,과장,h@example.com",
        "이두리,다온,차장,d@example.com",
        "강새로,신규,,g@example.com",
    )
    dialog = opened(qtbot, desk, late)
    assert shown_counts(dialog)["questions"] == "1"
    model = dialog.questions.model
    assert [model.index(0, column).data() for column in range(4)] == ["3", "이두리 · Position", "과장", "차장"]
    answer(qtbot, dialog, 0, "file")
    assert shown_counts(dialog)["questions"] == "0"
    assert dialog.questions.choices[0].currentData() == "file", "an answer stays in view, to be changed"
    with qtbot.waitSignal(dialog.imported):
        dialog.store_button.click()
    people = by_name(desk, "김하나", "이두리", "강새로")
    assert {name: person.title for name, person in people.items()} == {"김하나": "부장", "이두리": "차장", "강새로": ""}


def test_what_nobody_answered_is_left_and_told(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    known_people(qtbot, desk, tmp_path, "성명,소속,이메일,티켓코드", "김하나,한빛,h@example.com,TK-1")
    dialog = opened(
        qtbot, desk,
        written(tmp_path, "성명,소속,이메일,티켓코드", "대리인,한빛,s@example.com,TK-1", "강새로,신규,g@example.com,"),
    )  # fmt: skip
    assert "waiting for an answer" in dialog.hint.text()
    with qtbot.waitSignal(dialog.imported) as summary:
        dialog.store_button.click()
    assert summary.args[0].endswith("1 row is waiting for an answer.")
    assert set(by_name(desk, "김하나", "대리인", "강새로")) == {"김하나", "강새로"}


def test_people_who_left_the_list_are_cancelled_with_one_click(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    known_people(qtbot, desk, tmp_path, "성명,소속,메일", "김하나,한빛,h@example.com", "이두리,다온,d@example.com")
    dialog = opened(qtbot, desk, written(tmp_path, "성명,소속,메일", "김하나,한빛,h@example.com"))
    assert [dialog.missing.model.index(row, 0).data() for row in range(dialog.missing.model.rowCount())] == ["이두리"]
    assert not dialog.store_button.isEnabled()
    dialog.missing.cancel.setChecked(True)
    with qtbot.waitSignal(dialog.imported):
        dialog.store_button.click()
    assert by_name(desk, "이두리")["이두리"].status is Status.CANCELLED


def test_of_a_form_filled_in_twice_the_later_answer_counts_and_it_is_told(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    dialog = opened(
        qtbot, desk,
        written(tmp_path, "타임스탬프,성함,소속,이메일", "2024. 4. 2 오전 9:00:00,김하나,한빛대학교,h@example.com",
                "2024. 4. 1 오후 3:00:00,김하나,한빛,h@example.com"),
    )  # fmt: skip
    faults = dialog.faults.model
    assert "filled in the form twice" in faults.index(0, 2).data()
    with qtbot.waitSignal(dialog.imported):
        dialog.store_button.click()
    assert by_name(desk, "김하나")["김하나"].affiliation == "한빛대학교"


def test_the_last_import_is_taken_back_with_one_click(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    before = stored_people(desk)
    known_people(qtbot, desk, tmp_path, "성명,소속,이메일", "김하나,한빛,h@example.com")
    dialog = RosterImportDialog(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog.take_back.isVisible)
    dialog.take_back.click()
    box = dialog.take_back.findChild(QMessageBox)
    with qtbot.waitSignal(dialog.imported) as summary:
        next(button for button in box.buttons() if button.text() == dialog.take_back.text()).click()
    assert "1 person removed from the roster" in summary.args[0]
    assert stored_people(desk) == before


def test_how_a_file_was_read_can_be_read(qtbot: QtBot, desk: Desk) -> None:
    dialog = opened(qtbot, desk, ROSTER)
    lines = dialog.summary.lines.toPlainText()
    assert "roster.xlsx" in lines and "Phone: from" in lines


def test_a_column_chosen_once_is_known_for_every_file_of_its_headings(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    dialog = opened(qtbot, desk, written(tmp_path, "성명,기타란", "김하나,한빛"))
    choose_meaning(qtbot, dialog, 1, "affiliation")
    with qtbot.waitSignal(dialog.imported):
        dialog.store_button.click()
    assert meanings(opened(qtbot, desk, written(tmp_path, "성명,기타란", "이두리,다온"))) == ["name", "affiliation"]


def test_a_state_nobody_knows_is_answered_in_the_window(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    dialog = opened(
        qtbot, desk, written(tmp_path, "성명,소속,상태", "가람별,누리연구소,확정", "나루솔,누리연구소,보류")
    )
    assert shown_counts(dialog)["questions"] == "1"
    answer(qtbot, dialog, 0, "waiting")
    assert shown_counts(dialog)["questions"] == "0"
    with qtbot.waitSignal(dialog.imported):
        dialog.store_button.click()
    assert by_name(desk, "나루솔")["나루솔"].status == "waiting"


def test_nothing_is_imported_before_it_is_said_what_a_column_holds(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    dialog = opened(
        qtbot, desk, written(tmp_path, "성명,소속,Approval", "가람별,누리연구소,Tier 1", "나루솔,누리연구소,Tier 2")
    )
    assert not dialog.store_button.isEnabled() and "needs your decision first" in dialog.hint.text()
    answer(qtbot, dialog, 0, "unused")
    assert dialog.store_button.isEnabled()


def choose_header_row(qtbot: QtBot, dialog: RosterImportDialog, row: int | None) -> None:
    choice = dialog.header_row
    choice.setCurrentIndex(choice.findData(row))
    choice.activated.emit(choice.currentIndex())
    looked_through(qtbot, dialog)


def test_a_file_without_headers_is_read_when_a_person_says_so(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    rows = "곽새솔,누리,010-0000-9911,saesol@example.com", "명다솔,다온,,dasol@example.com"
    dialog = opened(qtbot, desk, written(tmp_path, *rows))
    assert not dialog.store_button.isEnabled()
    choose_header_row(qtbot, dialog, 0)
    assert meanings(dialog) == ["name", None, "phone", "email"]
    assert shown_counts(dialog)["new"] == "2"
    choose_meaning(qtbot, dialog, 1, "affiliation")
    with qtbot.waitSignal(dialog.imported):
        qtbot.mouseClick(dialog.store_button, Qt.MouseButton.LeftButton)
    stored = {person.name: person.affiliation for person in stored_people(desk)}
    assert (stored["곽새솔"], stored["명다솔"]) == ("누리", "다온")


def test_another_row_is_the_header_when_a_person_says_so(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    lines = "성명,소속,연락처", "담당자,누리,010-0000-0001", "", "성명,소속", "곽새솔,누리", "명다솔,다온"
    dialog = opened(qtbot, desk, written(tmp_path, *lines))
    choose_header_row(qtbot, dialog, 4)
    assert shown_counts(dialog)["new"] == "2"
    choose_header_row(qtbot, dialog, None)
    assert dialog.header_row.currentText() == "Headers: row 1 (found)"


def test_a_list_printed_two_up_brings_the_people_of_both_parts(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    rows = "연번,성명,소속,,연번,성명,소속", "1,곽새솔,누리,,3,방하람,라온", "2,명다솔,다온,,4,편여울,마루"
    dialog = opened(qtbot, desk, written(tmp_path, *rows))
    assert shown_counts(dialog)["new"] == "4"
    with qtbot.waitSignal(dialog.imported):
        qtbot.mouseClick(dialog.store_button, Qt.MouseButton.LeftButton)
    stored = {person.name: person.affiliation for person in stored_people(desk)}
    right = {"곽새솔": "누리", "명다솔": "다온", "방하람": "라온", "편여울": "마루"}
    assert {name: stored[name] for name in right} == right


def test_of_a_form_filled_in_twice_the_later_answer_is_stored_and_told(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    dialog = opened(
        qtbot, desk,
        written(
            tmp_path, "타임스탬프,성명,이메일,소속,참가세션",
            "2026. 4. 2 오전 9:00:00,곽새솔,saesol@example.com,누리대학교,S1",
            "2026. 4. 1 오후 3:15:10,곽새솔,saesol@example.com,누리대,S3",
        ),
    )  # fmt: skip
    assert shown_counts(dialog)["new"] == "1"
    assert [fault.code for fault in dialog.warnings()] == ["roster.answered_again"]
    with qtbot.waitSignal(dialog.imported):
        qtbot.mouseClick(dialog.store_button, Qt.MouseButton.LeftButton)
    (stored,) = [person for person in stored_people(desk) if person.name == "곽새솔"]
    assert (stored.affiliation, stored.sessions) == ("누리대학교", ("S1",))


def test_blanks_beside_ticks_and_leaders_are_answered_in_the_window(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    file = written(tmp_path, "팀명,팀장,팀원,입금", "가온팀,박세나,김새하,O", "나래팀,최라온,이새두,")
    dialog = opened(qtbot, desk, file)
    for said in ("people", "waiting"):
        row = next(n for n, choice in enumerate(dialog.questions.choices) if choice.findData(said) >= 0)
        answer(qtbot, dialog, row, said)
    with qtbot.waitSignal(dialog.imported):
        dialog.store_button.click()
    found = by_name(desk, "박세나", "김새하", "최라온", "이새두")
    assert {name: person.status for name, person in found.items()} == {
        "박세나": "registered", "김새하": "registered", "최라온": "waiting", "이새두": "waiting",
    }  # fmt: skip
