"""Scanners that type their code like a keyboard.

Hardly anything is held back while keys arrive, so a person can type at any speed.  The strokes are noted, and when
the line ends (Enter, Tab or a pause) its content decides: if it is a code, the field is put back as it was and the code
is told; if not, the line was a person's and stays.  See docs/decisions/keyboard-scanners.md.
"""

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from kiosk.core.codes.keyboard import hangul_as_keys
from kiosk.scanners.fields import remember, text_field
from kiosk.scanners.line import FEWEST_STROKES, MOST_DIGITS, PAUSE_S, Line
from kiosk.scanners.positions import us_positions

IDLE_MS = 300  # a line without Enter or Tab ends after this pause
LATE_S = 0.33  # when that pause is noticed only now, the window was busy: Qt's timers are late by 5 % at most
ECHO_S = 0.1  # a second Enter next after a scan and so soon belongs to its suffix (carriage return, line feed)
FEWEST_IN_A_FIELD = 8  # shorter lines in a text field are a person's: the last digits of a phone may be a short code

_KEY_PRESS, _INPUT_METHOD = QEvent.Type.KeyPress, QEvent.Type.InputMethod
_SHORTCUT_OVERRIDE, _MOUSE_PRESS = QEvent.Type.ShortcutOverride, QEvent.Type.MouseButtonPress
_SUFFIXES = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}
# As numbers: combining Qt's flags costs more than all the rest that is done at a stroke.
_SHIFT = Qt.KeyboardModifier.ShiftModifier.value
_CONTROL = Qt.KeyboardModifier.ControlModifier.value
_SHORTCUT_MODIFIERS = (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier).value
# What scanners send in place of Enter when told to: ETX, EOT, line feed; they come as a letter with Control.
_CONTROL_ENDS = {"\x03", "\x04", "\n"}
# Keys that type nothing and change nothing, pressed between strokes by scanners and people alike.
_SILENT = {
    *(Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta),
    *(Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_Hangul, Qt.Key.Key_unknown),
}


