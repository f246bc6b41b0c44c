"""Certificates signed by an institution's own key (PKCS#12) too; a key that cannot sign is told before any number."""

import datetime as dt
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed448, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption, pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from kiosk import clock
from kiosk.actions.papers.certificate_key import signatory_of
from kiosk.actions.papers.issue_certificates import issue_certificates
from kiosk.actions.papers.verify_certificates import keys_of_event, verify
from kiosk.core.verification import Verdict
from kiosk.errors import KioskError
from kiosk.store.records import Records
from kiosk.words import error_messages
from tests import making

DAY = dt.timedelta(days=1)
PASSWORD = "비밀 번호 1"


def called(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def certificate(key, name: str, by, by_name: str, *, begins: int = -1, ends: int = 300, authority: bool = False):
    now = clock.now()
    built = x509.CertificateBuilder(
        called(by_name), called(name), key.public_key(), x509.random_serial_number(), now + begins * DAY,
        now + ends * DAY,
    ).add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)  # fmt: skip
    usage = x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=authority, crl_sign=authority, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    return built.add_extension(usage, critical=True).sign(by, hashes.SHA256())


@pytest.fixture(scope="module")
def authority():
    key = rsa.generate_private_key(65537, 2048)
    return key, certificate(key, "인증기관", key, "인증기관", authority=True)


def key_file(folder: Path, authority, key, *, password: str = PASSWORD, **wish: int) -> Path:
    root_key, root = authority
    own = certificate(key, "창원특례시", root_key, "인증기관", **wish)
    locked = BestAvailableEncryption(password.encode()) if password else NoEncryption()
    file = folder / "직인.p12"
    file.write_bytes(pkcs12.serialize_key_and_certificates("창원".encode(), key, own, [root], locked))
    return file


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    with closing(making.new_event(tmp_path)) as records:
        desk = making.Desk(records)
        for person in making.add_people(records, 1):
            desk.scan(person.ticket_code, "10:30", session="F")
        yield records


@pytest.mark.parametrize("kind", ["rsa", "ec"])
def test_both_signatures_are_valid_and_the_file_is_genuine(records: Records, tmp_path: Path, authority, kind: str):
    key = rsa.generate_private_key(65537, 2048) if kind == "rsa" else ec.generate_private_key(ec.SECP256R1())
    institution = signatory_of(key_file(tmp_path, authority, key), PASSWORD)
    (file,) = issue_certificates(records, tmp_path / "all.pdf", desk="A", institution=institution).files
    with file.open("rb") as opened:
        first, last = PdfFileReader(opened).embedded_signatures
        (root,) = load_certs_from_pemder_data(authority[1].public_bytes(Encoding.DER))
        by_authority = ValidationContext(trust_roots=[root], allow_fetching=False)
        by_event = ValidationContext(trust_roots=[last.signer_cert], allow_fetching=False)
        assert validate_pdf_signature(first, by_authority).bottom_line, "the chain is in the file"
        assert validate_pdf_signature(last, by_event).bottom_line
        assert first.signer_cert.subject.native["common_name"] == "창원특례시"
    (found,) = verify(str(file), keys_of_event(records))
    assert found.verdict is Verdict.GENUINE


def test_a_key_without_a_password_signs(tmp_path: Path, authority):
    file = key_file(tmp_path, authority, ec.generate_private_key(ec.SECP256R1()), password="")
    assert signatory_of(file, "").field == "Institution"


def trouble_of(file: Path, password: str = PASSWORD) -> KioskError:
    with pytest.raises(KioskError) as caught:
        signatory_of(file, password)
    assert file.name in error_messages.explain(caught.value.code, caught.value.details)
    return caught.value


def test_another_password_is_told(tmp_path: Path, authority):
    file = key_file(tmp_path, authority, ec.generate_private_key(ec.SECP256R1()))
    for password in ("비밀", "", PASSWORD.upper() + "x"):
        assert trouble_of(file, password).code == "printing.signing_password"


@pytest.mark.parametrize(("begins", "ends"), [(-30, -1), (1, 30)])
def test_a_certificate_that_is_not_valid_now_is_told_with_its_days(tmp_path: Path, authority, begins: int, ends: int):
    file = key_file(tmp_path, authority, ec.generate_private_key(ec.SECP256R1()), begins=begins, ends=ends)
    trouble = trouble_of(file)
    assert trouble.code == "printing.signing_key_not_valid"
    days = [str((clock.now() + days * DAY).date()) for days in (begins, ends)]
    assert [trouble.details["first"], trouble.details["last"]] == days


def test_certificates_alone_and_keys_of_another_kind_are_told(tmp_path: Path, authority):
    file = tmp_path / "certificates.p12"
    locked = BestAvailableEncryption(PASSWORD.encode())
    file.write_bytes(pkcs12.serialize_key_and_certificates(b"x", None, None, [authority[1]], locked))
    assert trouble_of(file).code == "printing.no_signing_key"
    assert trouble_of(key_file(tmp_path, authority, ed448.Ed448PrivateKey.generate())).code == "printing.no_signing_key"


@pytest.mark.parametrize("content", [b"", b"not a key", b"-----BEGIN PRIVATE KEY-----\n", b"\x30\x82"])
def test_what_is_no_key_file_is_told(tmp_path: Path, content: bytes):
    (tmp_path / "key.p12").write_bytes(content)
    assert trouble_of(tmp_path / "key.p12").code == "printing.no_signing_file"
    assert trouble_of(tmp_path / "gone.p12").code == "printing.no_signing_file"
