"""What is not a scan, without a queue: found, registered, corrected, printed again, looked up — by keyboard alone."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject as Object
from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from kiosk.actions.check_in import answer_of
from kiosk.actions.event import open_event, opened, read_event
from kiosk.actions.manage_roster import add_attendee, edit_attendee
from kiosk.core.roster import Attendee
from kiosk.core.scan import Verdict
from kiosk.ui.check_in.correct_person_dialog import CorrectPersonDialog
from kiosk.ui.check_in.key_overview import KEYS, KeyOverview
from kiosk.ui.check_in.walk_in_dialog import WalkInDialog
from kiosk.ui.main_window import MainWindow
from kiosk.ui.people.history_dialog import HistoryDialog
from kiosk.ui.widgets.reason_dialog import ReasonDialog
from tests.scanners.keyboard import type_keys


class Viewer(Object):
    """Stands where the system's PDF viewer would."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def show(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def viewer() -> Iterator[Viewer]:
    made = Viewer()
    QDesktopServices.setUrlHandler("file", made, "show")
    yield made
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def window(open_window: Callable[[Path], MainWindow], workshop: Path, qtbot: QtBot) -> MainWindow:
    made = open_window(workshop)
    qtbot.waitUntil(lambda: len(made.check_in._people.people) >= 84)
    return made


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key) -> None:
    """Press a key wherever the focus is."""
    qtbot.keyClick(QApplication.focusWidget() or window, key)


def dialog_of(window: MainWindow, kind: type) -> QDialog:
    [dialog] = [dialog for dialog in window.findChildren(kind) if dialog.isVisible()]
    return dialog


def roster(path: Path) -> list[Attendee]:
    with closing(read_event(path)) as records:
        return records.attendees()


def scans(path: Path) -> list:
    with closing(read_event(path)) as records:
        return records.newest_scans(50)


def test_a_walk_in_is_registered_checked_in_and_given_badge_and_ticket_by_keys_alone(
    window, workshop, people, viewer, qtbot
):
    press(qtbot, window, Qt.Key.Key_F5)
    dialog = dialog_of(window, WalkInDialog)
    qtbot.waitUntil(dialog.name.hasFocus)
    for field, text in ((dialog.name, "현장참"), (dialog.affiliation, "한빛정밀"), (dialog.third, "01000001234")):
        assert QApplication.focusWidget() is field
        field.insert(text)  # as an input method gives it
        if field is not dialog.third:
            qtbot.keyClick(field, Qt.Key.Key_Tab)
    with qtbot.waitSignal(window.answer_painted) as painted:
        qtbot.keyClick(dialog.third, Qt.Key.Key_Return)
    assert painted.args == [Verdict.ADMITTED]
    assert window.check_in.panel.shown.name == "현장참"
    [added] = [person for person in roster(workshop) if person.name == "현장참"]
    assert (added.affiliation, added.phone, added.category) == ("한빛정밀", "010-0000-1234", "")
    assert answer_of(scans(workshop)[0]).person.id == added.id
    assert "F6" not in window.check_in.panel.shown.message  # the badge comes by itself
    qtbot.waitUntil(lambda: len(viewer.opened) == 2, timeout=30_000)
    assert all(path.read_bytes()[:5] == b"%PDF-" for path in viewer.opened)
    assert len({path.name for path in viewer.opened}) == 2
    qtbot.waitUntil(lambda: added.id in window.check_in._people.people)
    assert [dialog for dialog in window.findChildren(WalkInDialog) if dialog.isVisible()] == []


def test_a_walk_in_whose_dialog_was_closed_meanwhile_is_registered_all_the_same(window, workshop, viewer, qtbot):
    window.check_in.walk_in.click()
    dialog = dialog_of(window, WalkInDialog)
    dialog.name.setText("현장참")
    gate = threading.Event()
    window.desk.lane.run(lambda _records: gate.wait(10))
    dialog.save.click()
    dialog.reject()
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))
    with qtbot.waitSignal(window.answer_painted):
        gate.set()
    assert [person.name for person in roster(workshop)].count("현장참") == 1
    qtbot.waitUntil(lambda: len(viewer.opened) == 2, timeout=30_000)


def test_a_walk_in_may_be_put_on_the_list_of_the_session(window, workshop, viewer, qtbot):
    window.check_in._on_chosen(None, "S2")
    window._now.at = window._now.at.replace(hour=15, minute=30)
    window.check_in.walk_in.click()
    dialog = dialog_of(window, WalkInDialog)
    assert dialog.listed.isVisible() and dialog.listed.isChecked()
    dialog.name.setText("현장참")
    dialog.third.setText("관")
    with qtbot.waitSignal(window.answer_painted) as painted:
        dialog.save.click()
    assert painted.args == [Verdict.ADMITTED]
    [added] = [person for person in roster(workshop) if person.name == "현장참"]
    assert (added.sessions, added.category) == (("S2",), "관")
    qtbot.waitUntil(lambda: len(viewer.opened) == 2, timeout=30_000)


