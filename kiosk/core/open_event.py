"""An event as the window and the command line hold it."""


class OpenEvent:
    """An event that is open: handed to functions of ``kiosk.actions``, and asked nothing itself."""
