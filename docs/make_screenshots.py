"""The pictures of docs/screenshots: every screen in both languages, painted by the program itself.

``python3 run.py docs``.  The window is the real one on the offscreen platform; the event is the demonstration at one
moment, so that the pictures change only when the program does.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is imported
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PIL import Image
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from kiosk import clock, paths
from kiosk.actions.desks import joining, manage_operators, sync
from kiosk.actions.door.check_in import check_in, new_scan_id
from kiosk.actions.event import Records
from kiosk.actions.people.manage_roster import add_attendee, reissue
from kiosk.actions.preparing.demonstration import make_demonstration
from kiosk.app import listen, make_window
from kiosk.core.access import Caller, Role
from kiosk.core.scan import Scan
from kiosk.core.ticket import issue
from kiosk.store import event_file, hub_link, log, signatures
from kiosk.store.seals import Voucher
from kiosk.ui.board.roll_call_dialog import RollCallDialog
from kiosk.ui.desks.desks_screen import DesksScreen
from kiosk.ui.documents.backup_card import CheckCard
from kiosk.ui.documents.documents_screen import DocumentsScreen
from kiosk.ui.documents.report_dialog import ReportDialog
from kiosk.ui.documents.verify_dialog import VerifyDialog
from kiosk.ui.events.encryption_dialog import EncryptionDialog
from kiosk.ui.events.recover_dialog import RecoverDialog
from kiosk.ui.events.unlock_dialog import UnlockDialog
from kiosk.ui.frame.main_window import MainWindow
from kiosk.ui.people.roster_screen import RosterScreen
from kiosk.ui.programme.handouts_dialog import HandoutsDialog
from kiosk.ui.self_service.staff_pin import keep_pin
from kiosk.ui.settings.backup_section import BackupSection
from kiosk.ui.settings.camera_section import CameraSection
from kiosk.ui.settings.scanner_section import ScannerSection
from kiosk.ui.settings.settings_screen import SettingsScreen

FOLDER = Path(__file__).resolve().parent / "screenshots"
_SIZE = (1366, 768)
_NOW = datetime(2024, 2, 27, 4, 47, tzinfo=UTC)  # 13:47 in Changwon: the first session has begun
_EARLIER = 41

_SCREENS = (
    "board", "people", "programme", "meetings", "guide", "checklist", "documents", "layouts", "printing", "settings",
)  # fmt: skip


def main() -> None:
    """Make all pictures anew."""
    FOLDER.mkdir(exist_ok=True)
    app = QApplication([])
    for language in ("ko", "en"):
        with tempfile.TemporaryDirectory() as home:
            Path(home).chmod(0o711)  # as root the hub's server runs as another user
            _set_home(Path(home), language)
            event = Path(home) / "workshop.kiosk"
            texts = _prepare(event)
            _take(app, event, language, texts)


def _set_home(home: Path, language: str) -> None:
    os.environ.update(
        HOME=str(home),
        XDG_CONFIG_HOME=str(home),
        XDG_DATA_HOME=str(home / "data"),  # apart from the settings: nobody else may go through their folder
        XDG_DOCUMENTS_DIR=str(home),
        APPDATA=str(home),
        KIOSK_LANGUAGE=language,
        TZ="Asia/Seoul",
    )
    if sys.platform != "win32":
        time.tzset()


def _move_clock(to: datetime) -> None:
    """Let the window and the log tell this moment and what passes after it."""
    clock._started_at += to - clock.now()
    moved = round((to - datetime.now(UTC)) / timedelta(microseconds=1)) * 1000
    log.time = SimpleNamespace(time_ns=lambda: time.time_ns() + moved)


def _prepare(event: Path) -> dict[str, str]:
    """The demonstration, made days before, after some arrivals; codes for each kind of answer."""
    _move_clock(_NOW - timedelta(days=5))
    records = make_demonstration(event, desk_id="screenshots", as_planned=True)
    people = records.people.all()
    _move_clock(_NOW)
    for number, person in enumerate(people[:_EARLIER]):
        at = _NOW - timedelta(minutes=30) + timedelta(seconds=35 * number)
        check_in(records, Scan(new_scan_id(), person.ticket_code, at, f"{number % 2 + 1}", session="S1"))
    lost = people[60]
    reissue(records, lost.id, "전화기 분실")
    secret = records.event.ticket_key().secret
    codes = {
        "admitted": people[46].ticket_code,
        "already-in": people[8].ticket_code,
        "replaced": lost.ticket_code,
        "forged": issue(people[0].id, records.event.ticket_key().tag, secret[::-1]),
    }
    records.close()
    return codes


def _take(app: QApplication, event: Path, language: str, texts: dict[str, str]) -> None:
    window = make_window(app, now=lambda: _NOW)
    window.resize(*_SIZE)
    window.show()
    _settle()
    _keep(window, f"welcome-{language}")
    _until(window.ready, lambda: window.open_event(event))
    _settle(600)
    _keep_set_up(language)
    window.device.change(room="그랜드볼룸")
    _settle()
    _keep(window, f"waiting-{language}")
    for name, text in texts.items():
        _until(window.answer_painted, lambda text=text: window.take_scan(text))
        _settle(150)
        _keep(window, f"{name}-{language}")
    for screen in _SCREENS:
        window.show_screen(screen)
        _finish_reading(window)
        _settle(700)
        _keep(window, f"{screen}-{language}")
    _keep_scanners(window, language)
    _keep_import(window, language)
    _keep_paper(window, language)
    _keep_exceptions(window, language)
    _keep_safety(window, language)
    _keep_looks(window, language, texts["already-in"])
    _keep_for_attendees(window, language, texts)
    _keep_practice(window, language)
    _keep_desks(window, language)
    _keep_sign_in(window, language)
    window.close()


def _keep_set_up(language: str) -> None:
    """What a new laptop is asked at first; over an answer it would be told in a band."""
    asked = QApplication.activeModalWidget()
    if isinstance(asked, QDialog):
        _keep(asked, f"set-up-{language}")
        asked.reject()
        _settle()


def _keep_desks(window: MainWindow, language: str) -> None:
    """The hub made on this laptop, another laptop invited, and what both did without knowing of one another.

    The server of the hub has no clock but this computer's.
    """
    _move_clock(datetime.now(UTC))
    joining = window.welcome.join_event()
    _settle(300)
    _keep(joining, f"join-{language}")
    joining.reject()
    window.show_screen("desks")
    screen = window.findChild(DesksScreen)
    screen.make_hub()
    _wait_for(lambda: screen.make.isEnabled() and screen.sharing.state is not None and screen.invite.isVisible())
    inviting = screen.invite_desk()
    inviting.name.setText({"ko": "2층 왼쪽 문", "en": "Upper hall, left"}[language])
    inviting.make.click()
    _wait_for(lambda: inviting.invited is not None)
    _settle(300)
    _keep(inviting, f"invite-{language}")
    _work_elsewhere(inviting.invited.text, inviting.invited.name, window)
    inviting.close()
    _wait_for(lambda: screen.settle.model.rowCount() > 1 and screen.model.rowCount() > 1)
    screen.settle.table.selectRow(0)
    _settle(700)
    _keep(window, f"desks-{language}")


def _work_elsewhere(invitation: str, name: str, window: MainWindow) -> None:
    """Another laptop joins and admits somebody whom this one admits too; a walk-in is entered at both."""
    access = joining.accept(invitation)
    link = hub_link.connect(access, "laptop-2", name)
    with tempfile.TemporaryDirectory() as folder:
        there = Records(event_file.create(Path(folder) / "there.kiosk"), "laptop-2")
        sync.sync_all(link, lambda work: work(there))
        by, _, signature = link.voucher().partition(":")
        signatures.key_of_laptop("laptop-2", make=True)
        invited = Voucher(signatures.key_of_invitation(access.password), by, signature)
        there.seal([], lambda: invited)
        person = there.people.all()[50]

        def work(records: Records, desk: str, minutes: int, walk_in: dict[str, str]) -> None:
            at = _NOW - timedelta(minutes=minutes)
            check_in(records, Scan(new_scan_id(), person.ticket_code, at, desk, session="S1"))
            add_attendee(records, {"name": "한가온", "affiliation": "창원대학교"} | walk_in)

        work(there, name, 9, {"email": "gaon@example.com"})
        done: list[object] = []
        window.desk.lane.run(lambda records: work(records, "1", 7, {"phone": "010-0000-0001"}), done.append)
        _wait_for(lambda: bool(done))
        sync.sync_all(link, lambda work: work(there))
        there.close()
    link.close()


def _keep_safety(window: MainWindow, language: str) -> None:
    """Where safe copies go, who changed what, personal data, a damaged file, and what the office looks at."""
    window.show_screen("settings")
    window.findChild(SettingsScreen).show_section(BackupSection)
    _settle(300)
    _keep(window, f"settings-copies-{language}")
    window.show_screen("documents")
    card = window.findChild(CheckCard)
    card.list_changes()
    _settle(900)
    _keep(card.listing, f"changes-{language}")
    card.listing.close()
    dialogs = {
        "personal-data": card.open_privacy(),
        "damaged": RecoverDialog(window.desk.path, window.device, window),
        "encrypt": EncryptionDialog(window.desk, window),
        "unlock": UnlockDialog(window.desk.path, window),
        "roll-call": RollCallDialog(window.desk, window),
        "hand-outs": HandoutsDialog(window.desk, window),
        "verify": VerifyDialog(window.desk, window),
        "report": ReportDialog(window.desk, window),
    }
    _wait_for(lambda: bool(dialogs["report"].pages))
    for name, dialog in dialogs.items():
        dialog.show()
        _settle(500)
        _keep(dialog, f"{name}-{language}")
        dialog.close()


def _keep_scanners(window: MainWindow, language: str) -> None:
    """How scanners are set up, one that is lost, and two codes before the camera."""
    scanners = listen(window)
    window.device.change(serial_scanner=True, serial_port="/dev/ttyACM0")
    screen = window.findChild(SettingsScreen)
    for kind, name in ((ScannerSection, "scanners"), (CameraSection, "camera")):
        screen.show_section(kind)
        _settle(300)
        _keep(window, f"settings-{name}-{language}")
    window.show_screen("check_in")
    _until(window.answer_painted, window.tell_several_codes)
    _settle(150)
    _keep(window, f"scanner-lost-{language}")
    window.device.change(serial_scanner=False)
    scanners.close()


def _keep_import(window: MainWindow, language: str) -> None:
    """The import of the other roster file, as understood before anything is stored."""
    window.show_screen("people")
    dialog = window.findChild(RosterScreen).open_import(paths.resource("demo", "roster-cp949.csv"))
    _settle(1500)
    _keep(dialog, f"import-{language}")
    dialog.reject()


def _keep_exceptions(window: MainWindow, language: str) -> None:
    """What is not a scan: somebody on no list, a person's history, the keys."""
    window.show_screen("check_in")
    exceptions, people = window.check_in.exceptions, window.check_in.people
    person = next(iter(people.people.values()))
    walk_in = exceptions.register(people, next(iter(window.desk.programme.values())))
    walk_in.name.setText(person.name)
    for name, dialog in (
        ("on-site", walk_in), ("history", exceptions.show_history(person)), ("keys", exceptions.show_keys()),
    ):  # fmt: skip
        _settle(500)
        _keep(dialog, f"{name}-{language}")
        dialog.reject()


