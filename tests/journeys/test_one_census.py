"""Every place that shows a number shows the same one: all of them side by side, against an oracle written apart."""

import json
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import jsonschema
import openpyxl
import pytest

from kiosk.actions.desks.conflicts import join_people
from kiosk.actions.door.check_in import check_in, new_scan_id, undo
from kiosk.actions.event import details_of, open_event
from kiosk.actions.keeping.purge import certify, purge
from kiosk.actions.office.event_report import report_event
from kiosk.actions.office.export_records import export_records
from kiosk.actions.office.figures import SessionCount, figures_json, read_census, session_counts, statistics_rows
from kiosk.actions.office.report_attendance import attendance_of_all
from kiosk.actions.papers.certificate_register import certificate_states
from kiosk.actions.papers.issue_certificates import issue_certificates
from kiosk.actions.papers.print_sign_in_sheet import print_sign_in_sheet
from kiosk.actions.people.manage_roster import add_attendee, edit_attendee, reissue, set_status
from kiosk.actions.preparing.rehearse import rehearse
from kiosk.core.attendance import has_minutes
from kiosk.core.kept_figures import payload_of
from kiosk.core.programme import Admission, Tracking
from kiosk.core.roster import Status
from kiosk.core.scan import Asked, Scan
from kiosk.errors import KioskError
from kiosk.paths import resource
from kiosk.store.records import Records
from kiosk.words import catalogue, terms
from kiosk.words.report import report_word
from tests import figures_oracle, making
from tests.printing import pages

NIGHT = replace(
    making.session("N", "22:00-23:00", room="Night", minimum_share=0.5),
    ends_at=making.moment("23:00") + timedelta(hours=2),
)
CLOSED = making.session("C", "13:00-14:00", room="Club", admission=Admission.CATEGORY, categories=("학", "관"))
SESSIONS = (*making.A_DAY, NIGHT, CLOSED, making.session("X", "16:00-16:50", room="X", tracking=Tracking.ENTRY))
CODES = [one.code for one in SESSIONS]
AFTER = making.moment("23:30") + timedelta(days=2)


@pytest.fixture(autouse=True)
def _in_english() -> None:
    catalogue.use_language("en")


def wild_event(folder: Path, seed: int) -> Records:
    """A day on which everything happens that desks and offices do."""
    chance, records = Random(seed), making.new_event(folder, SESSIONS)
    people = [
        add_attendee(records, {
            "name": f"참석자{number}", "category": chance.choice(["산", "학", "연", "관", ""]),
            "affiliation": chance.choice(["㈜누리랩", "누리랩", "시청"]),
            "sessions": chance.sample(CODES, chance.randrange(4)),
        })
        for number in range(chance.randrange(3, 14))
    ]  # fmt: skip
    scanned: list[str] = []
    for step in range(chance.randrange(20, 90)):
        person = chance.choice(people)
        match chance.randrange(20):
            case 0:
                set_status(records, person.id, chance.choice(list(Status)), "사유")
            case 1 if scanned:
                undo(records, scanned.pop(chance.randrange(len(scanned))), "잘못 찍음")
            case 2:
                people.append(add_attendee(records, {"name": f"현장{step}", "category": chance.choice("산학")}))
            case 3 if len(people) > 4:
                gone = people.pop(chance.randrange(len(people)))
                join_people(records, chance.choice(people).id, gone.id)
            case 4:
                moved = records.programme.sessions()[chance.choice(CODES)]
                by = timedelta(minutes=chance.choice([-20, 5, 30]))
                making.add_sessions(
                    records, [replace(moved, starts_at=moved.starts_at + by, ends_at=moved.ends_at + by)]
                )
            case 5:
                edit_attendee(records, person.id, {"category": chance.choice("산학연관")})
            case 6:
                reissue(records, person.id, "분실")
            case 7:
                issue_certificates(records, folder / f"issued-{step}", desk="1")
            case _:
                scanned.append(_scan(records, person.id, chance))
    return records


