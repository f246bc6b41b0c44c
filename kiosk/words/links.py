"""Where things are mended, and what the button says that leads there."""

from kiosk.words.catalogue import N_, _

SCANNER_TRIAL = "scanner_trial"
"""The dialog that tries out a scanner; every other place is a screen, or a section of one behind a dot."""
DESK = "desk"
"""The dialog in which a desk is set up."""
PRACTICE = "practice"
"""The window in which a desk is practised with."""

_TEXTS = {
    "programme": N_("To the programme"),
    "people": N_("To the people"),
    "documents": N_("To the documents"),
    "settings.backup": N_("Set up the backup"),
    "settings.printing": N_("Choose printers"),
    "settings.sound": N_("Play the sounds"),
    "settings.camera": N_("Try the camera"),
    "settings.scanner": N_("Try the scanner"),
    "printing": N_("To the printers"),
    SCANNER_TRIAL: N_("Try the scanner"),
    DESK: N_("Set up this desk"),
}


def link_text(place: str) -> str:
    """What the button says that leads to ``place``."""
    return _(_TEXTS[place])
