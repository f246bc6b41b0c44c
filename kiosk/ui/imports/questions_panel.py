"""What an import asks: both people, or both values, side by side, and the answers to choose from."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from kiosk.core.lists.merge import DESK, FILE
from kiosk.core.lists.reading import Question
from kiosk.core.lists.roster_plan import FIELD
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.list_models import LinesModel
from kiosk.words import imports as import_words
from kiosk.words.catalogue import N_, _
from kiosk.words.error_messages import row_word

Key = tuple[int, str, str]
_HEADINGS = (N_("Row"), N_("Question"), N_("Current value"), N_("In the file"), N_("Your answer"))
_WIDTHS = (64, 270, 320, 320)
# A choice is a widget of its own; nobody answers more one by one, and those below come up when these are answered.
_MOST_SHOWN = 200


def key_of(question: Question) -> Key:
    """By what an answer names its question."""
    return question.row, question.kind, question.field


class QuestionsTable(page.Table):
    """Two lines a row, so that a person fits beside another, and a choice."""

    def _fit(self) -> None:
        super()._fit()
        self.setWordWrap(True)
        self.verticalHeader().setDefaultSectionSize(theme.px(72))


class QuestionsPanel(QWidget):
    """``answered`` carries the answers that were chosen, by row, kind and field; an empty one takes an answer back."""

    answered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.model = LinesModel(_HEADINGS, _described)
        self._table = QuestionsTable(self.model, _WIDTHS)
        self._questions: Sequence[Question] = ()
        self._answers: Mapping[Key, str] = {}
        self.choices: list[QComboBox] = []
        self._hint = page.text("hint", wrap=False)
        self.keep_all, self.take_all = page.button(), page.button()
        for control, answer in ((self.keep_all, DESK), (self.take_all, FILE)):
            control.clicked.connect(lambda _checked=False, answer=answer: self._answer_fields(answer))
        head = page.row(self._hint, None, self.keep_all, self.take_all)
        layout = page.column(head, self._table, spacing=8, margins=8)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.retranslate()

    def show_questions(self, questions: Iterable[Question], answers: Mapping[Key, str]) -> None:
        """Show these questions with what was answered so far."""
        wanted = sorted(questions, key=lambda question: question.row)[:_MOST_SHOWN]
        is_same = [key_of(question) for question in wanted] == [key_of(question) for question in self._questions]
        self._questions, self._answers = wanted, answers
        if not is_same:
            self.model.show(wanted)
            self._make_choices()
        fields = any(question.kind == FIELD for question in wanted)
        self.keep_all.setVisible(fields)
        self.take_all.setVisible(fields)
        self._show_answers()

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self._hint.setText(_("A row is imported when all its questions are answered."))
        self.keep_all.setText(_("Keep all current values"))
        self.take_all.setText(_("Use all values from the file"))
        self._table.setAccessibleName(_("Questions about rows of the file"))
        self.model.show(self._questions)
        self._make_choices()
        self._show_answers()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The wheel scrolls the list and answers nothing."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _make_choices(self) -> None:
        self.choices = [self._choice(row, question) for row, question in enumerate(self._questions)]

    def _choice(self, row: int, question: Question) -> QComboBox:
        choice = QComboBox()
        choice.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        choice.installEventFilter(self)
        choice.setAccessibleName(import_words.question(question))
        choice.addItem(_("Not answered yet"), "")
        for answer in question.choices:
            choice.addItem(import_words.choice(answer, question), answer)
        choice.currentIndexChanged.connect(lambda: self.answered.emit({key_of(question): choice.currentData()}))
        self._table.setIndexWidget(self.model.index(row, len(_HEADINGS) - 1), choice)
        return choice

    def _show_answers(self) -> None:
        for question, choice in zip(self._questions, self.choices, strict=True):
            with QSignalBlocker(choice):
                choice.setCurrentIndex(max(0, choice.findData(self._answers.get(key_of(question), ""))))
            theme.set_look(choice, "" if choice.currentData() else "attention")

    def _answer_fields(self, answer: str) -> None:
        self.answered.emit({key_of(question): answer for question in self._questions if question.kind == FIELD})


def _described(question: Question) -> tuple[str, str, str, str, str]:
    here = import_words.value_word(question, question.desk).replace("\n", " / ")
    file = import_words.value_word(question, question.file)
    row = row_word(question.row) if question.row else "–"
    return row, import_words.asked(question), here, file, ""
