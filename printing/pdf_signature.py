"""PDF files signed whole (PAdES), and the question whether a file still is what was signed.

Any byte that is changed, left out or put behind the signature counts.  Signing is pyHanko's; the check is made here,
because it has to answer for damaged files too, and the page for a web site (``resources/verify.html``) makes the same.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from asn1crypto import cms
from asn1crypto import pkcs12 as asn1_pkcs12
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko_certvalidator.registry import CertificateStore, SimpleCertificateStore

from printing.errors import PrintingError
from printing.whole_file import whole

_BYTE_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")
_HEX = re.compile(rb"<[0-9A-Fa-f]*>")
_ROOM = 8192  # bytes kept for one signature beside its certificates; in the file each takes two letters
_SPENT = (ValueError, TypeError, KeyError, InvalidSignature)


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs: a name for the list of signatures, what signs, and the bytes that a signature of it may take."""

    field: str
    signer: signers.Signer
    room: int


def own_signatory(field: str, private_key: bytes, certificate: bytes) -> Signatory:
    """A signatory by a private key (PKCS#8, DER) and its certificate (DER)."""
    return _signatory(field, private_key, certificate, ())


def _signatory(field: str, private_key: bytes, certificate: bytes, others: Iterable[bytes]) -> Signatory:
    """With the certificates of ``others`` who vouch for it, which are put into the signature."""
    (own,) = load_certs_from_pemder_data(certificate)
    key = load_private_key_from_pemder_data(private_key, passphrase=None)
    chain: CertificateStore = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    for other in others:
        chain.register_multiple(load_certs_from_pemder_data(other))
    room = 2 * (_ROOM + sum(map(len, (certificate, *others))))
    return Signatory(field, signers.SimpleSigner(signing_cert=own, signing_key=key, cert_registry=chain), room)


def signatory_of_file(field: str, file: Path, password: str, *, at: datetime) -> Signatory:
    """A signatory by a PKCS#12 file, who signs at the moment ``at`` (aware).

    Raises ``printing.no_signing_file`` for what is no such file, ``printing.signing_password`` for another password,
    ``printing.no_signing_key`` for one without a key and its certificate, and ``printing.signing_key_not_valid`` for a
    certificate that is not valid then.
    """
    try:
        content = file.read_bytes()
        asn1_pkcs12.Pfx.load(content, strict=True)["auth_safe"].native  # noqa: B018 - nothing is parsed before it is read
    except (OSError, ValueError, TypeError, KeyError) as trouble:
        raise PrintingError("printing.no_signing_file", file=file.name) from trouble
    try:
        key, own, others = pkcs12.load_key_and_certificates(content, password.encode() or None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as trouble:
        raise PrintingError("printing.signing_password", file=file.name) from trouble
    if own is None or not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise PrintingError("printing.no_signing_key", file=file.name)
    if not own.not_valid_before_utc <= at <= own.not_valid_after_utc:
        first, last = own.not_valid_before_utc.date(), own.not_valid_after_utc.date()
        raise PrintingError("printing.signing_key_not_valid", file=file.name, first=str(first), last=str(last))
    der, no_password = serialization.Encoding.DER, serialization.NoEncryption()
    plain = key.private_bytes(der, serialization.PrivateFormat.PKCS8, no_password)
    return _signatory(field, plain, own.public_bytes(der), [other.public_bytes(der) for other in others])


def sign(file: Path, signatories: tuple[Signatory, ...], reason: str) -> None:
    """Sign a PDF by each in turn, in place of the file; the last signature covers it whole."""
    for signatory in signatories:
        said = signers.PdfSignatureMetadata(
            field_name=signatory.field, subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256", reason=reason
        )
        with whole(file) as unfinished, file.open("rb") as before, unfinished.open("wb") as after:
            writer = IncrementalPdfFileWriter(before)
            signers.PdfSigner(said, signatory.signer).sign_pdf(writer, output=after, bytes_reserved=signatory.room)


def is_signed(content: bytes) -> bool:
    """Whether a file has a signature at all, right or wrong."""
    return _BYTE_RANGE.search(content) is not None


def is_as_signed(content: bytes, public_key: bytes) -> bool:
    """Whether the last signature of a PDF is by ``public_key`` (SubjectPublicKeyInfo, DER) and covers every byte."""
    ranges = [tuple(map(int, found.groups())) for found in _BYTE_RANGE.finditer(content)]
    covering = [one for one in ranges if one[0] == 0 and one[2] + one[3] == len(content) and one[1] <= one[2]]
    if not covering:
        return False
    _, first, second, _ = covering[-1]
    gap = content[first:second]
    if not _HEX.fullmatch(gap):
        return False
    digest = hashlib.sha256(content[:first] + content[second:]).digest()
    try:
        return _is_by(bytes.fromhex(gap[1:-1].decode()), digest, public_key)
    except _SPENT:
        return False


def _is_by(packed: bytes, digest: bytes, public_key: bytes) -> bool:
    found = cms.ContentInfo.load(packed)
    length = len(found.dump())
    if packed[length:].strip(b"\0") or found["content_type"].native != "signed_data":
        return False
    signed = found["content"]
    (info,), (own,) = signed["signer_infos"], signed["certificates"]
    if not _is_of(info, own.chosen) or not _is_own(own.chosen.dump(), public_key):
        return False
    said = {attribute["type"].native: attribute["values"].native for attribute in info["signed_attrs"]}
    if said.get("message_digest") != [digest] or said.get("content_type") != ["data"]:
        return False
    key = serialization.load_der_public_key(public_key)
    if not isinstance(key, ec.EllipticCurvePublicKey):
        return False
    key.verify(info["signature"].native, info["signed_attrs"].untag().dump(), ec.ECDSA(hashes.SHA256()))
    return True


def _is_of(info: cms.SignerInfo, own: asn1_x509.Certificate) -> bool:
    """Whether a signature says that it is by this certificate, in the one way in which we sign."""
    sid = info["sid"].chosen
    return bool(
        sid["issuer"].dump() == own.issuer.dump()
        and sid["serial_number"].native == own.serial_number
        and info["version"].native == "v1"
        and info["digest_algorithm"]["algorithm"].native == "sha256"
        and info["signature_algorithm"]["algorithm"].native == "sha256_ecdsa"
    )


def _is_own(certificate: bytes, public_key: bytes) -> bool:
    """Whether a certificate is of this key and was made with it."""
    found = x509.load_der_x509_certificate(certificate)
    found.verify_directly_issued_by(found)
    plain = serialization.PublicFormat.SubjectPublicKeyInfo
    return found.public_key().public_bytes(serialization.Encoding.DER, plain) == public_key
