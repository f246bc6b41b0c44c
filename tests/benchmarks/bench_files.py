"""Rosters in and records out, beside merely reading or writing the same cells with the same library."""

import csv
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import xlsxwriter

from kiosk.actions.event import open_event
from kiosk.actions.office.export_records import export_records
from kiosk.actions.people import import_roster
from kiosk.actions.preparing import demonstration
from kiosk.actions.preparing.invented_people import ROSTER_HEADER, invented_rows
from kiosk.tables.reading import read_table
from kiosk.tables.writing import Sheet, write_csv, write_workbook
from kiosk.words import catalogue, terms
from tests.benchmarks import Figure
from tests.benchmarks.events import SESSIONS, give_history, make_event

TITLE = "Files in and out"
ROWS, EXPORTED = 100_000, 10_000


def measure() -> Iterator[Figure]:
    """Import of a large roster with all checks, and the export of a large event."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _imports(Path(folder))
        yield from _export(Path(folder))


def _imports(folder: Path) -> Iterator[Figure]:
    rows = list(invented_rows(ROWS, SESSIONS))
    files = {"CSV": folder / "roster.csv", "XLSX": folder / "roster.xlsx"}
    write_csv(files["CSV"], ROSTER_HEADER, rows)
    write_workbook(files["XLSX"], [Sheet("명단", ROSTER_HEADER, rows)])
    for name, file in files.items():
        reading = _seconds(lambda file=file: read_table(file))
        began = time.process_time()
        taken = _seconds(lambda file=file, name=name: _import(folder / f"{name}.kiosk", file))
        computed = time.process_time() - began
        yield Figure(
            f"import of {ROWS:,} rows, {name}", f"{ROWS / taken:,.0f} rows/s, {ROWS / computed:,.0f} a second of CPU",
            f"reading alone {ROWS / reading:,.0f} rows/s", f"{taken / reading:.1f}", "10,000 rows/s",
        )  # fmt: skip
        again = _seconds(lambda file=file, name=name: _import_again(folder / f"{name}.kiosk", file))
        yield Figure(f"the same file again, {name}, nothing changed", f"{ROWS / again:,.0f} rows/s")


def _import(event: Path, file: Path) -> None:
    records = demonstration.make_demonstration(event, as_planned=True, invented_people=ROWS)
    _bring_in(records, file)
    records.close()


def _import_again(event: Path, file: Path) -> None:
    records = open_event(event)
    _bring_in(records, file)
    records.close()


def _bring_in(records: object, file: Path) -> None:
    table = import_roster.open_roster(file)
    planned = import_roster.plan_roster(records, table, import_roster.guess(records, table))
    import_roster.import_roster(records, planned)


def _export(folder: Path) -> Iterator[Figure]:
    records = make_event(folder / "export.kiosk", EXPORTED)
    give_history(records, 7)
    out = folder / "attendance.xlsx"
    taken = _seconds(lambda: export_records(records, out, terms.export_word, language=catalogue.language()))
    rows = read_table(out, sheet=terms.export_word("sheet.attendance")).rows
    scans = read_table(out, sheet=terms.export_word("sheet.scans")).rows
    bare = _seconds(lambda: _write_bare(folder / "bare.xlsx", [rows, scans]))
    plain = _seconds(lambda: _write_plain(folder / "bare.csv", rows))
    yield Figure(
        f"export of {EXPORTED:,} × 7 with 70,000 scans, XLSX", f"{taken:.1f} s",
        f"the same cells by XlsxWriter {bare:.1f} s", f"{taken / bare:.2f}",
    )  # fmt: skip
    to_csv = _seconds(
        lambda: export_records(records, folder / "attendance.csv", terms.export_word, language=catalogue.language())
    )
    yield Figure(f"export of {EXPORTED:,} × 7, CSV", f"{to_csv:.1f} s", f"the same cells by csv {plain:.2f} s",
                 f"{to_csv / plain:.1f}")  # fmt: skip
    records.close()


def _write_bare(path: Path, tables: list) -> None:
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        for rows in tables:
            sheet = book.add_worksheet()
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    sheet.write(row, column, str(cell))


def _write_plain(path: Path, rows: list) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)


def _seconds(call: Callable[[], object]) -> float:
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun
