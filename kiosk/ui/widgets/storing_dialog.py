"""A dialog that may be closed while what was entered in it is being stored."""

from collections.abc import Callable
from functools import partial

from kiosk.errors import KioskError
from kiosk.ui.services.desk import Desk
from kiosk.ui.services.lanes import Failed
from kiosk.ui.widgets.dialog import Dialog


class StoringDialog(Dialog):
    """Closed while something is being stored, it is out of sight at once, but stays until the outcome is known.

    What is under way cannot be called back: it is stored all the same, and whoever listens to the dialog has to hear of
    it, or screens and search would go on with what was.
    """

    _is_storing = False

    def telling(
        self, desk: Desk, stored: Callable[..., None], refused: Callable[[KioskError], None]
    ) -> tuple[Callable[..., None], Failed]:
        """``done`` and ``failed`` for the lane that is about to store; ``stored`` has to close the dialog.

        When nobody sees the dialog any more, ``desk`` tells the trouble in place of ``refused``.
        """
        self._is_storing = True
        return partial(self._on_done, stored), partial(self._on_failed, desk, refused)

    def done(self, result: int) -> None:
        """Close: at once for whoever looks, for good when the outcome is known."""
        if self._is_storing:
            self.hide()
        else:
            super().done(result)

    def _on_done(self, stored: Callable[..., None], value: object) -> None:
        self._is_storing = False
        stored(value)

    def _on_failed(self, desk: Desk, refused: Callable[[KioskError], None], trouble: KioskError) -> None:
        self._is_storing = False
        if self.isVisible():
            refused(trouble)
        else:
            desk.trouble.emit(desk.explain(trouble))
            self.reject()