def _keep_looks(window: MainWindow, language: str, text: str) -> None:
    """The check-in screen in the other themes and with large text."""
    window.show_screen("check_in")
    for name, look in (("dark", {"theme": "dark"}), ("contrast", {"theme": "contrast"}), ("large", {"text_size": 200})):
        window.device.change(**look)
        _settle(300)
        _until(window.answer_painted, lambda: window.take_scan(text))
        _settle(150)
        _keep(window, f"{name}-{language}")
        window.device.change(theme="light", text_size=100)


def _keep_for_attendees(window: MainWindow, language: str, texts: dict[str, str]) -> None:
    """Self-service, and the second screen."""
    keep_pin(window.device, "402817")
    window.others.start_self_service()
    kiosk = window.others.self_service
    kiosk.showNormal()
    kiosk.resize(*_SIZE)
    _settle(300)
    _keep(kiosk, f"self-service-{language}")
    _until(window.answer_painted, lambda: window.take_scan(texts["already-in"]))
    _settle(400)
    _keep(kiosk, f"greeting-{language}")
    kiosk.left.emit()
    window.device.change(second_window=True)
    _settle(300)
    second = window.others.second
    second.resize(*_SIZE)
    _settle(200)
    if second.language != language:
        second.turn()
    _keep(second, f"second-screen-{language}")
    window.device.change(second_window=False)