def test_a_walk_in_of_a_name_that_is_known_is_shown_who_that_is_and_checked_in_instead(window, workshop, people, qtbot):
    same = [person for person in people if person.name == "소율완"]
    assert len(same) == 2
    window.check_in.walk_in.click()
    dialog = dialog_of(window, WalkInDialog)
    dialog.name.setText("소 율완")
    offered = [button.text() for button in dialog.namesakes if button.isVisible()]
    assert len(offered) == 2 and offered[0] != offered[1]
    assert all(person.affiliation in " ".join(offered) for person in same)
    with qtbot.waitSignal(window.answer_painted):
        dialog.namesakes[1].click()
    assert len(roster(workshop)) == len(people)
    assert answer_of(scans(workshop)[0]).person.name == "소율완"


def test_what_may_not_be_kept_of_a_walk_in_is_told_and_the_entry_stays(window, workshop, people, qtbot):
    window.check_in.walk_in.click()
    dialog = dialog_of(window, WalkInDialog)
    dialog.name.setText("현장참")
    dialog.affiliation.setText("900101-1234568")
    dialog.save.click()
    qtbot.waitUntil(lambda: bool(dialog.notice.text()))
    assert "resident registration number" in dialog.notice.text()
    assert dialog.isVisible() and dialog.save.isEnabled()
    assert len(roster(workshop)) == len(people)


def test_people_who_share_a_name_are_told_apart_and_the_meant_one_is_checked_in_by_keys(
    window, workshop, people, qtbot
):
    same = [person for person in people if person.name == "소율완"]
    press(qtbot, window, Qt.Key.Key_F3)
    line = window.check_in.search._line
    qtbot.waitUntil(line.hasFocus)
    line.setText(f"소율완 {same[1].phone[-4:]}")
    assert window.check_in.search.current().id == same[1].id
    line.setText("ㅅㅇㅇ")
    found = window.check_in.search._model
    rows = {found.data(found.index(row)) for row in range(found.rowCount())}
    assert len(rows) == found.rowCount() >= 2
    qtbot.keyClick(line, Qt.Key.Key_Down)
    meant = window.check_in.search.current()
    with qtbot.waitSignal(window.answer_painted):
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert answer_of(scans(workshop)[0]).person.id == meant.id


def test_a_name_is_corrected_before_the_badge_is_made(window, scan, workshop, people, viewer, qtbot):
    scan(people[0])
    press(qtbot, window, Qt.Key.Key_F2)
    dialog = dialog_of(window, CorrectPersonDialog)
    qtbot.waitUntil(dialog.fields["name"].hasFocus)
    dialog.fields["name"].setText("도재담수")
    dialog.save_and_print.click()
    qtbot.waitUntil(lambda: bool(viewer.opened), timeout=30_000)
    assert "도재담수" in viewer.opened[0].name
    assert roster(workshop)[0].name == "도재담수"
    with closing(read_event(workshop)) as records:
        assert answer_of(records.newest_scans(1)[0]).person.name == people[0].name  # the scan says what was known then
    qtbot.waitUntil(lambda: "도재담수" in window.check_in.scans.model().index(0).data())
    window.check_in.undo.click()
    asked = dialog_of(window, ReasonDialog)
    assert any(label.text().startswith("도재담수") for label in asked.findChildren(QLabel))
    asked.reject()


def test_the_person_marked_in_a_search_is_the_one_that_is_corrected(window, people, qtbot):
    press(qtbot, window, Qt.Key.Key_F3)
    window.check_in.search._line.setText(people[7].name)
    assert window.check_in.correct.isEnabled()
    press(qtbot, window, Qt.Key.Key_F2)
    assert dialog_of(window, CorrectPersonDialog).fields["name"].text() == people[7].name


