"""Is this certificate, ticket or file genuine?  Answered offline, from the event or from its public key alone."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any

import zxingcpp
from PIL import Image, ImageOps

from kiosk.actions.handles import takes_event
from kiosk.actions.papers.certificate_key import PublicKeys, keys_from_text, public_keys
from kiosk.core import certificate_code
from kiosk.core.certificate_code import CertificateCode
from kiosk.core.certificate_paper import PaperState
from kiosk.core.codes import keyboard
from kiosk.core.ticket import Origin
from kiosk.core.verification import WEIGHT, Subject, Verdict, Verified
from kiosk.errors import KioskError
from kiosk.store.records import Records
from printing import pdf_signature, rendering
from printing.picture_files import TooLargeError, opened_picture

_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp", ".tif", ".tiff"})
_LARGEST_FILE = 200_000_000  # bytes
# Decoders of Pillow itself; others hand the file to another program (EPS).  That of JPEG reads MPO as well.
_PHOTOGRAPHS = ("PNG", "JPEG", "WEBP", "TIFF", "BMP", "GIF")
_MOST_PAGES = 20  # of a file without a list of its codes
_SCALES = (1.0, 0.5, 2.0)


@dataclass(frozen=True, slots=True)
class Ended:
    """Why a number stands no longer."""

    state: PaperState
    replaced_by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Keys:
    """What a check goes by: the event's keys, which numbers stand no longer (by number and half of the hash), and what
    is known of a ticket.
    """

    public: PublicKeys
    ended: dict[tuple[str, str], Ended] = field(default_factory=dict)
    ticket: Callable[[str], Verified | None] = lambda _text: None


@takes_event
def keys_of_event(records: Records) -> Keys:
    """What the event itself knows."""
    return _keys(records)


def _keys(records: Records) -> Keys:
    certificates = records.papers.certificates()
    after = {one.replaces: one.serial for one in certificates if one.replaces}
    ended = {
        (one.serial, certificate_code.half(one.mark)): Ended(one.state, after.get(one.serial, ""), one.state_reason)
        for one in certificates
        if not one.is_valid
    }
    for line in records.papers.kept_register():
        if line.state is not PaperState.VALID:
            ended[line.serial, certificate_code.half(line.mark)] = Ended(line.state)
    return Keys(public_keys(records), ended, lambda text: _ticket(records, text))


def key_file(records: Records) -> dict[str, Any]:
    """What checks certificates elsewhere, as plain values: public keys and the numbers that stand no longer."""
    keys = _keys(records)
    return {
        "kind": "kiosk certificate key",
        "version": 1,
        "event": dict(records.event.details().names),
        "issuer": dict(records.event.details().organisers),
        **keys.public.as_text(),
        "ended": [
            {"serial": serial, "mark": mark, "state": str(one.state), "replaced_by": one.replaced_by}
            for (serial, mark), one in sorted(keys.ended.items())
        ],
    }


def keys_of_file(file: Path) -> Keys:
    """What a key file says; raises ``verify.no_key`` for a file that is none."""
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
        ended = {
            (one["serial"], one["mark"]): Ended(PaperState(one["state"]), one["replaced_by"]) for one in said["ended"]
        }
    except OSError as trouble:
        raise KioskError("verify.no_file", file=str(file)) from trouble
    except (KeyError, TypeError, ValueError, RecursionError) as trouble:
        raise KioskError("verify.no_key") from trouble
    return Keys(keys_from_text(said), ended)


def verify(what: str, keys: Keys | None) -> list[Verified]:
    """Check a path (a PDF, a picture, or a folder of them) or a text as a scanner types it.

    One answer for each file of a folder; with ``keys`` None nothing can be genuine.  Raises ``verify.unreadable``.
    """
    path = Path(what)
    if _exists(path):
        files = sorted(each for each in path.rglob("*") if _can_be_checked(each)) if path.is_dir() else [path]
        return [_verify_file(file, keys) for file in files] or [_nothing(str(path))]
    if _is_called_like_a_file(what):
        raise KioskError("verify.unreadable", file=path.name)
    return [_verify_text(what, keys)]


def verify_text(text: str, keys: Keys | None) -> Verified:
    """Check what a scanner, a camera or a person gave."""
    return _verify_text(text, keys)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a code is longer than any name of a file
        return False


def _is_called_like_a_file(what: str) -> bool:
    """Whether somebody meant a file that is not there; no code ends so."""
    return Path(what).suffix.lower() in {".pdf", ".zip", *_PICTURES}


def _can_be_checked(file: Path) -> bool:
    return file.is_file() and file.suffix.lower() in {".pdf", *_PICTURES}


def _nothing(file: str = "") -> Verified:
    return Verified(Verdict.UNKNOWN, Subject.NOTHING, file=file)


def _verify_file(file: Path, keys: Keys | None) -> Verified:
    try:
        if file.stat().st_size > _LARGEST_FILE:
            raise KioskError("verify.too_large", file=file.name)
        content = file.read_bytes()
    except OSError as trouble:
        raise KioskError("verify.unreadable", file=file.name) from trouble
    if content[:1024].find(b"%PDF-") >= 0 or file.suffix.lower() == ".pdf":
        found = _verify_pdf(content, keys)
    elif file.suffix.lower() in _PICTURES:
        found = _verify_codes(_codes_of_picture(file), keys)
    else:
        found = _verify_text(content[:100_000].decode("utf-8", "replace"), keys)
    return replace(found, file=str(file))


def _verify_pdf(content: bytes, keys: Keys | None) -> Verified:
    """The file as it was signed; a genuine code in a file that is not as it was signed makes it a changed one."""
    codes = list(dict.fromkeys(certificate_code.codes_as_they_are(content.decode("latin-1"))))
    if keys is not None and pdf_signature.is_as_signed(content, keys.public.files):
        return _verify_codes(codes, keys, Subject.FILE) if codes else Verified(Verdict.GENUINE, Subject.FILE)
    found = _verify_codes(chain(codes, _codes_of_pages(content)), keys)
    if found.verdict in (Verdict.OTHER_EVENT, Verdict.UNKNOWN):
        return found
    return replace(found, verdict=Verdict.CHANGED, subject=Subject.FILE)


def _verify_codes(codes: Iterable[str], keys: Keys | None, subject: Subject = Subject.CODE) -> Verified:
    """The weightiest of what the codes of a file say."""
    answers = [_verify_text(code, keys, subject) for code in codes]
    told = [one for one in answers if one.subject is not Subject.NOTHING]
    return min(told or [_nothing()], key=lambda one: WEIGHT[one.verdict])


def _verify_text(text: str, keys: Keys | None, subject: Subject = Subject.CODE) -> Verified:
    for typed in (text, *keyboard.as_typed(text)):
        if (code := certificate_code.read(typed)) is not None:
            return _verify_code(code, keys, subject)
    if any(certificate_code.codes_in(text)):
        return Verified(Verdict.CHANGED if keys else Verdict.UNKNOWN, subject)
    ticket = keys.ticket(text) if keys else None
    return ticket or _nothing()


def _verify_code(code: CertificateCode, keys: Keys | None, subject: Subject) -> Verified:
    said = Verified(Verdict.UNKNOWN, subject, code.serial, code.name, code.issued_on, code.minutes)
    if keys is None:
        return said
    if code.key_id != keys.public.key_id:
        return Verified(Verdict.OTHER_EVENT, subject)
    if not keys.public.is_right(code):
        return Verified(Verdict.CHANGED, subject)
    ended = keys.ended.get((code.serial, code.mark))
    if ended is None:
        return replace(said, verdict=Verdict.GENUINE)
    verdict = Verdict.REPLACED if ended.state is PaperState.REPLACED else Verdict.REVOKED
    return replace(said, verdict=verdict, replaced_by=ended.replaced_by, reason=ended.reason)


_OF_TICKET = {
    Origin.FORGED: Verdict.CHANGED,
    Origin.OTHER_EVENT: Verdict.OTHER_EVENT,
}


def _ticket(records: Records, text: str) -> Verified | None:
    """What the event knows of a ticket."""
    ticket = records.event.ticket_key().read(text)
    if ticket is None:
        return None
    if ticket.origin in _OF_TICKET:
        return Verified(_OF_TICKET[ticket.origin], Subject.TICKET)
    holder = records.tickets.holder_of_number(ticket.number)
    if holder is None:
        return Verified(Verdict.GENUINE, Subject.TICKET)
    verdict = Verdict.GENUINE if holder.current else Verdict.REVOKED
    return Verified(verdict, Subject.TICKET, name=holder.attendee.name)


def _codes_of_picture(file: Path) -> Iterator[str]:
    try:
        with opened_picture(file, _PHOTOGRAPHS, most_bytes=_LARGEST_FILE) as image:
            yield from _read(ImageOps.exif_transpose(image).convert("L"))
    except TooLargeError as trouble:
        raise KioskError("verify.too_large", file=file.name) from trouble
    except OSError as trouble:
        raise KioskError("verify.unreadable", file=file.name) from trouble


def _codes_of_pages(content: bytes) -> Iterator[str]:
    for page in rendering.grey_pages(content, _MOST_PAGES):
        yield from _read(page)


def _read(image: Image.Image) -> list[str]:
    """The texts of the QR symbols in a picture; a photograph is looked at in other sizes too."""
    for scale in _SCALES:
        size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
        scaled = image if scale == 1.0 else image.resize(size)
        if found := zxingcpp.read_barcodes(scaled, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)):
            return [one.text for one in found]
    return []
