"""The PIN that ends self-service: this laptop's own, kept as scrypt makes it, with a wait that grows with wrong tries.

How often it was wrong is kept with the settings: pulling the plug does not shorten the wait.
"""

import json
import secrets
from dataclasses import asdict
from datetime import datetime, timedelta

from kiosk.core.access import Pin, is_right, new_pin, wait_left
from kiosk.settings import Settings
from kiosk.ui.services.device import Device

_SALT_BYTES = 16


def keep_pin(device: Device, pin: str) -> None:
    """Take a new PIN; wrong tries of the old one are forgotten."""
    kept = json.dumps(asdict(new_pin(pin, secrets.token_bytes(_SALT_BYTES))))
    device.change(self_service_pin=kept, self_service_wrong=0, self_service_wrong_at="")


def has_pin(settings: Settings) -> bool:
    """Whether there is a PIN that can be entered."""
    return _kept(settings) is not None


def opens(settings: Settings, pin: str) -> bool:
    """Whether ``pin`` is the one; a tenth of a second, so on a lane."""
    kept = _kept(settings)
    return kept is not None and is_right(pin, kept)


def waits(settings: Settings, now: datetime) -> timedelta:
    """How long nobody can try still."""
    try:
        last = datetime.fromisoformat(settings.self_service_wrong_at)
    except ValueError:
        last = None
    return wait_left(settings.self_service_wrong, last, now)


def note_wrong(device: Device, now: datetime) -> None:
    """One more wrong try."""
    device.change(self_service_wrong=device.settings.self_service_wrong + 1, self_service_wrong_at=now.isoformat())


def note_right(device: Device) -> None:
    """The right PIN ends the count."""
    device.change(self_service_wrong=0, self_service_wrong_at="")


def _kept(settings: Settings) -> Pin | None:
    try:
        return Pin(**json.loads(settings.self_service_pin))
    except (ValueError, TypeError):
        return None
