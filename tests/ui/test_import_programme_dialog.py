"""Importing a programme through the window."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QDate
from pytestqt.qtbot import QtBot

from kiosk.actions.door.check_in import check_in
from kiosk.actions.event import opened as opened_event
from kiosk.actions.event import read_event
from kiosk.actions.preparing.demonstration import make_demonstration
from kiosk.core.scan import Scan
from kiosk.ui.imports.columns_dialog import ColumnsDialog
from kiosk.ui.imports.programme_import_dialog import ProgrammeImportDialog
from kiosk.ui.services.desk import Desk
from tests.demonstration import FOLDER, SEOUL

PROGRAMME = FOLDER / "programme.csv"


def opened(qtbot: QtBot, desk: Desk, path: Path) -> ProgrammeImportDialog:
    dialog = ProgrammeImportDialog(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.open_file(path)
    qtbot.waitUntil(lambda: not dialog.busy)
    return dialog


def lines(dialog: ProgrammeImportDialog) -> list[list[str]]:
    model = dialog.sessions
    return [
        [model.index(row, column).data() for column in range(model.columnCount())] for row in range(model.rowCount())
    ]


def test_the_sessions_are_shown_in_their_order_and_in_local_time(qtbot: QtBot, empty_desk: Desk) -> None:
    shown = lines(opened(qtbot, empty_desk, PROGRAMME))
    assert [line[1] for line in shown] == ["REG1", "S1", "S2", "S3", "REG2", "S4", "S5"]
    assert shown[1][2:7] == ["Joint briefing on support programmes", "그랜드볼룸", "02-27 13:30", "15:00", "120"]


def test_the_programme_is_stored_when_it_is_imported(qtbot: QtBot, empty_desk: Desk) -> None:
    dialog = opened(qtbot, empty_desk, PROGRAMME)
    with qtbot.waitSignal(dialog.imported) as told:
        dialog.store_button.click()
    assert told.args == ["Imported: 7 sessions added, 0 changed, 0 unchanged."]
    records = read_event(empty_desk.path)
    assert len(records.programme.sessions()) == 7
    records.close()


def test_a_programme_that_is_known_leaves_nothing_to_import(qtbot: QtBot, desk: Desk) -> None:
    dialog = opened(qtbot, desk, PROGRAMME)
    assert dialog.figures["unchanged"].text() == "7"
    assert not dialog.store_button.isEnabled()


def test_a_row_with_wrong_times_is_named_and_nothing_can_be_imported(
    qtbot: QtBot, empty_desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "programme.csv"
    path.write_text(
        "code,title_ko,room,starts_at,ends_at\n"
        "A,개회,홀,2024-05-01T09:00,2024-05-01T10:00\n"
        "B,폐회,홀,2024-05-01T12:00,2024-05-01T11:00\n",
        encoding="utf-8",
    )
    dialog = opened(qtbot, empty_desk, path)
    model = dialog.faults.model
    assert (model.index(0, 0).data(), model.rowCount()) == ("3", 1)
    assert "ends" in model.index(0, 2).data()
    assert not dialog.store_button.isEnabled()


def wait_for_look(qtbot: QtBot, dialog: ProgrammeImportDialog) -> None:
    qtbot.waitUntil(lambda: not dialog.busy)


def test_a_grid_without_a_day_is_asked_about_answered_and_imported(
    qtbot: QtBot, empty_desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "timetable.csv"
    path.write_text("시간,대강당,201호\n10:00~11:00,개회식,\n11:00~12:00,인공지능,반도체\n", encoding="utf-8")
    dialog = opened(qtbot, empty_desk, path)
    assert [dialog.faults.model.index(row, 2).data() for row in range(3)] == [
        "“개회식”: on which day?", "“인공지능”: on which day?", "“반도체”: on which day?",
    ]  # fmt: skip
    assert dialog.answers.day.isVisible() and not dialog.store_button.isEnabled()
    dialog.answers.day.setDate(QDate(2026, 12, 1))
    wait_for_look(qtbot, dialog)
    assert [line[1:6] for line in lines(dialog)] == [
        ["S1", "개회식", "대강당", "12-01 10:00", "11:00"],
        ["S3", "반도체", "201호", "12-01 11:00", "12:00"],
        ["S2", "인공지능", "대강당", "12-01 11:00", "12:00"],
    ]
    with qtbot.waitSignal(dialog.imported) as told:
        dialog.store_button.click()
    assert told.args == ["Imported: 3 sessions added, 0 changed, 0 unchanged."]


def test_what_is_asked_may_be_left_out_and_an_end_be_said(qtbot: QtBot, empty_desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "programme.csv"
    path.write_text("날짜,시작,종료,내용\n2026-12-01,10:00,,가\n2026-12-01,11:00,12:00,나\n", encoding="utf-8")
    dialog = opened(qtbot, empty_desk, path)
    assert not dialog.store_button.isEnabled()
    dialog.leave_out.setChecked(True)
    assert dialog.store_button.isEnabled()
    dialog.answers.length.setCurrentIndex(dialog.answers.length.findData(30))
    dialog.answers.changed.emit()
    wait_for_look(qtbot, dialog)
    assert [line[2:6] for line in lines(dialog)] == [
        ["가", "", "12-01 10:00", "10:30"],
        ["나", "", "12-01 11:00", "12:00"],
    ]


def test_columns_nobody_can_guess_are_chosen(qtbot: QtBot, empty_desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "programme.csv"
    path.write_text("언제,무엇,어디\n2026-12-01 10:00~11:00,가,홀\n", encoding="utf-8")
    dialog = opened(qtbot, empty_desk, path)
    assert dialog.look.planned is None and dialog.columns.isVisible()
    dialog.choose_columns()
    (columns,) = dialog.findChildren(ColumnsDialog)
    for name, column in (("time", "1"), ("title_ko", "2"), ("room", "3")):
        columns.choices[name].setCurrentIndex(columns.choices[name].findData(column))
    columns.take.click()
    wait_for_look(qtbot, dialog)
    assert [line[2:6] for line in lines(dialog)] == [["가", "홀", "12-01 10:00", "11:00"]]


def test_sessions_people_were_scanned_into_change_only_on_purpose(
    qtbot: QtBot, open_desk: Callable[[Path], Desk], tmp_path: Path
) -> None:
    with opened_event(make_demonstration(tmp_path / "workshop.kiosk", as_planned=True)) as records:
        code = records.people.all()[0].ticket_code
        check_in(records, Scan("one", code, datetime(2024, 2, 28, 10, 10, tzinfo=SEOUL), "1", session="S4"))
    path = tmp_path / "programme.csv"
    path.write_text("code,title_ko,starts_at,ends_at\nS4,포럼,2024-02-28T10:00,2024-02-28T11:00\n", encoding="utf-8")
    dialog = opened(qtbot, open_desk(tmp_path / "workshop.kiosk"), path)
    assert "1 person was admitted" in dialog.hint.text() and "Certificates:" in dialog.hint.text()
    assert not dialog.store_button.isEnabled()
    dialog.even_scanned.setChecked(True)
    assert dialog.store_button.isEnabled()


def test_sessions_the_file_does_not_name_are_said_to_stay(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "programme.csv"
    path.write_text("code,title_ko,room,starts_at,ends_at\nX,새 세션,홀,2024-02-28T17:00,2024-02-28T18:00\n", "utf-8")
    dialog = opened(qtbot, desk, path)
    assert "REG1, S1, S2, S3, REG2, S4, S5" in dialog.hint.text()


def test_how_a_programme_was_read_can_be_read(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "programme.csv"
    path.write_text(
        "봄 워크숍\n코드,세션명,날짜,시간,바깥\nX,새 세션,2024-02-28,17-18,가\n※ 바뀔 수 있음,,,,\n", encoding="utf-8"
    )
    dialog = opened(qtbot, desk, path)
    told = dialog.summary.lines.toPlainText().splitlines()
    assert told[0] == "programme.csv, encoding utf-8; headers in row 2"
    assert "Title: from B “세션명” (새 세션)" in told
    assert "Not used: E “바깥” (가)" in told
    assert "Row 3: “17-18” of “새 세션” was read as hours of the day; check it." in told
    assert told[-1] == (
        "Sessions: 1 new, 0 changed, 0 unchanged, 0 rejected, 2 skipped, 0 to answer; 7 not in the file are kept."
    )
    dialog.sections.choose(1)
    assert dialog.summary.isVisible()
