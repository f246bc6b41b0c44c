"""One card of the documents screen: what is made, the button for it, how far it is, and where it lies afterwards."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QProgressBar, QPushButton, QSizePolicy, QWidget

from kiosk.core.open_event import OpenEvent
from kiosk.errors import KioskError
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.lanes import PapersLane, PaperWork
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.dialogs import open_dialog
from kiosk.ui.widgets.file_dialogs import folder_beside
from kiosk.ui.widgets.flow import FlowBox
from kiosk.ui.widgets.focus import FocusKeeper
from kiosk.ui.widgets.list_dialog import ListDialog
from kiosk.ui.widgets.picture import Picture
from kiosk.ui.widgets.present import present
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.words.catalogue import N_, _
from kiosk.words.error_messages import Finding, finding

T = TypeVar("T")

_SURE_AFTER_S = 2.0  # before that the time left is a guess


class DocumentsCard(Retranslated, QFrame):
    """A title, a line, controls of its own, and work on the papers lane that shows its progress and can be cancelled.

    A kind of document adds to ``controls``, says its words in ``retranslate``, and calls ``start``.  Buttons of its own
    that also make something stand ``beside`` the first one.
    """

    def __init__(self, desk: Desk, picture: str, *beside: QPushButton) -> None:
        super().__init__()
        self.desk = desk
        theme.set_look(self, "card")
        # All cards of a row are equally wide, whatever their words.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._then: Callable[[Any], None] | None = None
        self._made: Path | None = None
        self.findings: ListDialog | None = None
        mark = Picture(picture, 36)
        self.title, self.line = page.text("heading", wrap=False), page.text("hint")
        self._options, self.controls = QWidget(), page.column(spacing=10)
        self._options.setLayout(self.controls)
        self.make = page.button("primary")
        self.notice = page.Notice()
        self.progress = QProgressBar(textVisible=False)
        self.remaining, self._begun = page.text("hint", wrap=False), 0.0
        self.cancel, self.show_file, self.show_folder = page.button("plain"), page.button("plain"), page.button("plain")
        self._at_rest = FlowBox(self.make, *beside, self.show_file, self.show_folder, spacing=4)
        self._running = _row(self.progress, self.remaining, self.cancel)
        head = page.row(mark, self.title, None, spacing=14)
        parts = (head, self.line, self._options, None, self.notice, self._running, self._at_rest)
        self.setLayout(page.column(*parts, margins=20, spacing=8))
        self._lane, self._focus = desk.papers, FocusKeeper(self)
        self.cancel.clicked.connect(lambda: self._lane.cancel())
        self.show_file.clicked.connect(self._open_file)
        self.show_folder.clicked.connect(self._open_folder)
        self._show_made(None)
        self._set_running(False)

    def start(self, work: PaperWork[T], then: Callable[[T], None], lane: PapersLane | None = None) -> None:
        """Do ``work`` on the papers lane, or another; ``then`` gets what it returns, trouble is shown on the card."""
        self._lane = lane or self.desk.papers
        self._then = then
        self.notice.clear()
        self._show_made(None)
        self._begun = time.monotonic()
        self.remaining.clear()
        self.progress.setRange(0, 0)  # moves to and fro until the number of things to make is known
        self._set_running(True)
        self._lane.run(work, self._on_done, self.refuse, self._on_progress)

    def look_through(self, found: Sequence[Finding], title: str, sentence: str, go_on: Callable[[], None]) -> None:
        """Show what needs a look before it is printed, and go on when a person agrees; at once if there is nothing."""
        if not found:
            go_on()
            return
        self.findings = ListDialog(
            title, sentence, [(N_("What to check"), 0)], found, lambda one: [finding(one)],
            verb=_("Make them anyway"), parent=self,
        )  # fmt: skip
        self.findings.accepted.connect(go_on)
        open_dialog(self.findings)

    def note(self, work: Callable[[OpenEvent], None], sentence: str, made: Path) -> None:
        """Store what was made, and only then tell of it: the next batch has to know of this one."""
        self.wait_for(work, lambda _nothing: self.finish(sentence, made))

    def wait_for(self, work: Callable[[OpenEvent], T], then: Callable[[T], None]) -> None:
        """Store something on the records lane before going on with ``then``; the card stays busy until then."""
        self._set_running(True)

        def go_on(value: T) -> None:
            self._set_running(False)
            then(value)

        self.desk.lane.run(work, go_on, self.refuse)

    def finish(self, sentence: str, made: Path | None = None) -> None:
        """Tell what was made; a file or folder can be opened from the card."""
        self.notice.done(sentence)
        self._show_made(made)

    def tell_nothing_made(self, sentence: str) -> None:
        """Tell why there was nothing to make: no success, and no trouble either."""
        self.notice.attention(sentence)
        self._show_made(None)

    def refuse(self, trouble: KioskError) -> None:
        """Tell why nothing was made."""
        self._set_running(False)
        self.notice.trouble(self.desk.explain(trouble))

    def suggested(self, name: str) -> Path:
        """A place for a new file: beside the event."""
        return folder_beside(self.desk.path) / name

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.cancel.setText(_("Cancel"))
        self.show_file.setText(_("Open"))
        self.show_folder.setText(_("Folder"))
        for button in (self.show_file, self.show_folder):
            button.setToolTip(_("Open the folder") if button is self.show_folder else _("Open the file"))
            button.setAccessibleName(f"{self.title.text()}: {button.toolTip()}")
        self.progress.setAccessibleName(self.title.text())
        self.make.setAccessibleName(f"{self.title.text()}: {self.make.text()}")

    def _on_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        spent = time.monotonic() - self._begun
        if spent > _SURE_AFTER_S:
            self.remaining.setText(_remaining_text(spent / max(1, done) * (total - done)))

    def _on_done(self, value: Any) -> None:
        self._set_running(False)
        present(self._then)(value)

    def _set_running(self, running: bool) -> None:
        if running:
            self._focus.leave()
            self.desk.works.begin(self, self.title.text())
        self._running.setVisible(running)
        self._at_rest.setVisible(not running)
        self._options.setEnabled(not running)
        if not running:
            self._focus.back(self.make)
            self.desk.works.end(self)

    def _show_made(self, made: Path | None) -> None:
        self._made = made
        self.show_file.setVisible(made is not None and made.suffix != "")
        self.show_folder.setVisible(made is not None)

    def _open_file(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._made)))

    def _open_folder(self) -> None:
        folder = self._made if present(self._made).is_dir() else present(self._made).parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _remaining_text(seconds: float) -> str:
    """How long it will take, said no more exactly than it is known."""
    if seconds < 60:
        return _("about {count} s left").format(count=max(1, round(seconds)))
    return _("about {count} min left").format(count=round(seconds / 60))


def _row(*parts: QWidget | None) -> QWidget:
    made = QWidget()
    made.setLayout(page.row(*parts, spacing=12))
    return made
