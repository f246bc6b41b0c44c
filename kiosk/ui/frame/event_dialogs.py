"""What the window asks about the file of an event: its recovery code, whether to save what a damaged one holds."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from kiosk.ui.services.desk import Desk
from kiosk.ui.services.device import Device
from kiosk.ui.services.guard import OrganiserWanted
from kiosk.ui.widgets.dialogs import open_dialog

Then = Callable[[Path], None]
"""What is done with an event that can be opened now."""
Broken = Callable[[str], None]


def offer_to_recover(path: Path, device: Device, window: QWidget, then: Then, broken: Broken) -> None:
    """Offer to save what a damaged event still holds."""
    from kiosk.ui.events.recover_dialog import RecoverDialog  # imported late: start-up time

    dialog = RecoverDialog(path, device, window)
    dialog.recovered.connect(then)
    dialog.broken.connect(broken)
    open_dialog(dialog)


def ask_organiser(desk: Desk, window: QWidget, wanted: OrganiserWanted) -> None:
    """Ask for the PIN of an organiser, who does once what was refused."""
    from kiosk.ui.access.organiser_dialog import OrganiserDialog  # imported late: most events have nobody to ask

    open_dialog(OrganiserDialog(desk, wanted, window))


def ask_for_code(path: Path, window: QWidget, then: Then) -> None:
    """Ask for the recovery code of an encrypted event."""
    from kiosk.ui.events.unlock_dialog import UnlockDialog  # imported late: few events are encrypted

    dialog = UnlockDialog(path, window)
    dialog.unlocked.connect(then)
    open_dialog(dialog)


def show_encryption(desk: Desk, window: QWidget, close: Callable[[], None], then: Then, broken: Broken) -> None:
    """Show the recovery code of the open event, and encrypt or decrypt it, for which the event is closed."""
    from kiosk.ui.events.encryption_dialog import EncryptionDialog  # imported late: few events are encrypted

    dialog = EncryptionDialog(desk, window)
    dialog.closing_wanted.connect(close)
    dialog.ended.connect(then)
    dialog.broken.connect(broken)
    open_dialog(dialog)
