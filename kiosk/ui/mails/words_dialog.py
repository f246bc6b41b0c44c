"""What the mails say, in each language, with a preview of one of them."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from kiosk import languages
from kiosk.actions.mails.roll import sample_letter
from kiosk.actions.mails.words import change_mail_words
from kiosk.actions.mails.write_letters import Letter
from kiosk.core.mail import PLACEHOLDERS, Words
from kiosk.core.open_event import OpenEvent
from kiosk.errors import KioskError
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.lanes import Cancelled, Progress
from kiosk.ui.widgets import page, theme
from kiosk.ui.widgets.flow import FlowBox
from kiosk.ui.widgets.plain import PlainLabel
from kiosk.ui.widgets.storing_dialog import StoringDialog
from kiosk.words import catalogue
from kiosk.words.catalogue import _

_QUIET_MS = 400


class MailWordsDialog(StoringDialog):
    """Subject and text by language; a click puts a placeholder where the cursor is."""

    def __init__(self, desk: Desk, words: dict[str, Words], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self._words = desk, dict(words)
        self.language, self.subject, self.body = QComboBox(), QLineEdit(), QPlainTextEdit()
        for code in words:
            self.language.addItem(languages.name_of(code, catalogue.language()), code)
        self.preview = QPlainTextEdit(readOnly=True)
        self.notice = page.Notice()
        self.save, self._back = page.button("primary"), page.button()
        self._timer = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._lay_out()
        self.language.setCurrentIndex(max(0, self.language.findData(catalogue.language())))
        self._show_language()
        self.language.currentIndexChanged.connect(self._show_language)
        self.subject.textChanged.connect(self._timer.start)
        self.body.textChanged.connect(self._timer.start)
        self._timer.timeout.connect(self._show_preview)
        self.save.clicked.connect(self._on_save)
        self.save.setDefault(True)
        self._back.clicked.connect(self.reject)

    def words(self) -> Words:
        """What stands in the fields."""
        return Words(self.subject.text().strip(), self.body.toPlainText().strip("\n") + "\n")

    def _show_language(self) -> None:
        words = self._words[self.language.currentData()]
        self.subject.setText(words.subject)
        self.body.setPlainText(words.body)
        self._show_preview()

    def _show_preview(self) -> None:
        work = partial(_sample, self.language.currentData(), self.words())
        self.desk.reader.run(work, self._on_sample, self._on_refused)

    def _on_sample(self, letter: Letter) -> None:
        self.notice.clear()
        self.preview.setPlainText(f"{letter.person.email}\n{letter.subject}\n\n{letter.text}")

    def _on_save(self) -> None:
        self.save.setEnabled(False)
        telling = self.telling(self.desk, self._on_kept, self._on_refused)
        self.desk.lane.run(partial(_keep, self.language.currentData(), self.words()), *telling)

    def _on_kept(self, _nothing: None) -> None:
        self.accept()

    def _on_refused(self, trouble: KioskError) -> None:
        self.save.setEnabled(True)
        self.notice.trouble(self.desk.explain(trouble))

    def _lay_out(self) -> None:
        title, hint, example = page.text("title"), page.text("hint"), page.text("heading", wrap=False)
        self.setWindowTitle(_("E-mail text"))
        title.setText(self.windowTitle())
        hint.setText(_("Each person gets the text in their language. Words in braces are filled in."))
        example.setText(_("Preview for one person"))
        fields = ((_("Language"), self.language), (_("Subject"), self.subject), (_("Body of the e-mail"), self.body))
        for text, field in fields:
            field.setAccessibleName(text)
        self.preview.setAccessibleName(example.text())
        self.save.setText(_("Save the text"))
        self._back.setText(_("Cancel"))
        form = page.form([(PlainLabel(text), field) for text, field in fields])
        left = page.column(form, FlowBox(*self._placeholders(), spacing=4), spacing=10)
        both = page.row(left, page.column(example, self.preview, spacing=10), spacing=32)
        both.setStretch(0, 3)
        both.setStretch(1, 2)
        buttons = page.row(None, self._back, self.save)
        self.setLayout(page.column(title, hint, both, self.notice, buttons, margins=36, spacing=14))
        self.resize(theme.px(1640), theme.px(900))

    def _placeholders(self) -> list[QWidget]:
        made: list[QWidget] = []
        for name in PLACEHOLDERS:
            button, hole = page.button("plain"), f"{{{name}}}"
            button.setText(hole)
            button.clicked.connect(lambda _checked=False, hole=hole: self.body.insertPlainText(hole))
            made.append(button)
        return made


def _sample(language: str, words: Words, records: OpenEvent, _progress: Progress, _cancelled: Cancelled) -> Letter:
    return sample_letter(records, language, words)


def _keep(language: str, words: Words, records: OpenEvent) -> None:
    change_mail_words(records, language, words)
