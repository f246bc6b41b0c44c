"""The usual jobs of three people, done in the real window by keys alone and with a mouse, in both languages.

What each took is counted, and ``docs/keys-and-clicks.md`` says just that.
"""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.actions.desks.manage_operators import add_operator
from kiosk.actions.door.check_in import check_in, new_scan_id
from kiosk.actions.event import open_event, opened
from kiosk.actions.mails.account import keep_password, settings_of
from kiosk.core.access import Role
from kiosk.core.checkin import DOUBLE_BEEP
from kiosk.core.roster import Attendee
from kiosk.core.scan import Scan
from kiosk.scanners.wedge import ECHO_S
from kiosk.ui.access.sign_in_screen import SignInScreen
from kiosk.ui.board.roll_call_dialog import RollCallDialog
from kiosk.ui.check_in.walk_in_dialog import WalkInDialog
from kiosk.ui.documents.documents_screen import DocumentsScreen
from kiosk.ui.frame.main_window import MainWindow
from kiosk.ui.self_service.staff_pin import keep_pin
from kiosk.ui.widgets.reason_dialog import ReasonDialog
from tests.key_rings import RingInMemory, laptop
from tests.mail_servers import PASSWORD, MailServer
from tests.scanners.keyboard import type_keys
from tests.ui.conftest import DoorClock, Viewer
from tests.ui.door import dialog_of, roster, stored
from tests.ui.hands import KEYS, MOUSE, Hands
from tests.ui.reading import finish_reading

PAGE = Path(__file__).parents[2] / "docs" / "keys-and-clicks.md"
PIN = "402817"
CTRL = Qt.KeyboardModifier.ControlModifier
SLOW_MS = 180_000
in_every_way = pytest.mark.parametrize(
    ("language", "means"), [(language, means) for language in ("ko", "en") for means in (KEYS, MOUSE)]
)
no_popups_raised = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)


@dataclass
class Person:
    """Somebody at the window, and what each job took: keys and clicks."""

    window: MainWindow
    qtbot: QtBot
    hands: Hands
    took: dict[str, tuple[int, int]] = field(default_factory=dict)

    @contextmanager
    def does(self, job: str) -> Iterator[Hands]:
        """One job, from the screen that is in front to where its end is seen."""
        self.hands.keys = self.hands.clicks = 0
        yield self.hands
        self.took[job] = self.hands.keys, self.hands.clicks

    def goes_to(self, screen: str) -> None:
        """To a screen by its number, or by its place on the rail."""
        button = self.window.rail.buttons[screen]
        if self.hands.by_keys:
            self.hands.key(Qt.Key(Qt.Key.Key_0 + int(button.shortcut().toString()[-1])), CTRL)
        else:
            self.hands.click(button)
        self.qtbot.waitUntil(lambda: self.window._is_at(screen))
        finish_reading(self.qtbot, self.window.desk)


@pytest.fixture
def person(window: MainWindow, qtbot: QtBot, language: str, means: str) -> Person:
    window.device.change(language=language)
    finish_reading(qtbot, window.desk)
    return Person(window, qtbot, Hands(qtbot, means, window))


