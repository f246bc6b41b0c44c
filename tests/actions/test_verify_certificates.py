"""Anybody can check a certificate, from the event or its key file; no change of a file and no forged code passes."""

import base64
import json
import random
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pikepdf
import pypdfium2
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from PIL import Image
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from kiosk.actions.keeping.purge import purge
from kiosk.actions.papers.certificate_register import reissue, revoke
from kiosk.actions.papers.issue_certificates import issue_certificates
from kiosk.actions.papers.register_files import COLUMNS, export_register
from kiosk.actions.papers.verify_certificates import keys_of_event, keys_of_file, verify
from kiosk.core import certificate_code
from kiosk.core.verification import Subject, Verdict
from kiosk.errors import KioskError
from kiosk.store.records import Records
from kiosk.words.certificates import register_word
from tests import making
from tests.making import Desk
from tests.printing import pages


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Records]:
    """Three people with a certificate each, in a folder and in one file beside the event."""
    records = making.new_event(tmp_path_factory.mktemp("issued"))
    desk = Desk(records)
    for person in making.add_people(records, 3):
        desk.scan(person.ticket_code, "10:30", session="F")
    issue_certificates(records, records.path.parent / "each", desk="A")
    issue_certificates(records, records.path.parent / "all.pdf", desk="A")
    yield records
    records.close()


@pytest.fixture
def first(issued: Records) -> Path:
    return issued.path.parent / "each" / "수료증_참석자1_A-0001.pdf"


def code_of(file: Path) -> str:
    (code,) = pages.codes(pages.picture(file))
    return code


def verdict(what: object, records: Records) -> Verdict:
    (found,) = verify(str(what), keys_of_event(records))
    return found.verdict


def test_a_file_as_it_was_issued_is_genuine_and_says_whose_it_is(issued: Records, first: Path):
    (found,) = verify(str(first), keys_of_event(issued))
    assert (found.verdict, found.subject, found.serial, found.name) == (
        Verdict.GENUINE, Subject.FILE, "A-0001", "참석자1",
    )  # fmt: skip
    assert found.minutes == 90
    assert verdict(issued.path.parent / "all.pdf", issued) is Verdict.GENUINE
    assert [one.verdict for one in verify(str(first.parent), keys_of_event(issued))] == [Verdict.GENUINE] * 3


