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
            Health.MISSING: _("No picture from the camera: check the cable"),
            Health.REFUSED: _("The camera is used by another program: close it"),
        }
    else:
        texts = {
            Health.READY: _("Serial scanner ready"),
            Health.MISSING: _("Serial scanner missing: check the cable"),
            Health.REFUSED: _("The serial scanner is used by another program: close it"),
        }
    return texts.get(health, "")


def advice(source: Source, health: Health) -> str:
    """The whole sentence behind a light."""
    if health is Health.READY:
        return _("It reads codes no matter what is on the screen.")
    if health is Health.REFUSED and source is Source.SERIAL:
        return _(
            "Another program uses the port, or this user has no access to it (on Linux: the group dialout). Tries "
            "again automatically."
        )
    if health.is_trouble:
        return _("Reconnects automatically. Until then, scan with another device or find people by name: F3.")
    return ""
