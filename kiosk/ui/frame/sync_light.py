"""The light of sharing at the foot of the navigation: shared, saved here, or so many waiting since when."""

from PySide6.QtWidgets import QWidget

from kiosk.ui.services.sync import Sync
from kiosk.ui.widgets import theme
from kiosk.ui.widgets.present import present
from kiosk.ui.widgets.rail_light import RailLight
from kiosk.words.catalogue import _
from kiosk.words.sync import explained, short_text


class SyncLight(RailLight):
    """Hidden while the event is not shared.  Picture, word and colour tell the same; the tool tip tells all of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sharing: Sync | None = None
        self.follow(None)

    def follow(self, sharing: Sync | None) -> None:
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
        state, zone = present(sharing).state, present(sharing).desk.zone
        if state is None:
            self.show_light(
                "desks", theme.ON_NAVY, _("Connecting"), _("Everything is saved here; connecting to the hub.")
            )
            return
        good = state.is_shared
        self.show_light(
            "shared" if good else "not-shared",
            theme.ON_NAVY if good else theme.AMBER,
            short_text(state, zone),
            explained(state, zone),
        )
