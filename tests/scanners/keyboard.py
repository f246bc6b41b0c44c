"""A keyboard for tests: sends the events that Qt gets from the system, to where Qt gets them."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent

from tests.scanners.hangul_mode import HangulMode, letter_of

SHIFT, NONE = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
NAMED = {"\r": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab, "\b": Qt.Key.Key_Backspace, " ": Qt.Key.Key_Space}


def press(key, text="", modifiers=NONE, scan_code=0):
    """One key down and up, from the window on, as a platform delivers it."""
    window = QGuiApplication.focusWindow()
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.sendEvent(window, QKeyEvent(kind, key, modifiers, scan_code, 0, 0, text))


def type_keys(text, scan_codes=()):
    """Types ``text`` in a latin mode; upper-case letters with Shift pressed before, as scanners do."""
    for place, char in enumerate(text):
        shifted = char.isalpha() and char.isupper()
        if shifted:
            press(Qt.Key.Key_Shift, modifiers=SHIFT, scan_code=50)
        code = scan_codes[place] if scan_codes else 0
        press(_key_of(char), char, SHIFT if shifted else NONE, code)


def type_in_hangul_mode(text, mode=None):
    """Types ``text`` through an input method: the events were written down from ibus-hangul on X11.

    Letters make no key event.  A pass of cleared, empty events goes before each commit and each other key.
    """
    mode = mode or HangulMode()
    for char in text:
        done = len(mode.done)
        if char.isupper():
            press(Qt.Key.Key_Shift, modifiers=SHIFT, scan_code=50)
        if letter_of(char):
            mode.press(char)
            _commit(mode.done[done:])
            compose(mode.composing)
        else:
            mode.flush()
            _commit(mode.done[done:])
            compose()
            compose()
            press(_key_of(char), char, scan_code=10)
            mode.done = ""
    return mode


def compose(preedit="", commit=""):
    """One event of an input method."""
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QCoreApplication.sendEvent(QGuiApplication.focusObject(), event)


def _commit(text):
    if text:
        compose()
        compose(commit=text)


def _key_of(char):
    return NAMED.get(char) or Qt.Key(ord(char.upper()))
