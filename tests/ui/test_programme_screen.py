"""The programme screen."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kiosk.actions.door.check_in import check_in, new_scan_id
from kiosk.core.scan import Scan
from kiosk.store.records import Records
from kiosk.ui.programme.programme_screen import ProgrammeScreen
from kiosk.ui.services.desk import Desk
from tests.demonstration import FOLDER


def shown(qtbot: QtBot, desk: Desk) -> ProgrammeScreen:
    made = ProgrammeScreen(desk)
    qtbot.addWidget(made)
    made.resize(1200, 760)
    made.show()
    return made


def texts(screen: ProgrammeScreen) -> list[str]:
    return [label.text() for label in screen.findChildren(QLabel) if label.isVisible()]


def figures(screen: ProgrammeScreen, session: str) -> tuple[str, str, str]:
    """Expected, came, inside, as written in a session's row."""
    return tuple(label.text() for label in screen.figures_of(session))


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk) -> ProgrammeScreen:
    made = shown(qtbot, desk)
    qtbot.waitUntil(lambda: figures(made, "S1")[0] == "84")
    return made


def test_the_sessions_stand_under_their_days(screen: ProgrammeScreen) -> None:
    screen.view.tabs.setCurrentIndex(2)
    seen = texts(screen)
    first, second = seen.index("27 February 2024"), seen.index("28 February 2024")
    assert first < seen.index("Joint briefing on support programmes") < second < seen.index("Bulmo Forum")
    assert "13:30–15:00" in seen


def test_the_people_expected_are_counted_for_each_session(screen: ProgrammeScreen) -> None:
    assert figures(screen, "S2") == ("52", "0", "0")
    assert figures(screen, "S4") == ("84", "0", "0")


def test_people_who_came_are_counted_when_the_screen_is_shown_again(qtbot: QtBot, screen: ProgrammeScreen) -> None:
    screen.hide()
    done = []
    screen.desk.lane.run(admit_two_and_let_one_go, done.append)
    qtbot.waitUntil(lambda: bool(done))
    screen.desk.now = lambda: screen.desk.programme["S4"].starts_at
    screen.show()
    qtbot.waitUntil(lambda: figures(screen, "S4") == ("84", "2", "1"))


def test_nobody_is_inside_a_session_that_is_over(qtbot: QtBot, screen: ProgrammeScreen) -> None:
    screen.hide()
    done = []
    screen.desk.lane.run(admit_two_and_let_one_go, done.append)
    qtbot.waitUntil(lambda: bool(done))
    screen.desk.now = lambda: screen.desk.programme["S4"].ends_at
    screen.show()
    qtbot.waitUntil(lambda: figures(screen, "S4") == ("84", "2", "0"))


def admit_two_and_let_one_go(records: Records) -> None:
    at = records.programme.sessions()["S4"].starts_at
    first, second = records.people.all()[:2]
    for person, direction, minutes in ((first, None, 0), (second, None, 0), (first, "out", 5)):
        moment = at + timedelta(minutes=minutes)
        scan = Scan(new_scan_id(), person.ticket_code, moment, "desk-1", session="S4", asked=direction)
        check_in(records, scan)


def test_without_a_programme_the_screen_says_what_to_do_next_and_an_import_fills_it(
    qtbot: QtBot, empty_desk: Desk
) -> None:
    screen = shown(qtbot, empty_desk)
    assert screen.first_import.isVisible()
    dialog = screen.open_import(Path(FOLDER / "programme.csv"))
    qtbot.waitUntil(dialog.store_button.isEnabled)
    dialog.store_button.click()
    qtbot.waitUntil(lambda: screen.view.tabs.count() == 3)
    screen.view.tabs.setCurrentIndex(2)
    qtbot.waitUntil(lambda: "Bulmo Forum" in texts(screen))
    assert "7 sessions added" in screen.notice.text()
