"""Encrypting an event file and decrypting it again; its recovery code on paper."""

import secrets
from dataclasses import dataclass
from pathlib import Path

from kiosk.actions.access import require
from kiosk.actions.event import opened, read_records
from kiosk.actions.handles import takes_event
from kiosk.actions.keeping.erase_traces import copies_of
from kiosk.actions.keeping.unlock import is_encrypted, keep_code
from kiosk.actions.papers.document_fields import event_fields
from kiosk.actions.papers.print_documents import write
from kiosk.actions.papers.shipped_layouts import load_form, printing_troubles
from kiosk.core.access import Permission
from kiosk.core.recovery_code import RANDOM_BYTES, RecoveryCode, new_code
from kiosk.errors import KioskError
from kiosk.store import event_file, key_ring, replacing
from kiosk.store.connections import check_can_encrypt
from kiosk.store.examination import examine, is_same_content
from kiosk.store.records import Records
from kiosk.whole_files import close_to_others


@dataclass(frozen=True, slots=True)
class Encrypted:
    """An event that is encrypted now: whether the key ring of this laptop keeps the code, and copies of the event that
    can be reached and are not encrypted.
    """

    path: Path
    in_ring: bool
    plain_copies: tuple[Path, ...]


def make_code() -> RecoveryCode:
    """A new recovery code; raises ``KioskError`` where what encrypts is not installed."""
    check_can_encrypt()
    return new_code(secrets.token_bytes(RANDOM_BYTES))


@takes_event
def code_of(records: Records) -> RecoveryCode:
    """The recovery code of an open encrypted event, to be put on paper again; raises ``KioskError`` when whoever is
    signed in may not see it, or the event is not encrypted.
    """
    require(records, Permission.CHANGE_RULES)
    if records.file.code is None:
        raise KioskError("encryption.is_plain", file=records.path.name)
    return records.file.code


@takes_event
def check_may_change(records: Records, *, encrypt: bool) -> None:
    """Raises ``KioskError`` when whoever is signed in may not encrypt or decrypt, it is so already, or another program
    works on it: before a code is made that would be none.
    """
    require(records, Permission.CHANGE_RULES)
    if not records.file.writable and event_file.is_held(records.path):
        raise KioskError("event.in_use", file=records.path.name)
    if encrypt == (records.file.code is not None):
        raise KioskError("encryption.is_encrypted" if encrypt else "encryption.is_plain", file=records.path.name)


def encrypt_event(path: Path, code: RecoveryCode, *, folder: Path | None = None) -> Encrypted:
    """Put an encrypted event in the place of a plain one: written anew, read again and compared first.

    Whoever calls has shown ``code`` to a person before: it may be the only key.  ``folder`` is that of the safe copies.
    Raises ``KioskError`` when another program has the event open, and leaves everything as it was.
    """
    in_ring = keep_code(code)
    try:
        _rewrite(path, code)
    except BaseException:
        key_ring.forget(code)
        raise
    return Encrypted(path, in_ring, plain_copies(path, folder))


def decrypt_event(path: Path) -> None:
    """Put a plain event in the place of an encrypted one.  The code stays in the key ring: copies still need it."""
    _rewrite(path, None)


def plain_copies(path: Path, folder: Path | None) -> tuple[Path, ...]:
    """Copies of the event that are not encrypted, in the folder for safe copies and beside it."""
    with opened(read_records(path)) as records:
        return tuple(copy for copy in copies_of(records, folder) if not is_encrypted(copy))


def remove_copies(copies: tuple[Path, ...]) -> None:
    """Overwrite and delete copies of an event."""
    for copy in copies:
        replacing.overwrite(copy)


@takes_event
def write_code(records: Records, code: RecoveryCode, out: Path, language: str) -> Path:
    """Write the page with the recovery code in ``language``, or English where there is no form in it."""
    with printing_troubles():
        chosen = load_form("recovery-code", language)
        groups = code.text.split("-")
        fields = event_fields(records, chosen.language) | {
            "file": records.path.name,
            "first_groups": "   ".join(groups[:3]),
            "last_groups": "   ".join(groups[3:]),
        }
        write(records, chosen, [fields], out, 1)
    close_to_others(out)
    return out


def _rewrite(path: Path, code: RecoveryCode | None) -> None:
    path = path.resolve()  # a link stays one
    with event_file.held(path):
        with opened(read_records(path)) as records:
            _check_may_be_rewritten(records, code)
        event_file.gather(path)
        replacing.clear_leftovers(path)
        whole = replacing.unfinished(path)
        try:
            with opened(read_records(path)) as records:
                event_file.convert_to(records.file, whole, code)
                with opened(read_records(whole)) as made:
                    is_whole = is_same_content(records.file, made.file)
                    if not is_whole or not examine(made.file).sound:
                        raise KioskError("encryption.not_whole", file=path.name)
            replacing.take_place_of(path)
        except BaseException:
            replacing.clear_leftovers(path)
            raise


def _check_may_be_rewritten(records: Records, code: RecoveryCode | None) -> None:
    """A damaged event is made whole first."""
    if not examine(records.file).sound:
        raise KioskError("event.damaged", file=records.path.name)
    if (code is None) == (records.file.code is None):
        raise KioskError("encryption.is_plain" if code is None else "encryption.is_encrypted", file=records.path.name)