def _scan(records: Records, person: str, chance: Random) -> str:
    session = records.programme.sessions()[chance.choice(CODES)]
    length = int((session.ends_at - session.starts_at).total_seconds())
    at = session.starts_at + timedelta(seconds=chance.randrange(-1500, length + 600))
    scan = Scan(
        new_scan_id(), records.people.get(person).ticket_code, at, chance.choice("AB"), session=session.code,
        asked=chance.choice([None, None, Asked.IN, Asked.OUT]), override=chance.choice(["", "현장 확인"]),
    )  # fmt: skip
    return check_in(records, scan).scan_id


def rows_of(sheet) -> list[dict[str, object]]:
    header, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def everything_agrees(records: Records, folder: Path) -> None:
    """All outputs of an event against the oracle."""
    folder.mkdir()
    told = figures_oracle.figures_of(records)
    counted = read_census(records)
    for session, category, group in statistics_rows(counted):
        row = figures_json(session, category, group)
        expected = told.get((session.code, category), dict.fromkeys(figures_oracle.KEYS, 0))
        assert {key: row[key] for key in figures_oracle.KEYS} == expected, (session.code, category)
        assert 0 <= row["share"] <= 100
    assert figures_oracle.scans_of(records) == payload_of(counted)["scans"]
    for code, one in session_counts(records, AFTER).items():
        assert (one.expected, one.came, one.inside) == (told[code, None]["expected"], told[code, None]["came"], 0)
    for at in (making.moment("10:45"), making.moment("23:15"), AFTER):
        assert session_counts(records, at) == {
            one.session.code: SessionCount(one.whole.expected, one.whole.came, one.whole.inside)
            for one in read_census(records, at).sessions
        }
    counts = {code: count for code, (count, _open) in records.scans.counts().items() if count}
    assert counts == {code: told[code, None]["came"] for code in counts}
    workbook_agrees(records, folder, told)
    data_agrees(records, folder, counted)
    papers_agree(records, folder, told)


IN_THE_WORKBOOK = {
    "All": None, "(none)": "", "Industry": "산", "Academia": "학", "Research": "연", "Government": "관",
}  # fmt: skip
"""What an English workbook calls everybody, those without a category, and the categories."""


def workbook_agrees(records: Records, folder: Path, told: dict) -> None:
    export_records(records, folder / "out.xlsx", terms.export_word, language="en")
    with closing(openpyxl.load_workbook(folder / "out.xlsx")) as book:
        totals, sheet, scans, times = (
            rows_of(book[name]) for name in ("Totals", "Attendance", "Scans", "Entry and exit")
        )
    for row in totals:
        category = IN_THE_WORKBOOK.get(row["Category"], row["Category"])
        expected = told[row["Session"].split()[0], category]
        assert [row[name] for name in ("Expected", "Came", "Of those, beside the list", "Absent", "Present", "Partial",
                                       "Minutes in all")] == [expected[key] for key in (
            "expected", "came", "beside", "absent", "present", "partial", "minutes")]  # fmt: skip
    assert len(scans) == sum(figures_oracle.scans_of(records)[key] for key in ("accepted", "refused", "taken_back"))
    programme = records.programme.sessions()
    counting = [code for code, one in programme.items() if one.counts and has_minutes(one)]
    for row, person in zip(sheet, attendance_of_all(records), strict=True):
        assert row["Minutes that count"] == sum(row[f"{code} minutes"] or 0 for code in counting)
        assert sum(a.minutes for a in person.attendances if a.session in counting) == row["Minutes that count"]
    for code in programme:
        assert sum(row["Session"].split()[0] == code for row in times) == told[code, None]["came"]


