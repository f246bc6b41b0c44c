"""From nothing to a ready event by the guide, and the checklist of the evening before, in the real window."""

from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kiosk.actions.event import opened, read_event
from kiosk.actions.keeping.auto_backup import choose_folder
from kiosk.actions.preparing.guide import AFTER, BEFORE, Step, chosen_layout
from kiosk.core.readiness import State, Topic
from kiosk.tables.writing import Sheet, write_workbook
from kiosk.ui.documents.badge_card import BadgeCard
from kiosk.ui.events.new_event_dialog import NewEventDialog
from kiosk.ui.frame.main_window import MainWindow
from kiosk.ui.imports.programme_import_dialog import ProgrammeImportDialog
from kiosk.ui.imports.roster_import_dialog import RosterImportDialog
from kiosk.ui.preparing.badge_layout_dialog import BadgeLayoutDialog
from kiosk.ui.preparing.checklist_screen import ChecklistScreen
from kiosk.ui.preparing.desk_dialog import DeskDialog
from kiosk.ui.preparing.guide_screen import GuideScreen
from kiosk.ui.preparing.scanner_trial_dialog import ScannerTrialDialog
from kiosk.ui.settings.backup_section import BackupSection
from kiosk.ui.settings.operators_section import OperatorsSection
from kiosk.ui.widgets import theme
from tests.making import DEMO, SEOUL
from tests.ui.conftest import DoorClock


@pytest.fixture
def evening(door_clock: DoorClock) -> DoorClock:
    """The evening before the workshop."""
    door_clock.at = datetime(2024, 2, 26, 19, 0, tzinfo=SEOUL)
    return door_clock


def scan(qtbot: QtBot, dialog: ScannerTrialDialog, code: str) -> None:
    """A scanner of the keyboard type sends ``code`` and Enter to whatever has the focus."""
    qtbot.waitUntil(dialog.hasFocus)
    qtbot.keyClicks(dialog, code)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)


def code_on_screen(dialog: ScannerTrialDialog) -> str:
    """What a camera reads off the dialog."""
    picture = dialog.code.pixmap().toImage()
    picture = picture.convertToFormat(picture.Format.Format_Grayscale8)
    width, height = picture.width(), picture.height()
    rows = [bytes(picture.constScanLine(row))[:width] for row in range(height)]
    (found,) = zxingcpp.read_barcodes(Image.frombytes("L", (width, height), b"".join(rows)))
    return found.text


def signs_of(screen: GuideScreen) -> set[Step]:
    return set(screen.done.done)


