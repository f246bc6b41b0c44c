"""The session a desk is bound to: chosen, announced, kept, changed by the clock."""

import pytest
from PySide6.QtCore import Qt

from tests.ui.door import press


def test_the_direction_is_turned_by_a_key(window, qtbot):
    asked = []
    for _turn in range(3):
        press(qtbot, window, Qt.Key.Key_F7)
        asked.append(window.check_in.flow.door.asked)
    assert asked == ["in", "out", None]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # offscreen there are no pop-ups to raise
def test_the_session_is_chosen_by_keys_alone(window, qtbot, door_clock):
    door_clock.at = door_clock.at.replace(hour=13, minute=40)
    window.check_in.bar.chosen.emit("그랜드볼룸", None)
    press(qtbot, window, Qt.Key.Key_F4)
    combo = window.check_in.bar._session
    qtbot.waitUntil(lambda: combo.view().isVisible())
    for _step in range(3):
        qtbot.keyClick(combo.view(), Qt.Key.Key_Down)
    qtbot.keyClick(combo.view(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.check_in.flow.door.session == "S2")


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
    window.check_in.bar.chosen.emit("그랜드볼룸", None)
    assert window.check_in.status.accessibleName() == ""
    door_clock.at = door_clock.at.replace(hour=16, minute=45)
    window.check_in._on_tick()
    assert "AI community" in window.check_in.status.accessibleName()


def test_a_pinned_session_stays_whatever_the_clock_says_and_is_not_announced_as_next(window, door_clock):
    window.check_in.bar.chosen.emit(None, "S2")
    door_clock.at = door_clock.at.replace(hour=14, minute=55)
    window.check_in._on_tick()
    assert window.check_in.bar._title.accessibleName() == "Changwon INNOPOLIS general meeting"
    assert "general meeting" not in window.check_in.bar._when.accessibleName()


def test_entering_an_overlapping_session_says_which_one_was_left(window, scan, people, workshop, door_clock, qtbot):
    both = next(person for person in people if "S5" in person.sessions)
    door_clock.at = door_clock.at.replace(day=28, hour=10, minute=30)
    window.check_in.bar.chosen.emit(None, "S4")
    scan(both)
    inside = window.check_in.counts._inside_now.text()
    assert inside.startswith("1 inside now")
    door_clock.at = door_clock.at.replace(hour=11, minute=15)
    window.check_in.bar.chosen.emit(None, "S5")
    scan(both)
    forum = window.desk.programme["S4"].titles["en"]
    assert f"Left {forum} by entering here." in [mark.text for mark in window.check_in.panel.shown.marks]
    window.check_in.bar.chosen.emit(None, "S4")
    assert window.check_in.counts._inside_now.text().startswith("0 inside now")
