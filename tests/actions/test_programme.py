"""A programme brought in again: what the file says changes, what it does not say stays."""

from dataclasses import replace
from pathlib import Path

from kiosk.actions.demonstration import make_demonstration
from kiosk.actions.import_programme import import_programme, plan_programme
from kiosk.core.programme import Admission


def imported(folder: Path, header: str, row: str):
    """Session S2 of the demonstration before and after a file with one row."""
    records = make_demonstration(folder / "event.kiosk", as_planned=True)
    file = folder / "programme.csv"
    file.write_text(f"{header}\n{row}\n", encoding="utf-8")
    before = records.programme.sessions()["S2"]
    import_programme(records, plan_programme(records, file))
    after = records.programme.sessions()["S2"]
    assert len(records.programme.sessions()) == 7
    records.close()
    return before, after


def test_a_file_with_fewer_columns_leaves_the_rest_as_it_was(tmp_path: Path):
    before, after = imported(
        tmp_path, "code,title_ko,starts_at,ends_at", "S2,총괄회의,2024-02-27T15:30,2024-02-27T16:50"
    )
    assert (after.titles, after.starts_at) != (before.titles, before.starts_at)
    assert after == replace(
        before, titles={**before.titles, "ko": "총괄회의"}, starts_at=after.starts_at, ends_at=after.ends_at
    )
    assert (after.admission, after.capacity, after.room) == (Admission.REGISTERED, 60, "회의실 A")


def test_an_empty_cell_clears_what_its_column_says(tmp_path: Path):
    _before, after = imported(
        tmp_path, "code,title_ko,starts_at,ends_at,capacity", "S2,총괄회의,2024-02-27T15:30,2024-02-27T16:50,"
    )
    assert (after.capacity, after.room) == (None, "회의실 A")
