"""Every programme of ``programme_shapes`` is read rightly, asked about or refused, and never silently wrong."""

from datetime import date
from pathlib import Path

import pytest

from kiosk.core.programme import Session
from kiosk.core.programmes.programme_file import ProgrammeReading, programme_score, read_programme
from kiosk.errors import KioskError
from kiosk.tables.reading import read_table
from kiosk.words.catalogue import title_of
from kiosk.words.error_messages import explain
from tests.demonstration import SEOUL
from tests.shapes.programme_shapes import CSV, EVENTS, SCHEDULES
from tests.shapes.score import PAGE, score_of

TODAY = date(2026, 11, 20)


def read(path: Path) -> list[str]:
    """What a file gives, in the notation of ``programme_shapes``, in the order of its rows."""
    try:
        table = read_table(path, None, programme_score)
        reading = read_programme(table.rows, SEOUL, today=TODAY, merged=table.merged, struck=table.struck)
    except KioskError as trouble:
        assert explain(trouble.code, trouble.details)
        return [f"!!{trouble.code.partition('.')[2]}"]
    if reading.refused is not None:
        assert explain(reading.refused.code, reading.refused.details)
        return [f"!!{reading.refused.code.partition('.')[2]}"]
    return [line for _row, line in sorted(lines(reading), key=lambda line: line[0])]


def lines(reading: ProgrammeReading) -> list[tuple[int, str]]:
    """Each row with what became of it."""
    told = [(reading.rows[session.code], written(session)) for session in reading.sessions]
    for sign, faults in (("!", reading.rejected), ("-", reading.skipped), ("~", reading.doubts)):
        for fault in faults:
            assert "{" not in explain(fault.code, fault.details)
            told.append((fault.row, f"{sign}{fault.code.partition('.')[2]}"))
    return told + [(question.row, f"?{question.kind}") for question in reading.questions]


def written(session: Session) -> str:
    """A session in the notation of ``programme_shapes``."""
    start, end = session.starts_at.astimezone(SEOUL), session.ends_at.astimezone(SEOUL)
    until = f"{end:%H:%M}" if end.date() == start.date() else f"{end:%Y-%m-%d %H:%M}"
    room = f" @{session.room}" if session.room else ""
    speakers = f" / {', '.join(session.speakers)}" if session.speakers else ""
    return f"{start:%Y-%m-%d %H:%M} {until} {title_of(session)}{room}{speakers}"


@pytest.mark.parametrize("name", CSV)
def test_a_table_is_read_as_it_is_meant(name: str, tmp_path: Path) -> None:
    content, right = CSV[name]
    path = tmp_path / "programme.csv"
    path.write_text(content, encoding="utf-8")
    assert read(path) == list(right)


@pytest.mark.parametrize("name", EVENTS)
def test_a_calendar_is_read_as_it_is_meant(name: str, tmp_path: Path) -> None:
    content, right = EVENTS[name]
    bodies = [
        f"BEGIN:VEVENT\n{'' if 'UID:' in event else f'UID:{number}@x'}\n{event.strip()}\nEND:VEVENT".replace(
            "\n\n", "\n"
        )
        for number, event in enumerate(content.split("\n+\n"))
    ]
    path = tmp_path / "programme.ics"
    text = "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *bodies, "END:VCALENDAR", ""])
    path.write_text(text.replace("\n", "\r\n"), encoding="utf-8")
    assert read(path) == list(right)


@pytest.mark.parametrize("name", SCHEDULES)
def test_a_schedule_is_read_as_it_is_meant(name: str, tmp_path: Path) -> None:
    content, right = SCHEDULES[name]
    path = tmp_path / "schedule.txt"
    path.write_text(content, encoding="utf-8")
    assert read(path) == list(right)


def test_the_page_says_how_many_programmes_are_read_asked_about_and_refused() -> None:
    assert score_of([right for table in (CSV, EVENTS, SCHEDULES) for _content, right in table.values()]) in PAGE