def test_a_badge_is_made_again_only_with_a_reason_that_is_kept(window, scan, workshop, people, viewer, qtbot):
    scan(people[0])
    press(qtbot, window, Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: len(viewer.opened) == 1, timeout=30_000)
    noted = []
    window.desk.lane.run(lambda records: records.has_badge(people[0].id), noted.append)
    qtbot.waitUntil(lambda: noted == [True])
    press(qtbot, window, Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: any(dialog.isVisible() for dialog in window.findChildren(ReasonDialog)))
    dialog = dialog_of(window, ReasonDialog)
    assert not dialog.confirm.isEnabled()
    dialog.usual[1].click()
    dialog.confirm.click()
    qtbot.waitUntil(lambda: len(viewer.opened) == 2, timeout=30_000)
    reasons = []
    window.desk.lane.run(lambda records: [op.payload["reason"] for op in records.operations() if op.kind == "badge"],
                         reasons.extend)  # fmt: skip
    qtbot.waitUntil(lambda: len(reasons) == 2)
    assert reasons == ["", "Damaged or badly printed"]


def test_the_history_of_a_person_shows_what_was_taken_back_by_whom_and_why(window, scan, workshop, people, qtbot):
    scan(people[0])
    window._now.forward(minutes=10)
    scan(people[0])
    scan(people[1])
    scans_list = window.check_in.scans
    scans_list.setCurrentIndex(scans_list.model().index(1))
    press(qtbot, window, Qt.Key.Key_F10)
    history = dialog_of(window, HistoryDialog)
    qtbot.waitUntil(lambda: history.model.rowCount() == 2)
    assert people[0].name in history.windowTitle()
    assert not history.undo.isEnabled()  # the newest is a refusal
    qtbot.keyClick(history.table, Qt.Key.Key_Down)
    assert history.undo.isEnabled()
    history.undo.click()
    reason = dialog_of(window, ReasonDialog)
    reason.usual[1].click()
    with qtbot.waitSignal(window.answer_painted):
        reason.confirm.click()
    qtbot.waitUntil(lambda: history.model.line(1).taken_back is not None)
    texts = [history.model.data(history.model.index(1, column)) for column in range(6)]
    assert texts[1] == "Joint briefing on support programmes"
    assert texts[2] == "Entry  ·  Checked in"
    assert "Taken back" in texts[5] and "Wrong person" in texts[5]
    fonts = [history.model.data(history.model.index(row, 1), Qt.ItemDataRole.FontRole) for row in range(2)]
    assert fonts[0] is None and fonts[1].strikeOut()
    with closing(read_event(workshop)) as records:
        assert len(records.voided_scans()) == 1


def test_marks_and_needs_of_a_person_are_shown_at_the_scan_and_a_correction_of_them_at_once(
    open_window, workshop, people, qtbot
):
    with opened(open_event(workshop)) as records:
        edit_attendee(records, people[0].id, {"mark": "VIP", "needs": "휠체어"})
    window = open_window(workshop)
    qtbot.waitUntil(lambda: len(window.check_in._people.people) >= 84)
    with qtbot.waitSignal(window.answer_painted):
        type_keys(people[0].ticket_code + "\r")
    assert [mark.text for mark in window.check_in.panel.shown.marks] == ["VIP", "휠체어"]
    window.show_screen("people")
    with qtbot.waitSignal(window.answer_painted):
        type_keys(people[0].ticket_code + "\r")
    assert "VIP" in window.band._line()


def test_scans_go_on_while_a_walk_in_is_being_entered(window, workshop, people, qtbot):
    window.check_in.walk_in.click()
    dialog = dialog_of(window, WalkInDialog)
    qtbot.waitUntil(dialog.name.hasFocus)
    dialog.name.setText("Kim")
    with qtbot.waitSignal(window.answer_painted):
        type_keys(people[0].ticket_code + "\r")
    assert dialog.name.text() == "Kim"
    assert dialog.isVisible()
    assert window.band.shown.name == people[0].name
    assert len(scans(workshop)) == 1


# -- keys --------------------------------------------------------------------------------------------------------------


def test_the_overview_names_every_key_that_does_something(window, qtbot):
    press(qtbot, window, Qt.Key.Key_F1)
    overview = dialog_of(window, KeyOverview)
    named = {key for key, _meaning in KEYS}
    buttons = (button.key for button in window.check_in.findChildren(QPushButton) if hasattr(button, "key"))
    assert set(buttons) | {"F4", "F7"} == {key for key in named if key.startswith("F")}
    qtbot.keyClick(overview, Qt.Key.Key_Escape)
    qtbot.waitUntil(window.check_in.panel.hasFocus)


def test_every_button_of_the_door_is_named_with_its_key_and_reached_by_tab(window):
    screen = window.check_in
    for button in (screen.find, screen.walk_in, screen.correct, screen.badge, screen.undo, screen.override):
        assert button.accessibleName() == f"{button.word}, {button.key}"
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_the_direction_is_turned_by_a_key(window, qtbot):
    asked = []
    for _turn in range(3):
        press(qtbot, window, Qt.Key.Key_F7)
        asked.append(window.check_in.flow.door.asked)
    assert asked == ["in", "out", None]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # offscreen there are no pop-ups to raise