def test_no_byte_of_a_file_can_be_another_and_nothing_put_behind_it(issued: Records, first: Path, tmp_path: Path):
    content, chance = first.read_bytes(), random.Random(7)
    changed = tmp_path / "changed.pdf"
    places = [*range(0, len(content), len(content) // 60), *(chance.randrange(len(content)) for _ in range(60))]
    for place in places:
        changed.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        assert verdict(changed, issued) is not Verdict.GENUINE, place
    for other in (content + b"\n", content[:-1], content + content[-2000:], content[: len(content) // 2]):
        changed.write_bytes(other)
        assert verdict(changed, issued) is not Verdict.GENUINE


def test_a_page_that_says_another_name_is_a_changed_file_though_its_code_is_genuine(
    issued: Records, first: Path, tmp_path: Path
):
    with pikepdf.open(first) as pdf:
        pdf.docinfo["/Title"] = "another"
        pdf.save(tmp_path / "saved.pdf")
    picture = pages.picture(first, dpi=200, mode="RGB")
    picture.save(tmp_path / "scanned.pdf")
    for name in ("saved.pdf", "scanned.pdf"):
        assert verdict(tmp_path / name, issued) is Verdict.CHANGED
    picture.resize((picture.width * 3 // 4, picture.height * 3 // 4)).rotate(4, fillcolor="white").save(
        tmp_path / "photo.jpg", quality=80
    )
    (found,) = verify(str(tmp_path / "photo.jpg"), keys_of_event(issued))
    assert (found.verdict, found.subject, found.serial) == (Verdict.GENUINE, Subject.CODE, "A-0001")


def test_a_code_is_genuine_however_it_was_typed_and_changed_in_any_letter(issued: Records, first: Path):
    code = code_of(first)
    for typed in (
        code,
        code.lower(),
        " ".join(code[at : at + 6] for at in range(0, len(code), 6)),
        f"https://x/#{code}",
    ):
        assert verdict(typed, issued) is Verdict.GENUINE
    for place in range(3, len(code)):
        other = "A" if code[place] != "A" else "B"
        found = verdict(code[:place] + other + code[place + 1 :], issued)
        assert found in (Verdict.CHANGED, Verdict.OTHER_EVENT), place


def test_a_code_that_somebody_made_up_is_changed(issued: Records, first: Path):
    read = certificate_code.read(code_of(first))
    assert verdict(replace(read, name="홍길동").text, issued) is Verdict.CHANGED
    assert verdict(replace(read, key_id=bytes(8)).text, issued) is Verdict.OTHER_EVENT


def test_another_event_says_that_it_is_of_another(issued: Records, first: Path, tmp_path: Path):
    with closing(making.new_event(tmp_path)) as other:
        for what in (first, code_of(first)):
            assert verdict(what, other) is Verdict.OTHER_EVENT


def test_without_a_key_nothing_is_genuine(first: Path):
    assert [one.verdict for one in verify(str(first), None)] == [Verdict.UNKNOWN]


@pytest.mark.parametrize("what", ["", "안녕하세요", "KC1", "0" * 34, "KC1" + "A" * 300])
def test_what_is_no_certificate_is_never_genuine(issued: Records, what: str, tmp_path: Path):
    assert verdict(what or "x", issued) is not Verdict.GENUINE
    for name in ("text.txt", "paper.pdf"):
        (tmp_path / name).write_text(what, encoding="utf-8")
        assert verdict(tmp_path / name, issued) is not Verdict.GENUINE


@pytest.mark.parametrize("what", ["gone.pdf", "없는 폴더/수료증.PDF", "photo.jpg", "evidence.zip"])
def test_a_file_that_is_not_there_is_told(issued: Records, what: str):
    with pytest.raises(KioskError) as caught:
        verify(what, keys_of_event(issued))
    assert (caught.value.code, caught.value.details["file"]) == ("verify.unreadable", Path(what).name)


@pytest.mark.parametrize("content", [b"%!PS-Adobe-3.0 EPSF-3.0\n", b"", b"\x89PNG\r\n\x1a\n"])
def test_a_picture_that_is_none_is_told(issued: Records, content: bytes, tmp_path: Path):
    (tmp_path / "photo.png").write_bytes(content)
    with pytest.raises(KioskError, match=r"verify\.unreadable"):
        verify(str(tmp_path / "photo.png"), keys_of_event(issued))


@pytest.mark.parametrize("kind", ["webp", "tiff", "bmp", "gif", "mpo"])
def test_a_photograph_of_any_usual_kind_is_read(issued: Records, kind: str, tmp_path: Path):
    photo = tmp_path / f"photo.{'jpg' if kind == 'mpo' else kind}"
    Image.new("RGB", (60, 60)).save(photo, kind.upper())
    assert [one.verdict for one in verify(str(photo), keys_of_event(issued))] == [Verdict.UNKNOWN]


def test_a_ticket_is_checked_too(issued: Records):
    person = issued.people.all()[0]
    assert verdict(person.ticket_code, issued) is Verdict.GENUINE
    assert verdict(person.ticket_code[:20] + "0000" + person.ticket_code[24:], issued) is not Verdict.GENUINE


def test_revoked_and_replaced_numbers_are_told_from_event_and_key_file_also_after_an_erasure(tmp_path: Path):
    records = making.new_event(tmp_path)
    desk = Desk(records)
    for person in making.add_people(records, 3):
        desk.scan(person.ticket_code, "10:30", session="F")
    files = issue_certificates(records, tmp_path / "each", desk="A").files
    revoke(records, ["A-0001"], "잘못 발급")
    reissue(records, ["A-0002"], "훼손")
    wanted = [Verdict.REVOKED, Verdict.REPLACED, Verdict.GENUINE]
    assert [verdict(file, records) for file in files] == wanted
    export_register(records, tmp_path / "key.json", register_word, language="ko")
    keys = keys_of_file(tmp_path / "key.json")
    assert [verify(str(file), keys)[0].verdict for file in files] == wanted
    assert verify(str(files[1]), keys)[0].replaced_by == "A-0002-2"
    purge(records, "하루", now=datetime(2024, 6, 1, tzinfo=UTC))
    assert [verdict(file, records) for file in files] == wanted
    export_register(records, tmp_path / "register.xlsx", register_word, language="en")
    with closing(openpyxl.load_workbook(tmp_path / "register.xlsx")) as book:
        rows = list(book.active.iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == ["A-0001", "A-0002", "A-0003", "A-0002-2"]
    assert all(row[COLUMNS.index("name")] is None and len(row[-1]) == 64 for row in rows)
    assert [row[COLUMNS.index("state")] for row in rows] == ["revoked", "replaced", "valid", "valid"]
    records.close()


def test_the_register_is_printed_in_one_language(issued: Records, tmp_path: Path):
    """In that of its form: one that has no form is not mixed into the English one."""
    for language, state in (("ko", "유효"), ("en", "valid"), ("qps", "valid")):
        export_register(issued, tmp_path / f"{language}.pdf", register_word, language=language)
        (page,) = pages.read(tmp_path / f"{language}.pdf")
        assert state in page.text


def test_the_register_is_printed_with_everybody_on_it(issued: Records, tmp_path: Path):
    export_register(issued, tmp_path / "register.pdf", register_word, language="ko")
    (page,) = pages.read(tmp_path / "register.pdf")
    assert all(word in page.text for word in ("A-0003", "참석자3", "발급대장"))


def test_a_key_file_holds_no_secret_and_one_that_is_none_is_told(issued: Records, tmp_path: Path):
    export_register(issued, tmp_path / "key.json", register_word, language="ko")
    told = json.loads((tmp_path / "key.json").read_text(encoding="utf-8"))
    assert making.secret(issued).hex() not in json.dumps(told)
    assert set(told) == {"kind", "version", "event", "issuer", "ed25519", "p256", "ended"}
    (tmp_path / "none.json").write_text('{"ended": []}', encoding="utf-8")
    with pytest.raises(KioskError) as caught:
        keys_of_file(tmp_path / "none.json")
    assert caught.value.code == "verify.no_key"


def test_an_independent_validator_finds_the_signature_valid_and_over_the_whole_file(first: Path):
    with first.open("rb") as file:
        (signature,) = PdfFileReader(file).embedded_signatures
        trusted = ValidationContext(trust_roots=[signature.signer_cert], allow_fetching=False)
        status = validate_pdf_signature(signature, trusted)
    assert status.valid
    assert status.intact
    assert status.bottom_line
    assert status.coverage.name == "ENTIRE_FILE"


def test_a_certificate_can_be_read_aloud_in_order(first: Path):
    with pikepdf.open(first) as pdf:
        document = pdf.Root.StructTreeRoot.K
        roles = [str(part.S) for part in document.K]
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "ko"
        assert roles.count("/H1") == 1
        (table,) = (part for part in document.K if str(part.S) == "/Table")
        assert [[str(cell.S) for cell in row.K] for row in table.K] == [["/TH"] * 3, ["/TD"] * 3]
        assert all(str(part.Alt) for part in document.K if str(part.S) == "/Figure")
        assert sorted(pdf.attachments) == ["codes.txt", "open-badge.jwt"]
    with closing(pypdfium2.PdfDocument(first)) as document:
        assert document.get_formtype() in (0, 1)


def unpacked(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def test_the_open_badge_in_a_file_is_checked_by_the_key_that_its_issuer_is(
    issued: Records, first: Path, tmp_path: Path
):
    """Written apart from the program: the key is taken out of the did, the signature is checked as RFC 7515 says."""
    with pikepdf.open(first) as pdf:
        token = pdf.attachments["open-badge.jwt"].get_file().read_bytes().decode()
    header, body, signature = token.split(".")
    said, told = json.loads(unpacked(body)), json.loads(unpacked(header))
    number = 0
    for letter in said["issuer"]["id"].removeprefix("did:key:z"):
        number = number * 58 + "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".index(letter)
    key = number.to_bytes(34, "big")
    assert key[:2] == b"\xed\x01"
    Ed25519PublicKey.from_public_bytes(key[2:]).verify(unpacked(signature), f"{header}.{body}".encode())
    with pytest.raises(InvalidSignature):
        Ed25519PublicKey.from_public_bytes(key[2:]).verify(unpacked(signature), f"{header}.{body}x".encode())
    assert (told["alg"], told["kid"].partition("#")[0], said["iss"]) == (
        "EdDSA",
        said["issuer"]["id"],
        told["kid"].partition("#")[0],
    )
    assert said["@context"][0] == "https://www.w3.org/ns/credentials/v2"
    assert {"VerifiableCredential", "OpenBadgeCredential"} <= set(said["type"])
    subject = said["credentialSubject"]
    assert (subject["licenseNumber"], subject["identifier"][0]["identityHash"]) == ("A-0001", "참석자1")
    assert {"id", "type", "name", "description", "criteria"} <= set(subject["achievement"])
    export_register(issued, tmp_path / "badges.jsonl", register_word, language="ko")
    lines = [json.loads(line) for line in (tmp_path / "badges.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["serial"] for line in lines] == ["A-0001", "A-0002", "A-0003"]
    assert lines[0]["credential"] == token
