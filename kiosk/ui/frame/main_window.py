"""The one window: navigation, the screen in front, and what is told across all of them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget

from kiosk import clock
from kiosk.actions.keeping.unlock import is_encrypted
from kiosk.core.codes.carried_codes import carried
from kiosk.core.codes.keyboard import as_typed, same_key
from kiosk.core.codes.mixed_scans import separate_scans
from kiosk.core.codes.scanner_marks import bare
from kiosk.core.programmes.partnering import KIND
from kiosk.core.ticket import code_in
from kiosk.errors import KioskError
from kiosk.ui.check_in.answer_band import AnswerBand
from kiosk.ui.check_in.answer_text import Shown
from kiosk.ui.check_in.check_in_screen import CheckInScreen
from kiosk.ui.frame.bug_report import BugReportDialog
from kiosk.ui.frame.call_bar import CallBar
from kiosk.ui.frame.closing import Closing
from kiosk.ui.frame.event_dialogs import ask_for_code, ask_organiser, offer_to_recover, show_encryption
from kiosk.ui.frame.other_windows import OtherWindows
from kiosk.ui.frame.rail import Rail
from kiosk.ui.frame.screens import build
from kiosk.ui.services.backups import Backups
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.device import Device
from kiosk.ui.services.help import show_help
from kiosk.ui.services.language import use_language
from kiosk.ui.services.look import Look
from kiosk.ui.services.staff_calls import StaffCalls
from kiosk.ui.services.sync import Sync
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.dialogs import open_dialog
from kiosk.ui.widgets.message_bar import MessageBar
from kiosk.ui.widgets.present import present
from kiosk.ui.widgets.scrolling import FrontStack, scrolled
from kiosk.ui.widgets.tab_order import follow_the_eye
from kiosk.words import catalogue, error_messages
from kiosk.words.catalogue import _
from kiosk.words.links import PRACTICE

if TYPE_CHECKING:
    from kiosk.actions.preparing.guide import Step
    from kiosk.ui.events.welcome_screen import WelcomeScreen

SMALLEST = QSize(640, 400)
_LOCKED = ("encryption.locked", "encryption.wrong_code", "encryption.bad_variable")
_DAMAGES = ("event.damaged", "event.unfinished")


class MainWindow(QMainWindow):
    """Shows the welcome screen, or the screens of the event that is open.

    ``ready`` comes after the first paint of a screen that can be used; ``answer_painted`` names each answer on screen.
    """

    ready = Signal()
    answer_painted = Signal(str)

    def __init__(self, device: Device, *, now: Callable[[], datetime] = clock.now) -> None:
        super().__init__()
        self.device, self._now = device, now
        self._look, self._closing = Look(device, self), Closing(self)
        self.desk: Desk | None = None
        self._opening: Desk | None = None
        self._keeping: Backups | None = None
        self._sharing: Sync | None = None
        self._screens: dict[str, QWidget] = {}
        self._check_in: CheckInScreen | None = None
        self._codes: frozenset[str] = frozenset()
        self.rail, self.messages, self.calls, self._stack = Rail(), MessageBar(), CallBar(), FrontStack()
        self._welcome: WelcomeScreen | None = None
        self._report: BugReportDialog | None = None
        self._arrange()
        self.band = AnswerBand(present(self.centralWidget()))
        self.band.answer_painted.connect(self.answer_painted)
        self.rail.wanted.connect(self.show_screen)
        self.rail.language_wanted.connect(lambda language: device.change(language=language))
        self.rail.leave_wanted.connect(lambda: self._closing.before(self.desk, self.close_event))
        self.rail.lock_wanted.connect(lambda: self.open_desk.access.lock())
        device.changed.connect(self._on_settings)
        device.not_kept.connect(self._on_settings_not_kept)
        device.scanners.recognise = self.recognise
        self.others = OtherWindows(self, device)
        self.others.answer_painted.connect(self.answer_painted)
        self.others.ready.connect(self.ready)
        self.others.broken.connect(self.show_bug)
        QShortcut(QKeySequence("F12"), self).activated.connect(self.call_roll)
        QShortcut(QKeySequence("F1"), self).activated.connect(self.help)
        self._set_title()

    # -- scans -------------------------------------------------------------------------------------------------

    def recognise(self, text: str) -> str | None:
        """The first reading of ``text`` that could be a code of the open event; answered from memory."""
        if self.desk is None:
            return None
        settings = self.device.settings
        readings = [
            reading
            for typed in as_typed(text)
            for reading in bare(typed, settings.scanner_prefix, settings.scanner_suffix)
        ]
        codes = (code_in(read) or (read if same_key(read) in self._codes else None) for read in readings)
        carrying = (read for read in readings if self._carries_known(read))
        return next(filter(None, chain(codes, carrying)), None)

    def _carries_known(self, text: str) -> bool:
        """Whether ``text`` carries a code that another system gave somebody here, in a link or the like."""
        return bool(self._codes) and any(same_key(part) in self._codes for part in carried(text))

    def separate(self, parts: Sequence[str]) -> tuple[str, ...]:
        """The codes of the open event in what two scanners typed at once."""
        return separate_scans(parts, self.check_in.ticket_codes()) if self.desk is not None else ()

    def take_scan(self, text: str) -> None:
        """A scanner read ``text``, wherever the focus is."""
        if self.others.practice is not None:
            self.others.practice.take_scan(self.recognise(text) or text)
        elif self.desk is not None and not self.device.scanners.testing:
            self.check_in.take_scan(self.recognise(text) or text)

    def tell_several_codes(self) -> None:
        """A camera sees two codes and took neither."""
        if self.desk is not None and not self.device.scanners.testing and self.others.practice is None:
            self.check_in.tell_several_codes()

    def prepare_sounds(self) -> None:
        """Load the sounds of the check-in screen, if there is one yet."""
        if self.desk is not None:
            self.check_in.sounds.prepare()

    @property
    def open_desk(self) -> Desk:
        """The event that is open; there is one on every screen but the first."""
        return present(self.desk)

    @property
    def welcome(self) -> "WelcomeScreen":
        """The screen of a window without an event."""
        return present(self._welcome)

    @property
    def check_in(self) -> CheckInScreen:
        """The check-in screen of the open event."""
        return present(self._check_in)

    # -- events ------------------------------------------------------------------------------------------------

    def open_event(self, path: Path) -> None:
        """Open an event in place of the one that is open; when that fails, the welcome screen says why."""
        self.close_event()
        self.welcome.setEnabled(False)
        self.welcome.notice.done(_("Opening {file}…").format(file=path.name))
        desk = self._opening = Desk(path, self.device, self, now=self._now)
        desk.opened.connect(self._on_opened)
        desk.refused.connect(self._on_refused)
        desk.trouble.connect(self.messages.tell)
        desk.broken.connect(self.show_bug)

    def begin_event(self, path: Path, files: "Mapping[Step, Path]") -> None:
        """Open an event just made, show its recovery code if it has one, and lead through what it still lacks, first
        through the files it begins with."""
        self.open_event(path)
        opened = present(self._opening).opened
        opened.connect(lambda: self.show_screen("guide"))
        opened.connect(lambda: self._bring_in(files))
        if is_encrypted(path):
            opened.connect(self._show_encryption)

    def _bring_in(self, files: "Mapping[Step, Path]") -> None:
        if hasattr(self.front, "bring_in"):
            self.front.bring_in(files)

    def close_event(self) -> None:
        """Let the open event go and show the welcome screen."""
        desk = self.desk or self._opening
        self.others.follow(None)
        self.calls.follow(None)
        self.desk = self._opening = None
        for screen in self._screens.values():
            self._stack.removeWidget(screen)
            screen.deleteLater()
        self._screens, self._check_in = {}, None
        self.band.hide()
        if self._sharing is not None:
            self._sharing.close()
            self._sharing = None
            self.rail.sharing.follow(None)
        if self._keeping is not None:
            self._keeping.close()
            self._keeping = None
            self.rail.copies.follow(None)
        if desk is not None:
            desk.close()
            desk.deleteLater()
        self.messages.hide()
        self._show_welcome()

    @property
    def front(self) -> QWidget:
        """What the window shows beside the navigation."""
        return present(self._stack.currentWidget())

    def show_screen(self, place: str) -> None:
        """Bring the screen that the rail calls so to the front, and the section of it behind a dot."""
        name, _dot, section = place.partition(".")
        if self.desk is None or self.desk.access.is_locked:
            return
        if name == PRACTICE:
            self.others.start_practice()
            return
        self.rail.mark(name)  # before the screen is built: two would be lit meanwhile
        is_new = name not in self._screens
        if is_new:
            screen = self._screens[name] = build(name, self.desk, present(self._sharing), present(self._keeping))
            self._stack.addWidget(screen)
            if hasattr(screen, "wants_screen"):
                screen.wants_screen.connect(self.show_screen)
        if is_new:
            follow_the_eye(self._screens[name])
        self._stack.setCurrentWidget(self._screens[name])
        if section and hasattr(self.front, "lead_to"):
            self.front.lead_to(section)
        if name == "check_in":
            self.band.hide()
            self.check_in.take_focus()

    def call_roll(self) -> None:
        """Show who is inside now, from whatever screen; a locked desk shows nobody."""
        if self.desk is None or self.desk.access.is_locked or QApplication.activeModalWidget() is not None:
            return
        from kiosk.ui.board.roll_call_dialog import RollCallDialog  # imported late: start-up time

        open_dialog(RollCallDialog(self.desk, self))

    def help(self) -> None:
        """Show which key does what at the door, and on every other screen the page that tells about it."""
        if self._is_at("check_in"):
            self.check_in.keys.click()
        elif trouble := show_help(next((name for name in self._screens if self._is_at(name)), "")):
            self.messages.tell(trouble)

    def show_bug(self, report: str) -> None:
        """Show the report of a bug; one at a time, the first is nearest the cause."""
        if self._report is None and self.others.self_service is None:  # it is in the log file; attendees see no report
            self._report = BugReportDialog(report, self)
            self._report.finished.connect(self._forget_report)
            self._report.open()

    def closeEvent(self, event: QCloseEvent) -> None:
        """What waits to be stored is stored before the window goes; what is being made is asked about."""
        if self.isVisible() and self._closing.goes_on(self.desk, self.close):
            event.ignore()
            return
        self.close_event()
        self.welcome.close_lane()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Sizes follow the height of the window."""
        super().resizeEvent(event)
        theme.fit_height(event.size().height())

    def _on_opened(self) -> None:
        desk = self.desk = present(self._opening)
        self._opening = None
        self._remember_event()
        desk.encryption_wanted.connect(self._show_encryption)
        desk.roster_changed.connect(self._learn_codes)
        desk.programme_changed.connect(self._set_title)
        desk.programme_changed.connect(self._offer_screens)
        self._sharing = Sync(desk)
        self.rail.sharing.follow(self._sharing)
        self._keeping = Backups(desk)
        self.rail.copies.follow(self._keeping)
        self._learn_codes()
        self._offer_screens()
        screen = self._screens["check_in"] = self._check_in = CheckInScreen(desk)
        self._stack.addWidget(screen)
        follow_the_eye(screen)
        screen.wants_screen.connect(self.show_screen)
        screen.answer_shown.connect(self._on_answer)
        screen.answer_painted.connect(self.answer_painted)
        calls = StaffCalls(desk)
        calls.stored.connect(self._sharing.wake)
        self.calls.follow(calls, screen.sounds)
        self.others.follow(desk, screen, calls)
        desk.access.changed.connect(self._on_access)
        desk.access.organiser_wanted.connect(partial(ask_organiser, desk, self))
        self._on_access()
        if desk.access.is_locked:
            QTimer.singleShot(0, self.ready.emit)
        else:
            screen.painted.connect(self.ready, Qt.ConnectionType.SingleShotConnection)
        self._set_title()

    def _on_refused(self, trouble: KioskError) -> None:
        if trouble.code == "event.missing":  # its sentence speaks to whoever types commands
            sentence = _("There is no event file at {file} any more. Choose another event, or make a new one.")
            sentence = sentence.format(**trouble.details)
        else:
            sentence = error_messages.explain(trouble.code, trouble.details)
        path = self._opening.path if self._opening else None
        self.close_event()
        if trouble.code in _LOCKED and path is not None:
            ask_for_code(path, self, self.open_event)
            return
        self.welcome.notice.trouble(sentence)
        if trouble.code in _DAMAGES and path is not None:
            offer_to_recover(path, self.device, self, self.open_event, self.show_bug)

    def _show_encryption(self) -> None:
        show_encryption(self.open_desk, self, self.close_event, self.open_event, self.show_bug)

    def _remember_event(self) -> None:
        """Go on with it next time; a room and a session chosen for another event mean nothing in this one."""
        path = str(self.open_desk.path.absolute())
        of_another = {} if path == self.device.settings.last_event else {"room": "", "pinned": "", "practised": False}
        self.device.change(last_event=path, **of_another)

    def _on_answer(self, shown: Shown, verdict: str) -> None:
        """An answer that nobody would see is shown in the band too; every other one ends the band of an older one."""
        if not self._is_at("check_in"):
            self.band.show_answer(shown, verdict)
        elif (dialog := QApplication.activeModalWidget()) is not None:
            self.band.show_answer(shown)
            if isinstance(dialog, QDialog):  # with the dialog gone the screen shows the answer itself
                dialog.finished.connect(self.band.hide)
        else:
            self.band.hide()

    def _on_access(self) -> None:
        """Show who is signed in; a locked desk shows the question who is there, and nothing else of the event."""
        access = self.open_desk.access
        self.rail.setVisible(not access.is_locked)
        self.rail.show_person(access.signed_in)
        if access.is_locked:
            self._close_dialogs()
            self._show_sign_in()
        elif self._stack.currentWidget() not in self._screens.values() or self._is_at("sign_in"):
            self.show_screen("check_in")
            QTimer.singleShot(0, self._ask_about_desk)

    def _ask_about_desk(self) -> None:
        """At its first start a desk is asked what it is called and where it stands; in a new event the guide does."""
        settings = self.device.settings
        known = settings.desk or settings.desk_asked or settings.self_service
        if known or self.desk is None or not self.desk.programme or not self._is_at("check_in"):
            return
        from kiosk.ui.preparing.desk_dialog import DeskDialog  # imported late: asked once on each laptop

        open_dialog(DeskDialog(self.desk, self))

    def _show_sign_in(self) -> None:
        from kiosk.ui.access.sign_in_screen import SignInScreen  # imported late: most events have nobody to sign in

        screen = self._screens.get("sign_in")
        if not isinstance(screen, SignInScreen):
            screen = self._screens["sign_in"] = SignInScreen(self.open_desk)
            screen.leave.clicked.connect(self.close_event)
            self._stack.addWidget(screen)
        self._stack.setCurrentWidget(screen)
        screen.begin()

    def _close_dialogs(self) -> None:
        """What was being entered is left: whoever comes next is somebody else."""
        for dialog in self.findChildren(QDialog):
            if dialog.isVisible() and dialog is not self._report:
                dialog.reject()

    def _is_at(self, name: str) -> bool:
        return self.desk is not None and self._stack.currentWidget() is self._screens.get(name)

    def _offer_screens(self) -> None:
        self.rail.offer("meetings", any(session.kind == KIND for session in self.open_desk.programme.values()))

    def _learn_codes(self) -> None:
        self._codes = frozenset(map(same_key, self.open_desk.overview.external_codes))

    def _on_settings(self) -> None:
        if self.device.language != catalogue.language():
            use_language(self.device.language)
            self._set_title()

    def _on_settings_not_kept(self, why: str) -> None:
        sentence = _("The settings of this laptop could not be saved ({why}). They apply until the program closes.")
        self.messages.tell(sentence.format(why=why))

    def _forget_report(self) -> None:
        present(self._report).deleteLater()
        self._report = None

    def _show_welcome(self) -> None:
        if self._welcome is None:
            from kiosk.ui.events.welcome_screen import WelcomeScreen  # imported late: most starts go to an event

            welcome = self._welcome = WelcomeScreen(self.device)
            welcome.event_chosen.connect(self.open_event)
            welcome.event_made.connect(self.begin_event)
            welcome.broken.connect(self.show_bug)
            self._stack.addWidget(welcome)
        self.welcome.setEnabled(True)
        self.welcome.notice.clear()
        self.rail.hide()
        self._stack.setCurrentWidget(self.welcome)
        self._set_title()

    def _set_title(self) -> None:
        program = _("Check-in desk")
        if self.desk is None:
            self.setWindowTitle(program)
        else:
            details = self.desk.details
            name = catalogue.text_of(details.names)
            self.setWindowTitle(f"{name} · {program}")
            self.device.change(last_event_name=name)

    def _arrange(self) -> None:
        self.rail.hide()
        self._scroller = scrolled(self._stack)
        below = page.row(self.rail, self._scroller, spacing=0)
        below.setStretch(1, 1)
        central = QWidget()
        layout = page.column(self.messages, self.calls, below, spacing=0)
        layout.setStretch(2, 1)
        central.setLayout(layout)
        self.setCentralWidget(central)
        self.setMinimumSize(SMALLEST)
