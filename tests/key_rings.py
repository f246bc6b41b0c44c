"""Key rings for the tests: the system's own is never touched."""

from collections.abc import Iterator
from contextlib import contextmanager

import keyring
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoRing

from kiosk.store import key_ring


class RingInMemory(KeyringBackend):
    """A key ring as a system has one, kept in this object."""

    priority = 0  # never chosen by keyring itself

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise keyring.errors.PasswordDeleteError(username)


@contextmanager
def laptop(ring: KeyringBackend | None = None) -> Iterator[None]:
    """A program just started on a laptop with this key ring, or with none."""
    before, held = keyring.get_keyring(), dict(key_ring._at_hand)
    keyring.set_keyring(ring or NoRing())
    key_ring._at_hand.clear()
    try:
        yield
    finally:
        keyring.set_keyring(before)
        key_ring._at_hand.clear()
        key_ring._at_hand.update(held)
