"""Try this laptop: what a door wants of it, looked at for real, and a report to send to whoever helps."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from kiosk import paths
from kiosk.actions.preparing.laptop import this_laptop
from kiosk.actions.preparing.try_laptop import machine, save_report, try_laptop_for
from kiosk.core.laptop import BY_A_PERSON, Devices, report
from kiosk.core.open_event import OpenEvent
from kiosk.core.readiness import Line, Topic
from kiosk.errors import KioskError
from kiosk.settings import Settings
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.devices import devices_here
from kiosk.ui.services.lanes import Cancelled, Progress
from kiosk.ui.settings.section import Section
from kiosk.ui.widgets import page
from kiosk.ui.widgets.file_dialogs import ask_to_save
from kiosk.ui.widgets.flow import FlowBox
from kiosk.ui.widgets.readiness_line import add_line, edge, line_grid
from kiosk.words.catalogue import _
from kiosk.words.laptop import report_text
from kiosk.words.readiness import TOPICS

_COLUMNS = 6


class TrialSection(Section):
    """Looks when asked; what only a person can say (heard, read, printed) is ticked.  ``wants`` leads to the mend."""

    wants = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.lines: Sequence[Line] = ()
        self.boxes: dict[Topic, QCheckBox] = {}
        self._hint, self.try_all, self.save = page.text("hint"), page.button("primary"), page.button()
        self.notice, self._table = page.Notice(), QWidget()
        self.try_all.clicked.connect(self.look)
        self.save.clicked.connect(self._ask)
        self.save.setEnabled(False)
        self.add_wide(self._hint)
        self.add_wide(FlowBox(self.try_all, self.save, spacing=12))
        self.add_wide(self.notice)
        self._below = page.column(self._table, spacing=0)
        self.add_wide(self._below)
        self.retranslate()

    @staticmethod
    def title() -> str:
        """What the list of sections calls it."""
        return _("Try this laptop")

    @property
    def confirmed(self) -> set[Topic]:
        """What a person has ticked."""
        return {topic for topic, box in self.boxes.items() if box.isChecked()}

    def look(self) -> None:
        """Look at everything, beside the desk."""
        self.try_all.setEnabled(False)
        self.notice.attention(_("Trying…"))
        work = partial(_tried, devices_here(), self.desk.settings)
        self.desk.papers.run(work, self._on_tried, self._on_refused)

    def save_to(self, file: Path) -> None:
        """Save the report as JSON and as text."""
        text = report_text(self.lines, machine(), self.confirmed)
        content = report(self.lines, machine(), self.desk.now(), confirmed=self.confirmed)
        try:
            files = save_report(file, content, text)
        except KioskError as trouble:
            self.notice.trouble(self.desk.explain(trouble))
            return
        self.notice.done(_("Saved: {files}").format(files=", ".join(path.name for path in files)))

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        self._hint.setText(
            _(
                "Looks at everything the desk uses and opens a port for a moment. Tick what you saw or heard work."
                " The report names no people, files, folders or printers."
            )
        )
        self.try_all.setText(_("Try everything"))
        self.save.setText(_("Save the report…"))
        self._show()

    def _on_tried(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.try_all.setEnabled(True)
        self.save.setEnabled(True)
        self.notice.clear()
        self._show()

    def _on_refused(self, trouble: KioskError) -> None:
        self.try_all.setEnabled(True)
        self.notice.trouble(self.desk.explain(trouble))

    def _show(self) -> None:
        ticked, table = self.confirmed, QWidget()
        self.boxes = {}
        grid = line_grid(table)
        for place, line in enumerate(self.lines):
            if place:
                grid.addWidget(edge(), 2 * place - 1, 0, 1, _COLUMNS)
            add_line(grid, 2 * place, line, self.wants.emit)
            if line.topic in BY_A_PERSON and line.topic not in self.boxes:
                box = self.boxes[line.topic] = QCheckBox(_("works"))
                box.setAccessibleName(_("{topic} works").format(topic=_(TOPICS[line.topic])))
                box.setChecked(line.topic in ticked)
                grid.addWidget(box, 2 * place, _COLUMNS - 1)
        self._below.replaceWidget(self._table, table)
        self._table.deleteLater()
        self._table = table

    def _ask(self) -> None:
        suggested = paths.documents_folder() / "laptop.json"
        if file := ask_to_save(self, self.save.text(), suggested, "JSON (*.json)"):
            self.save_to(file)


def _tried(
    devices: Devices, settings: Settings, records: OpenEvent, _progress: Progress, _cancelled: Cancelled
) -> list[Line]:
    return try_laptop_for(records, devices, this_laptop(settings))