def data_agrees(records: Records, folder: Path, counted) -> None:
    export_records(records, folder / "out.json", terms.export_word, language="en")
    content = json.loads((folder / "out.json").read_text(encoding="utf-8"))
    schema = json.loads(resource("schemas", "export.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(content)
    assert content["figures"] == json.loads(json.dumps(payload_of(counted)))


def papers_agree(records: Records, folder: Path, told: dict) -> None:
    report_event(records, folder / "report.pdf", report_word, "en")
    text = " ".join(" ".join(page.text.split()) for page in pages.read(folder / "report.pdf"))
    for code in records.programme.sessions():
        row = told[code, None]
        numbers = " ".join(f"{row[key]:,}" for key in ("expected", "came", "beside", "absent", "partial"))
        assert f" {numbers} " in text, (code, numbers)
        share = f"{row['of_expected']:,} of {row['expected']:,} "
        assert share in text
        made = print_sign_in_sheet(records, code, folder / f"{code}.pdf")
        assert made.people == row["expected"]
    issued = issue_certificates(records, folder / "certificates", desk="1")
    outdated = {one.certificate.serial for one in certificate_states(records) if one.needs_reissue}
    minutes = figures_oracle.minutes_of(*_log(records))
    counting = {code for code, one in records.programme.sessions().items() if one.counts and has_minutes(one)}
    for (person, certificate), file in zip(issued.issued, issued.files, strict=True):
        assert certificate.serial in file.name
        (page,) = pages.read(file)
        lines = [int(number) for number in re.findall(r"\d\d:\d\d\s+(\d+)\s", page.text)]
        assert sum(lines) == certificate.basis["minutes"]  # as it was issued, for good
        if certificate.serial not in outdated:
            assert sum(lines) == sum(spent for code, spent in minutes[person.id].items() if code in counting)


def _log(records: Records) -> tuple:
    rows = figures_oracle.rows_of(records)
    return rows, figures_oracle.people_of(rows)[1], records.programme.sessions()


def erasure_keeps(records: Records, folder: Path) -> None:
    """After an erasure everything shows what was kept, or refuses: no zero is a result."""
    before, told = payload_of(read_census(records)), figures_oracle.figures_of(records)
    name = next(iter(details_of(records).names.values()))
    done = purge(records, name, now=AFTER)
    assert payload_of(read_census(records)) == before
    certify(records, done, folder / "erased.pdf", terms.export_word, "en")
    report_event(records, folder / "kept.pdf", report_word, "en")
    erased, report = (" ".join(" ".join(page.text.split()) for page in pages.read(folder / file))
                      for file in ("erased.pdf", "kept.pdf"))  # fmt: skip
    for code in records.programme.sessions():
        row = told[code, None]
        numbers = " ".join(str(row[key]) for key in ("expected", "came", "beside", "absent", "partial"))
        assert f" {numbers} {row['minutes']}" in erased
        assert f" {numbers} " in report
    assert "erased on" in report
    export_records(records, folder / "kept.xlsx", terms.export_word, language="en")
    with closing(openpyxl.load_workbook(folder / "kept.xlsx")) as book:
        assert book.sheetnames == ["Totals", "By day"]
        assert [row["Came"] for row in rows_of(book["Totals"]) if row["Category"] == "All"] == [
            told[code, None]["came"] for code in records.programme.sessions()
        ]  # fmt: skip
    export_records(records, folder / "kept.json", terms.export_word, language="en")
    content = json.loads((folder / "kept.json").read_text(encoding="utf-8"))
    assert "people" not in content
    assert content["figures"] == json.loads(json.dumps(before))
    for refused in (
        lambda: export_records(records, folder / "kept.csv", terms.export_word, language="en"),
        lambda: print_sign_in_sheet(records, "E", folder / "kept-sheet.pdf"),
        lambda: issue_certificates(records, folder / "kept-certificates", desk="1"),
    ):
        with pytest.raises(KioskError, match=r"figures\.erased"):
            refused()


@pytest.fixture
def wild(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Records]:
    records = wild_event(tmp_path, request.param)
    yield records
    records.close()


@pytest.mark.parametrize("wild", range(3), indirect=True)
def test_a_wild_event_is_counted_once_everywhere(wild: Records, tmp_path: Path):
    everything_agrees(wild, tmp_path / "out")
    erasure_keeps(wild, tmp_path / "out")


@pytest.mark.long
@pytest.mark.parametrize("wild", range(3, 50), indirect=True)
def test_fifty_wild_events_are_counted_once_everywhere(wild: Records, tmp_path: Path):
    everything_agrees(wild, tmp_path / "out")
    erasure_keeps(wild, tmp_path / "out")


@pytest.mark.long
def test_a_rehearsed_event_of_two_thousand_is_counted_once_everywhere(tmp_path: Path):
    played = rehearse(tmp_path / "played", people=2000, desks=4, words=terms.export_word, language="en")
    with closing(open_event(played.event)) as records:
        everything_agrees(records, tmp_path / "out")
