"""The layout editor: a page to move things on, the values of the thing in hand, and real people to try it with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QWidget

from kiosk import languages
from kiosk.actions.papers import edit_layout
from kiosk.actions.papers.edit_layout import Preview, TrialRecord
from kiosk.actions.papers.own_layouts import (
    LayoutChoice,
    find_layout,
    kind_of,
    layout_choices,
    own_name,
    remove_layout,
    save_layout,
)
from kiosk.core.open_event import OpenEvent
from kiosk.errors import KioskError
from kiosk.ui.layouts.draft import Draft
from kiosk.ui.layouts.item_form import ItemForm
from kiosk.ui.layouts.layout_files import (
    ask_for_layout,
    ask_for_picture,
    export_layout,
    left_out_dialog,
)
from kiosk.ui.layouts.name_dialog import NameDialog
from kiosk.ui.layouts.page_view import PageView
from kiosk.ui.layouts.tools import ToolRow
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.lanes import Cancelled, Progress
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.dialogs import open_dialog
from kiosk.ui.widgets.page_picture import page_image
from kiosk.ui.widgets.present import present
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.ui.widgets.screen_head import ScreenHead, screen_column
from kiosk.words import catalogue
from kiosk.words.catalogue import N_, _, text_of
from kiosk.words.error_messages import finding
from kiosk.words.layout_faults import fault_text
from printing import layout_editing
from printing.kinds.kind import OfferedKind
from printing.layout import Layout
from printing.layout_editing import LayoutFault

_TRIALS = {
    edit_layout.SAMPLE: N_("Sample"),
    edit_layout.OTHER: N_("Sample, {who}"),
    "name": N_("Longest name: {who}"),
    "name_latin": N_("Longest Latin name: {who}"),
    "affiliation": N_("Longest affiliation: {who}"),
    "title": N_("Longest title: {who}"),
    "category": N_("Longest category: {who}"),
}
_MOST_FINDINGS = 2


@dataclass(frozen=True, slots=True)
class _Seen:
    """What became of a layout on paper: its fault, and its page if it can be drawn."""

    layout: Layout
    fault: LayoutFault | None
    preview: Preview | None


class LayoutScreen(Retranslated, QWidget):
    """Works on one layout at a time; ``saved`` tells that the event's own layouts changed."""

    saved = Signal()
    wants_screen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self.draft = desk, Draft(self)
        self._choices: dict[str, LayoutChoice] = {}
        self._trials: list[TrialRecord] = []
        self._drawing: tuple[Layout, int] | None = None
        self._title, self._state = page.text("title", wrap=False), page.text("hint", wrap=False)
        self.choice, self.trial = QComboBox(), QComboBox()
        self.save, self.back = page.button("primary"), page.button()
        self.take_file, self.give_file, self.remove = page.button("plain"), page.button("plain"), page.button("plain")
        self.tools, self.view, self.form = (
            ToolRow(),
            PageView(self.draft),
            ItemForm(self.draft, lambda: desk.own_fields.values()),
        )
        self.notice = page.Notice()
        self._arrange()
        self._connect()
        self.retranslate()
        self._read_choices("badge")

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self._title.setText(_("Layouts"))
        for button, text in (
            (self.save, _("Save")), (self.back, _("Back to the documents")), (self.take_file, _("Import")),
            (self.give_file, _("Export")), (self.remove, _("Delete")),
        ):  # fmt: skip
            button.setText(text)
        self.take_file.setToolTip(_("A layout file (TOML), or a badge layout exported by pretix (JSON)"))
        self.choice.setAccessibleName(_("Layout"))
        self.trial.setAccessibleName(_("Preview with"))
        self.view.setAccessibleName(_("The page"))
        self._show_choices(self.choice.currentData())
        self._show_trials()
        self._enable()
        self._draw()

    # -- choosing, keeping ---------------------------------------------------------------------------------------

    def open_layout(self, name: str) -> None:
        """Work on another layout; what was not saved of the one before is asked about first."""
        if self.draft.is_changed and self.draft.layout is not None and name != self.draft.layout.name:
            self.choice.setCurrentIndex(self.choice.findData(self.draft.layout.name))
            self.notice.attention(_("Save this layout first, or undo what you changed."))
            return
        self._desk.reader.run(partial(_open, name), self._on_opened, self._tell)

    def save_now(self) -> None:
        """Keep the layout; one that comes with the program is kept under a name of its own."""
        layout = present(self.draft.layout)
        chosen = self._choices.get(layout.name)
        if chosen is not None and chosen.own:
            self._save(layout)
            return
        kept = {text_of(choice.label) for choice in self._choices.values()}
        dialog = NameDialog(text_of(layout.label), kept, self.window())
        dialog.given.connect(lambda name: self._save(_named(layout, name)))
        open_dialog(dialog)

    def _save(self, layout: Layout) -> None:
        self._desk.lane.run(partial(_keep, layout), lambda _nothing: self._on_saved(layout), self._tell)

    def _on_saved(self, layout: Layout) -> None:
        self.draft.mark_saved(layout)
        self.notice.done(_("Saved in this event. It can be chosen under Documents."))
        self._read_choices(layout.name)
        self.saved.emit()

    def _remove(self) -> None:
        name = present(self.draft.layout).name
        self._desk.lane.run(
            lambda records: remove_layout(records, name), lambda _nothing: self._on_removed(), self._tell
        )

    def _on_removed(self) -> None:
        self.notice.done(_("Deleted. Documents made with it are not affected."))
        self._read_choices("badge", reopen=True)
        self.saved.emit()

    def _take_file(self) -> None:
        taken = ask_for_layout(self)
        if isinstance(taken, KioskError):
            self._tell(taken)
        elif taken is not None:
            layout, left_out = taken
            self.draft.begin(layout, saved=False)
            self._read_trials(layout)
            self.notice.attention(_("Check it, then save it in this event."))
            if left_out:
                left_out_dialog(left_out, self).open()

    def _give_file(self) -> None:
        out = export_layout(present(self.draft.layout), self._desk.path.parent, self)
        if isinstance(out, KioskError):
            self._tell(out)
        elif out is not None:
            self.notice.done(_("Saved: {file}").format(file=out.name))

    def _tell(self, trouble: KioskError) -> None:
        self.notice.trouble(self._desk.explain(trouble))

    # -- what there is to choose from ------------------------------------------------------------------------------

    def _read_choices(self, then: str, *, reopen: bool = False) -> None:
        def show(choices: Sequence[LayoutChoice]) -> None:
            self._choices = {choice.name: choice for choice in choices}
            self._show_choices(then)
            if self.draft.layout is None or reopen:
                self._desk.reader.run(partial(_open, then), self._on_opened, self._tell)
            self._enable()

        self._desk.reader.run(_read_choices, show, self._tell)

    def _show_choices(self, chosen: str | None) -> None:
        self.choice.clear()
        for choice in self._choices.values():
            label = text_of(choice.label)
            self.choice.addItem(_("{label} (custom)").format(label=label) if choice.own else label, choice.name)
        self.choice.setCurrentIndex(self.choice.findData(chosen))

    def _on_opened(self, layout: Layout) -> None:
        self.draft.begin(layout)
        self.choice.setCurrentIndex(self.choice.findData(layout.name))
        self.notice.clear()
        self._read_trials(layout)

    def _read_trials(self, layout: Layout) -> None:
        def show(trials: list[TrialRecord]) -> None:
            self._trials = trials
            self._show_trials()
            self._draw()

        self._desk.reader.run(partial(_read_trials, layout), show, self._tell)

    def _follow_languages(self) -> None:
        """A language that was added can be looked at."""
        layout = self.draft.layout
        tried = {trial.who for trial in self._trials if trial.why == edit_layout.OTHER}
        if layout is not None and self._trials and tried != set(layout.other_languages):
            self._trials = []
            self._read_trials(layout)

    def _show_trials(self) -> None:
        chosen = self.trial.currentIndex()
        self.trial.clear()
        for trial in self._trials:
            of_language = trial.why == edit_layout.OTHER
            who = languages.name_of(trial.who, catalogue.language()) if of_language else trial.who
            self.trial.addItem(_(_TRIALS[trial.why]).format(who=who))
        self.trial.setCurrentIndex(min(max(chosen, 0), len(self._trials) - 1))

    # -- the page as it will be printed --------------------------------------------------------------------------------

    def _draw(self) -> None:
        """Draw the layout as it is now; while one drawing is under way, the newest waits."""
        layout, place = self.draft.layout, self.trial.currentIndex()
        if layout is None or self._drawing is not None or not 0 <= place < len(self._trials):
            return
        self._drawing = layout, place
        self._desk.reader.run(
            partial(_see, layout, self._trials[place], self.view.picture_width()), self._on_seen, self._on_unseen
        )

    def _on_seen(self, seen: _Seen) -> None:
        drawn, self._drawing = self._drawing, None
        self.view.show_fault(seen.fault.item if seen.fault else None)
        if seen.preview is not None:
            self.view.show_picture(page_image(seen.preview.page))
        self._show_state(seen)
        if drawn is None or drawn[0] is not self.draft.layout or drawn[1] != self.trial.currentIndex():
            self._draw()

    def _on_unseen(self, trouble: KioskError) -> None:
        self._drawing = None
        self._tell(trouble)

    def _show_state(self, seen: _Seen) -> None:
        """One line on what is wrong, or to know, of the page as it is."""
        if seen.fault is not None:
            theme.set_look(self._state, "trouble")
            self._state.setText(fault_text(seen.fault))
        else:
            found = [finding(one) for one in present(seen.preview).findings.all if one.trouble != "empty_field"]
            theme.set_look(self._state, "attention" if found else "done")
            self._state.setText("  ".join(found[:_MOST_FINDINGS]) or _("Everything fits."))
        self._enable(printable=seen.fault is None)

    # -- steps -----------------------------------------------------------------------------------------------------

    def add(self, kind: OfferedKind[Any]) -> None:
        """Put something new on the page and take it in hand."""
        layout = present(self.draft.layout)
        file = ask_for_picture(self) if kind.needs_file else None
        if kind.needs_file and file is None:
            return
        made = layout_editing.added(layout, layout_editing.new_item(layout, kind, file=file))
        self.draft.take(made, select=len(made.items) - 1)
        self.view.setFocus()

    def _with_selected(self, step: Callable[[Layout, int], tuple[Layout, int | None]]) -> None:
        if self.draft.selected is not None:
            layout, selected = step(present(self.draft.layout), self.draft.selected)
            self.draft.take(layout, select=selected)
            self.view.setFocus()

    def _enable(self, *, printable: bool | None = None) -> None:
        layout, selected = self.draft.layout, self.draft.selected
        chosen = self._choices.get(layout.name) if layout else None
        if printable is not None:
            self._printable = printable
        self.save.setEnabled(layout is not None and self._printable and self.draft.is_changed)
        self.remove.setEnabled(chosen is not None and chosen.own)
        self.give_file.setEnabled(layout is not None and self._printable)
        self.tools.enable(layout, selected, undo=self.draft.can_undo, redo=self.draft.can_redo)

    # -- building ----------------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        draft, tools = self.draft, self.tools
        draft.changed.connect(self._follow_languages)
        draft.changed.connect(self._draw)
        draft.changed.connect(self._enable)
        draft.selection_changed.connect(self._enable)
        self.choice.activated.connect(lambda: self.open_layout(self.choice.currentData()))
        self.trial.activated.connect(self._draw)
        self.view.removal_wanted.connect(tools.remove.click)
        tools.wanted.connect(self.add)
        tools.undo.clicked.connect(draft.undo)
        tools.redo.clicked.connect(draft.redo)
        tools.copy.clicked.connect(lambda: self._with_selected(_duplicate))
        tools.remove.clicked.connect(lambda: self._with_selected(_removed))
        tools.above.clicked.connect(lambda: self._with_selected(lambda made, n: layout_editing.reordered(made, n, 1)))
        tools.below.clicked.connect(lambda: self._with_selected(lambda made, n: layout_editing.reordered(made, n, -1)))
        self.save.clicked.connect(self.save_now)
        self.remove.clicked.connect(self._remove)
        self.take_file.clicked.connect(self._take_file)
        self.give_file.clicked.connect(self._give_file)
        self.back.clicked.connect(lambda: self.wants_screen.emit("documents"))
        for keys, button in (
            (QKeySequence.StandardKey.Undo, tools.undo), (QKeySequence.StandardKey.Redo, tools.redo),
            (QKeySequence.StandardKey.Save, self.save), (QKeySequence("Ctrl+D"), tools.copy),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self).activated.connect(button.click)

    def _arrange(self) -> None:
        self._printable = False
        self.choice.setMinimumWidth(theme.px(380))
        self.trial.setMinimumWidth(theme.px(300))
        acts = (self.take_file, self.give_file, self.remove, self.back, self.save)
        head = ScreenHead(self._title, *acts, beside=(self.choice,), line=self._state, notice=self.notice)
        paper, values = page.card(), page.card()
        paper.setLayout(page.column(self.view, margins=16))
        values.setLayout(page.column(self.form, margins=4))
        values.setFixedWidth(theme.px(470))
        middle = page.row(paper, values, spacing=16)
        middle.setStretch(0, 1)
        tools = page.row(self.tools, self.trial, spacing=10)
        tools.setStretch(0, 1)
        self.setLayout(screen_column(head, tools, middle, fills=middle))


