"""What a widget looked like before a scan was typed into it, and how to put that back."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPersistentModelIndex
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit

# Takes the text that a person typed just before the scan and that has to stay; usually empty.
PutBack = Callable[[str], None]
TextField = QLineEdit | QPlainTextEdit | QTextEdit


def text_field(receiver: QObject) -> TextField | None:
    """The field in which keys sent to ``receiver`` become text, or None if they do not."""
    if isinstance(receiver, QComboBox):
        field: object = receiver.lineEdit()
    elif isinstance(receiver, QAbstractSpinBox):
        field = receiver.findChild(QLineEdit)
    else:
        field = receiver
    return field if isinstance(field, TextField) and not field.isReadOnly() else None


def remember(receiver: QObject) -> PutBack:
    """A function that puts ``receiver`` back as it is now; without preedit text, which is not part of a field yet."""
    field = text_field(receiver)
    if isinstance(field, QLineEdit):
        return _remember_line(field)
    if field is not None:
        return _remember_document(field)
    return _remember_choice(receiver)


def _remember_line(line: QLineEdit) -> PutBack:
    before, cursor = line.text(), line.cursorPosition()
    start, length = line.selectionStart(), line.selectionLength()
    backwards = length and cursor == start

    def put_back(kept: str) -> None:
        line.setText(before)
        line.setCursorPosition(cursor)
        if length:
            line.setSelection(*(start + length, -length) if backwards else (start, length))
        if kept:
            line.insert(kept)

    return put_back


def _remember_document(edit: QPlainTextEdit | QTextEdit) -> PutBack:
    # By positions and not by the whole text: undo and formats stay, and a long text costs nothing at each stroke.
    cursor = edit.textCursor()
    anchor, position, selected = cursor.anchor(), cursor.position(), cursor.selection()
    start, rest = cursor.selectionStart(), edit.document().characterCount() - abs(position - anchor)

    def put_back(kept: str) -> None:
        typed = edit.textCursor()
        typed.setPosition(start)
        typed.setPosition(start + edit.document().characterCount() - rest, QTextCursor.MoveMode.KeepAnchor)
        typed.removeSelectedText()
        if kept:
            typed.insertText(kept)
        else:
            typed.insertFragment(selected)
            typed.setPosition(anchor)
            typed.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        edit.setTextCursor(typed)

    return put_back


def _remember_choice(receiver: QObject) -> PutBack:
    """Lists and combo boxes go to the entry whose name is typed; other widgets make nothing of letters."""
    if isinstance(receiver, QComboBox):
        index = receiver.currentIndex()
        return lambda _kept: receiver.setCurrentIndex(index)
    if isinstance(receiver, QAbstractItemView):
        current = QPersistentModelIndex(receiver.currentIndex())
        return lambda _kept: receiver.setCurrentIndex(current)
    return lambda _kept: None