def _keep_practice(window: MainWindow, language: str) -> None:
    """Somebody at the desk of the copy."""
    window.others.start_practice()
    practice = window.others.practice
    practice.resize(*_SIZE)
    _until(practice.ready, lambda: None)
    _settle(500)
    _keep(practice, f"practice-{language}")
    practice.left.emit()
    _settle()


def _keep_sign_in(window: MainWindow, language: str) -> None:
    """The question who is there, once the event has people of its own."""
    window.desk.lane.run(_add_people)
    window.desk.tell_access_changed()
    _settle(1500)
    _keep(window, f"sign-in-{language}")


def _add_people(records: Records) -> None:
    for name, role in (("김주관", Role.ORGANISER), ("박접수", Role.OPERATOR), ("이안내", Role.OPERATOR)):
        manage_operators.add_operator(records, name, role, "402817")
        records = records.by(Caller("김주관"))


def _keep_paper(window: MainWindow, language: str) -> None:
    """Choosing layout and paper: badges on a sheet of labels whose first two are used up."""
    window.show_screen("documents")
    chooser = window.findChild(DocumentsScreen).badges.paper
    _wait_for(lambda: bool(chooser.offers))
    chooser.open()
    dialog = chooser.dialog
    dialog.sheet.setCurrentIndex(dialog.sheet.findData("formtec-3114"))
    dialog.start.setValue(3)
    _wait_for(lambda: dialog.preview.is_ready)
    _keep(dialog, f"paper-{language}")
    dialog.reject()


