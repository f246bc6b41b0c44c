"""Is this certificate, ticket or evidence genuine?  A file, a picture, a text, or what a camera or scanner reads."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QImage, QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from kiosk.actions.office.check_evidence import EvidenceFound
from kiosk.actions.office.check_what import check_by_event, check_text_by_event
from kiosk.core.codes.devices import Health, Source
from kiosk.core.open_event import OpenEvent
from kiosk.core.verification import Verdict, Verified, worst
from kiosk.errors import KioskError
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.lanes import Cancelled, Progress
from kiosk.ui.settings.camera_preview import CameraPreview
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.dialog import Dialog
from kiosk.ui.widgets.drops import TakesFile
from kiosk.ui.widgets.file_dialogs import ask_to_open
from kiosk.ui.widgets.list_models import LinesModel
from kiosk.words.catalogue import N_, _
from kiosk.words.certificates import VERDICTS, advice_text
from kiosk.words.evidence import found_lines

Found = EvidenceFound | list[Verified]

_PICTURES = (".pdf", ".zip", ".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp", ".tif", ".tiff")
_HEADINGS = (
    (N_("Found"), 150), (N_("Certificate number"), 240), (N_("Name"), 220), (N_("Issued on"), 160),
    (N_("Minutes"), 110), (N_("What it means"), 0),
)  # fmt: skip
_LOOKS = {Verdict.GENUINE: "found-done", Verdict.UNKNOWN: "found-attention"}
_SIGNS = {Verdict.GENUINE: "✓", Verdict.UNKNOWN: "?"}
_LEAST_TABLE = 170
"""Units: the heading and two lines of it."""


class VerifyDialog(TakesFile, Dialog):
    """Says it in one word, and below what each paper says by its code; while it is open nobody is checked in."""

    SUFFIXES = _PICTURES

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self._news = desk, desk.device.scanners
        self._camera_was_on = desk.settings.camera_scanner
        self.notice = page.Notice()
        self.typed = QLineEdit(clearButtonEnabled=True)
        self.check, self.pick, self.camera = page.button("primary"), page.button(), page.button()
        self.verdict = page.text("title")
        self.model = LinesModel([text for text, _width in _HEADINGS], _described)
        self.table = page.Table(self.model, [width for _text, width in _HEADINGS[:-1]])
        self.preview = CameraPreview()
        self.close_button = page.button()
        self._lay_out()
        self.setAcceptDrops(True)
        self._connect()
        self._show_camera()

    def check_text(self, text: str) -> None:
        """Check what was typed or pasted: a code, or where a file lies."""
        if text.strip():
            self.desk.reader.run(partial(_checked, text.strip().strip('"')), self._on_found, self._on_refused)

    def take_file(self, path: Path) -> None:
        """Check a file, a picture, or a zip of evidence."""
        self.desk.reader.run(partial(_checked, str(path)), self._on_found, self._on_refused)

    def showEvent(self, event: QShowEvent) -> None:
        """From now on codes are only checked."""
        super().showEvent(event)
        self._news.testing = True
        self._news.preview_wanted.emit(True)
        self.typed.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """From now on codes count again, and the camera is as it was."""
        super().hideEvent(event)
        self._news.testing = False
        self._news.preview_wanted.emit(False)
        if self.desk.settings.camera_scanner is not self._camera_was_on:
            self.desk.device.change(camera_scanner=self._camera_was_on)

    def _connect(self) -> None:
        self.check.clicked.connect(lambda: self.check_text(self.typed.text()))
        self.pick.clicked.connect(self._ask_for_file)
        self.camera.clicked.connect(self._switch_camera)
        self.close_button.clicked.connect(self.accept)
        self._news.arrived.connect(self._on_arrived)
        self._news.preview.connect(self.preview.show_picture)
        self._news.health_changed.connect(self._on_health)

    def _ask_for_file(self) -> None:
        endings = " ".join(f"*{ending}" for ending in _PICTURES)
        path = ask_to_open(self, self.windowTitle(), self.desk.path.parent, f"PDF, PNG, JPEG, ZIP ({endings})")
        if path is not None:
            self.take_file(path)

    def _switch_camera(self) -> None:
        self.desk.device.change(camera_scanner=not self.desk.settings.camera_scanner)
        self._show_camera()

    def _on_health(self, _source: Source) -> None:
        """A method, and no lambda: Qt then lets go of it with the dialog."""
        self._show_camera()

    def _show_camera(self) -> None:
        on, health = self.desk.settings.camera_scanner, self._news.health(Source.CAMERA)
        self.camera.setText(_("Stop the camera") if on else _("Use the camera"))
        if on and health.is_trouble:
            self.preview.say(_("The camera gives no picture"))
        else:
            self.preview.say(_("No picture yet") if on else _("The camera is off"))
        if health is not Health.READY:
            self.preview.show_picture(QImage())

    def _on_arrived(self, _source: Source, text: str) -> None:
        if self.isVisible():
            self.desk.reader.run(partial(_checked_text, text), self._on_found, self._on_refused)

    def _on_found(self, found: Found) -> None:
        self.notice.clear()
        verdict = found.verdict if isinstance(found, EvidenceFound) else worst(found)
        theme.set_look(self.verdict, _LOOKS.get(verdict, "found-trouble"))
        self.verdict.setText(f"{_SIGNS.get(verdict, '✕')}  {_(VERDICTS[verdict])}")
        self.verdict.setAccessibleName(_(VERDICTS[verdict]))
        lines: list[Verified] | list[str] = found_lines(found) if isinstance(found, EvidenceFound) else found
        self.model.show(lines)
        self.table.resizeRowsToContents()

    def _on_refused(self, trouble: KioskError) -> None:
        self.verdict.clear()
        self.model.show(())
        self.notice.trouble(self.desk.explain(trouble))

    def _lay_out(self) -> None:
        self.setWindowTitle(_("Is it genuine?"))
        title, hint = page.text("title"), page.text("hint")
        title.setText(self.windowTitle())
        hint.setText(
            _(
                "Drop a certificate, a photo of one or an evidence folder (zip) here, paste the text of its code, "
                "or hold it up to the camera or a scanner. No network is used, and nobody is checked in."
            )
        )
        self.table.setMinimumHeight(theme.px(_LEAST_TABLE))
        self.typed.setPlaceholderText(_("Text of the code"))
        self.typed.setAccessibleName(self.typed.placeholderText())
        self.check.setText(_("Check it"))
        self.check.setDefault(True)
        self.pick.setText(_("Choose a file"))
        self.close_button.setText(_("Close"))
        self.preview.setAccessibleName(_("What the camera sees"))
        self.table.setAccessibleName(_("What was found"))
        self.table.setWordWrap(True)
        self.verdict.setAlignment(Qt.AlignmentFlag.AlignLeft)
        framed = page.card()
        framed.setLayout(page.column(self.table, margins=1, spacing=0))
        asking = page.column(page.row(self.typed, self.check), page.row(self.pick, self.camera, None), self.verdict,
                             self.notice, None)  # fmt: skip
        head = page.row(asking, self.preview, spacing=28)
        head.setStretch(0, 1)
        layout = page.column(title, hint, head, framed, page.row(None, self.close_button), margins=36, spacing=16)
        layout.setStretch(3, 1)
        self.setLayout(layout)
        self.resize(theme.px(1400), theme.px(900))


def _described(one: Verified | str) -> tuple[str, ...]:
    if isinstance(one, str):
        return "", "", "", "", "", one
    minutes = "" if one.minutes is None else str(one.minutes)
    advice = advice_text(one, has_key=True)
    if one.replaced_by:
        advice = _("Replaced by {serial}. {advice}").format(serial=one.replaced_by, advice=advice)
    name = one.name or Path(one.file).name
    return _(VERDICTS[one.verdict]), one.serial, name, one.issued_on, minutes, advice


def _checked(what: str, records: OpenEvent, _progress: Progress, _cancelled: Cancelled) -> Found:
    return check_by_event(records, what)


def _checked_text(text: str, records: OpenEvent, _progress: Progress, _cancelled: Cancelled) -> Found:
    return check_text_by_event(records, text)
