"""The light of sharing at the foot of the navigation: shared, saved here, or so many waiting since when."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from kiosk.ui.desks.sharing_texts import explained, short_text
from kiosk.ui.sharing import Sharing
from kiosk.ui.widgets import theme
from kiosk.ui.widgets.retranslated import Retranslated
from kiosk.wording import _


class SharingLight(Retranslated, QToolButton):
    """Hidden while the event is not shared.  Picture, word and colour tell the same; the tool tip tells all of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sharing: Sharing | None = None
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.set_look(self, "rail")
        self.follow(None)

    def follow(self, sharing: Sharing | None) -> None:
        """Show how another event is shared, or none."""
        self._sharing = sharing
        if sharing is not None:
            sharing.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Set text, picture and explanation by how sharing stands."""
        sharing = self._sharing
        self.setAccessibleName(_("Sharing with other desks"))
        self.setVisible(sharing is not None and sharing.by is not None and sharing.by.joined)
        if self.isHidden():
            return
        standing, zone = sharing.standing, sharing.desk.zone
        if standing is None:
            self._show(
                "desks", theme.ON_NAVY, _("Connecting"), _("Everything is saved here; the hub is being reached.")
            )
            return
        good = standing.is_shared
        self._show(
            "shared" if good else "not-shared",
            theme.ON_NAVY if good else theme.AMBER,
            short_text(standing, zone),
            explained(standing, zone),
        )

    def _show(self, picture: str, colour: QColor, text: str, sentence: str) -> None:
        self.setText(text)
        self.setIcon(theme.icon(picture, colour))
        self.setIconSize(QSize(theme.px(30), theme.px(30)))
        self.setToolTip(sentence)
        self.setAccessibleDescription(sentence)
