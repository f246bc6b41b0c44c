"""The evidence folder (정산 증빙): all that a funder asks for in one folder or zip, with a list that shows changes.

It is made beside its place and put there whole; a writing that fails leaves nothing.  ``docs/evidence.md``.
"""

import base64
import glob
import json
import shutil
import uuid
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from kiosk import clock, paths
from kiosk.actions.access import require
from kiosk.actions.event import event_zone
from kiosk.actions.handles import takes_event
from kiosk.actions.office import evidence_data as data
from kiosk.actions.office.event_report import report_event
from kiosk.actions.office.evidence_pages import Seals, write_list, write_recount
from kiosk.actions.office.export_records import export_records
from kiosk.actions.office.figures import read_census, refuse_erased
from kiosk.actions.office.report_language import Words
from kiosk.actions.papers.certificate_key import signature_of
from kiosk.actions.papers.output_paths import FOLDER, check_target, file_name, make_folder
from kiosk.actions.papers.print_sign_in_sheet import print_sign_in_sheet
from kiosk.actions.papers.register_files import Words as RegisterWords
from kiosk.actions.papers.register_files import export_register
from kiosk.core import audit
from kiosk.core.access import Permission
from kiosk.core.audit import Entry
from kiosk.core.operation import Kind, Operation
from kiosk.core.recount import Comparison, compare, recount
from kiosk.errors import KioskError
from kiosk.store.records import Records
from kiosk.tables.writing import cannot_write, write_csv
from kiosk.whole_files import put, written_beside

_NOT_HANDED_ON = frozenset({"ticket_code", "email", "phone", "address", "notes", "needs"})

MANIFEST, SIGNATURE = "MANIFEST", "MANIFEST.sig"


@dataclass(frozen=True, slots=True)
class EvidenceWords:
    """What the papers of the folder say, in one language: of the folder, the report, the workbook, the register of
    certificates, and a change.
    """

    folder: Words
    report: Words
    export: Words
    register: RegisterWords
    change: Callable[[Entry], tuple[str, ...]]
    language: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A folder or zip that was made: its files by their paths, and how the second count compares."""

    out: Path
    files: tuple[str, ...]
    comparison: Comparison
    seal: str


@takes_event
def make_evidence(records: Records, out: Path, words: EvidenceWords) -> Evidence:
    """Write the evidence of an event to ``out``: NAME.zip, or a folder that is not there yet or empty.

    Raises ``KioskError`` when the people were erased, for a folder with something in it, or when it cannot be written;
    nothing is left then.
    """
    require(records, Permission.EXPORT)
    check_target(out, (".zip", FOLDER))
    refuse_erased(records)
    if out.suffix.lower() != ".zip" and out.is_dir() and any(out.iterdir()):
        raise KioskError("evidence.folder_in_use", folder=str(out))
    make_folder(out.parent)
    try:
        with _beside(out) as folder:
            made = _Folder(records, folder, words).write()
            files = tuple(sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()))
            _put_in_place(folder, files, out)
    except OSError as trouble:
        raise cannot_write(out, trouble) from trouble
    return Evidence(out, files, made.comparison, made.seal)


class _Folder:
    """A folder while it is filled."""

    def __init__(self, records: Records, folder: Path, words: EvidenceWords) -> None:
        self._records, self._folder, self._words = records, folder, words
        self._files: list[tuple[str, str]] = []

    def write(self) -> Seals:
        """Everything, the list of hashes last."""
        seals = self._write_data()
        self._write_papers(seals)
        listed = [
            (part, what, (self._folder / part).stat().st_size)
            for path, what in self._files
            for part in self._parts_of(path)
        ]
        say, language = self._words.folder, self._words.language
        write_list(self._records, self._folder / "00-list.pdf", say, language, seals, listed)
        write_manifest(self._folder)
        manifest = (self._folder / MANIFEST).read_bytes()
        signed = base64.b64encode(signature_of(self._records, manifest)).decode("ascii")
        (self._folder / SIGNATURE).write_text(signed + "\n", encoding="ascii")
        return seals

    def _write_data(self) -> Seals:
        """The data, and the second count over what then lies on the disk."""
        records, now = self._records, clock.now()
        (self._folder / "data").mkdir()
        event = data.event_data(records, read_census(records, now), now)
        with self._file(data.EVENT, "data_event").open("w", encoding="utf-8") as out:
            json.dump(event, out, ensure_ascii=False, indent=1)  # piece by piece: as one text it is as large again
        lines, seal = data.write_log(
            records.journal.in_order(), records.event.ticket_key(), self._file(data.LOG, "data_log")
        )
        schema = paths.resource("schemas", "evidence.schema.json").read_bytes()
        self._file(data.SCHEMA, "data_schema").write_bytes(schema)
        with (self._folder / data.LOG).open(encoding="utf-8") as written:
            counted = recount(event, data.lines_in(written), event_zone(records))
        return Seals(now, lines, seal, compare(data.stated_figures(event), counted))

    def _write_papers(self, seals: Seals) -> None:
        records, words = self._records, self._words
        for ending in (".pdf", ".docx"):
            out = self._file(f"01-report{ending}", "report")
            report_event(records, out, words.report, words.language, at=seals.made_at)
        write_recount(records, self._file("02-recount.pdf", "recount_file"), words.folder, words.language, seals)
        (self._folder / "03-sign-in").mkdir()
        for number, code in enumerate(records.programme.sessions(), start=1):
            sheet = f"03-sign-in/{file_name(f'{number:02d}', code)}.pdf"
            print_sign_in_sheet(records, code, self._file(sheet, "sign_in"))
        workbook = self._file("04-attendance.xlsx", "workbook")
        export_records(records, workbook, words.export, language=words.language, with_contacts=False)
        for ending in (".pdf", ".xlsx"):
            register = self._file(f"06-certificates{ending}", "register")
            export_register(records, register, words.register, language=words.language)
        export_register(records, self._file("key.json", "key"), words.register, language=words.language)
        header = [words.folder(code) for code in ("time", "operator", "desk", "what", "whom", "change")]
        write_csv(self._file("05-changes.csv", "changes"), header, map(words.change, _changes(records)))

    def _parts_of(self, path: str) -> list[str]:
        """The file itself, or what became of one of many thousand pages: ``NAME-001.pdf`` and so on."""
        whole = self._folder / path
        parts = [whole] if whole.exists() else sorted(whole.parent.glob(f"{whole.stem}-*{whole.suffix}"))
        return [part.relative_to(self._folder).as_posix() for part in parts]

    def _file(self, path: str, what: str) -> Path:
        self._files.append((path, self._words.folder(what)))
        return self._folder / path


def write_manifest(folder: Path) -> None:
    """The SHA-256 of every file, as ``sha256sum -c MANIFEST`` reads it; it is signed by the event's key beside it."""
    named = sorted(path for path in folder.rglob("*") if path.is_file())
    lines = [f"{hash_of(path)}  {path.relative_to(folder).as_posix()}\n" for path in named]
    (folder / MANIFEST).write_text("".join(lines), encoding="utf-8", newline="\n")


