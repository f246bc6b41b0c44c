"""The first screen without an event: go on with the last one, open one, make one, or look at the demonstration."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from kiosk import clock, languages, paths
from kiosk.core.open_event import OpenEvent
from kiosk.errors import KioskError
from kiosk.paths import EVENT_SUFFIX
from kiosk.ui.events.join_dialog import JoinDialog
from kiosk.ui.services.device import Device
from kiosk.ui.services.lanes import RecordsLane
from kiosk.ui.services.language import other_language
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.dialogs import open_dialog
from kiosk.ui.widgets.drops import TakesFile
from kiosk.ui.widgets.file_dialogs import ask_to_open
from kiosk.ui.widgets.focus import PushButton
from kiosk.ui.widgets.picture import Picture
from kiosk.ui.widgets.plain import PlainLabel
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.words import error_messages
from kiosk.words.catalogue import _


class Tile(PushButton):
    """A large button with a picture, a word or two, and a line that says what it does."""

    def __init__(self, picture: str) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        mark = Picture(picture, 48)
        self._title = page.text("heading")
        self._line = page.text("hint")
        for label in (self._title, self._line):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        words = page.column(None, self._title, self._line, None, spacing=4)
        layout = page.row(mark, words, spacing=24)
        layout.setStretch(1, 1)
        layout.setContentsMargins(theme.px(28), theme.px(8), theme.px(28), theme.px(8))
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Minimum)
        theme.set_look(self, "tile")  # large enough to be hit without aiming, higher where the line wraps

    def say(self, title: str, line: str) -> None:
        """What the tile says; read out as one."""
        self._title.setText(title)
        self._line.setText(line)
        self.setAccessibleName(title)
        self.setAccessibleDescription(line)


class WelcomeScreen(Retranslated, TakesFile, QWidget):
    """Leads to an event: ``event_chosen`` carries its path, ``event_made`` that of a new one and the files to look at
    next.  ``broken`` carries the report of a bug.
    """

    SUFFIXES = (EVENT_SUFFIX,)

    event_chosen = Signal(Path)
    event_made = Signal(Path, object)
    broken = Signal(str)

    def __init__(self, device: Device, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._device = device
        self._lane: RecordsLane | None = None
        self._making: Path | None = None
        self.notice = page.Notice()
        self._title, self._line = page.text("title"), page.text("hint")
        self.last, self.open, self.new, self.demonstration = Tile("check-in"), Tile("open"), Tile("add"), Tile("play")
        self.join = Tile("desks")
        self._name, self._motto, self._drop = PlainLabel(), PlainLabel(), page.text("hint")
        self.language = page.button("on-navy")
        self._lay_out()
        self.last.clicked.connect(self._open_last)
        self.open.clicked.connect(self._ask_for_event)
        self.new.clicked.connect(self.make_new)
        self.demonstration.clicked.connect(self.make_demonstration)
        self.join.clicked.connect(self.join_event)
        self.language.clicked.connect(lambda: device.change(language=other_language()))
        self.setAcceptDrops(True)
        self.retranslate()

    def make_new(self) -> None:
        """Ask for what a new event needs, make it and open it."""
        from kiosk.ui.events.new_event_dialog import NewEventDialog  # imported late: start-up time

        dialog = NewEventDialog(self._device, self)
        dialog.broken.connect(self.broken)
        dialog.made.connect(self.event_made)
        open_dialog(dialog)

    def join_event(self) -> JoinDialog:
        """Ask for the invitation of an event that another laptop shares, fetch it and open it."""
        dialog = JoinDialog(self._device, self)
        dialog.broken.connect(self.broken)
        dialog.joined.connect(self.event_chosen)
        return open_dialog(dialog)

    def make_demonstration(self) -> None:
        """Make the demonstration event under the user's documents and open it."""
        moment = clock.now().astimezone()
        folder = paths.place_for_events() / f"kiosk-demo-{moment:%Y%m%d-%H%M%S}"
        self._making = folder / "workshop.kiosk"
        self._set_busy(True)
        self.notice.done(_("Creating the demo…"))
        self._lane = RecordsLane(partial(_make_demonstration, self._making, self._device.settings.desk_id), self)
        self._lane.broken.connect(self.broken)
        self._lane.run(lambda records: None, self._on_made, self._on_refused)

    def close_lane(self) -> None:
        """End the work under way, if any."""
        if self._lane is not None:
            self._lane.close()
            self._lane = None

    def take_file(self, path: Path) -> None:
        """Open the event file that was dropped."""
        self.event_chosen.emit(path)

    def showEvent(self, event: QShowEvent) -> None:
        """The last event may be another by now."""
        super().showEvent(event)
        self.retranslate()
        (self.new if self.last.isHidden() else self.last).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The name of the program takes a third at most: large text needs the room for what can be chosen."""
        super().resizeEvent(event)
        theme.set_look(self._name, "large-on-navy" if self.width() > theme.px(1100) else "session")
        self._side.setFixedWidth(min(theme.px(560), self.width() // 3))

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        last = self._last_event()
        self.last.setVisible(last is not None)
        self.last.say(_("Continue with {event}").format(event=self._name_of(last)), str(last or ""))
        self._title.setText(_("Which event is it?"))
        self._line.setText(_("Each event is one file on this computer."))
        self.open.say(_("Open an event"), _("A file that ends in .kiosk, also one copied from another computer"))
        self.new.say(_("New event"), _("A name, then the programme and the list of people from your own files"))
        self.join.say(_("Join an event"), _("Another laptop shares it: scan its code, or open the file it saved"))
        self.demonstration.say(_("Try the demo"), _("A workshop with 84 invented people, to try everything"))
        self._drop.setText(_("You can also drop an event file on this window."))
        self.language.setText(languages.name_of(other_language()))
        self.language.setAccessibleName(self.language.text())
        self._name.setText(_("Check-in desk"))
        self._motto.setText(_("Tickets, check-in, badges, attendance and certificates of a workshop or conference."))

    def _last_event(self) -> Path | None:
        last = self._device.settings.last_event
        return Path(last) if last and Path(last).is_file() else None

    def _name_of(self, last: Path | None) -> str:
        """What people call the event; the file's name where that is not known."""
        return self._device.settings.last_event_name or (last.name if last else "")

    def _open_last(self) -> None:
        last = self._last_event()
        if last is not None:
            self.event_chosen.emit(last)

    def _ask_for_event(self) -> None:
        last = self._last_event()
        folder = last.parent if last else paths.documents_folder()
        filters = ";;".join([_("Events ({pattern})").format(pattern="*.kiosk"), _("All files (*)")])
        path = ask_to_open(self, _("Open an event"), folder, filters)
        if path is not None:
            self.event_chosen.emit(path)

    def _on_made(self, _nothing: None) -> None:
        self.close_lane()
        self._set_busy(False)
        self.notice.clear()
        self.event_chosen.emit(self._making)

    def _on_refused(self, trouble: KioskError) -> None:
        self.close_lane()
        self._set_busy(False)
        self.notice.trouble(error_messages.explain(trouble.code, trouble.details))

    def _set_busy(self, busy: bool) -> None:
        for tile in (self.last, self.open, self.new, self.join, self.demonstration):
            tile.setEnabled(not busy)

    def _lay_out(self) -> None:
        self._side = side = QFrame()
        theme.set_look(side, "header")
        theme.set_look(self._name, "large-on-navy")
        self._name.setWordWrap(True)
        self._motto.setWordWrap(True)
        theme.set_look(self._motto, "on-navy-quiet")
        side.setLayout(
            page.column(None, self._name, self._motto, None, page.row(self.language, None), margins=56, spacing=20)
        )
        tiles = page.column(
            None, self._title, self._line, 16, self.last, self.new, self.open, self.join, self.demonstration,
            self.notice, self._drop, None, margins=72, spacing=16,
        )  # fmt: skip
        body = QWidget()
        body.setLayout(tiles)
        self.setLayout(page.row(side, body, spacing=0))


def _make_demonstration(path: Path, desk_id: str) -> OpenEvent:
    from kiosk.actions.preparing.demonstration import make_demonstration  # imported late: start-up time

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as trouble:
        raise KioskError("event.cannot_write", file=str(path.parent), why=trouble.strerror) from trouble
    return make_demonstration(path, desk_id=desk_id)
