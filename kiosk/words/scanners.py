"""How scanners are called and how they are, in the language in use."""

from kiosk.core.codes.devices import Health, Source
from kiosk.words.catalogue import _


def name_of(source: Source) -> str:
    """What a kind of scanner is called."""
    return {
        Source.KEYBOARD: _("Keyboard scanner"),
        Source.SERIAL: _("Serial scanner"),
        Source.CAMERA: _("Camera"),
    }[source]


def light_text(source: Source, health: Health) -> str:
    """A few words for the check-in screen: how it is and, where something is wrong, what to do."""
    if source is Source.CAMERA:
        texts = {
            Health.READY: _("Camera ready"),
            Health.MISSING: _("No picture from the camera: check its plug"),
            Health.REFUSED: _("Camera is used by another program: close that"),
        }
    else:
        texts = {
            Health.READY: _("Serial scanner ready"),
            Health.MISSING: _("Serial scanner missing: check its plug"),
            Health.REFUSED: _("Serial scanner is used by another program: close that"),
        }
    return texts.get(health, "")


def advice(source: Source, health: Health) -> str:
    """The whole sentence behind a light."""
    if health is Health.READY:
        return _("It reads codes whatever is in front on the screen.")
    if health is Health.REFUSED and source is Source.SERIAL:
        return _(
            "Another program has the port, or this user may not use it (on Linux: the group dialout). "
            "It is tried again all the time."
        )
    if health.is_trouble:
        return _("It is looked for all the time. Until it is back, scan with another device or find people: F3.")
    return ""
