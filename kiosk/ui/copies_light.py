"""The light of the safe copies at the foot of the navigation: when the last one was made, or that none can be made."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from kiosk.ui.safe_keeping import SafeKeeping
from kiosk.ui.widgets import theme
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.wording import _, explain


class CopiesLight(Retranslated, QToolButton):
    """Hidden while no folder is chosen.  A shield and the time of the last copy, or a warning in amber."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keeping: SafeKeeping | None = None
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.set_look(self, "rail")
        self.follow(None)

    def follow(self, keeping: SafeKeeping | None) -> None:
        """Show the copies of another event, or of none."""
        self._keeping = keeping
        if keeping is not None:
            keeping.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Set text, picture and explanation by how the copies stand."""
        keeping = self._keeping
        self.setAccessibleName(_("Safe copies"))
        self.setVisible(keeping is not None and bool(keeping.folder))
        if keeping is None or not keeping.folder:
            return
        if keeping.trouble is not None:
            self._show("warning", theme.AMBER, _("No copy"), explain(keeping.trouble.code, keeping.trouble.details))
        elif keeping.copied_at is None:
            self._show("safe", theme.ON_NAVY, _("Copying"), _("The first safe copy is being made."))
        else:
            at = f"{keeping.copied_at.astimezone(keeping.desk.zone):%H:%M}"
            sentence = _("Everything recorded by {time} is copied to {folder}.").format(time=at, folder=keeping.folder)
            self._show("safe", theme.ON_NAVY, at, sentence)

    def _show(self, picture: str, colour: object, text: str, sentence: str) -> None:
        self.setText(text)
        self.setIcon(theme.icon(picture, colour))
        self.setIconSize(QSize(theme.px(30), theme.px(30)))
        self.setToolTip(sentence)
        self.setAccessibleDescription(sentence)
