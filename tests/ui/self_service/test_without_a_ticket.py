"""Attendees without a ticket, and those who see, hear or move differently, at the self-service window."""

import base64
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kiosk.actions.event import read_event
from kiosk.actions.people.manage_roster import edit_attendee
from kiosk.core.roster import Attendee
from kiosk.ui.check_in.answer_text import Kind
from kiosk.ui.frame.main_window import MainWindow
from kiosk.ui.self_service.aids import ALWAYS, ASKED, Aids
from kiosk.ui.self_service.self_service_window import SelfServiceWindow
from kiosk.ui.self_service.staff_pin import keep_pin
from kiosk.ui.services.voice import Voice
from kiosk.ui.settings.self_service_section import SelfServiceSection
from kiosk.ui.widgets import theme
from tests.scanners.keyboard import type_keys

PHONE = "010-2345-6789"


@pytest.fixture
def window(open_window: Callable[[Path], MainWindow], workshop: Path) -> MainWindow:
    return open_window(workshop)


@pytest.fixture
def person(window: MainWindow, qtbot: QtBot) -> Attendee:
    """Somebody whose phone number is known."""
    with closing(read_event(window.desk.path)) as records:
        somebody = records.people.all()[0]
    with qtbot.waitCallback() as done:
        window.desk.lane.run(
            lambda records: edit_attendee(records, somebody.id, {"phone": PHONE, "name": "김나결"}), done
        )
    window.desk.tell_roster_changed()
    qtbot.waitUntil(lambda: window.check_in.people.people[somebody.id].phone == PHONE)
    return window.check_in.people.people[somebody.id]


@pytest.fixture
def begin(window: MainWindow, qtbot: QtBot) -> Iterator[Callable[..., SelfServiceWindow]]:
    """Begins self-service with these settings."""

    def begun(**settings: object) -> SelfServiceWindow:
        keep_pin(window.device, "8046")
        window.device.change(**settings)
        window.others.start_self_service()
        kiosk = window.others.self_service
        qtbot.waitActive(kiosk).__exit__(None, None, None)
        return kiosk

    yield begun
    if window.others.self_service is not None:
        window.others._end_self_service(for_good=True)
    theme.use_theme("light")


def press(kiosk: SelfServiceWindow, qtbot: QtBot, keys: str, letters: str) -> None:
    for letter in letters:
        qtbot.mouseClick(kiosk.entry.keyboard.keys[keys][letter], Qt.MouseButton.LeftButton)


def test_name_and_last_digits_let_in_by_the_keys_on_the_screen(begin, person, qtbot):
    kiosk = begin()
    kiosk.choose_language("ko")
    qtbot.mouseClick(kiosk.by_name, Qt.MouseButton.LeftButton)
    press(kiosk, qtbot, "ko", "ㄱㅣㅁㄴㅏㄱㅕㄹ")
    assert kiosk.entry.name.text() == "김나결"
    assert not kiosk.entry.enter.isEnabled()
    kiosk.entry.digits.setFocus()
    press(kiosk, qtbot, "digits", "67899")
    assert kiosk.entry.digits.text() == "6789"
    qtbot.mouseClick(kiosk.entry.enter, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: person.name in kiosk.view.greeting.name)
    assert kiosk.entry.isHidden()
    assert kiosk.entry.name.text() == "", "nothing is left for the next one to read"


def test_whoever_is_not_found_learns_nothing_and_soon_has_to_wait(begin, person, qtbot):
    kiosk = begin()
    kiosk.ask_name()
    for _ in range(3):
        kiosk.entry.name.setText(person.name)
        kiosk.entry.digits.setText("0000")
        kiosk.entry.enter.click()
    shown = " ".join(label.text() for label in kiosk.findChildren(QLabel) if label.isVisible())
    assert person.name not in shown and "6789" not in shown
    assert kiosk.entry.waits(kiosk._desk.now())
    kiosk.entry.name.setText(person.name)
    kiosk.entry.digits.setText("6789")
    kiosk.entry.enter.click()
    assert kiosk.entry.isVisible(), "the right answer is not heard before the wait is over"
    kiosk.entry.given_up.emit()
    assert kiosk.view.greeting.kind is Kind.IDLE


def test_the_organiser_can_take_the_way_without_a_ticket_away(begin, window):
    window.show_screen("settings")
    window.front.show_section(SelfServiceSection)
    window.front.section(SelfServiceSection).by_name.click()
    assert begin().by_name.isHidden()


