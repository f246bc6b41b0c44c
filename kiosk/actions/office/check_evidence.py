"""Is an evidence folder or zip as it was made: every file, every line of its log, and every figure counted anew."""

import base64
import json
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import IO, Any, Protocol
from zoneinfo import ZoneInfo

from kiosk.actions.handles import takes_event
from kiosk.actions.office import evidence_data as data
from kiosk.actions.office.evidence import MANIFEST, SIGNATURE
from kiosk.actions.papers.certificate_key import PublicKeys, keys_from_text
from kiosk.core.hash_chain import BrokenLine, Tampering, broken_lines, to_json
from kiosk.core.recount import Comparison, compare, recount
from kiosk.core.verification import Verdict
from kiosk.errors import KioskError
from kiosk.store.records import Records

KEY = "key.json"
Line = tuple[str, int]
"""A line of the log by the log and its number there."""
_NO_LINES: Mapping[Line, bytes] = {}
_LARGEST = 4 << 30  # bytes of one file in a zip
_NOT_READABLE = (
    OSError, EOFError, zipfile.BadZipFile, zlib.error, ValueError, LookupError, TypeError, AttributeError,
    ArithmeticError, RuntimeError,
)  # fmt: skip
"""What readers of files, zips and JSON raise for what was made to mislead them."""


@dataclass(frozen=True, slots=True)
class EvidenceFound:
    """What a check finds: files ``changed`` since, ``missing``, or ``added``; lines of the log that are not as they
    were written; and the second count.  ``signed`` tells whether the list of hashes was signed by the key in the
    folder, ``is_known`` whether that is the key of the event that was asked about, None where none was given.
    """

    path: Path
    files: int
    changed: tuple[str, ...]
    missing: tuple[str, ...]
    added: tuple[str, ...]
    broken: tuple[BrokenLine, ...]
    comparison: Comparison
    event: str = ""
    signed: bool = False
    is_known: bool | None = None

    @property
    def is_whole(self) -> bool:
        """Whether nothing was changed, nothing lacks and nothing was put in, and both counts agree."""
        differs = self.changed or self.missing or self.added or self.broken or self.comparison.differences
        return self.signed and not differs

    @property
    def verdict(self) -> Verdict:
        """``genuine`` only where the event or its key says so: a folder made anew can carry a key of its own."""
        if self.is_known is False:
            return Verdict.OTHER_EVENT
        if not self.is_whole:
            return Verdict.CHANGED
        return Verdict.GENUINE if self.is_known else Verdict.UNKNOWN


class _Files(Protocol):
    """The files of a folder or of a zip."""

    def names(self) -> set[str]:
        """Their paths, with slashes; folders with nothing in them too, for none was made so."""

    def is_plain(self, name: str) -> bool:
        """Whether it is a file that lies here itself, once: no link, no pipe, no folder."""

    def open(self, name: str) -> IO[bytes]:
        """One of them."""


def is_evidence(path: Path) -> bool:
    """Whether this is a folder or a zip with a list of hashes in it."""
    if path.is_dir():
        return (path / MANIFEST).is_file()
    try:
        with zipfile.ZipFile(path) as packed:
            return MANIFEST in packed.namelist()
    except (OSError, zipfile.BadZipFile):
        return False


@takes_event
def lines_of_event(records: Records) -> dict[Line, bytes]:
    """What every line of an evidence folder of this event has to say, as a hash, by its log and number; lines of people
    who were erased since are left out.
    """
    key = records.event.ticket_key()
    lines = (op for op in records.journal.in_order() if op.nonce is not None)
    return {(op.log_id, op.seq): _hash_of_line(data.line_of(op, key)) for op in lines}


def check_evidence(
    path: Path, keys: PublicKeys | None = None, lines: Mapping[Line, bytes] = _NO_LINES
) -> EvidenceFound:
    """Look at every file of ``path``; ``keys`` are those of the event it should be of, ``lines`` what its log says
    (``lines_of_event``), where they are known.

    Raises ``evidence.not_one`` for what is no evidence folder or zip.
    """
    if not is_evidence(path):
        raise KioskError("evidence.not_one", file=path.name)
    try:
        with _opened(path) as files:
            return _checked(path, files, keys, lines)
    except _NOT_READABLE as trouble:
        raise KioskError("evidence.unreadable", file=path.name) from trouble


