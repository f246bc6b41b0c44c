"""The views of an event file say what the census and the export say, and the page what they hold."""

import re
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.actions.door.check_in import undo
from kiosk.actions.event import open_event
from kiosk.actions.office.figures import read_census
from kiosk.actions.office.record_rows import attendance_json, scan_rows
from kiosk.actions.office.report_attendance import attendance_of_all
from kiosk.actions.papers.issue_certificates import issue_certificates
from kiosk.actions.people.manage_roster import add_attendee, set_status
from kiosk.actions.preparing.rehearse import rehearse
from kiosk.core.roster import Status
from kiosk.store import migrations
from kiosk.store.views import NAMES
from kiosk.words import terms
from tests import making

PAGE = Path(__file__).parents[2] / "docs" / "event-file.md"


@pytest.fixture(scope="module")
def event(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A rehearsed event, then a scan taken back, a cancelled person, and somebody nobody expected."""
    folder = tmp_path_factory.mktemp("views")
    played = rehearse(folder / "played", people=60, desks=2, words=terms.export_word, language="en")
    with closing(open_event(played.event)) as records:
        issue_certificates(records, folder / "certificates", desk="1")
        admitted = [row for row in scan_rows(records) if row["accepted"]]
        undo(records, str(admitted[3]["scan_id"]), "wrong person")
        set_status(records, records.people.all()[0].id, Status.CANCELLED, "ill")
        add_attendee(records, {"name": "Walk-in", "category": "관"})
    return played.event


def read(event: Path, view: str) -> list[dict]:
    """All rows of a view, as a stranger's SQLite reads them: read-only, with no function of ours."""
    with closing(sqlite3.connect(f"{event.resolve().as_uri()}?mode=ro", uri=True)) as plain:
        plain.row_factory = sqlite3.Row
        return [dict(row) for row in plain.execute(f"SELECT * FROM {view}")]


def seconds(told: object) -> object:
    """A moment of the export without its fractions, as the views have it."""
    return told and re.sub(r"\.\d+Z$", "Z", str(told))


def test_attendance_is_the_export_row_by_row(event: Path):
    rows = {(row["attendee_id"], row["session"]): row for row in read(event, "attendance")}
    with closing(open_event(event)) as records:
        told = [attendance_json(person, one) for person in attendance_of_all(records) for one in person.attendances]
    assert len(rows) == len(told)
    assert any(one["status"] != "absent" for one in told)
    for one in told:
        row = rows[one["attendee_id"], one["session"]]
        assert [row[key] for key in ("name", "status", "minutes")] == [
            one[key] for key in ("name", "status", "minutes")
        ]
        assert (row["first_in"], row["last_out"]) == (seconds(one["first_in"]), seconds(one["last_out"]))
        assert bool(row["open_exit"]) is one["open_exit"]


def test_attendance_adds_up_to_the_census(event: Path):
    rows = read(event, "attendance")
    with closing(open_event(event)) as records:
        counted = read_census(records)
    for one in counted.sessions:
        own = [row for row in rows if row["session"] == one.session.code]
        came = [row for row in own if row["status"] != "absent"]
        assert sum(row["expected"] for row in own) == one.whole.expected
        assert (len(came), sum(row["expected"] for row in came)) == (one.whole.came, one.whole.of_expected)
        assert sum(row["minutes"] for row in came) == one.whole.minutes
    expected = {one.session.code: one.whole.expected for one in counted.sessions}
    assert len(set(expected.values())) > 1  # lists and categories tell the sessions apart


def test_scans_are_the_export_row_by_row(event: Path):
    rows = {row["scan_id"]: row for row in read(event, "scans")}
    with closing(open_event(event)) as records:
        told, scans = list(scan_rows(records)), read_census(records).scans
    assert rows.keys() == {one["scan_id"] for one in told}
    for one in told:
        row = rows[str(one["scan_id"])]
        same = ("session", "direction", "verdict", "desk", "operator")
        assert [row[key] for key in same] == [one[key] for key in same]
        assert (row["at"], row["reason"]) == (seconds(one["at"]), one["overridden"])
        assert (bool(row["accepted"]), bool(row["taken_back"])) == (one["accepted"], one["taken_back"])
    taken_back = sum(row["taken_back"] for row in rows.values())
    accepted = sum(row["accepted"] and not row["taken_back"] for row in rows.values())
    assert (accepted, taken_back) == (scans.accepted, scans.taken_back)
    assert taken_back == 1


def test_people_sessions_and_certificates_are_those_of_the_event(event: Path):
    with closing(open_event(event)) as records:
        people, programme = records.people.all(), records.programme.sessions()
        papers = records.papers.certificates()
    assert [(row["id"], row["name"], row["sessions"] or "", row["status"]) for row in read(event, "attendees")] == [
        (one.id, one.name, ";".join(one.sessions), one.status) for one in people
    ]
    assert Counter(row["status"] for row in read(event, "attendees"))["cancelled"]
    shown = {row["code"]: row for row in read(event, "sessions")}
    assert {
        code: (row["title_ko"], row["title_en"], row["minutes"], row["capacity"], row["categories"] or "")
        for code, row in shown.items()
    } == {
        code: (
            one.titles.get("ko"), one.titles.get("en"), int((one.ends_at - one.starts_at).total_seconds() // 60),
            one.capacity, ";".join(one.categories),
        )
        for code, one in programme.items()
    }  # fmt: skip
    assert [(row["number"], row["attendee_id"], row["state"]) for row in read(event, "certificates")] == [
        (one.serial, one.attendee_id, one.state) for one in papers
    ]
    assert papers


def test_the_page_names_every_column_of_every_view(event: Path):
    sections = {part.split("\n")[0]: part for part in PAGE.read_text(encoding="utf-8").split("\n## ")[1:]}
    with closing(sqlite3.connect(event)) as plain:
        for view in NAMES:
            columns = [row[1] for row in plain.execute(f"PRAGMA table_info({view})")]
            told = [
                name
                for line in sections[view].splitlines()
                if line.startswith("| `")
                for name in re.findall(r"`(\w+)`", line.split("|")[1])
            ]
            assert sorted(told) == sorted(columns), view


def test_a_view_that_somebody_changed_is_named_and_one_of_their_own_is_not(tmp_path: Path):
    event = making.closed_event(tmp_path)
    with closing(sqlite3.connect(event)) as plain:
        plain.execute("CREATE VIEW mine AS SELECT 1")
        assert not migrations.strange_objects(plain)
        plain.execute("DROP VIEW attendance")
        plain.execute("CREATE VIEW attendance AS SELECT 'everybody' AS name")
        assert migrations.strange_objects(plain) == ("view attendance",)
