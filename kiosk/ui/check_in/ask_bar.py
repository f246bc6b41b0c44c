"""What the desk has to ask somebody who was just let in: one question, answered by a key or a click, or left."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QWidget

from kiosk.core.own_field import OwnField
from kiosk.core.scan import Person
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.flow import FlowBox
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.words.catalogue import _, text_of
from kiosk.words.own_fields import answer_word


class AskBar(Retranslated, QFrame):
    """Hidden while there is nothing to ask.  ``answered`` tells whose answer it is, the field and the value.

    It never takes the keys by itself: F11 leads to it, and the next scan puts its own question in place.
    """

    answered = Signal(str, object, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._person: Person | None = None
        self._fields: list[OwnField] = []
        self._question, self._hint = page.text("heading"), page.text("hint", wrap=False)
        self.line, self.keep = QLineEdit(), page.button("primary")
        self.choices: list[QPushButton] = []
        self._answers = FlowBox(self.line, self.keep, spacing=10)
        theme.set_look(self, "card")
        whole = page.row(self._question, self._answers, self._hint, spacing=18)
        whole.setStretch(0, 1)
        whole.setStretch(1, 2)
        whole.setContentsMargins(theme.px(24), theme.px(12), theme.px(24), theme.px(12))
        self.setLayout(whole)
        self.line.returnPressed.connect(self._on_typed)
        self.keep.clicked.connect(self._on_typed)
        self.retranslate()
        self.hide()

    def ask(self, person: Person, fields: Sequence[OwnField]) -> None:
        """Ask these of somebody, one after the other."""
        self._person, self._fields = person, list(fields)
        self._show_next()

    def forget(self) -> None:
        """Nothing is asked any more."""
        self._person, self._fields = None, []
        self.hide()

    def take_focus(self) -> None:
        """Keys go to the question: the first choice, or the line."""
        if self.isVisible():
            (self.choices[0] if self.choices else self.line).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        self._hint.setText(_("Answer: F11"))
        self.keep.setText(_("Save"))
        self.line.setAccessibleName(self._hint.text())
        if self._fields and self._person is not None:
            field = self._fields[0]
            question = _("{name}: {label}?").format(name=self._person.name, label=text_of(field.labels))
            self._question.setText(question)
            self.line.setAccessibleName(question)
            for button, value in zip(self.choices, field.answers, strict=True):
                button.setText(answer_word(field, value))

    def _show_next(self) -> None:
        for button in self.choices:
            self._answers.flow.removeWidget(button)
            button.deleteLater()
        field = self._fields[0] if self._fields else None
        self.choices = [self._choice(value) for value in field.answers] if field is not None else []
        for part in (self.line, self.keep):
            part.setVisible(not self.choices)
        self.line.clear()
        self.retranslate()
        self.setVisible(field is not None)

    def _choice(self, value: str) -> QPushButton:
        made = page.button("chip")
        made.clicked.connect(lambda: self._tell(value))
        self._answers.flow.addWidget(made)
        return made

    def _on_typed(self) -> None:
        if self.line.text().strip():
            self._tell(self.line.text().strip())

    def _tell(self, value: str) -> None:
        if self._person is None or not self._fields:
            return
        person, field, had_focus = self._person, self._fields.pop(0), self.isAncestorOf(self.focusWidget() or self)
        self.answered.emit(person.id, field, value)
        self._show_next()
        if had_focus and self.isVisible():
            self.take_focus()
        elif not self.isVisible():
            self.left.emit()