def _checked(path: Path, files: _Files, keys: PublicKeys | None, lines: Mapping[Line, bytes]) -> EvidenceFound:
    with files.open(MANIFEST) as file:
        manifest = file.read()
    told, there = dict(_hashes(manifest.decode("utf-8"))), files.names() - {MANIFEST, SIGNATURE}
    signature, own = _signature(files)
    signed = own is not None and own.has_signed(manifest, signature)
    is_known = None if keys is None else own is not None and keys.codes == own.codes
    changed = tuple(_changed(files, told, there))
    missing, added = tuple(sorted(told.keys() - there)), tuple(sorted(there - told.keys()))
    if not {data.EVENT, data.LOG} <= there:
        nothing = Comparison(())
        return EvidenceFound(path, len(told), changed, missing, added, (), nothing, "", signed, is_known)
    with files.open(data.EVENT) as file:
        event: dict[str, Any] = json.load(file)
    zone = ZoneInfo(event["timezone"])
    with files.open(data.LOG) as file:
        counted = recount(event, data.lines_in(line.decode("utf-8") for line in file), zone)
    return EvidenceFound(
        path, len(told), changed, missing, added, tuple(_broken(files, lines)),
        compare(data.stated_figures(event), counted), next(iter(event["names"].values()), ""), signed, is_known,
    )  # fmt: skip


def _changed(files: _Files, told: Mapping[str, str], there: set[str]) -> Iterator[str]:
    """Files that say something else than when they were listed, or stand for one that lies elsewhere."""
    for name in sorted(told.keys() & there):
        if not files.is_plain(name) or _hash(files, name) != told[name]:
            yield name
    yield from (name for name in (MANIFEST, SIGNATURE) if name in files.names() and not files.is_plain(name))


def _signature(files: _Files) -> tuple[bytes, PublicKeys | None]:
    """The signature of the list of hashes, and the key that lies in the folder; nothing where one is missing."""
    if not {SIGNATURE, KEY} <= files.names():
        return b"", None
    with files.open(SIGNATURE) as file:
        signature = base64.b64decode(file.read())
    with files.open(KEY) as file:
        return signature, keys_from_text(json.load(file))


def _broken(files: _Files, lines: Mapping[Line, bytes]) -> Iterator[BrokenLine]:
    """Lines that do not follow on the one before, do not say what their digest says, or not what the event's own do."""
    with files.open(data.LOG) as file:
        said = list(data.lines_in(part.decode("utf-8") for part in file))
    told = [data.operation_of(line) for line in said]
    broken: dict[Line, BrokenLine] = {}
    for _log, own in groupby(sorted(told, key=lambda op: (op.log_id, op.seq)), key=lambda op: op.log_id):
        broken |= {(one.log_id, one.seq): one for one in broken_lines(own)}
    for line in said:
        place = line["log_id"], line["seq"]
        if lines.get(place, b"") not in (b"", _hash_of_line(line)):
            broken.setdefault(place, BrokenLine(*place, Tampering.CHANGED))
    yield from broken.values()


def _hash_of_line(line: Mapping[str, Any]) -> bytes:
    return sha256(to_json(line).encode()).digest()


def _hashes(manifest: str) -> Iterator[tuple[str, str]]:
    for line in manifest.splitlines():
        digest, _, name = line.partition("  ")
        if len(digest) != 64 or not name:
            raise ValueError("a line of the list of hashes is none")
        yield name, digest


def _hash(files: _Files, name: str) -> str:
    digest = sha256()
    with files.open(name) as file:
        while part := file.read(1 << 20):
            digest.update(part)
    return digest.hexdigest()


@contextmanager
def _opened(path: Path) -> Iterator[_Files]:
    if path.is_dir():
        yield _Folder(path)
        return
    with zipfile.ZipFile(path) as packed:
        if any(one.file_size > _LARGEST for one in packed.infolist()):
            raise ValueError("a file of the zip is too large to be looked at")
        yield _Zip(packed)


class _Folder:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> set[str]:
        return {
            one.relative_to(self._folder).as_posix()
            for one in self._folder.rglob("*")
            if one.is_symlink() or not one.is_dir() or not any(one.iterdir())
        }

    def is_plain(self, name: str) -> bool:
        return stat.S_ISREG((self._folder / name).lstat().st_mode)

    def open(self, name: str) -> IO[bytes]:
        file = self._folder / name
        if not file.is_file():  # a pipe would be waited for
            raise OSError(f"{name} is no file")
        return file.open("rb")


class _Zip:
    def __init__(self, packed: zipfile.ZipFile) -> None:
        self._packed = packed
        self._listed = [one for one in packed.infolist() if not one.is_dir()]
        self._times = Counter(one.filename for one in self._listed)

    def names(self) -> set[str]:
        folders = (name for name in self._packed.namelist() if name.endswith("/"))
        return {
            *self._times,
            *(folder.rstrip("/") for folder in folders if not any(name.startswith(folder) for name in self._times)),
        }

    def is_plain(self, name: str) -> bool:
        linked = any(one.filename == name and stat.S_ISLNK(one.external_attr >> 16) for one in self._listed)
        return self._times[name] == 1 and not linked

    def open(self, name: str) -> IO[bytes]:
        return self._packed.open(name)
