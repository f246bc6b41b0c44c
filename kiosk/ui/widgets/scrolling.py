"""Large text on a small screen: what does not fit is scrolled, and nothing is cut off."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QFrame, QScrollArea, QStackedWidget, QWidget

from kiosk.ui.widgets import page


class FrontStack(QStackedWidget):
    """A stack that needs no more room than the page in front: the ones behind must not make it scroll."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(lambda _index: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        """What the page in front needs at the least."""
        front = self.currentWidget()
        return front.minimumSizeHint() if front is not None else QSize()

    def heightForWidth(self, width: int) -> int:
        """What the page in front needs at the least, so wide; Qt would say what the highest of all would like."""
        front = self.currentWidget()
        layout = front.layout() if front is not None else None
        return layout.totalMinimumHeightForWidth(width) if layout is not None and layout.hasHeightForWidth() else -1


def scrolled(content: QWidget) -> QScrollArea:
    """``content`` as large as there is room; scrolled where it needs more."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area


class DialogFitter(QObject):
    """Lets dialogs scroll that need more room than the screen has; installed while text is larger than designed."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at each dialog when it is shown."""
        if event.type() is QEvent.Type.Show and isinstance(watched, QDialog) and not isinstance(watched, QFileDialog):
            fit_dialog(watched)
        return False


def fit_dialog(dialog: QDialog) -> None:
    """Make ``dialog`` no larger than its screen; its content scrolls then."""
    room = dialog.screen().availableSize()
    parent = dialog.parentWidget()
    if parent is not None:
        room = room.boundedTo(parent.window().size())
    least = dialog.minimumSizeHint().expandedTo(dialog.minimumSize())
    if least.width() > room.width() or least.height() > room.height():
        content = QWidget()
        content.setLayout(dialog.layout())  # takes the layout over, with all that stands in it
        dialog.setMinimumSize(0, 0)
        dialog.setLayout(page.column(scrolled(content), spacing=0))
    dialog.resize(dialog.size().boundedTo(room))


def fit_dialogs(wanted: bool) -> None:
    """Look after every dialog of the application from now on, or not any more."""
    app = QApplication.instance()
    fitter = app.findChild(DialogFitter)
    if wanted and fitter is None:
        app.installEventFilter(DialogFitter(app))
    elif not wanted and fitter is not None:
        app.removeEventFilter(fitter)
        fitter.setParent(None)
