"""What an event signs its certificates with: two keys derived from the secret of its tickets.

Ed25519 for the codes on paper, P-256 for the files, which readers of PDF know.  Every desk of the event can issue, so
every desk can sign; nothing is kept beside the secret, and it stays where the people are erased: what was issued can
still be checked.
"""

import base64
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from cryptography.x509.oid import NameOID

from kiosk import clock
from kiosk.actions.papers.shipped_layouts import printing_troubles
from kiosk.core.certificate_code import CertificateCode, key_id_of
from kiosk.core.ticket import TicketKey
from kiosk.errors import KioskError
from kiosk.store.records import Records
from printing import pdf_signature
from printing.pdf_signature import Signatory

_CODES, _FILES = "certificate codes, Ed25519", "certificate files, P-256"
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of the group of P-256 (SEC 2)
_FIRST_DAY, _LAST_DAY = dt.datetime(2020, 1, 1, tzinfo=dt.UTC), dt.datetime(2120, 1, 1, tzinfo=dt.UTC)
_LONGEST_NAME = 64  # of a certificate's common name (RFC 5280)


@dataclass(frozen=True, slots=True)
class PublicKeys:
    """What checks an event's certificates: the key of codes (32 bytes) and that of files (DER)."""

    codes: bytes
    files: bytes

    @property
    def key_id(self) -> bytes:
        """What the event's codes name it by."""
        return key_id_of(self.codes)

    def is_right(self, code: CertificateCode) -> bool:
        """Whether a code was signed by this event and says what it said then."""
        return self.has_signed(code.signed, code.signature)

    def has_signed(self, content: bytes, signature: bytes) -> bool:
        """Whether ``signature`` is this event's over ``content``."""
        try:
            Ed25519PublicKey.from_public_bytes(self.codes).verify(signature, content)
        except InvalidSignature:
            return False
        return True

    def as_text(self) -> dict[str, str]:
        """The keys as a file holds them, in base64."""
        return {name: base64.b64encode(key).decode() for name, key in (("ed25519", self.codes), ("p256", self.files))}


def keys_from_text(said: Mapping[str, Any]) -> PublicKeys:
    """The keys of a file; raises ``verify.no_key`` where there are none."""
    try:
        codes, files = (base64.b64decode(said[name], validate=True) for name in ("ed25519", "p256"))
        Ed25519PublicKey.from_public_bytes(codes)
    except (KeyError, TypeError, ValueError) as trouble:
        raise KioskError("verify.no_key") from trouble
    return PublicKeys(codes, files)


def public_keys(records: Records) -> PublicKeys:
    """What checks this event's certificates."""
    key = records.event.ticket_key()
    return PublicKeys(
        _code_key(key).public_key().public_bytes_raw(),
        _file_key(key).public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo),
    )


def signature_of(records: Records, content: bytes) -> bytes:
    """The event's Ed25519 signature over ``content``, 64 bytes."""
    return _code_key(records.event.ticket_key()).sign(content)


def signatory(records: Records, name: str) -> Signatory:
    """Who signs this event's files; ``name`` is told by readers of PDF."""
    key = _file_key(records.event.ticket_key())
    plain = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return pdf_signature.own_signatory("Event", plain, _certificate(key, name or "kiosk"))


def signatory_of(file: Path, password: str) -> Signatory:
    """The institution, by its key in a PKCS#12 file; raises ``KioskError`` as ``pdf_signature.signatory_of_file``."""
    with printing_troubles():
        return pdf_signature.signatory_of_file("Institution", file, password, at=clock.now())


def _certificate(key: ec.EllipticCurvePrivateKey, name: str) -> bytes:
    """A certificate by the key itself: nobody else vouches for it but whoever hands out the public key."""
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:_LONGEST_NAME])])
    usage = x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    made = (
        x509.CertificateBuilder(subject_name=called, issuer_name=called)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(_FIRST_DAY)
        .not_valid_after(_LAST_DAY)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    return made.public_bytes(Encoding.DER)


@lru_cache(maxsize=4)
def _code_key(key: TicketKey) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(key.derived(_CODES)[:32])


@lru_cache(maxsize=4)
def _file_key(key: TicketKey) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(key.derived(_FILES), "big") % (_ORDER - 1) + 1, ec.SECP256R1())
