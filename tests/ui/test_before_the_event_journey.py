"""From nothing to a ready event by the guide, and the checklist of the evening before, in the real window."""

from collections.abc import Callable
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
from kiosk.actions.preparing.guide import Step, chosen_layout
from kiosk.core.readiness import State, Topic
from kiosk.ui.documents.badge_card import BadgeCard
from kiosk.ui.events.new_event_dialog import NewEventDialog
from kiosk.ui.frame.main_window import MainWindow
from kiosk.ui.preparing.badge_layout_dialog import BadgeLayoutDialog
from kiosk.ui.preparing.checklist_screen import ChecklistScreen
from kiosk.ui.preparing.guide_screen import GuideScreen
from kiosk.ui.preparing.scanner_trial_dialog import ScannerTrialDialog
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
    qtbot.waitUntil(lambda: signs_of(guide) == {Step.EVENT})

    programme = guide.begin(Step.PROGRAMME)
    programme.open_file(DEMO / "programme.csv")
    qtbot.waitUntil(programme.store_button.isEnabled)
    programme.store_button.click()
    qtbot.waitUntil(lambda: Step.PROGRAMME in signs_of(guide))

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

    trial: ScannerTrialDialog = guide.begin(Step.SCAN)
    qtbot.waitUntil(lambda: not trial.code.pixmap().isNull())
    scan(qtbot, trial, code_on_screen(trial))
    qtbot.waitUntil(lambda: signs_of(guide) == set(Step))
    assert "read the test code" in trial.notice.text()
    trial.close_button.click()

    qtbot.waitUntil(lambda: window.focusWidget() is guide.desk_button)
    guide.desk_button.click()
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
    qtbot.waitUntil(lambda: window.focusWidget() is guide.buttons[Step.LAYOUT])
    texts = [label.text() for label in guide.findChildren(QLabel) if label.isVisible()]
    assert {"7 sessions", "84 people", "3 of 5 done"} <= set(texts)


@pytest.fixture
def checked(
    open_window: Callable[[Path | None], MainWindow], workshop: Path, evening: DoorClock, qtbot: QtBot
) -> ChecklistScreen:
    """The checklist of the workshop, the evening before."""
    window = open_window(workshop)
    window.show_screen("programme")
    window.front.checklist.click()
    screen = window.findChild(ChecklistScreen)
    qtbot.waitUntil(lambda: len(screen.lines) >= len(Topic), timeout=20_000)
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