def documented() -> dict[str, tuple[int, int, int, int]]:
    """What the page says of each job: keys by keys alone, then keys and clicks with a mouse, and no click by keys."""
    rows = re.findall(r"^\| ([^|]+?) \| (\d+) \| (\d+) \+ (\d+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    return {job: (int(alone), 0, int(keys), int(clicks)) for job, alone, keys, clicks in rows}


def compare(person: Person) -> None:
    """Hold what was counted against the page."""
    said = documented()
    first = 0 if person.hands.by_keys else 2
    wrong = {job: took for job, took in person.took.items() if said.get(job, ())[first : first + 2] != took}
    assert not wrong, f"{person.hands.means}: the page says otherwise of {wrong}"


def scan(person: Person, attendee: Attendee) -> None:
    """Hold a ticket before the scanner, which types its code."""
    person.hands.find_focus()
    type_keys(attendee.ticket_code + "\r")


def answered(person: Person, act: Callable[[], object], verdict: str) -> None:
    """See the answer; only then, later than a scanner's second Enter would come, does a hand press the next key."""
    with person.qtbot.waitSignal(person.window.answer_painted) as painted:
        act()
    assert painted.args == [verdict]
    hand_moves = time.monotonic() + ECHO_S
    person.qtbot.waitUntil(lambda: time.monotonic() > hand_moves)


def test_the_page_tells_of_the_jobs_that_are_done_here() -> None:
    assert len(documented()) == 19


@no_popups_raised
@in_every_way
def test_the_helper_at_the_door(
    person: Person, people: list[Attendee], workshop: Path, door_clock: DoorClock, viewer: Viewer, qtbot: QtBot
) -> None:
    window, screen, hands = person.window, person.window.check_in, person.hands
    screen.bar.chosen.emit("그랜드볼룸", None)

    with person.does("check in by scan"):
        answered(person, lambda: scan(person, people[0]), "admitted")

    with person.does("print a badge"):
        hands.press(screen.badge, Qt.Key.Key_F6)
        qtbot.waitUntil(lambda: len(viewer.opened) == 1, timeout=SLOW_MS)
    finish_reading(qtbot, window.desk)

    with person.does("print it again, with a reason"):
        hands.press(screen.badge, Qt.Key.Key_F6)
        qtbot.waitUntil(lambda: any(dialog.isVisible() for dialog in window.findChildren(ReasonDialog)))
        dialog = dialog_of(window, ReasonDialog)
        hands.press(dialog.usual[1])
        hands.press(dialog.confirm)
        qtbot.waitUntil(lambda: len(viewer.opened) == 2, timeout=SLOW_MS)

    with person.does("admit despite a refusal"):
        door_clock.forward(seconds=2 * DOUBLE_BEEP.total_seconds())
        answered(person, lambda: scan(person, people[0]), "already_in")
        hands.press(screen.override, Qt.Key.Key_F9)
        dialog = dialog_of(window, ReasonDialog)
        hands.press(dialog.usual[0])
        answered(person, lambda: hands.press(dialog.confirm), "already_in")
        assert stored(workshop)[0].overridden

    with person.does("find someone by name and check in"):
        hands.press(screen.look_up, Qt.Key.Key_F3)
        hands.type(people[3].phone[-4:])
        qtbot.waitUntil(lambda: screen.search.current() == screen.people.people[people[3].id])
        answered(person, lambda: hands.press(screen.search._enter, Qt.Key.Key_Return), "admitted")

    with person.does("undo a scan"):
        hands.press(screen.undo, Qt.Key.Key_F8)
        dialog = dialog_of(window, ReasonDialog)
        hands.press(dialog.usual[0])
        answered(person, lambda: hands.press(dialog.confirm), "taken_back")

    with person.does("register someone on site, with badge and ticket"):
        hands.press(screen.walk_in, Qt.Key.Key_F5)
        dialog = dialog_of(window, WalkInDialog)
        hands.type("Kim Garam", dialog.name)
        answered(person, lambda: hands.press(dialog.save, Qt.Key.Key_Return), "admitted")
        qtbot.waitUntil(lambda: len(viewer.opened) == 4, timeout=SLOW_MS)
    assert roster(workshop)[-1].name == "Kim Garam"

    with person.does("scan an exit"):
        if hands.by_keys:
            hands.key(Qt.Key.Key_F7)
            hands.key(Qt.Key.Key_F7)
        else:
            hands.click(screen.direction._group.button(2))
        answered(person, lambda: scan(person, people[0]), "left")
    screen.direction._group.button(0).click()

    with person.does("scan for another session"):
        if hands.by_keys:
            hands.key(Qt.Key.Key_F4)
            qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
            hands.key(Qt.Key.Key_Down)
            hands.key(Qt.Key.Key_Return)
        else:
            hands.choose(screen.bar._session, 1)
        qtbot.waitUntil(lambda: screen.flow.door.session == next(iter(window.desk.programme)))
    compare(person)


@in_every_way
def test_the_organiser_before_the_doors_open(
    person: Person, workshop: Path, tmp_path: Path, viewer: Viewer, qtbot: QtBot
) -> None:
    window, hands = person.window, person.hands
    more = tmp_path / "more.csv"
    more.write_text("성명,소속,이메일\n새사람,한빛,new@example.org\n", encoding="utf-8")

    with person.does("import a list of people"):
        person.goes_to("people")
        with hands.file_dialog(more):
            hands.press(window.front.import_file)
        dialog = QApplication.activeModalWidget()
        qtbot.waitUntil(lambda: not dialog.busy and dialog.store_button.isEnabled())
        with qtbot.waitSignal(dialog.imported):
            hands.press(dialog.store_button)
    finish_reading(qtbot, window.desk)

    with MailServer(tmp_path) as server, laptop(RingInMemory()), person.does("send the tickets by mail"):
        window.device.change(**settings_of(server.account()))
        keep_password(server.account(), PASSWORD)
        person.goes_to("documents")
        card = window.findChild(DocumentsScreen).mail
        _in_sight(person, card.make)
        hands.press(card.make)
        qtbot.waitUntil(lambda: card.make.isVisible() and card.notice.isVisible(), timeout=SLOW_MS)
        assert len(server.inbox.mails) == 85

    window.desk.lane.run(lambda records: add_operator(records, "김주관", Role.ORGANISER, PIN))
    window.desk.tell_access_changed()
    qtbot.waitUntil(lambda: window.desk.access.is_locked)
    window.desk.access.let_in("김주관")
    with person.does("lock the desk and unlock it"):
        hands.key(Qt.Key.Key_L, CTRL) if hands.by_keys else hands.click(window.rail.person)
        qtbot.waitUntil(lambda: window.desk.access.is_locked)
        form = window.findChild(SignInScreen).form
        qtbot.waitUntil(lambda: window.focusWidget() is form.pin)
        hands.type(PIN, form.pin)
        hands.press(form.enter, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: window.desk.access.signed_in == "김주관")
    compare(person)


@in_every_way
def test_an_attendee_calls_the_staff(person: Person, qtbot: QtBot) -> None:
    window, hands = person.window, person.hands
    keep_pin(window.device, PIN)
    window.others.start_self_service()
    kiosk = window.others.self_service
    try:
        kiosk.view.setFocus()
        qtbot.waitUntil(kiosk.isActiveWindow)
        with person.does("call the staff at self-service"):
            hands.press(kiosk.call)
            qtbot.waitUntil(lambda: kiosk.is_calling)
    finally:
        window.others._end_self_service(for_good=True)
    compare(person)


@pytest.fixture
def attended(workshop: Path, door_clock: DoorClock) -> None:
    """The evening of the last day: some people came to everything."""
    with opened(open_event(workshop)) as records:
        for session in records.programme.sessions().values():
            for someone in records.people.all()[:12]:
                at = session.starts_at + timedelta(minutes=1)
                check_in(records, Scan(new_scan_id(), someone.ticket_code, at, "desk-1", session=session.code))
        last = max(session.ends_at for session in records.programme.sessions().values())
    door_clock.at = last - timedelta(minutes=10)


@no_popups_raised
@in_every_way
def test_the_office_in_the_evening(
    attended: None, person: Person, tmp_path: Path, viewer: Viewer, qtbot: QtBot
) -> None:
    window, hands = person.window, person.hands

    with person.does("open the live board"):
        person.goes_to("board")

    with person.does("roll-call: who is inside"):
        if hands.by_keys:
            hands.key(Qt.Key.Key_F12)
        else:
            hands.click(window.front.roll_call)
        qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(RollCallDialog)))
    dialog_of(window, RollCallDialog).reject()

    for job, make, form in (
        ("issue the certificates", "certificates", None),
        ("make the report", "report", "pdf"),
        ("make the evidence folder", "report", "zip"),
        ("back the event up", "backup", None),
    ):
        begin_at_the_door(person)
        with person.does(job):
            person.goes_to("documents")
            card = getattr(window.findChild(DocumentsScreen), make)
            _in_sight(person, card.make)
            if form is not None and card.form.currentData() != form:
                hands.choose(card.form, card.form.findData(form))
            with hands.file_dialog():
                hands.press(card.make)
            qtbot.waitUntil(lambda card=card: card.make.isVisible() and card.notice.isVisible(), timeout=SLOW_MS)
        assert card.show_file.isVisible() or card.show_folder.isVisible(), card.notice.text()
    compare(person)


def begin_at_the_door(person: Person) -> None:
    """Every job begins at the check-in, and comes to the documents at their beginning."""
    person.window.show_screen("documents")
    person.window.findChild(DocumentsScreen).register.setFocus()
    person.window.show_screen("check_in")


def _in_sight(person: Person, button) -> None:
    """Whoever uses a mouse turns the wheel until a card is seen; that is no click."""
    if not person.hands.by_keys:
        person.window.findChild(DocumentsScreen).area.ensureWidgetVisible(button)
