"""Ed25519 (RFC 8032): the key of this laptop, the keys that a PIN or a recovery code opens, signing and checking.

A laptop's private key lies in its config folder, readable by its owner alone, and leaves it never.  An organiser's
travels in the event, sealed with a key that scrypt makes of their PIN; what that is worth: ``docs/threat-model.md``.
"""

import hmac
import os
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk import paths, whole_files
from kiosk.core.access import SealedKey, key_from_pin
from kiosk.core.recovery_code import RecoveryCode
from kiosk.errors import KioskError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

_NONCE_BYTES, _SALT_BYTES = 12, 16

_opened: dict[str, bytes] = {}
"""Private keys of organisers whose PIN was entered since the program started, by their public key."""


def public_of(private: bytes) -> str:
    """The public key of a private one, hexadecimal."""
    return _private(private).public_key().public_bytes_raw().hex()


def sign(private: bytes, message: bytes) -> str:
    """The signature of a message, hexadecimal."""
    return _private(private).sign(message).hex()


@lru_cache(4096)
def is_signed(public: str, signature: str, message: bytes) -> bool:
    """Whether a message was signed with the private key of ``public``; false for what is no key or no signature."""
    # imported late: a laptop that is alone does not wait for it
    from cryptography.exceptions import InvalidSignature

    # imported late: a laptop that is alone does not wait for it
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), message)
    except (ValueError, InvalidSignature):
        return False
    return True


def key_of_laptop(laptop: str, *, make: bool = False) -> bytes | None:
    """The private key of the laptop with this id; made when there is none and ``make`` says so.

    Raises ``KioskError`` when the config folder cannot be written.
    """
    file = _file(laptop)
    try:
        return bytes.fromhex(file.read_text("ascii"))
    except (OSError, ValueError):
        if not make:
            return None
    private = os.urandom(32)
    try:
        whole_files.write_text(file, private.hex())
    except OSError as trouble:
        raise KioskError("event.cannot_write", file=str(file), why=trouble.strerror) from trouble
    return private


def key_of_code(code: RecoveryCode) -> bytes:
    """The private key that the recovery code of an encrypted event is."""
    return code.derived(b"checkin-kiosk: an organiser's key")


def key_of_invitation(password: str) -> bytes:
    """The private key that an invitation is; ``password``, hexadecimal, is what it lets in with."""
    return hmac.digest(bytes.fromhex(password), b"checkin-kiosk: the key of an invitation", "sha256")


def sealed_by(pin: str, private: bytes) -> SealedKey:
    """A private key as the event carries it: opened only by the PIN."""
    salt, nonce = os.urandom(_SALT_BYTES), os.urandom(_NONCE_BYTES)
    public = public_of(private)
    sealed = nonce + _cipher(pin, salt).encrypt(nonce, private, public.encode())
    return SealedKey(public, salt.hex(), sealed.hex())


def open_by(pin: str, kept: SealedKey) -> bool:
    """Open an organiser's key for as long as the program runs; whether the PIN is the one it was sealed with."""
    # imported late: a laptop that is alone does not wait for it
    from cryptography.exceptions import InvalidTag

    sealed = bytes.fromhex(kept.sealed)
    try:
        private = _cipher(pin, bytes.fromhex(kept.salt)).decrypt(
            sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], kept.public.encode()
        )
    except (InvalidTag, ValueError):
        return False
    keep_open(private)
    return True


def keep_open(private: bytes) -> str:
    """Have a private key at hand for as long as the program runs; its public key."""
    public = public_of(private)
    _opened[public] = private
    return public


def opened(public: str) -> bytes | None:
    """The private key of an organiser whose PIN was entered since the program started."""
    return _opened.get(public)


def _file(laptop: str) -> Path:
    return paths.config_folder() / "keys" / f"{re.sub('[^A-Za-z0-9-]', '_', laptop) or 'laptop'}.key"


def _private(private: bytes) -> "Ed25519PrivateKey":
    # imported late: a laptop that is alone does not wait for it
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(private)


def _cipher(pin: str, salt: bytes) -> "ChaCha20Poly1305":
    # imported late: a laptop that is alone does not wait for it
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    return ChaCha20Poly1305(key_from_pin(pin, salt))
