"""The light of the safe copies at the foot of the navigation: when the last one was made, or that none can be made."""

from PySide6.QtWidgets import QWidget

from kiosk.ui.services.backups import Backups
from kiosk.ui.widgets import theme
from kiosk.ui.widgets.rail_light import RailLight
from kiosk.words.catalogue import _
from kiosk.words.error_messages import explain


class BackupLight(RailLight):
    """Hidden while no folder is chosen.  A shield and the time of the last copy, or a warning in amber."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keeping: Backups | None = None
        self.follow(None)

    def follow(self, keeping: Backups | None) -> None:
        """Show the copies of another event, or of none."""
        self._keeping = keeping
        if keeping is not None:
            keeping.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Set text, picture and explanation by how the copies stand."""
        keeping = self._keeping
        self.setAccessibleName(_("Backups"))
        self.setVisible(keeping is not None and bool(keeping.folder))
        if keeping is None or not keeping.folder:
            return
        if keeping.trouble is not None:
            self.show_light(
                "warning", theme.AMBER, _("No backup"), explain(keeping.trouble.code, keeping.trouble.details)
            )
        elif keeping.copied_at is None:
            self.show_light("safe", theme.ON_NAVY, _("Backing up"), _("The first backup is being made."))
        else:
            at = f"{keeping.copied_at.astimezone(keeping.desk.zone):%H:%M}"
            sentence = _("Everything recorded up to {time} is backed up to {folder}.").format(
                time=at, folder=keeping.folder
            )
            self.show_light("safe", theme.ON_NAVY, at, sentence)
