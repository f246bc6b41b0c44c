"""Importing a programme through the window."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from kiosk.actions.event import read_event
from kiosk.ui.desk import Desk
from kiosk.ui.imports.programme_import_dialog import ProgrammeImportDialog
from tests.demonstration import FOLDER

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
    assert told.args == ["Imported: 7 sessions added, 0 changed, 0 as before."]
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


def test_sessions_the_file_does_not_name_are_said_to_stay(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "programme.csv"
    path.write_text("code,title_ko,room,starts_at,ends_at\nX,새 세션,홀,2024-02-28T17:00,2024-02-28T18:00\n", "utf-8")
    dialog = opened(qtbot, desk, path)
    assert "REG1, S1, S2, S3, REG2, S4, S5" in dialog.hint.text()