class KeyboardScanner(QObject):
    """Tells the codes that a keyboard-type scanner types into any widget of this application.

    ``separate`` takes what came before each Enter while two scanners typed at once, and gives back the codes in it.
    ``recognise`` takes a line as it arrived and gives back the accepted code, or None; it should try every reading of
    ``kiosk.core.codes.keyboard.as_typed``.  It is called on the window's thread at each end of a line and each pause of
    a person's typing, so it must answer from memory.

    ``scanned`` carries what ``recognise`` gave back.  ``unreadable`` carries a line that was no code although no
    person can have meant it: typed and ended by Enter or Tab where there is no text field, or digits without end.
    ``arrived`` carries both
    as they came, with the character that ended them, for whoever sets a scanner up.
    """

    scanned = Signal(str)
    unreadable = Signal(str)
    arrived = Signal(str)

    def __init__(
        self,
        recognise: Callable[[str], str | None],
        separate: Callable[[Sequence[str]], Sequence[str]] = lambda _parts: (),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._recognise, self._separate = recognise, separate
        self._unread: list[tuple[str, str]] = []  # lines that nobody meant, and what ended each: not told yet
        self._positions = us_positions(QGuiApplication.platformName())
        self._codes_are_virtual_keys = QGuiApplication.platformName() == "cocoa"
        self._line: Line | None = None
        self._half_composed: tuple[QObject, str] | None = None
        self._putting_back = False
        self._at_window = False
        self._read_at = float("-inf")  # when a suffix was last kept from a widget: seconds, monotonic
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self._on_idle)
        self._telling = QTimer(self, singleShot=True, interval=round(PAUSE_S * 1000))
        self._telling.timeout.connect(self._tell_unread)
        self._application().installEventFilter(self)

    def close(self) -> None:
        """Listen no longer."""
        self._idle.stop()
        self._telling.stop()
        self._line = None
        self._application().removeEventFilter(self)

    def _application(self) -> QCoreApplication:
        application = QCoreApplication.instance()
        if application is None:
            raise RuntimeError("a keyboard scanner needs a running application")
        return application

    def eventFilter(self, receiver: QObject, event: QEvent) -> bool:
        """Note the strokes; keep from the widget only the end of a scan."""
        kind = event.type()
        if kind is _KEY_PRESS and isinstance(event, QKeyEvent):
            widget = self._meant_by(receiver)
            return widget is not None and self._on_key(widget, event)
        if kind is _INPUT_METHOD and isinstance(event, QInputMethodEvent):
            if receiver is QGuiApplication.focusObject() and not self._putting_back:
                self._on_composition(receiver, event)
        elif kind is _SHORTCUT_OVERRIDE and isinstance(event, QKeyEvent):
            return self._on_shortcut(event)
        elif kind is _MOUSE_PRESS:
            self._end_line()
        return False

    def _on_shortcut(self, event: QKeyEvent) -> bool:
        """Whether this is the end of a scan: then no shortcut and no open list may act on it, before the key comes."""
        line = self._line
        if line is None or not (event.key() in _SUFFIXES or _is_control_end(event)):
            return False
        if self._read(line) is None and not line.is_nobodys:
            return False
        event.accept()
        return True

    def _meant_by(self, receiver: QObject) -> QObject | None:
        """The widget that a key to ``receiver`` is for; None if ``receiver`` only passes it on.

        A key goes to a window, from there to the focused widget (or to an open menu or list, which need not have the
        focus), and on to the parents of a widget that leaves it.  Counted at each of them, keys would double.
        """
        focus = QGuiApplication.focusObject()
        if receiver is not focus:
            first_after_window, self._at_window = self._at_window, receiver.isWindowType()
            if self._at_window or not first_after_window:
                return None
        self._at_window = False
        if isinstance(receiver, QAbstractItemView) and receiver.isWindow():
            return focus  # a completer's list hands its keys on to the line edit
        return receiver

    def _on_key(self, receiver: QObject, event: QKeyEvent) -> bool:
        """Whether this key must not reach the widget."""
        if event.key() in _SUFFIXES:
            return self._on_suffix(receiver, event.text())
        self._read_at = float("-inf")
        text, held = event.text(), event.modifiers().value
        if not text.isprintable() or not text or _is_shortcut(held):
            return event.key() not in _SILENT and self._on_edit(receiver, event)
        line = self._line_at(receiver)
        # X11 calls a digit a repetition when a quick scanner sends it twice within a millisecond.
        line.is_held = line.is_held or event.isAutoRepeat()
        # A space inside a code would press the focused button; a person's space comes alone.
        held_back = text == " " and not line.in_field and bool(line.text.strip())
        line.committed += text
        code = event.nativeVirtualKey() if self._codes_are_virtual_keys else event.nativeScanCode()
        line.placed += self._positions.get((code, bool(held & _SHIFT)), "")
        return held_back

    def _on_composition(self, receiver: QObject, event: QInputMethodEvent) -> None:
        if self._line is None and not event.commitString() and not event.preeditString():
            return  # input methods clear what is empty, often
        self._line_at(receiver).compose(event)

    def _on_edit(self, receiver: QObject, event: QKeyEvent) -> bool:
        """A person edits or moves, or a scanner ends its code by a control character."""
        line = self._line
        self._end_line()
        return (
            line is not None
            and line.receiver is receiver
            and _is_control_end(event)
            and self._accept(line, event.text())
        )

    def _on_suffix(self, receiver: QObject, end: str) -> bool:
        line = self._line
        if line is None or line.receiver is not receiver:
            return time.monotonic() - self._read_at < ECHO_S
        self._end_line()
        was_scanned = (not self._unread and self._accept(line, end)) or self._set_aside(line, end)
        if was_scanned:
            self._read_at = time.monotonic()
        return was_scanned

    def _set_aside(self, line: Line, end: str) -> bool:
        """Whether nobody meant this line; it is told after a pause, for a second scanner may have typed into it."""
        if not self._unread and not line.is_nobodys:
            return False
        self._put_back(line, "")
        self._unread.append((line.text, end))
        self._telling.start()
        return True

    def _tell_unread(self) -> None:
        """Nothing more came: two codes that can be told apart, or one line that is no code."""
        unread, self._unread = self._unread, []
        self._telling.stop()
        parts = [text for text, _end in unread]
        self.arrived.emit("".join(text + end for text, end in unread))
        codes = self._separate(parts)
        for code in codes:
            self.scanned.emit(code)
        if not codes:
            self.unreadable.emit("".join(parts))

    def _on_idle(self) -> None:
        """A pause: the end of a scan without suffix, or a person stops to think."""
        line, now = self._line, time.monotonic()
        if line is None:
            return
        if now - line.last > LATE_S:  # the window was busy: strokes may still be on their way
            line.last = now
            self._idle.start(IDLE_MS)
            return
        self._end_line()
        if not self._unread and line.strokes >= FEWEST_STROKES and self._accept(line, ""):
            return
        if self._unread or line.strokes >= MOST_DIGITS:
            self._set_aside(line, "")

    def _line_at(self, receiver: QObject) -> Line:
        """The line this stroke belongs to, with the stroke's time noted."""
        line = self._line
        if line is None or line.receiver is not receiver:
            composed = self._half_composed
            preedit = composed[1] if composed and composed[0] is receiver else ""
            line = self._line = Line(receiver, text_field(receiver) is not None, remember(receiver), preedit)
        self._follow_unread(line)
        line.at(time.monotonic())
        self._idle.start(IDLE_MS)
        return line

    def _follow_unread(self, line: Line) -> None:
        """A stroke right behind a line that nobody meant belongs to it; one after a pause may be a person's."""
        if not self._unread:
            return
        if line.last > float("-inf") and time.monotonic() - line.last > PAUSE_S:
            self._tell_unread()
        else:
            self._telling.stop()

    def _end_line(self) -> None:
        if self._unread:
            self._telling.start()
        if self._line is not None:
            self._half_composed = (self._line.receiver, self._line.preedit)
            self._line = None
            self._idle.stop()

    def _accept(self, line: Line, end: str) -> bool:
        """Whether the line ends in a code; if so, the widget is put back and the code told."""
        found = self._read(line)
        if found is None:
            return False
        code, kept = found
        self._put_back(line, kept)
        self.arrived.emit(line.text.removeprefix(kept) + end)
        self.scanned.emit(code)
        return True

    def _put_back(self, line: Line, kept: str) -> None:
        self._putting_back = True
        if line.preedit and line.receiver is QGuiApplication.focusObject():
            QGuiApplication.inputMethod().commit()
        try:
            line.put_back(kept)
        except RuntimeError:
            pass  # the widget is gone; what was scanned into it still counts
        self._putting_back = False
        self._half_composed = None

    def _read(self, line: Line) -> tuple[str, str] | None:
        """The code in the line and what a person typed before it.

        The longest part that is a code counts, so that the end of a code is never taken for another code; then as much
        as possible goes to the person, as long as the code stays the same.
        """
        found = None
        for kept, readings in line.tails():
            if line.in_field and len(hangul_as_keys(readings[0])) < FEWEST_IN_A_FIELD:
                break
            code = next(filter(None, map(self._recognise, readings)), None)
            if code and (found is None or found[0] == code):
                found = code, kept
        return found


def _is_shortcut(held: int) -> bool:
    """Control or Alt is held; both together are AltGr on Windows, which types characters."""
    return held & _SHORTCUT_MODIFIERS not in (0, _SHORTCUT_MODIFIERS)


def _is_control_end(event: QKeyEvent) -> bool:
    return event.text() in _CONTROL_ENDS and bool(event.modifiers().value & _CONTROL)
