"""Where the recovery code of an encrypted event comes from: the environment, this process, the key ring of the system.

Passwords of mail accounts lie in the same key ring, under a service of their own.

The key ring (Windows Credential Manager, macOS Keychain, Secret Service) keeps a code under the mark of its event.  A
system without one, as a headless Linux, has the code typed each time.
"""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from types import ModuleType

from kiosk.core.recovery_code import MistypedError, RecoveryCode, mark_in, read_code
from kiosk.errors import KioskError

VARIABLE = "KIOSK_EVENT_KEY"
"""Of the environment; holds the recovery code for scripts."""

_SERVICE = "checkin-kiosk"
_MAIL_SERVICE = "checkin-kiosk-mail"
_TRIAL_SERVICE = "checkin-kiosk-trial"
_at_hand: dict[bytes, RecoveryCode] = {}
"""Codes typed or made since this process started, by the mark of their event."""


def mark_of(path: Path) -> bytes | None:
    """The mark of an encrypted event file; None for every other file, and where there is none."""
    try:
        with path.open("rb") as file:
            return mark_in(file.read(16))
    except OSError:
        return None


def code_of(path: Path) -> RecoveryCode | None:
    """The recovery code of an event file; None when it is not encrypted.

    Raises ``KioskError`` when it is, and its code is not at hand.
    """
    mark = mark_of(path)
    if mark is None:
        return None
    given = _given(path)
    for code in (given, _at_hand.get(mark)):
        if code is not None and code.mark == mark:
            return code
    kept = _in_ring(mark)
    if kept is not None and kept.mark == mark:
        return kept
    raise KioskError(
        "encryption.locked" if given is None else "encryption.wrong_code", file=path.name, variable=VARIABLE
    )


def typed(path: Path, text: str) -> RecoveryCode:
    """The code that somebody typed for an encrypted event; raises ``KioskError`` when it is mistyped or another's."""
    try:
        code = read_code(text)
    except MistypedError as trouble:
        if not trouble.groups:
            raise KioskError("encryption.no_code", file=path.name) from None
        raise KioskError("encryption.mistyped", groups=", ".join(map(str, trouble.groups))) from None
    if code.mark != mark_of(path):
        raise KioskError("encryption.wrong_code", file=path.name)
    return code


def hold(code: RecoveryCode) -> None:
    """Have a code at hand until this process ends."""
    _at_hand[code.mark] = code


def keep(code: RecoveryCode) -> bool:
    """Put a code into the key ring; false on a system that has none."""
    if (ring := _ring()) is None:
        return False
    try:
        ring.set_password(_SERVICE, code.mark.hex(), code.text)
    except ring.errors.KeyringError:
        return False
    return _in_ring(code.mark) == code


def keep_mail_password(account: str, password: str) -> bool:
    """Put the password of a mail account (``user@server``) into the key ring; false on a system that has none.

    An empty password takes away what was kept.
    """
    if (ring := _ring()) is None:
        return False
    try:
        if password:
            ring.set_password(_MAIL_SERVICE, account, password)
        elif ring.get_password(_MAIL_SERVICE, account) is not None:
            ring.delete_password(_MAIL_SERVICE, account)
        return (ring.get_password(_MAIL_SERVICE, account) or "") == password
    except ring.errors.KeyringError:
        return False


def mail_password(account: str) -> str:
    """The password of a mail account; empty where none is kept, or there is no key ring."""
    if (ring := _ring()) is None:
        return ""
    try:
        return ring.get_password(_MAIL_SERVICE, account) or ""
    except ring.errors.KeyringError:
        return ""


def ring_name() -> str:
    """What keyring chose on this system; empty where it is not installed."""
    ring = _ring()
    return "" if ring is None else ring.get_keyring().name


def works() -> bool:
    """Whether the key ring keeps a word and gives it back; it may ask the person at the laptop to open it."""
    ring, word = _ring(), secrets.token_hex(8)
    if ring is None:
        return False
    try:
        ring.set_password(_TRIAL_SERVICE, word, word)
        kept = ring.get_password(_TRIAL_SERVICE, word)
        ring.delete_password(_TRIAL_SERVICE, word)
    except ring.errors.KeyringError:
        return False
    return bool(kept == word)


def forget(code: RecoveryCode) -> None:
    """Let go of a code that opens nothing."""
    _at_hand.pop(code.mark, None)
    if (ring := _ring()) is not None:
        with suppress(ring.errors.KeyringError):  # there is no key ring, or nothing in it
            ring.delete_password(_SERVICE, code.mark.hex())


def _given(path: Path) -> RecoveryCode | None:
    text = os.environ.get(VARIABLE, "")
    if not text.strip():
        return None
    try:
        return read_code(text)
    except MistypedError:
        raise KioskError("encryption.bad_variable", file=path.name, variable=VARIABLE) from None


def _in_ring(mark: bytes) -> RecoveryCode | None:
    if (ring := _ring()) is None:
        return None
    try:
        text = ring.get_password(_SERVICE, mark.hex())
        return read_code(text) if text else None
    except (ring.errors.KeyringError, MistypedError):
        return None


def _ring() -> ModuleType | None:
    try:
        import keyring  # imported late: only encrypted events and mail need it, and it may not be installed
    except ImportError:
        return None
    return keyring