def _duplicate(layout: Layout, number: int) -> tuple[Layout, int]:
    made = layout_editing.duplicated(layout, number)
    return made, len(made.items) - 1


def _removed(layout: Layout, number: int) -> tuple[Layout, None]:
    return layout_editing.removed(layout, number), None


def _named(layout: Layout, label: str) -> Layout:
    """The layout under a label of its own, in every language."""
    name = own_name(kind_of(layout.name), label)
    return replace(layout, name=name, label=dict.fromkeys(layout.label, label))


def _keep(layout: Layout, records: OpenEvent) -> None:
    save_layout(records, layout)


def _open(name: str, records: OpenEvent, _progress: Progress, _cancelled: Cancelled) -> Layout:
    return find_layout(records, name)


def _read_choices(records: OpenEvent, _progress: Progress, _cancelled: Cancelled) -> list[LayoutChoice]:
    return layout_choices(records)


def _read_trials(layout: Layout, records: OpenEvent, _progress: Progress, _cancelled: Cancelled) -> list[TrialRecord]:
    return edit_layout.trial_records(records, layout)


def _see(
    layout: Layout, trial: TrialRecord, width: int, _records: OpenEvent, _progress: Progress, _cancelled: Cancelled
) -> _Seen:
    """The page even where it cannot be printed yet: whoever drags a text over the edge sees the text go."""
    fault = layout_editing.fault_of(layout)
    try:
        return _Seen(layout, fault, edit_layout.preview(layout, trial.values, width))
    except KioskError:
        if fault is None:
            raise
        return _Seen(layout, fault, None)
