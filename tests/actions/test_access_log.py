"""The access log: who took people's data out, when, how many; never of whom, and it stays when they are erased."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.actions.event import opened, read_event
from kiosk.actions.keeping.purge import purge
from kiosk.actions.office import access_log
from kiosk.actions.office.access_log import Access, accesses, note_access
from kiosk.actions.office.export_records import export_records
from kiosk.actions.papers.print_documents import print_badges
from kiosk.actions.people.manage_roster import find_attendees
from kiosk.core.access import Caller
from kiosk.store.records import Records
from tests import making


@pytest.fixture
def event(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Records]:
    monkeypatch.setattr("kiosk.paths.log_folder", lambda: tmp_path / "logs")
    records = making.new_event(tmp_path)
    making.add_people(records, 3)
    records = records.by(Caller("김하늘"))
    yield records
    records.close()


def told(records: Records) -> list[tuple[str, str, int]]:
    return [(line.operator, line.action, line.people) for line in accesses(records)]


def test_export_print_and_search_are_written_down_with_who_and_how_many(event: Records, tmp_path: Path):
    export_records(event, tmp_path / "out.csv", str, language="ko")
    print_badges(event, event.people.all()[:2], tmp_path / "badges.pdf")
    find_attendees(event, "참석자1")
    assert told(event) == [("김하늘", "export", 3), ("김하늘", "print", 2), ("김하늘", "search", 1)]
    assert all(line.chained for line in accesses(event))


def test_it_is_written_by_commands_that_only_read_the_event(event: Records, tmp_path: Path):
    with opened(read_event(event.path)) as reading:
        export_records(reading, tmp_path / "out.json", str, language="ko")
    assert told(event) == [("", "export", 3)]


def test_it_holds_nobody_and_stays_when_everybody_is_erased(event: Records, tmp_path: Path):
    find_attendees(event, "참석자2")
    traces = [person.name for person in event.people.all()] + [person.id for person in event.people.all()]
    purge(event, "하루", now=making.moment("19:00"))
    assert [action for _, action, _ in told(event)] == ["search", "erase"]
    (log,) = (tmp_path / "logs" / "access").iterdir()
    assert not [trace for trace in traces if trace in log.read_text(encoding="utf-8")]


def test_a_line_changed_by_hand_shows_in_that_line_and_not_in_the_others(event: Records, tmp_path: Path):
    for people in (1, 2, 3):
        note_access(event, Access.EXPORT, people)
    (log,) = (tmp_path / "logs" / "access").iterdir()
    log.write_text(log.read_text(encoding="utf-8").replace('"people": 2', '"people": 9'), encoding="utf-8")
    assert [line.chained for line in accesses(event)] == [True, False, True]
    log.write_text("\n".join(log.read_text(encoding="utf-8").splitlines()[1:]) + "\n", encoding="utf-8")
    assert not next(accesses(event)).chained


def test_a_log_that_cannot_be_written_keeps_nobody_from_working(
    event: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setattr(access_log.paths, "log_folder", lambda: tmp_path / "file")
    assert len(find_attendees(event, "참석자1")) == 1
    assert "could not be written" in caplog.text
