"""The second screen for attendees: what is on, and nothing of any person."""

from contextlib import closing
from dataclasses import dataclass

import pytest
from PySide6.QtGui import QFontMetrics

from kiosk.actions.event import read_event
from kiosk.ui.frame.other_windows import second_place
from kiosk.ui.frame.second_window import SecondWindow
from kiosk.ui.settings.second_screen_section import SecondScreenSection


@pytest.fixture
def second(window, qtbot) -> SecondWindow:
    """Switched on where a person switches it on."""
    window.show_screen("settings")
    screen = window.front
    screen.show_section(SecondScreenSection)
    screen.section(SecondScreenSection).wanted.click()
    qtbot.waitUntil(lambda: window.others.second is not None and window.others.second.isVisible())
    return window.others.second


def test_it_shows_now_next_room_and_time_in_both_languages_in_turn(second, door_clock):
    assert second.board.clock == "13:40"
    assert second.board.title == "지원사업 합동설명회"
    assert "그랜드볼룸" in second.board.place
    assert second.board.next_title.startswith("15:00")
    second._turning.timeout.emit()
    assert second.board.title == "Joint briefing on support programmes"
    assert "Grand Ballroom" in second.board.place
    second._turning.timeout.emit()
    assert second.board.title == "지원사업 합동설명회"
    door_clock.forward(hours=20)
    second._ticking.timeout.emit()
    assert second.board.clock == "09:40"
    assert second.board.title != "지원사업 합동설명회"


def test_it_counts_people_and_names_none(window, second, qtbot):
    with closing(read_event(window.desk.path)) as records:
        people = records.people.all()
    for person in people[:3]:
        with qtbot.waitSignal(window.answer_painted):
            window.take_scan(person.ticket_code)
    qtbot.waitUntil(lambda: "3" in second.board.inside)
    words = " ".join([*second.board.texts, second.windowTitle(), second.accessibleName()])
    for person in people:
        assert not [secret for secret in (person.name, person.affiliation, person.phone) if secret and secret in words]


def test_it_takes_no_focus_and_closes_only_by_the_settings_or_with_the_event(window, second, qtbot):
    second.close()
    assert second.isVisible()
    window.device.change(second_window=False)
    qtbot.waitUntil(lambda: window.others.second is None)
    window.device.change(second_window=True)
    qtbot.waitUntil(lambda: window.others.second is not None)
    window.close_event()
    assert window.others.second is None


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720), (1024, 768), (1080, 1920)])
def test_titles_are_whole_on_every_screen(second, size):
    second.resize(*size)
    for _turn in range(2):
        second.turn()
        room = round(size[0] - 2 * second._base() * 0.06)
        font = second._fitted_lines(second.board.title, room)
        assert font.pixelSize() >= size[1] * 0.03
        for word in second.board.title.split():
            assert QFontMetrics(font).horizontalAdvance(word) <= room
        assert not second.grab().isNull()


@dataclass(eq=False)
class Screen:
    """A screen by its name."""

    title: str

    def name(self) -> str:
        return self.title


def test_it_opens_full_on_the_second_screen_and_as_a_window_where_there_is_none():
    laptop, projector, television = Screen("eDP-1"), Screen("HDMI-1"), Screen("DP-2")
    assert second_place([laptop], laptop, "").full is False
    assert second_place([laptop, projector, television], laptop, "").screen is projector
    chosen = second_place([laptop, projector, television], laptop, "DP-2")
    assert (chosen.screen, chosen.full) == (television, True)
    assert second_place([laptop, projector], laptop, "DP-2").screen is projector, "the chosen one is not connected"
    assert second_place([laptop, projector], laptop, "eDP-1").full is False, "never over the desk itself"