def test_a_new_event_shows_how_the_files_it_begins_with_were_read_and_asks_before_it_takes_them(
    open_window: Callable[[Path | None], MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    roster = tmp_path / "people.xlsx"
    rows = [("김하나", "한빛", ""), ("이두리", "다온", "취소"), ("합계", "2명", "")]
    speakers = Sheet("연사", ("성명", "소속"), [("박연사", "누리")])
    write_workbook(roster, [Sheet("참가자", ("성명", "소속", "비고"), rows), speakers])
    window = open_window(None)
    window.welcome.new.click()
    new = window.findChild(NewEventDialog)
    new.names.lines["ko"].setText("봄 워크숍")
    new.file.set_path(tmp_path / "spring.kiosk")
    new.programme.set_path(DEMO / "programme.csv")
    new.roster.set_path(roster)
    new.make.click()
    qtbot.waitUntil(lambda: window.findChild(ProgrammeImportDialog) is not None)
    programme = window.findChild(ProgrammeImportDialog)
    qtbot.waitUntil(programme.store_button.isEnabled)
    lines = programme.summary.lines.toPlainText()
    assert "programme.csv" in lines and "Title: from" in lines and "Sessions: 7 new" in lines
    assert window.findChild(RosterImportDialog) is None
    programme.store_button.click()
    qtbot.waitUntil(lambda: window.findChild(RosterImportDialog) is not None)
    people = window.findChild(RosterImportDialog)
    qtbot.waitUntil(people.store_button.isEnabled)
    lines = people.summary.lines.toPlainText()
    assert "The sheet “연사” also contains people (2 rows)" in lines and "total" in lines
    assert "3 rows: 1 new, 0 changed, 0 unchanged, 0 duplicate, 0 rejected, 1 skipped, 1 to answer." in lines
    (asked,) = people.questions.choices
    asked.setCurrentIndex(asked.findData("cancelled"))
    qtbot.waitUntil(lambda: people.figures["new"].text() == "2" and people.store_button.isEnabled())
    people.store_button.click()
    guide = window.findChild(GuideScreen)
    qtbot.waitUntil(lambda: {Step.PROGRAMME, Step.ROSTER} <= signs_of(guide))
    with closing(read_event(tmp_path / "spring.kiosk")) as records:
        assert {person.name: str(person.status) for person in records.people.all()} == {
            "김하나": "registered", "이두리": "cancelled",
        }  # fmt: skip


def test_files_a_new_event_begins_with_may_be_of_no_use_and_the_event_is_there_all_the_same(
    open_window: Callable[[Path | None], MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "bad.csv").write_text("a,b\n1,2\n", "utf-8")
    window = open_window(None)
    window.welcome.new.click()
    new = window.findChild(NewEventDialog)
    new.names.lines["ko"].setText("봄 워크숍")
    new.file.set_path(tmp_path / "spring.kiosk")
    new.programme.set_path(tmp_path / "nothing.csv")
    new.roster.set_path(tmp_path / "bad.csv")
    new.make.click()
    qtbot.waitUntil(lambda: window.findChild(ProgrammeImportDialog) is not None)
    programme = window.findChild(ProgrammeImportDialog)
    qtbot.waitUntil(lambda: "no file" in programme.notice.text())
    programme.reject()
    qtbot.waitUntil(lambda: window.findChild(RosterImportDialog) is not None)
    people = window.findChild(RosterImportDialog)
    qtbot.waitUntil(lambda: "names" in people.notice.text())
    people.reject()
    assert window.desk is not None and window.desk.overview.attendee_count == 0


def test_the_guide_leads_from_an_empty_event_to_a_ready_one(
    open_window: Callable[[Path | None], MainWindow], evening: DoorClock, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(None)
    window.welcome.new.click()
    new = window.findChild(NewEventDialog)
    new.names.lines["ko"].setText("봄 워크숍")
    new.file.set_path(tmp_path / "spring.kiosk")
    new.make.click()
    qtbot.waitUntil(lambda: window.findChild(GuideScreen) is not None)
    guide = window.findChild(GuideScreen)
    qtbot.waitUntil(lambda: window.focusWidget() is guide.buttons[Step.EVENT])

    event = guide.begin(Step.EVENT)
    event.places.lines["ko"].setText("창원컨벤션센터")
    event.organisers.lines["ko"].setText("창원특례시")
    event.save.click()
    qtbot.waitUntil(lambda: Step.EVENT in signs_of(guide))

    programme = guide.begin(Step.PROGRAMME)
    programme.open_file(DEMO / "programme.csv")
    qtbot.waitUntil(programme.store_button.isEnabled)
    programme.store_button.click()
    qtbot.waitUntil(lambda: Step.PROGRAMME in signs_of(guide))
    assert Step.DESK not in signs_of(guide)  # there are rooms now to choose from

    roster = guide.begin(Step.ROSTER)
    roster.open_file(DEMO / "roster.xlsx")
    qtbot.waitUntil(roster.store_button.isEnabled)
    roster.store_button.click()
    qtbot.waitUntil(lambda: Step.ROSTER in signs_of(guide))

    layout: BadgeLayoutDialog = guide.begin(Step.LAYOUT)
    qtbot.waitUntil(lambda: layout.list.count() >= 5 and not layout.picture.pixmap().isNull())
    first = layout.picture.pixmap().size()
    layout.list.setCurrentRow(1)
    qtbot.waitUntil(lambda: layout.picture.pixmap().size() != first)
    name = layout.name()
    layout.save.click()
    qtbot.waitUntil(lambda: Step.LAYOUT in signs_of(guide))

    place: DeskDialog = guide.begin(Step.DESK)
    place.name.setText("정문")
    place.room.setCurrentText("로비")
    place.save.click()
    qtbot.waitUntil(lambda: Step.DESK in signs_of(guide))

    trial: ScannerTrialDialog = guide.begin(Step.SCAN)
    qtbot.waitUntil(lambda: not trial.code.pixmap().isNull())
    scan(qtbot, trial, code_on_screen(trial))
    qtbot.waitUntil(lambda: Step.SCAN in signs_of(guide))
    assert "read the test code" in trial.notice.text()
    trial.close_button.click()

    stick = tmp_path / "stick"
    stick.mkdir()
    choose_folder(stick)
    qtbot.waitUntil(lambda: window.focusWidget() is guide.buttons[Step.BACKUP])
    window.device.change(copies_folder=str(stick))
    guide.reload()
    qtbot.waitUntil(lambda: signs_of(guide) >= set(BEFORE) - {Step.TICKETS, Step.BADGES, Step.OPERATORS, Step.PRACTICE})

    qtbot.waitUntil(lambda: window.focusWidget() is guide.checklist)
    guide.desk_button.click()
    assert window.check_in.flow.door.room == "로비"
    assert window.front is window.check_in
    window.show_screen("documents")
    card = window.findChild(BadgeCard)
    qtbot.waitUntil(lambda: card.paper.choice.layout == name)
    with opened(read_event(window.desk.path)) as records:
        assert (chosen_layout(records), len(records.programme.sessions()), records.people.count()) == (name, 7, 84)
        assert list(records.scans.all()) == []


def test_the_guide_goes_on_where_it_was_left(
    open_window: Callable[[Path | None], MainWindow], workshop: Path, qtbot: QtBot
) -> None:
    window = open_window(workshop)
    window.show_screen("guide")
    guide = window.findChild(GuideScreen)
    qtbot.waitUntil(lambda: signs_of(guide) == {Step.EVENT, Step.PROGRAMME, Step.ROSTER})
    qtbot.waitUntil(lambda: window.focusWidget() is guide.buttons[Step.DESK])
    texts = [label.text() for label in guide.findChildren(QLabel) if label.isVisible()]
    assert {"7 sessions", "84 people", "3 of 11 done"} <= set(texts)


@pytest.mark.parametrize(
    ("step", "control"),
    [
        (Step.BACKUP, lambda front: front.section(BackupSection)),
        (Step.OPERATORS, lambda front: front.section(OperatorsSection)),
        (Step.TICKETS, lambda front: front.mail),
        (Step.BADGES, lambda front: front.badges),
        (Step.CERTIFICATES, lambda front: front.certificates),
        (Step.EVIDENCE, lambda front: front.report),
        (Step.MAIL, lambda front: front.mail),
        (Step.COPY, lambda front: front.backup),
        (Step.ERASE, lambda front: front.check),
    ],
)
def test_a_step_that_is_done_elsewhere_leads_right_there(
    open_window: Callable[[Path | None], MainWindow],
    workshop: Path,
    door_clock: DoorClock,
    step: Step,
    control: Callable,
    qtbot: QtBot,
) -> None:
    door_clock.at = door_clock.at.replace(day=29 if step in AFTER else 26)
    window = open_window(workshop)
    window.show_screen("guide")
    guide = window.findChild(GuideScreen)
    qtbot.waitUntil(guide.buttons[step].isVisible)
    guide.buttons[step].click()
    place = control(window.front)
    qtbot.waitUntil(lambda: place.isAncestorOf(window.focusWidget()))
    assert not place.visibleRegion().isEmpty()
    if step in (Step.EVIDENCE, Step.MAIL):
        assert place.form.currentData() == {Step.EVIDENCE: "zip", Step.MAIL: "xlsx"}[step]


def test_after_the_last_session_the_guide_says_what_is_left_to_do(
    open_window: Callable[[Path | None], MainWindow], workshop: Path, door_clock: DoorClock, qtbot: QtBot
) -> None:
    door_clock.at = door_clock.at.replace(day=28, hour=17)
    window = open_window(workshop)
    assert window.check_in.stack.currentWidget() is window.check_in.empty
    window.check_in.empty._button.click()
    guide = window.findChild(GuideScreen)
    qtbot.waitUntil(guide.buttons[Step.ERASE].isVisible)
    assert {step for step in Step if guide.buttons[step].isVisible()} == set(AFTER)
    assert guide._title.text() == "After the event"
    assert not guide.desk_button.isVisible()
    qtbot.waitUntil(lambda: window.focusWidget() is guide.buttons[Step.CERTIFICATES])


def first_start(open_window: Callable[[Path | None], MainWindow], event: Path, qtbot: QtBot) -> MainWindow:
    """A window on a laptop whose desk has no name yet."""
    window = open_window(None)
    window.device.change(desk="")
    with qtbot.waitSignal(window.ready):
        window.open_event(event)
    return window


def asked(window: MainWindow) -> list[DeskDialog]:
    return [dialog for dialog in window.findChildren(DeskDialog) if dialog.isVisible()]


def test_the_first_start_asks_in_one_step_what_a_desk_needs(
    open_window: Callable[[Path | None], MainWindow], workshop: Path, qtbot: QtBot
) -> None:
    window = first_start(open_window, workshop, qtbot)
    qtbot.waitUntil(lambda: bool(asked(window)))
    [dialog] = asked(window)
    rooms = [dialog.room.itemText(row) for row in range(dialog.room.count())]
    assert rooms == ["All rooms", "로비", "그랜드볼룸", "회의실 A", "컨벤션홀"]
    dialog.name.setText("정문")
    dialog.room.setCurrentText("로비")
    dialog.camera.setChecked(True)
    person = dialog.add_person()
    person.name.setText("하늘")
    for field in (person.pin, person.again):
        field.setText("4711")
    person.save.click()
    qtbot.waitUntil(lambda: len(window.desk.access.people) == 1)
    qtbot.waitUntil(lambda: "1 person" in dialog._person_state.text())
    dialog.save.click()
    settings = window.device.settings
    assert (settings.desk, settings.room, settings.camera_scanner) == ("정문", "로비", True)
    assert window.check_in.flow.door.room == "로비"
    assert window.desk.access.signed_in == "하늘"


def test_who_is_asked_once_is_left_in_peace(
    open_window: Callable[[Path | None], MainWindow], workshop: Path, qtbot: QtBot
) -> None:
    window = first_start(open_window, workshop, qtbot)
    qtbot.waitUntil(lambda: bool(asked(window)))
    asked(window)[0].reject()
    with qtbot.waitSignal(window.ready):
        window.open_event(workshop)
    QApplication.processEvents()
    assert not asked(window)
    assert window.device.settings.desk == ""


def test_a_desk_with_a_name_is_not_asked(
    open_window: Callable[[Path | None], MainWindow], workshop: Path, qtbot: QtBot
) -> None:
    window = open_window(workshop)
    QApplication.processEvents()
    assert not asked(window)


@pytest.fixture
def checked(
    open_window: Callable[[Path | None], MainWindow], workshop: Path, evening: DoorClock, qtbot: QtBot
) -> ChecklistScreen:
    """The checklist of the workshop, the evening before."""
    window = open_window(workshop)
    window.show_screen("programme")
    window.front.checklist.click()
    screen = window.findChild(ChecklistScreen)
    qtbot.waitUntil(lambda: Topic.FILE in {line.topic for line in screen.lines}, timeout=20_000)
    return screen


def state_of(screen: ChecklistScreen, topic: Topic) -> State:
    return next(line.state for line in screen.lines if line.topic is topic)


def test_the_checklist_says_what_is_wrong_and_leads_to_the_mend(checked: ChecklistScreen, qtbot: QtBot) -> None:
    assert state_of(checked, Topic.FONTS) is State.READY
    assert state_of(checked, Topic.BACKUP) is State.TROUBLE
    texts = [label.text() for label in checked.findChildren(QLabel) if label.isVisible()]
    assert any("No folder for backups is chosen" in text for text in texts)
    with qtbot.waitSignal(checked.wants_screen) as wanted:
        checked.button_of(Topic.BACKUP).click()
    assert wanted.args == ["settings.backup"]


def test_a_test_scan_makes_the_scanner_ready_and_checks_nobody_in(checked: ChecklistScreen, qtbot: QtBot) -> None:
    with opened(read_event(checked.desk.path)) as records:
        person = records.people.all()[5]
    checked.button_of(Topic.SCANNER).click()
    dialog = checked.findChild(ScannerTrialDialog)
    scan(qtbot, dialog, "1234567890123")
    qtbot.waitUntil(lambda: "not one of this event" in dialog.notice.text())
    scan(qtbot, dialog, person.ticket_code)
    qtbot.waitUntil(lambda: person.name in dialog.notice.text())
    qtbot.waitUntil(lambda: state_of(checked, Topic.SCANNER) is State.READY, timeout=20_000)
    dialog.close_button.click()
    with opened(read_event(checked.desk.path)) as records:
        assert list(records.scans.all()) == []


def test_the_room_is_asked_for_and_chosen_from_the_checklist(checked: ChecklistScreen, qtbot: QtBot) -> None:
    assert state_of(checked, Topic.DESK) is State.ATTENTION
    checked.button_of(Topic.DESK).click()
    dialog = checked.findChild(DeskDialog)
    dialog.room.setCurrentText("로비")
    dialog.save.click()
    qtbot.waitUntil(lambda: state_of(checked, Topic.DESK) is State.READY, timeout=20_000)


def test_a_place_for_copies_makes_the_line_another(checked: ChecklistScreen, qtbot: QtBot, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    choose_folder(stick)
    checked.desk.device.change(copies_folder=str(stick))
    qtbot.waitUntil(lambda: any(stick.glob("*.kiosk")), timeout=20_000)
    qtbot.waitUntil(checked.again.isEnabled)
    checked.again.click()
    qtbot.waitUntil(lambda: state_of(checked, Topic.BACKUP) is not State.TROUBLE, timeout=20_000)


def test_every_line_fits_the_smallest_screen(checked: ChecklistScreen, qtbot: QtBot) -> None:
    QApplication.processEvents()
    bar = checked._scroll.verticalScrollBar()
    assert not bar.isVisible()
    corner = checked.window().grab().toImage().pixelColor(checked._scroll.mapTo(checked.window(), QPoint()))
    assert corner.name() == theme.PAGE.name()  # round, not filled
    for label in checked.findChildren(QLabel):
        if label.isVisible() and label.text():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
