"""The two corrections at the door, asked with their reason: taking a scan back, and admitting anyway."""

from PySide6.QtWidgets import QWidget

from kiosk import wording
from kiosk.ui.check_in.scan_list import title_of
from kiosk.ui.check_in.scan_steps import ScanRow
from kiosk.ui.widgets.reason_dialog import ReasonDialog
from kiosk.wording import _


def undo_dialog(row: ScanRow, parent: QWidget) -> ReasonDialog:
    """Asks why the scan of ``row`` is taken back."""
    return ReasonDialog(
        _("Take this scan back?"),
        _("The scan stays in the log, marked as taken back: {name}").format(name=title_of(row.answer)),
        _("Take back"),
        needed=True,
        usual=(_("Scanned by mistake"), _("Wrong person"), _("Wrong session"), _("Test scan")),
        parent=parent,
    )


def override_dialog(row: ScanRow, parent: QWidget) -> ReasonDialog:
    """Asks why the person of ``row`` is admitted in spite of the answer."""
    sentence = _("{name} is admitted although the answer was: {answer}")
    return ReasonDialog(
        _("Admit anyway?"),
        sentence.format(name=title_of(row.answer), answer=wording.headline(row.answer.verdict)),
        _("Admit"),
        needed=True,
        usual=(
            _("Approved by the organiser"),
            _("Identity checked"),
            _("Registered on site"),
            _("Ticket not at hand"),
        ),
        parent=parent,
    )
