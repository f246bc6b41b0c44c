"""Several desks through the window: making the hub, inviting, joining by scanner, settling, shutting out, cut off."""

import os
import signal
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from kiosk.actions.desks import hub, joining
from kiosk.actions.desks.sync_setup import SharedBy
from kiosk.actions.desks.sync_state import SyncState, Waiting
from kiosk.actions.door.call_staff import call_staff, own_call
from kiosk.actions.door.check_in import check_in, new_scan_id
from kiosk.actions.people.manage_roster import add_attendee
from kiosk.core import fleet, invitation
from kiosk.core.fleet import DeskReport
from kiosk.core.invitation import Invitation
from kiosk.core.scan import Scan
from kiosk.core.staff_call import CallState
from kiosk.errors import KioskError
from kiosk.store import hub_link, hub_server, signatures
from kiosk.store.hub_server import DATABASE, HubServer
from kiosk.store.seals import Voucher
from kiosk.ui.desks.desks_screen import DesksScreen
from kiosk.ui.events.join_dialog import JoinDialog
from kiosk.ui.frame.main_window import MainWindow
from tests.scanners.keyboard import type_keys
from tests.sharing import Hub, laptop, organiser, sync

LONG_MS = 180_000


@pytest.fixture(autouse=True)
def _servers_of_this_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """All tests open copies of one event, so each keeps its servers in a folder of its own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(Path(os.environ["XDG_DATA_HOME"]) / uuid.uuid4().hex))


@pytest.fixture
def shared(window: MainWindow, qtbot: QtBot) -> Iterator[DesksScreen]:
    """The screen of the desks after the hub was made through it."""
    window.show_screen("desks")
    screen = window.front
    assert screen.make.isVisible()
    qtbot.mouseClick(screen.make, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: is_shared(window), timeout=LONG_MS)
    server = hub_server.server_of(window._sharing.by.event)
    yield screen
    window.close_event()
    assert not server.is_running, "closing the event ends its hub"


def is_shared(window: MainWindow) -> bool:
    state = window._sharing.state
    return state is not None and state.is_shared


class OtherLaptop:
    """A laptop that joined with the text of an invitation; it works by the same actions, without a window."""

    def __init__(self, text: str, folder: Path) -> None:
        self.records = laptop(folder, "laptop-2")
        self.link = None
        self.use(text)
        self.sync()

    def use(self, text: str) -> None:
        """Reach the hub by an invitation, and give this laptop the key with which it seals what it sends.

        Joining does both by the settings of a laptop; those of this process are the window's.
        """
        self._access = joining.accept(text)
        self.connect()
        self.sync()
        by, _, signature = self.link.voucher().partition(":")
        signatures.key_of_laptop("laptop-2", make=True)
        invited = Voucher(signatures.key_of_invitation(self._access.password), by, signature)
        self.records.seal([], lambda: invited)

    def connect(self) -> None:
        if self.link is not None:
            self.link.close()
        self.link = hub_link.connect(self._access, "laptop-2", "Side door")

    def sync(self) -> None:
        sync(self.records, self.link)

    def scan(self, code: str, at, session: str) -> str:
        return check_in(self.records, Scan(new_scan_id(), code, at, "Side door", session=session)).verdict

    def close(self) -> None:
        self.link.close()
        self.records.close()


@pytest.fixture
def other(shared: DesksScreen, qtbot: QtBot, tmp_path: Path) -> Iterator[OtherLaptop]:
    """Another laptop, invited through the window."""
    dialog = shared.invite_desk()
    qtbot.keyClicks(dialog.name, "Side door")
    qtbot.mouseClick(dialog.make, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.invited is not None, timeout=LONG_MS)
    assert dialog.code.isVisible()
    dialog.save_to(tmp_path / "side.kioskjoin")
    assert invitation.decode((tmp_path / "side.kioskjoin").read_text()) == invitation.decode(dialog.invited.text)
    joined = OtherLaptop(dialog.invited.text, tmp_path)
    dialog.close()
    yield joined
    joined.close()


def names(screen: DesksScreen) -> list[str]:
    model = screen.model
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def matters(screen: DesksScreen) -> list[str]:
    model = screen.settle.model
    return [model.index(row, 0).data() for row in range(model.rowCount())]


@pytest.mark.long
def test_a_call_for_the_staff_at_one_desk_is_answered_at_another(window, shared, other, qtbot):
    call_staff(other.records, "Lobby")
    other.sync()
    window._sharing.wake()
    qtbot.waitUntil(window.calls.isVisible, timeout=LONG_MS)
    assert "Lobby" in window.calls.text.text()
    window.show_screen("people")
    assert window.calls.isVisible(), "on whatever screen the staff are"
    qtbot.mouseClick(window.calls.come, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(window.calls.isHidden, timeout=LONG_MS)

    def answered_there() -> bool:
        other.sync()
        call = own_call(other.records)
        return call is not None and call.state is CallState.ANSWERED

    qtbot.waitUntil(answered_there, timeout=LONG_MS)


@pytest.mark.long
def test_two_desks_share_and_settle_through_the_window(window, shared, other, qtbot):
    assert window.rail.sharing.text() == "Shared"
    shared.reload()
    qtbot.waitUntil(lambda: names(shared) == ["desk-1 (organiser)", "Side door"], timeout=LONG_MS)
    person = other.records.people.all()[0]
    session = next(iter(window.desk.programme.values()))
    at = session.starts_at
    assert other.scan(person.ticket_code, at, session.code) == "admitted"
    answers = []
    scan = Scan(new_scan_id(), person.ticket_code, at, "desk-1", session=session.code)
    window.desk.lane.run(lambda records: check_in(records, scan), answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers[0].verdict == "admitted", "this desk knows nothing of the other yet"
    window._sharing.wake()
    qtbot.waitUntil(lambda: is_shared(window), timeout=LONG_MS)
    other.sync()
    qtbot.waitUntil(lambda: matters(shared) == ["Admitted twice"], timeout=LONG_MS)
    # The counts are read on the lane of the records: they follow, nobody need show another screen for them.
    qtbot.waitUntil(lambda: window.check_in.flow.counts.get(session.code) == (1, 1), timeout=LONG_MS)
    shared.settle.table.selectRow(0)
    qtbot.mouseClick(shared.settle.void, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: matters(shared) == [], timeout=LONG_MS)
    window._sharing.wake()

    def settled_there() -> bool:
        other.sync()
        return len(other.records.scans.voided()) == 1

    qtbot.waitUntil(settled_there, timeout=LONG_MS)


@pytest.mark.long
def test_people_added_elsewhere_appear_here_and_twins_can_be_joined(window, shared, other, qtbot):
    before = window.desk.overview.attendee_count
    add_attendee(other.records, {"name": "한가온", "affiliation": "창원대"})
    done = []
    window.desk.lane.run(
        lambda records: add_attendee(records, {"name": "한가온", "affiliation": "창원대"}), done.append
    )
    qtbot.waitUntil(lambda: bool(done))
    other.sync()
    qtbot.waitUntil(lambda: window.desk.overview.attendee_count == before + 2, timeout=LONG_MS)
    qtbot.waitUntil(lambda: matters(shared) == ["Possibly the same person"], timeout=LONG_MS)
    shared.settle.table.selectRow(0)
    qtbot.mouseClick(shared.settle.join, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.desk.overview.attendee_count == before + 1, timeout=LONG_MS)
    qtbot.waitUntil(lambda: matters(shared) == [], timeout=LONG_MS)


@pytest.mark.long
def test_a_desk_is_shut_out_through_the_window(window, shared, other, qtbot):
    shared.reload()
    qtbot.waitUntil(lambda: len(names(shared)) == 2, timeout=LONG_MS)
    shared.table.selectRow(0)
    assert not shared.shut_out.isEnabled(), "the organiser's own desk stays"
    shared.table.selectRow(1)
    qtbot.mouseClick(shared.shut_out, Qt.MouseButton.LeftButton)
    box = shared.findChild(QMessageBox)
    agree = next(button for button in box.buttons() if button.text() == "Revoke access")
    qtbot.mouseClick(agree, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shared.model.index(1, 1).data() == "Access revoked", timeout=LONG_MS)
    with pytest.raises(KioskError):
        other.sync()


@pytest.mark.parametrize(("code", "offered"), [("hub.unreachable", True), ("hub.revoked", False)])
def test_a_new_hub_is_offered_where_the_old_one_is_gone_and_not_to_a_desk_that_was_shut_out(window, code, offered):
    window.show_screen("desks")
    sharing = window._sharing
    sharing.by = SharedBy("0123456789ab", joined=True, keeps_server=False, is_organiser=False)
    sharing.state = SyncState(KioskError(code), Waiting(0, None))
    sharing.changed.emit()
    assert window._screens["desks"].anew.isVisible() == offered


@pytest.mark.long
def test_cut_off_a_desk_works_on_and_says_how_much_waits_since_when(window, shared, qtbot):
    server = hub_server.server_of(window._sharing.by.event)
    hub_server.stop(server, at_once=True)
    gone = server.data.rename(server.folder / "gone")  # so that this laptop cannot just start it again
    done = []
    window.desk.lane.run(lambda records: add_attendee(records, {"name": "한가온"}), done.append)
    qtbot.waitUntil(lambda: bool(done))
    window._sharing.wake()
    qtbot.waitUntil(lambda: window.rail.sharing.text().startswith("1 waiting\nsince "), timeout=LONG_MS)
    assert "The hub cannot be reached" in shared._state.text()
    gone.rename(server.data)
    qtbot.waitUntil(lambda: window.rail.sharing.text() == "Shared", timeout=LONG_MS)


@pytest.mark.long
def test_the_laptop_of_the_hub_starts_a_server_that_died_again(window, shared, other, qtbot):
    server = hub_server.server_of(window._sharing.by.event)
    os.kill(int((server.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    add_attendee(other.records, {"name": "한가온"})

    def is_back() -> bool:
        with suppress(KioskError):
            other.connect()
            other.sync()
            return True
        return False

    qtbot.waitUntil(is_back, timeout=LONG_MS)
    qtbot.waitUntil(lambda: is_shared(window), timeout=LONG_MS)


@pytest.mark.long
def test_a_hub_that_is_lost_for_good_is_made_anew_through_the_window(window, shared, other, qtbot):
    server = hub_server.server_of(window._sharing.by.event)
    assert shared.anew.isHidden()
    hub_server.stop(HubServer(server.folder.rename(server.folder.with_name("lost"))), at_once=True)
    qtbot.waitUntil(shared.anew.isVisible, timeout=LONG_MS)
    qtbot.mouseClick(shared.anew, Qt.MouseButton.LeftButton)
    box = shared.findChild(QMessageBox)
    agree = next(button for button in box.buttons() if button.text() == "Set up a new hub here")
    qtbot.mouseClick(agree, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: is_shared(window), timeout=LONG_MS)
    qtbot.waitUntil(shared.anew.isHidden, timeout=LONG_MS)
    assert shared.invite.isVisible()
    add_attendee(other.records, {"name": "한가온"})
    invited = []
    window._sharing.hub.run(
        lambda records, _progress, _cancelled: hub.invite(records, "Side door"), invited.append, pytest.fail
    )
    qtbot.waitUntil(lambda: bool(invited), timeout=LONG_MS)
    before = window.desk.overview.attendee_count
    other.use(invited[0].text)
    other.sync()
    qtbot.waitUntil(lambda: window.desk.overview.attendee_count == before + 1, timeout=LONG_MS)


@pytest.mark.long
def test_an_event_is_joined_from_the_first_screen_with_a_scanner(
    open_window: Callable[[Path | None], MainWindow], postgresql: HubServer, qtbot: QtBot, tmp_path: Path
):
    records = organiser(tmp_path)
    made = Hub(postgresql, records)
    sync(records, made.link("laptop-1"))
    access = made.access("Side door")
    text = invitation.encode(
        Invitation(
            ("127.0.0.1",), access.port, DATABASE, access.event, access.number, access.password,
            hub_link.fingerprint(access.certificate),
        )
    )  # fmt: skip
    window = open_window(None)
    window.device.change(desk="")
    qtbot.mouseClick(window.welcome.join, Qt.MouseButton.LeftButton)
    dialog = window.welcome.findChild(JoinDialog)
    dialog.use_folder(tmp_path / "joined")
    (tmp_path / "joined").mkdir()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.code)
    type_keys(text[:-1] + "\r")
    qtbot.waitUntil(dialog.notice.isVisible)
    assert "part of it is missing" in dialog.notice.text()
    assert not dialog.join.isEnabled()
    type_keys(text + "\r")
    qtbot.waitUntil(dialog.join.isEnabled)
    assert not dialog.notice.isVisible()
    dialog.begin()
    qtbot.waitUntil(lambda: window.desk is not None, timeout=LONG_MS)
    assert window.desk.desk_name == "Side door", "as it was invited; two desks of one name tell nobody anything"
    assert window.desk.overview.attendee_count == 5
    qtbot.waitUntil(lambda: is_shared(window), timeout=LONG_MS)
    window.show_screen("desks")
    screen = window.front
    assert screen.invite.isHidden(), "only the organiser's laptop invites"
    qtbot.waitUntil(lambda: "Side door" in names(screen), timeout=LONG_MS)
    window.close_event()
    made.close()
    records.close()


@pytest.mark.long
def test_many_laptops_are_invited_on_one_sheet(window: MainWindow, shared: DesksScreen, qtbot: QtBot, tmp_path: Path):
    dialog = shared.invite_desk()
    dialog.name.setText("2홀")  # the keys of tests have no Hangul
    dialog.how_many.setValue(3)
    dialog.make_sheet(tmp_path / "desks.pdf")
    qtbot.waitUntil(lambda: dialog.how_many.isHidden(), timeout=LONG_MS)
    assert (tmp_path / "desks.pdf").read_bytes().startswith(b"%PDF")
    assert "3 invitations in desks.pdf" in dialog.notice.text()
    dialog.close()
    qtbot.waitUntil(lambda: {"2홀 1", "2홀 2", "2홀 3"} <= set(names(shared)), timeout=LONG_MS)


@pytest.mark.long
def test_the_screen_shows_how_each_desk_is(window: MainWindow, shared: DesksScreen, other: OtherLaptop, qtbot: QtBot):
    last = window.desk.now() - timedelta(minutes=2)
    report = DeskReport("0.1.0", 700_000_000, 12, False, 2, 1, last)

    def reported() -> bool:
        try:
            other.link.report(90_000_000, 4, fleet.written(report))
        except KioskError:  # as the program does: a link that was lost is made anew
            other.connect()
            return False
        return True

    qtbot.waitUntil(reported, timeout=LONG_MS)

    def line() -> list[str]:
        model = shared.model
        rows = [[model.index(row, column).data() for column in range(10)] for row in range(model.rowCount())]
        return next((row for row in rows if row[0] == "Side door"), [""] * 10)

    qtbot.waitUntil(lambda: line()[4] == "4", timeout=LONG_MS)
    assert line() == [
        "Side door", "Just now", "battery low, disk nearly full, printer problem, clock wrong",
        f"{last.astimezone(window.desk.zone):%H:%M}", "4", "1 min 30 s slow", "12 %, unplugged", "0.7 GB",
        "1 of 2 with a problem", "0.1.0",
    ]  # fmt: skip
