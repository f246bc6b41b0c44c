"""The recovery codes of encrypted events: at hand or not, typed, kept in the key ring."""

from pathlib import Path

from kiosk.core.recovery_code import RecoveryCode
from kiosk.errors import KioskError
from kiosk.store import event_file, key_ring


def is_encrypted(path: Path) -> bool:
    """Whether a file is an encrypted event."""
    return key_ring.mark_of(path) is not None


def is_locked(path: Path) -> bool:
    """Whether a file is an encrypted event whose code is not at hand."""
    try:
        key_ring.code_of(event_file.with_suffix(path))
    except KioskError as trouble:
        if trouble.code != "encryption.locked":
            raise
        return True
    return False


def unlock(path: Path, typed: str) -> None:
    """Have the code that somebody typed at hand, and in the key ring where there is one, so that it is asked for once.

    Raises ``KioskError`` when it is mistyped, with the number of the group, or another event's.
    """
    keep_code(key_ring.typed(event_file.with_suffix(path), typed))


def keep_code(code: RecoveryCode) -> bool:
    """Have a code at hand, and in the key ring; false where there is none."""
    key_ring.hold(code)
    return key_ring.keep(code)