def hash_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    digest = sha256()
    with path.open("rb") as file:
        while part := file.read(1 << 20):
            digest.update(part)
    return digest.hexdigest()


def _changes(records: Records) -> Iterator[Entry]:
    """Every change that somebody made; admissions as the rules have them are in the workbook.  That a way to reach
    somebody, a code or a remark was changed is told, not from what to what.
    """
    voided = frozenset(records.scans.voided())
    told = audit.trail(op for op in records.journal.in_order() if _is_correction(op, voided))
    return (replace(entry, before=_withheld(entry.before), after=_withheld(entry.after)) for entry in told)


def _withheld(fields: Mapping[str, object]) -> dict[str, object]:
    return {name: "…" if name in _NOT_HANDED_ON and value else value for name, value in fields.items()}


def _is_correction(op: Operation, voided: frozenset[str]) -> bool:
    return op.kind != Kind.SCAN or bool(op.payload.get("overridden")) or op.op_id in voided


@contextmanager
def _beside(out: Path) -> Iterator[Path]:
    """A folder to be filled beside ``out``; what of it is left at the end vanishes, and so does what is left of an
    earlier run that was killed.
    """
    for unfinished in out.parent.glob(f".{glob.escape(out.name)}.*.part"):
        shutil.rmtree(unfinished, ignore_errors=True)
        with suppress(OSError):  # of a zip; a folder that cannot be removed is left
            unfinished.unlink(missing_ok=True)
    folder = out.with_name(f".{out.name}.{uuid.uuid4().hex[:12]}.part")
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _put_in_place(folder: Path, files: tuple[str, ...], out: Path) -> None:
    if out.suffix.lower() != ".zip":
        if out.is_dir():
            out.rmdir()
        put(folder, out)
        return
    with written_beside(out) as unfinished, zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in files:
            packed.write(folder / name, name)
