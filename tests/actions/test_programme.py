"""A programme brought in again: what the file says changes, what it does not say stays."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.actions.event import opened
from kiosk.actions.preparing.demonstration import make_demonstration
from kiosk.actions.programme.import_programme import import_programme, plan_programme
from kiosk.core.programme import Admission
from kiosk.errors import KioskError
from kiosk.store.records import Records
from kiosk.words.catalogue import title_of
from kiosk.words.error_messages import explain
from tests import making


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


def scanned(folder: Path) -> Records:
    """An event of one session from ten to twelve, into which somebody went at five past ten."""
    records = making.new_event(folder, [making.session("A", "10:00-12:00", titles={"ko": "개회식"})])
    person, *_ = making.add_people(records, 2)
    making.Desk(records).scan(person.ticket_code, "10:05", session="A")
    return records


@pytest.mark.parametrize(("row", "minutes", "moved", "renamed"), [
    ("A,개회식,2024-02-28T10:00,2024-02-28T11:00", (115, 55), True, False),
    ("A,열린 마당,2024-02-28T10:00,2024-02-28T12:00", (115, 115), False, True),
])  # fmt: skip
def test_a_change_after_scans_says_what_it_does_and_has_to_be_meant(
    tmp_path: Path, row: str, minutes: tuple[int, int], moved: bool, renamed: bool
):
    with opened(scanned(tmp_path)) as records:
        file = tmp_path / "programme.csv"
        file.write_text(f"code,title_ko,starts_at,ends_at\n{row}\n", encoding="utf-8")
        planned = plan_programme(records, file)
        (effect,) = planned.effects
        assert (effect.minutes, effect.moved, effect.renamed, effect.admitted) == (minutes, moved, renamed, 1)
        with pytest.raises(KioskError, match="changes_scanned"):
            import_programme(records, planned)
        import_programme(records, planned, even_scanned=True)
        assert records.programme.sessions()["A"] == planned.changed[0]


def test_a_session_that_a_later_calendar_cancels_is_told(tmp_path: Path):
    event = "BEGIN:VEVENT\r\nUID:{}@x\r\nSUMMARY:{}\r\nDTSTART:20240228T100000Z\r\nDURATION:PT1H\r\n{}END:VEVENT\r\n"
    calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{}END:VCALENDAR\r\n"
    file = tmp_path / "programme.ics"
    with opened(making.new_event(tmp_path)) as records:
        file.write_text(calendar.format(event.format("a", "하나", "") + event.format("b", "둘", "")), encoding="utf-8")
        import_programme(records, plan_programme(records, file))
        off = event.format("b", "취소됨: 둘", "STATUS:CANCELLED\r\n")
        file.write_text(calendar.format(event.format("a", "하나", "") + off), encoding="utf-8")
        planned = plan_programme(records, file)
        assert [session.code for session in planned.cancelled] == ["b"]
        assert "b" not in planned.kept and [session.code for session in planned.unchanged] == ["a"]


def test_codes_that_were_made_stay_when_the_file_comes_again_in_another_order(tmp_path: Path):
    file = tmp_path / "programme.csv"
    head = "날짜,시간,내용,장소\n"
    rows = ["2024-02-28,10:00~11:00,가,A", "2024-02-28,11:00~12:00,나,A", "2024-02-28,10:00~11:00,다,B"]
    with opened(making.new_event(tmp_path, [])) as records:
        file.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
        import_programme(records, plan_programme(records, file))
        codes = {title_of(session): code for code, session in records.programme.sessions().items()}
        later = [
            "2024-02-28,09:00~10:00,새것,A",
            rows[2],
            "2024-02-28,11:30~12:30,나,A",
            "2024-02-28,10:00~11:00,가나,A",
        ]
        file.write_text(head + "\n".join(later) + "\n", encoding="utf-8")
        planned = plan_programme(records, file)
        assert {title_of(session): session.code for session in planned.changed} == {
            "나": codes["나"], "가나": codes["가"],
        }  # fmt: skip
        assert [title_of(session) for session in planned.new] == ["새것"]
        assert [session.code for session in planned.unchanged] == [codes["다"]]


def test_a_title_that_was_the_copy_of_another_follows_the_new_one_and_one_that_stays_is_told(tmp_path: Path):
    both = making.session("A", "10:00-12:00", titles={"ko": "개회식", "en": "개회식"})
    own = making.session("B", "10:00-12:00", titles={"ko": "폐회식", "en": "Closing"})
    file = tmp_path / "programme.csv"
    row = "{},열린 마당,2024-02-28T10:00,2024-02-28T12:00\n"
    file.write_text("code,title_ko,starts_at,ends_at\n" + row.format("A") + row.format("B"), encoding="utf-8")
    with opened(making.new_event(tmp_path, [both, own])) as records:
        planned = plan_programme(records, file)
        assert [(fault.row, fault.code, fault.details) for fault in planned.doubts] == [
            (3, "programme.title_kept", {"title": "열린 마당", "kept": "Closing"})
        ]
        assert "“Closing” stays" in explain("programme.title_kept", planned.doubts[0].details)
        import_programme(records, planned)
        sessions = records.programme.sessions()
        assert (sessions["A"].titles, sessions["B"].titles["en"]) == ({"ko": "열린 마당"}, "Closing")


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("code,title_ko,title_en,starts_at,ends_at", "B,열린 마당,Closing,2024-02-28T10:00,2024-02-28T12:00"),
        ("code,title_ko,starts_at,ends_at", "B,폐회식,2024-02-28T11:00,2024-02-28T12:00"),
        ("code,title_ja,starts_at,ends_at", "B,閉会式,2024-02-28T10:00,2024-02-28T12:00"),
    ],
)
def test_titles_a_file_repeats_leaves_or_adds_are_told_of_nobody(header: str, row: str, tmp_path: Path):
    session = making.session("B", "10:00-12:00", titles={"ko": "폐회식", "en": "Closing"})
    file = tmp_path / "programme.csv"
    file.write_text(f"{header}\n{row}\n", encoding="utf-8")
    with opened(making.new_event(tmp_path, [session])) as records:
        planned = plan_programme(records, file)
        assert (len(planned.changed), planned.doubts) == (1, ())