def test_the_session_is_chosen_by_keys_alone(window, qtbot):
    window._now.at = window._now.at.replace(hour=13, minute=40)
    window.check_in._on_chosen("그랜드볼룸", None)
    press(qtbot, window, Qt.Key.Key_F4)
    combo = window.check_in.bar._session
    qtbot.waitUntil(lambda: combo.view().isVisible())
    for _step in range(3):
        qtbot.keyClick(combo.view(), Qt.Key.Key_Down)
    qtbot.keyClick(combo.view(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.check_in.flow.door.session == "S2")


# -- the session a desk is bound to ------------------------------------------------------------------------------------


def test_the_next_session_is_named_and_announced_ten_minutes_before_it_opens(window, door_clock, qtbot):
    bar = window.check_in.bar
    when = bar._when
    assert when.accessibleName().endswith("then Changwon INNOPOLIS general meeting 15:00")
    door_clock.at = door_clock.at.replace(hour=14, minute=49)
    window.check_in._on_tick()
    assert not when.accessibleName().startswith("Opens in")
    door_clock.at = door_clock.at.replace(minute=52, second=30)
    window.check_in._on_tick()
    assert when.accessibleName().startswith("Opens in 8 min: Changwon INNOPOLIS general meeting")
    assert "then" in when.accessibleName()
    assert when.property("look") == "on-navy-soon"


def test_when_the_clock_takes_another_session_the_screen_says_so(window, door_clock):
    window.check_in._on_chosen("그랜드볼룸", None)
    assert window.check_in.status.accessibleName() == ""
    door_clock.at = door_clock.at.replace(hour=16, minute=45)
    window.check_in._on_tick()
    assert "AI community" in window.check_in.status.accessibleName()


def test_a_pinned_session_stays_whatever_the_clock_says_and_is_not_announced_as_next(window, door_clock):
    window.check_in._on_chosen(None, "S2")
    door_clock.at = door_clock.at.replace(hour=14, minute=55)
    window.check_in._on_tick()
    assert window.check_in.bar._title.accessibleName() == "Changwon INNOPOLIS general meeting"
    assert "general meeting" not in window.check_in.bar._when.accessibleName()


def test_entering_an_overlapping_session_says_which_one_was_left(window, scan, people, workshop, door_clock, qtbot):
    both = next(person for person in people if "S5" in person.sessions)
    door_clock.at = door_clock.at.replace(day=28, hour=10, minute=30)
    window.check_in._on_chosen(None, "S4")
    scan(both)
    inside = window.check_in.counts._inside_now.text()
    assert inside.startswith("1 inside now")
    door_clock.at = door_clock.at.replace(hour=11, minute=15)
    window.check_in._on_chosen(None, "S5")
    scan(both)
    forum = window.desk.programme["S4"].title_en
    assert f"Left {forum} by entering here." in [mark.text for mark in window.check_in.panel.shown.marks]
    window.check_in._on_chosen(None, "S4")
    assert window.check_in.counts._inside_now.text().startswith("0 inside now")


def test_an_unlisted_category_of_a_walk_in_is_refused_and_the_person_stays_on_the_roster(
    window, workshop, viewer, qtbot
):
    """A walk-in at a closed door is registered all the same: the desk admits them with a reason."""
    window._now.at = window._now.at.replace(hour=8)
    window.check_in._on_chosen(None, "S1")
    window.check_in.walk_in.click()
    dialog = dialog_of(window, WalkInDialog)
    dialog.name.setText("현장참")
    with qtbot.waitSignal(window.answer_painted) as painted:
        dialog.save.click()
    assert painted.args == [Verdict.TOO_EARLY]
    assert any(person.name == "현장참" for person in roster(workshop))
    assert window.check_in.override.isEnabled()
    qtbot.waitUntil(lambda: len(viewer.opened) == 2, timeout=30_000)


def test_a_walk_in_added_by_an_import_meanwhile_is_found(window, workshop, qtbot):
    window.desk.lane.run(lambda records: add_attendee(records, {"name": "늦은이"}), lambda _person: None)
    window.desk.tell_roster_changed()
    qtbot.waitUntil(lambda: any(person.name == "늦은이" for person in window.check_in._people.people.values()))
    press(qtbot, window, Qt.Key.Key_F3)
    window.check_in.search._line.setText("ㄴㅇㅇ")
    assert "늦은이" in [window.check_in.search._model._found[0].name]
