"""A signed list typed back in, in the window."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kiosk.actions.office.report_attendance import attendance_of_all
from kiosk.ui.documents.export_card import ExportCard
from tests import making
from tests.ui.reading import finish_reading


def test_conflicts_are_decided_and_a_bad_row_stops_all(qtbot: QtBot, open_desk, tmp_path: Path) -> None:
    records = making.new_event(tmp_path)
    for number in (1, 2):
        making.add_people(records, 1, name=f"사람{number}", external_id=f"R-{number}")
    making.Desk(records).scan(records.people.all()[0].ticket_code, "10:51", session="F")
    path = records.path
    records.close()
    card = ExportCard(open_desk(path))
    qtbot.addWidget(card)
    card.show()
    assert not card.type_in.isVisible()
    card.form.setCurrentIndex(card.form.findData("signin"))
    card.session.setCurrentIndex(card.session.findData("F"))
    assert card.type_in.isVisible()
    file = tmp_path / "signed.csv"
    file.write_text("접수번호,성명,입장,퇴장\nR-1,사람1,10:35,11:20\nR-2,사람2,곧,\n", "utf-8")
    dialog = card.open_typed_sheet(file)
    finish_reading(qtbot, card.desk)
    assert not dialog.keep.isEnabled()
    assert not dialog.paper.isEnabled()
    assert "1 rejected" in dialog.notice.text()
    dialog.reject()
    file.write_text("접수번호,성명,입장,퇴장\nR-1,사람1,10:35,11:20\nR-2,사람2,10:30,\n", "utf-8")
    dialog = card.open_typed_sheet(file)
    finish_reading(qtbot, card.desk)
    assert [dialog.model.data(dialog.model.index(row, 4)) for row in range(2)] == ["asked", "new"]
    qtbot.mouseClick(dialog.paper, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "2 people" in card.notice.text(), timeout=20_000)
    found: list[list[int]] = []
    card.desk.lane.run(
        lambda records: [a.minutes for p in attendance_of_all(records) for a in p.attendances if a.session == "F"],
        found.append,
    )
    qtbot.waitUntil(lambda: bool(found), timeout=20_000)
    assert found[0][0] > 0
    assert found[0][1] > found[0][0]
    asked = card.undo_typed_sheet()
    asked.reason.setText("Wrong list")
    qtbot.mouseClick(asked.confirm, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "3 scans were undone" in card.notice.text(), timeout=20_000)
    again = card.undo_typed_sheet()
    qtbot.mouseClick(again.usual[0], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(again.confirm, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Nothing was typed in" in card.notice.text(), timeout=20_000)
