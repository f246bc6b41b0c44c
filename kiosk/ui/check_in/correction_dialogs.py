"""The two corrections at the door, asked with their reason: taking a scan back, and admitting anyway."""

from PySide6.QtWidgets import QWidget

from kiosk.actions.door.at_the_door import ScanRow
from kiosk.core.attendance import HANDOUT, Direction
from kiosk.core.scan import Answer
from kiosk.ui.check_in.answer_text import place_and_time, title_of
from kiosk.ui.check_in.corrections import refused_for
from kiosk.ui.services.desk import Desk
from kiosk.ui.widgets.present import present
from kiosk.ui.widgets.reason_dialog import ReasonDialog
from kiosk.words import terms
from kiosk.words.answers import OF_HANDOUTS
from kiosk.words.catalogue import _


def undo_dialog(row: ScanRow, desk: Desk, parent: QWidget) -> ReasonDialog:
    """Asks why the accepted scan of ``row`` is taken back."""
    door = desk.doors.get(row.answer.session or "")
    if door is not None and door.kind == HANDOUT:
        sentence = _("“{session}”: the scan at {when} will not count. It stays in the log, marked as undone.")
    elif row.answer.direction is Direction.OUT:
        sentence = _("The exit from “{session}” at {when} will not count. It stays in the log, marked as undone.")
    else:
        sentence = _("The entry to “{session}” at {when} will not count. It stays in the log, marked as undone.")
    return ReasonDialog(
        _("Undo this scan?"),
        sentence.format(**place_and_time(row.answer, desk.doors, desk.zone)),
        _("Undo"),
        concerned=_concerned(row.answer),
        needed=True,
        usual=(_("Scanned by mistake"), _("Wrong person"), _("Wrong session"), _("Test scan")),
        parent=parent,
    )


def override_dialog(row: ScanRow, parent: QWidget) -> ReasonDialog:
    """Asks why the person of ``row`` is admitted in spite of the answer, or of the answer that it repeats."""
    refused = present(refused_for(row.answer))
    sentence, title, verb = _("{name} will be admitted despite: {answer}"), _("Admit anyway?"), _("Admit")
    if refused in OF_HANDOUTS:
        sentence, title, verb = _("{name} will be given one despite: {answer}"), _("Hand out anyway?"), _("Hand out")
    return ReasonDialog(
        title,
        sentence.format(name=title_of(row.answer), answer=terms.headline(refused)),
        verb,
        concerned=_concerned(row.answer),
        needed=True,
        usual=(
            _("Approved by the organiser"),
            _("Identity checked"),
            _("Registered on site"),
            _("Forgot the ticket"),
        ),
        parent=parent,
    )


def badge_again_dialog(name: str, parent: QWidget) -> ReasonDialog:
    """Asks why a badge that was made before is made again."""
    return ReasonDialog(
        _("Make the badge again?"),
        _("{name} already has a badge. The reason is recorded.").format(name=name),
        _("Make it again"),
        concerned=name,
        needed=True,
        usual=(_("Lost"), _("Damaged or badly printed"), _("Name corrected"), _("Jammed in the printer")),
        parent=parent,
    )


def _concerned(answer: Answer) -> str:
    affiliation = answer.person.affiliation if answer.person else ""
    return "  ·  ".join(filter(None, (title_of(answer), affiliation)))
