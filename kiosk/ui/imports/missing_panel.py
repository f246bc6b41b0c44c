"""People who came by this list before and are not in it any more, and whether they are to be cancelled."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QWidget

from kiosk.core.roster import Attendee
from kiosk.ui.widgets import page
from kiosk.ui.widgets.list_models import LinesModel
from kiosk.words.catalogue import N_, _
from kiosk.words.fields import status_text

_HEADINGS = (N_("Name"), N_("Affiliation"), N_("E-mail"), N_("Status"))


class MissingPanel(QWidget):
    """``cancel`` is off until a person wants it."""

    def __init__(self) -> None:
        super().__init__()
        self.model = LinesModel(_HEADINGS, _described)
        self._table = page.Table(self.model, (260, 360, 360))
        self._people: Sequence[Attendee] = ()
        self.cancel = QCheckBox()
        layout = page.column(page.row(self.cancel, None), self._table, spacing=8, margins=8)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.retranslate()

    def show_people(self, people: Sequence[Attendee]) -> None:
        """Show these people."""
        self._people = people
        self.model.show(people)
        self.cancel.setText(_("Cancel their registration with this import ({count})").format(count=f"{len(people):,}"))

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self._table.setAccessibleName(_("People no longer on the list"))
        self.show_people(self._people)


def _described(person: Attendee) -> tuple[str, str, str, str]:
    return person.name, person.affiliation, person.email, status_text(person)
