"""Printers of this laptop: what a scan prints, which printer takes which paper, and how its paper lies."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QSpinBox, QWidget

from kiosk.actions.people.manage_roster import first_person
from kiosk.core.open_event import OpenEvent
from kiosk.core.print_job import Occasion, Paper
from kiosk.core.printer_setup import FARTHEST, TURNS, Mode, PrintSetup
from kiosk.errors import KioskError
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.lanes import Cancelled, Progress
from kiosk.ui.settings.section import Section
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.flow import FlowBox
from kiosk.ui.widgets.plain import PlainLabel
from kiosk.ui.widgets.present import present
from kiosk.words import terms
from kiosk.words.catalogue import N_, _, language

_MODES = {
    Mode.OFF: N_("Nothing automatically; print badges with F6"),
    Mode.ON_CHECK_IN: N_("Check in, and print the badge if there is none yet"),
    Mode.PRINT_ONLY: N_("Only print a badge if there is none yet, without check-in"),
    Mode.PRINT_AGAIN: N_("Only print, even if there is a badge already, without check-in"),
}
_TURNS = {
    "auto": N_("Automatic: upright"), "0": N_("Not rotated"), "90": N_("90° to the right"),
    "180": N_("180°"), "270": N_("90° to the left"),
}  # fmt: skip
_BADGES = (Paper.BADGE, Paper.LABEL)
_NOT_COUNTED = -1
_SHORTEST_MODE = 18
"""So many characters of a sentence are seen at the least; the open list shows all of it."""
_MOST_PAPER = 100_000


class PrintingSection(Section):
    """Every change holds for the next badge; the calibration page shows it on paper."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.prints = desk.prints
        self.mode, self.at_check_in = QComboBox(), QComboBox()
        self.printer = {paper: QComboBox() for paper in Paper}
        self.layout_name = {paper: QComboBox() for paper in _BADGES}
        self.chosen, self.turn = QComboBox(), QComboBox()
        self.right, self.down = (_length() for _axis in range(2))
        self.left = page.number(QSpinBox(minimum=_NOT_COUNTED, maximum=_MOST_PAPER))
        self.warn_at = page.number(QSpinBox(maximum=_MOST_PAPER))
        self.calibrate, self.test = page.button(), page.button()
        self.notice = page.Notice()
        self._labels = {name: page.text("heading") for name in ("mode", "papers", "printer", "left")}
        self._hints = {name: page.text("hint") for name in ("mode", "papers", "offset", "left")}
        self._names = {paper: PlainLabel() for paper in Paper}
        self._small = {name: PlainLabel() for name in ("right", "down", "warn_at", "at_check_in")}
        self._layouts: list[tuple[str, str]] = []
        self._printers: list[str] = []
        self._arrange()
        self._connect()
        self.retranslate()

    @staticmethod
    def title() -> str:
        """What the list of sections calls it."""
        return _("Printing")

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the printers and layouts that are there now."""
        super().showEvent(event)
        self.prints.read_printers(self._on_printers)
        self.desk.reader.run(_read_layouts, self._on_layouts)

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        self._labels["mode"].setText(_("A scan at this desk"))
        self._labels["papers"].setText(_("Printer of each paper"))
        self._labels["printer"].setText(_("Print position"))
        self._labels["left"].setText(_("Paper left"))
        self._hints["mode"].setText(_("Check-in never waits for paper: what cannot be printed waits in the queue."))
        self._hints["papers"].setText(_("You are told if a printer is missing; its badges wait for it."))
        self._hints["offset"].setText(
            _("Print the calibration page: its frame should be 5 mm from every edge. Enter what is missing.")
        )
        self._hints["left"].setText(_("Counts down with every page. Update it when you change the roll."))
        self._small["right"].setText(_("to the right"))
        self._small["down"].setText(_("down"))
        self._small["warn_at"].setText(_("warn at"))
        self._small["at_check_in"].setText(_("Paper for badges at the door"))
        self.calibrate.setText(_("Print calibration page"))
        self.test.setText(_("Print a test badge"))
        self.left.setSpecialValueText(_("not counted"))
        for paper, label in self._names.items():
            label.setText(terms.print_word(paper))
            self.printer[paper].setAccessibleName(_("Printer for: {paper}").format(paper=label.text()))
        for paper, choice in self.layout_name.items():
            choice.setAccessibleName(_("Layout for: {paper}").format(paper=self._names[paper].text()))
        self.mode.setAccessibleName(self._labels["mode"].text())
        self.at_check_in.setAccessibleName(self._small["at_check_in"].text())
        self.chosen.setAccessibleName(self._labels["printer"].text())
        self.turn.setAccessibleName(_("Page rotation"))
        self.right.setAccessibleName(_("Millimetres to the right"))
        self.down.setAccessibleName(_("Millimetres down"))
        self.left.setAccessibleName(self._labels["left"].text())
        self.warn_at.setAccessibleName(_("Warn when so much paper is left"))
        self._show()

    # -- what is shown -------------------------------------------------------------------------------------------

    def _show(self) -> None:
        """Fill every control from the set-up."""
        setup = self.prints.setup
        _fill(self.mode, [(_(text), mode) for mode, text in _MODES.items()], setup.mode)
        _fill(self.at_check_in, [(self._names[paper].text(), paper) for paper in _BADGES], setup.at_check_in)
        for paper, choice in self.printer.items():
            name = setup.printer_for(paper)
            _fill(choice, [(_("none"), ""), *self._choices(name)], name)
        for paper, choice in self.layout_name.items():
            usual = [(_("The layout of the event"), "")] if paper is Paper.BADGE else []
            _fill(choice, [*usual, *self._layouts], setup.layout_for(paper))
        assigned = list(dict.fromkeys(setup.assigned().values()))
        _fill(self.chosen, [(name, name) for name in assigned], self.chosen.currentData())
        _fill(self.turn, [(_(_TURNS[turn]), turn) for turn in TURNS], None)
        self._show_printer()

    def _choices(self, name: str) -> list[tuple[str, str]]:
        """The printers there are, and the one chosen before although it is gone."""
        known = [(found, found) for found in self._printers]
        missing = _("{printer} (not connected)").format(printer=name)
        return known if not name or name in self._printers else [*known, (missing, name)]

    def _show_printer(self) -> None:
        name = self.chosen.currentData() or ""
        printer = self.prints.setup.of(name)
        for control, value in (
            (self.right, printer.right), (self.down, printer.down), (self.warn_at, printer.warn_at),
            (self.left, _NOT_COUNTED if printer.left is None else printer.left),
        ):  # fmt: skip
            if control.hasFocus() and control.cleanText() not in (_shown(control), control.specialValueText()):
                continue  # somebody is typing: a badge printed meanwhile must not take the digits away
            control.blockSignals(True)
            page.show_number(control, value)
            control.blockSignals(False)
        self.turn.setCurrentIndex(self.turn.findData(printer.turn))
        for part in (self.chosen, self.turn, self.right, self.down, self.left, self.warn_at):
            part.setEnabled(bool(name))
        self.calibrate.setEnabled(bool(name))
        self.test.setEnabled(bool(name) and self._paper_of(name) in _BADGES)

    def _paper_of(self, printer: str) -> Paper | None:
        return next((paper for paper, name in self.prints.setup.assigned().items() if name == printer), None)

    def _on_printers(self, names: list[str]) -> None:
        self._printers = names
        self._show()

    def _on_layouts(self, found: list[tuple[str, Mapping[str, str]]]) -> None:
        self._layouts = [(label.get(language()) or name, name) for name, label in found]
        self._show()

    # -- what a person does --------------------------------------------------------------------------------------

    def _change_printer(self, **changes: object) -> None:
        name = self.chosen.currentData()
        if name:
            self.prints.change(self.prints.setup.with_printer(name, **changes))

    def _on_assigned(self, paper: Paper) -> None:
        name = self.printer[paper].currentData()
        self.prints.change(self.prints.setup.with_paper(paper, printer=name))
        self._show()
        if name:
            self.chosen.setCurrentIndex(self.chosen.findData(name))
            self._show_printer()

    def print_calibration(self) -> None:
        """Print the calibration page of the printer shown."""
        name = self.chosen.currentData()
        printer = self.prints.setup.of(name)
        lines = (
            name,
            _("Right {right} mm, down {down} mm").format(right=printer.right, down=printer.down),
            _("The frame should be 5 mm from every edge."),
        )
        self.notice.clear()
        work = partial(_print_calibration, self.prints.setup, present(self._paper_of(name)), lines)
        sentence = _("The calibration page is on its way to {printer}.").format(printer=name)
        self.prints.lane.run(work, lambda _done: self.notice.done(sentence), self._on_trouble)

    def print_test_badge(self) -> None:
        """Print the badge of the first person on the roster, as a test."""
        paper = present(self._paper_of(self.chosen.currentData()))
        self.notice.clear()
        self.desk.lane.run(first_person, lambda found: self._print_test(found, paper))

    def _print_test(self, attendee_id: str, paper: Paper) -> None:
        if not attendee_id:
            self.notice.attention(_("There is nobody on the roster yet to print a badge for."))
            return
        sentence = _("A test badge is in the print queue.")
        self.prints.print_badges(
            [attendee_id], Occasion.TEST, paper=paper, then=lambda _asked: self.notice.done(sentence),
            failed=self._on_trouble,
        )  # fmt: skip

    def _on_trouble(self, trouble: KioskError) -> None:
        self.notice.trouble(self.desk.explain(trouble))

    # -- building ------------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        prints = self.prints
        self.mode.activated.connect(lambda: prints.change(replace(prints.setup, mode=self.mode.currentData())))
        self.at_check_in.activated.connect(
            lambda: prints.change(replace(prints.setup, at_check_in=self.at_check_in.currentData()))
        )
        for paper, choice in self.printer.items():
            choice.activated.connect(lambda _row, paper=paper: self._on_assigned(paper))
        for paper, choice in self.layout_name.items():
            choice.activated.connect(
                lambda _row, paper=paper, choice=choice: prints.change(
                    prints.setup.with_paper(paper, layout=choice.currentData())
                )
            )
        self.chosen.activated.connect(self._show_printer)
        self.turn.activated.connect(lambda: self._change_printer(turn=self.turn.currentData()))
        for number in (self.right, self.down, self.left, self.warn_at):
            number.setKeyboardTracking(False)  # a badge may be printed at any moment: not with half a number
        self.right.valueChanged.connect(lambda value: self._change_printer(right=round(value, 1)))
        self.down.valueChanged.connect(lambda value: self._change_printer(down=round(value, 1)))
        self.left.valueChanged.connect(
            lambda value: self._change_printer(left=None if value == _NOT_COUNTED else value)
        )
        self.warn_at.valueChanged.connect(lambda value: self._change_printer(warn_at=value))
        self.calibrate.clicked.connect(self.print_calibration)
        self.test.clicked.connect(self.print_test_badge)
        prints.changed.connect(self._show_printer)

    def _arrange(self) -> None:
        small = self._small
        self.mode.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.mode.setMinimumContentsLength(_SHORTEST_MODE)
        self.add_row(
            self._labels["mode"], self.mode, FlowBox(small["at_check_in"], self.at_check_in), self._hints["mode"]
        )
        rows = []
        for choice in self.layout_name.values():
            choice.setMinimumWidth(theme.px(330))
        for paper in Paper:
            self._names[paper].setMinimumWidth(theme.px(110))
            self.printer[paper].setMinimumWidth(theme.px(330))
            layout = self.layout_name.get(paper)
            rows.append(FlowBox(self._names[paper], self.printer[paper], *([layout] if layout else [])))
        self.add_row(self._labels["papers"], rows[0], *rows[1:], self._hints["papers"])
        self.chosen.setMinimumWidth(theme.px(330))
        self.add_row(
            self._labels["printer"],
            FlowBox(self.chosen, self.turn),
            FlowBox(self.right, small["right"], self.down, small["down"]),
            self._hints["offset"],
            FlowBox(self.calibrate, self.test),
        )
        self.add_row(self._labels["left"], FlowBox(self.left, small["warn_at"], self.warn_at), self._hints["left"])
        self.add_wide(self.notice)


def _length() -> QDoubleSpinBox:
    made = QDoubleSpinBox(minimum=-FARTHEST, maximum=FARTHEST, decimals=1, singleStep=0.1, suffix=" mm")
    return page.number(made)


def _fill(choice: QComboBox, items: list[tuple[str, object]], chosen: object) -> None:
    """Show these choices instead of those before, with ``chosen`` in front."""
    choice.clear()
    for text, value in items:
        choice.addItem(text, value)
    choice.setCurrentIndex(max(0, choice.findData(chosen)) if items else -1)


def _read_layouts(
    records: OpenEvent, _progress: Progress, _cancelled: Cancelled
) -> list[tuple[str, Mapping[str, str]]]:
    # imported late: the PDF library is needed for paper alone
    from kiosk.actions.papers.own_layouts import layout_choices

    return [(one.name, dict(one.label)) for one in layout_choices(records) if one.name.startswith("badge") or one.own]


def _print_calibration(
    setup: PrintSetup, paper: Paper, lines: tuple[str, ...], records: OpenEvent, *_rest: object
) -> None:
    # imported late: the PDF library is needed for paper alone
    from kiosk.actions.papers.print_out import print_calibration

    print_calibration(records, setup, paper, lines)


def _shown(control: QSpinBox | QDoubleSpinBox) -> str:
    """The value as the control writes it."""
    if isinstance(control, QSpinBox):
        return control.textFromValue(control.value())
    return control.textFromValue(control.value())
