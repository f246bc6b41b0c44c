"""The certificate of the built-in hub: made on the organiser's laptop, for this hub alone, known by its fingerprint.

It signs itself and is the only one its desks accept, so no authority is asked for anything and no name has to stay the
same when the laptop gets another address.  ``cryptography`` makes it: no command ``openssl`` is on Windows, and the
server's package brings none.

It carries the organiser's word for its key (``Word``), signed with the organiser's own key, which the event knows.  So
a hub can be given another key and certificate: a desk that finds one it does not know reads the word in it, and follows
if an organiser of its event gave it, later than the one it followed before.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk import whole_files
from kiosk.core.hash_chain import to_json
from kiosk.errors import KioskError
from kiosk.store import signatures

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey

_VALID = dt.timedelta(days=3650)
_WORD = "2.25.226518401392874603915270684715290316"
"""Where the word stands in a certificate: an identifier of our own, which no other program knows."""

Signer = Callable[[bytes], dict[str, str]]
"""Gives the fields ``by`` and ``signature`` of a statement (``kiosk.store.authority.signer_with``)."""


@dataclass(frozen=True, slots=True)
class Word:
    """That a certificate's key is that of the hub of ``event``: by whom (a public key, hexadecimal), and since when, in
    microseconds since 1970.
    """

    event: str
    by: str
    since: int


def word_in(certificate: str) -> Word | None:
    """The organiser's word in a certificate (PEM) for its very key; None without one, or with one that was tampered
    with.
    """
    from cryptography import x509  # imported late: no scan waits for it

    try:
        found = x509.load_pem_x509_certificate(certificate.encode("ascii"))
        extension = found.extensions.get_extension_for_oid(x509.ObjectIdentifier(_WORD)).value
        said = json.loads(extension.value) if isinstance(extension, x509.UnrecognizedExtension) else {}
        word, signature = Word(said["event"], said["by"], said["since"]), said["signature"]
    except (ValueError, TypeError, KeyError, x509.ExtensionNotFound):
        return None
    if not (isinstance(word.by, str) and isinstance(signature, str) and type(word.since) is int):
        return None
    statement = _statement(word.event, word.since, found.public_key())  # type: ignore[arg-type]
    return word if signatures.is_signed(word.by, signature, statement) else None


def is_later(certificate: str, than: str) -> bool:
    """Whether the word in one certificate is later than that in another: an old key that was stolen comes not back."""
    word, known = word_in(certificate), word_in(than)
    return word is not None and word.since > (known.since if known is not None else 0)


def make(certificate: Path, key: Path, now: dt.datetime, event: str = "", signer: Signer | None = None) -> None:
    """Write a new P-256 key and a certificate signed with it; with a ``signer`` it carries the organiser's word.

    Raises ``KioskError`` where the package is missing.
    """
    try:
        from cryptography import x509  # imported late: an optional package, for the hub alone
        from cryptography.hazmat.primitives import hashes, serialization  # imported late: as above
        from cryptography.hazmat.primitives.asymmetric import ec  # imported late: as above
        from cryptography.x509.oid import NameOID  # imported late: as above
    except ImportError as missing:
        raise KioskError("hub.not_installed") from missing
    secret = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "kiosk hub")])
    builder = (
        x509.CertificateBuilder(subject_name=name, issuer_name=name)
        .public_key(secret.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=365))  # a desk whose clock is slow must take it too
        .not_valid_after(now + _VALID)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    )
    if signer is not None:
        since = round(now.timestamp() * 1e6)
        word = {"event": event, "since": since, **signer(_statement(event, since, secret.public_key()))}
        extension = x509.UnrecognizedExtension(x509.ObjectIdentifier(_WORD), to_json(word).encode())
        builder = builder.add_extension(extension, critical=False)
    plain = serialization.NoEncryption()
    pem = secret.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    signed = builder.sign(secret, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    whole_files.write_text(key, pem.decode("ascii"))
    whole_files.write_text(certificate, signed.decode("ascii"))


def _statement(event: str, since: int, key: "EllipticCurvePublicKey") -> bytes:
    from cryptography.hazmat.primitives import serialization  # imported late: as in ``make``

    spki = key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return to_json(["checkin-kiosk: the key of a hub", event, since, hashlib.sha256(spki).hexdigest()]).encode()