def test_a_scan_goes_past_the_question_for_a_name(begin, person, qtbot):
    kiosk = begin()
    kiosk.ask_name()
    kiosk.entry.name.setText("Somebody")
    type_keys(person.ticket_code + "\r")
    qtbot.waitUntil(lambda: person.name in kiosk.view.greeting.name)


def test_everything_is_done_by_the_keys_of_a_keypad(begin, qtbot):
    kiosk = begin()
    reached = set()
    for _ in range(12):
        qtbot.keyClick(kiosk.focusWidget(), Qt.Key.Key_Plus)
        reached.add(kiosk.focusWidget())
    assert {*kiosk.languages.values(), kiosk.aids.contrast, kiosk.by_name, kiosk.call, kiosk.staff} <= reached
    kiosk.call.setFocus()
    qtbot.keyClick(kiosk.call, Qt.Key.Key_Enter)
    assert kiosk.is_calling


def test_one_switch_is_enough_where_the_ring_moves_by_itself(begin, qtbot):
    kiosk = begin(self_service_step=2)
    assert kiosk.aids._stepping.isActive() and kiosk.aids._stepping.interval() == 2000
    reached = set()
    for _ in range(12):
        kiosk.aids._stepping.timeout.emit()
        reached.add(kiosk.focusWidget())
    assert {*kiosk.languages.values(), kiosk.aids.contrast, kiosk.by_name, kiosk.call} <= reached


def test_high_contrast_is_one_press_and_gone_for_the_next_person(begin, qtbot):
    kiosk = begin()
    usual = theme.in_use()
    qtbot.mouseClick(kiosk.aids.contrast, Qt.MouseButton.LeftButton)
    assert theme.in_use() == "contrast"
    kiosk.return_to_start()
    assert theme.in_use() == usual


def test_the_screen_speaks_in_the_language_chosen_where_the_system_has_a_voice(window, qtbot):
    """By Qt's own engine without sound, which speaks English and no Korean."""
    voice = Voice(engine="mock")
    assert voice.speaks("en") and not voice.speaks("ko")
    window.device.change(self_service_voice=ASKED)
    aids = Aids(window, window.device.settings, voice=voice)
    aids.say_names("en")
    said = []
    voice._speech.sayingWord.connect(lambda word, *_place: said.append(word))
    aids.speak("Scan your ticket")
    assert not said and not aids.voice.isChecked(), "only once somebody asks for it"
    aids.voice.click()
    qtbot.waitUntil(lambda: said == ["Scan", "your", "ticket"], timeout=60_000)
    aids.say_names("ko")
    assert aids.voice.isHidden(), "nothing is offered that the system cannot do"
    aids.end()


def test_settings_say_for_which_language_there_is_no_voice(window):
    window.show_screen("settings")
    window.front.show_section(SelfServiceSection)
    section = window.front.section(SelfServiceSection)
    section._voice = Voice(engine="mock")
    section.voices[ALWAYS].click()
    assert "한국어" in section._voice_hint.text() and "espeak-ng" in section._voice_hint.text()
    assert window.device.settings.self_service_voice == ALWAYS


def test_the_name_and_the_picture_of_the_event_stand_over_the_screen(begin, window, qtbot, tmp_path):
    picture = tmp_path / "logo.png"
    Image.new("RGB", (2000, 500), "navy").save(picture)
    window.show_screen("settings")
    window.front.show_section(SelfServiceSection)
    section = window.front.section(SelfServiceSection)
    section.keep_picture(picture)
    qtbot.waitUntil(lambda: bool(section.picture_notice.text()))
    kiosk = begin()
    qtbot.waitUntil(kiosk.head.picture.isVisible)
    assert kiosk.head.name.accessibleName() == window.desk.details.names["en"]
    kiosk.choose_language("ko")
    assert kiosk.head.name.accessibleName() == window.desk.details.names["ko"]
    with closing(read_event(window.desk.path)) as records:
        assert len(base64.b64decode(records.event.text("picture"))) < 20_000


def test_what_is_no_picture_is_refused_with_a_sentence(window, qtbot, tmp_path):
    file = tmp_path / "logo.png"
    file.write_bytes(b"%PDF-1.7 is no picture")
    window.show_screen("settings")
    window.front.show_section(SelfServiceSection)
    section = window.front.section(SelfServiceSection)
    section.keep_picture(file)
    qtbot.waitUntil(lambda: bool(section.picture_notice.text()))
    assert "logo.png" in section.picture_notice.text()