def _until(signal, action: Callable[[], None], most_ms: int = 10_000) -> None:
    """Do ``action`` and wait for ``signal``."""
    loop = QEventLoop()
    signal.connect(loop.quit)
    QTimer.singleShot(most_ms, loop.quit)
    action()
    loop.exec()
    signal.disconnect(loop.quit)


def _finish_reading(window: MainWindow) -> None:
    """Go on when everything that the screens asked for was told to them."""
    for lane in (window.desk.lane, window.desk.reader, window.desk.papers):
        told: list[object] = []
        lane.run(lambda *_records_and_more: True, told.append)
        _wait_for(lambda told=told: bool(told))


def _wait_for(holds: Callable[[], bool], most_ms: int = 120_000) -> None:
    """Go on when ``holds`` does, or after a while at the latest."""
    for _ in range(most_ms // 100):
        if holds():
            break
        _settle(100)
    _settle()


def _settle(milliseconds: int = 200) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _keep(window: MainWindow | QWidget, name: str) -> None:
    """In a palette: a third of the size, and no colour moves by more than the eye sees."""
    file = FOLDER / f"{name}.png"
    window.grab().save(str(file))
    with Image.open(file) as picture:
        palette = picture.convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    palette.save(file, optimize=True)


if __name__ == "__main__":
    main()
