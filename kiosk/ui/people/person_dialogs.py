"""What is asked before a person's registration or ticket is changed."""

from PySide6.QtWidgets import QWidget

from kiosk.core.roster import Attendee, Status
from kiosk.ui.widgets.reason_dialog import ReasonDialog
from kiosk.words.catalogue import N_, _

# Title, what will happen, the word on the button.
_QUESTIONS = {
    Status.CANCELLED: (
        N_("Cancel a registration"),
        N_("{name}’s ticket will be refused at the door. This can be restored."),
        N_("Cancel the registration"),
    ),
    Status.BLOCKED: (
        N_("Block a person"),
        N_("{name} will be refused at the door, and the desk will be shown the reason."),
        N_("Block"),
    ),
    Status.REGISTERED: (
        N_("Restore a registration"),
        N_("{name}’s ticket will be valid again."),
        N_("Restore"),
    ),
}
_CONFIRMATION = (N_("Confirm a registration"), N_("{name}’s ticket will be valid."), N_("Confirm"))


def status_dialog(person: Attendee, status: Status, parent: QWidget) -> ReasonDialog:
    """Asks why a registration is cancelled, blocked, restored or confirmed; a block has to be explained at the door."""
    confirms = person.status is Status.WAITING and status is Status.REGISTERED
    title, consequence, verb = _CONFIRMATION if confirms else _QUESTIONS[status]
    return ReasonDialog(
        _(title),
        _(consequence).format(name=person.name),
        _(verb),
        concerned=_concerned(person),
        needed=status is Status.BLOCKED,
        danger=status is not Status.REGISTERED,
        parent=parent,
    )


def reissue_dialog(person: Attendee, parent: QWidget) -> ReasonDialog:
    """Asks why a person gets a new code."""
    return ReasonDialog(
        _("New ticket code"),
        _("{name} gets a new code; the tickets they have are refused from then on.").format(name=person.name),
        _("Give a new code"),
        concerned=_concerned(person),
        parent=parent,
    )


def _concerned(person: Attendee) -> str:
    return "  ·  ".join(filter(None, (person.name, person.affiliation)))
